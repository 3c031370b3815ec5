// What was typed before the session ended goes back into the form it came from. Nothing is sent; without this file it can be copied.
"use strict";

(() => {
  const box = document.querySelector("[data-eingabe-ziel]");
  if (!box) return;
  const OWN = ["csrfmiddlewaretoken", "eingabe_konto"];
  const STATE = ["version", "stand"]; // what it was typed upon: somebody else's change in between stays a conflict
  const typed = new Map();
  box.querySelectorAll("[data-feld]").forEach((e) => {
    typed.set(e.dataset.feld, [...(typed.get(e.dataset.feld) || []), e.dataset.wert ?? e.textContent]);
  });
  const inputs = (form) => [...form.elements].filter((e) => e.name && !OWN.includes(e.name) && !["submit", "button", "file", "password"].includes(e.type));
  const hits = (form) => inputs(form).filter((e) => typed.has(e.name)).length;
  // The very form: sent to the same address, and about the same thing (its hidden fields)
  const same = (form) => form.method === "post" && new URL(form.action).pathname === box.dataset.eingabeZiel
    && inputs(form).every((e) => e.type !== "hidden" || STATE.includes(e.name) || e.name === "act" || (typed.get(e.name) || [""]).includes(e.value));
  const form = [...document.forms].filter((f) => same(f) && hits(f)).sort((a, b) => hits(b) - hits(a))[0];
  if (!form) return;

  // A choice among rows: only the form knows its words
  const words = (name, value) => {
    for (const e of inputs(form).filter((i) => i.name === name)) {
      if (e.options) return [...e.options].find((o) => o.value === value)?.textContent.trim();
      if (["checkbox", "radio"].includes(e.type) && e.value === value) return e.labels?.[0]?.textContent.trim();
    }
    return undefined;
  };
  box.querySelectorAll("dd [data-feld]").forEach((d) => {
    const value = d.dataset.wert ?? d.textContent;
    const said = words(d.dataset.feld, value);
    if (said) Object.assign(d, { textContent: said }).dataset.wert = value;
    // What the form knows by itself nobody typed
    if (inputs(form).some((e) => e.name === d.dataset.feld && e.type === "hidden")) d.closest("dd").hidden = d.closest("dd").previousElementSibling.hidden = true;
  });
  for (const e of inputs(form)) {
    const values = typed.get(e.name) || [];
    if (["checkbox", "radio"].includes(e.type)) e.checked = values.includes(e.value);
    else if (e.type === "select-multiple") [...e.options].forEach((o) => { o.selected = values.includes(o.value); });
    else if (values.length) e.value = values.shift();
  }
  inputs(form).filter((e) => e.type !== "hidden").forEach((e) => {
    for (const name of ["input", "change"]) e.dispatchEvent(new Event(name, { bubbles: true }));
  });
  box.querySelector("details").open = false;
  box.dataset.eingabeDa = "";
})();
