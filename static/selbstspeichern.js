// A section of the application saves itself every few seconds; without this file its buttons do the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-selbstspeichern]");
  if (!form) return;
  const line = document.getElementById("speicherstand");
  const WAIT = 3000; // after a change
  const AGAIN = 8000; // after a failure
  const HELPERS = ["csrfmiddlewaretoken", "version", "stand"];
  let saved = content();
  let timer = 0;
  let running = null;
  let stopped = false; // another window changed this section: the person chooses first
  let failed = false; // nothing has reached the server since
  let leaving = false;
  let errors = {};

  function content() {
    return JSON.stringify([...new FormData(form)].filter(([name]) => !HELPERS.includes(name)));
  }
  const unsaved = () => content() !== saved;
  function say(text) {
    if (line.textContent !== text) line.textContent = text;
  }
  function soon(wait) {
    if (timer || stopped) return;
    timer = setTimeout(() => { timer = 0; save(); }, wait);
  }
  function save() {
    if (stopped || leaving || running || !unsaved()) return running || Promise.resolve();
    running = send(content()).finally(() => {
      running = null;
      if (unsaved()) soon(failed ? AGAIN : WAIT);
    });
    return running;
  }

  async function send(sent) {
    let answer;
    try {
      answer = await fetch(location.pathname, {
        method: "POST", body: new FormData(form), redirect: "manual", headers: { "X-Selbst-Speichern": "1", Accept: "application/json" },
      });
    } catch {
      return fail("Keine Verbindung. Ihr Text steht noch hier und wird gespeichert, sobald die Verbindung wieder da ist.");
    }
    if (answer.type === "opaqueredirect") return fail("Sie sind nicht mehr angemeldet. Ihr Text steht noch hier. Bitte melden Sie sich in einem anderen Fenster an.");
    if (answer.status === 403) {
      await freshToken();
      return fail("Noch nicht gespeichert. Ihr Text steht noch hier, wir versuchen es gleich wieder.");
    }
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    if (!json) return fail("Noch nicht gespeichert. Ihr Text steht noch hier, wir versuchen es gleich wieder.");
    const data = await answer.json();
    failed = false;
    if (answer.status === 409) return stop(data);
    return done(data, sent);
  }
  function fail(text) {
    failed = true;
    say(text);
  }
  function done(data, sent) {
    saved = sent;
    form.elements.version.value = data.version;
    form.elements.stand.value = data.stand;
    errors = data.fehler;
    showErrors();
    const amount = document.getElementById("betrag");
    if (amount) amount.textContent = data.betrag;
    const wrong = Object.keys(errors).length;
    const when = data.gespeichert_um ? `Gespeichert um ${data.gespeichert_um}.` : "";
    const rest = wrong ? ` ${wrong === 1 ? "Eine Angabe ist" : `${wrong} Angaben sind`} noch nicht gespeichert, bitte prüfen Sie sie.` : "";
    say([when + rest, ...data.hinweise].join(" ").trim());
  }

  // The same block and the same choice as after a button; the buttons below keep the old version and would ask again.
  function stop(data) {
    stopped = true;
    if (data.satz) return say(data.satz + " Ihr Text steht noch hier.");
    say("");
    form.insertAdjacentHTML("afterbegin", data.konflikt.replace(" autofocus", ""));
    const block = document.getElementById("konflikt");
    block.querySelector("button[type=submit]").addEventListener("click", () => {
      form.elements.version.value = block.dataset.version;
      form.elements.stand.value = block.dataset.stand;
    });
    block.querySelector("a").addEventListener("click", () => { leaving = true; });
    block.focus();
  }

  // After signing in again in another window the page's token is an old one.
  async function freshToken() {
    try {
      const page = await fetch(location.pathname, { redirect: "manual" });
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("#abschnitt [name=csrfmiddlewaretoken]");
      if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
    } catch { /* the next try says so */ }
  }

  // Sentences at their field, but not under the cursor while somebody types.
  function boxOf(name) {
    const input = document.getElementById(`id_${name}`) || form.querySelector(`[name="${name}"], [name="${name}_tag"]`);
    return input && (input.closest("fieldset.kern-fieldset") || input.closest(".app-check-field, .kern-form-input"));
  }
  function showErrors() {
    form.querySelectorAll("[data-selbst-fehler]").forEach((old) => old.remove());
    form.querySelectorAll("[data-selbst-falsch]").forEach((input) => {
      input.removeAttribute("aria-invalid");
      input.setAttribute("aria-describedby", (input.getAttribute("aria-describedby") || "").replace(/ ?\S+_selbst/, ""));
      input.classList.remove(`${input.classList[0]}--error`);
      delete input.dataset.selbstFalsch;
      const box = input.closest(".kern-fieldset--error, .kern-form-input--error");
      if (box) box.classList.remove(`${box.classList[0]}--error`);
    });
    Object.entries(errors).forEach(([name, sentences]) => {
      const box = boxOf(name);
      if (box && !box.contains(document.activeElement)) showError(box, sentences.join(" "));
    });
  }
  function showError(box, text) {
    box.querySelectorAll(".kern-error").forEach((old) => old.remove());
    const note = document.createElement("p");
    note.className = "kern-error";
    note.dataset.selbstFehler = "";
    note.id = `${box.querySelector("input, select, textarea").id}_selbst`;
    note.innerHTML = '<span class="kern-icon kern-icon--danger" aria-hidden="true"></span><span class="kern-body"></span>';
    note.lastElementChild.textContent = text;
    box.classList.add(`${box.classList[0]}--error`);
    (box.querySelector(".kern-hint") || box.querySelector("legend, label")).after(note);
    box.querySelectorAll("input, select, textarea").forEach((input) => {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", `${(input.getAttribute("aria-describedby") || "").replace(/ ?\S+_error/, "")} ${note.id}`.trim());
      input.classList.add(`${input.classList[0]}--error`);
      input.dataset.selbstFalsch = "";
    });
  }

  // Fields that are only asked where they say something; without this file they always stand there.
  function conditional() {
    form.querySelectorAll("[data-gemeldet]").forEach((number) => {
      const box = document.getElementById(number.dataset.grund)?.closest(".kern-form-input");
      if (box) box.hidden = ["", number.dataset.gemeldet].includes(number.value.trim().replace(/\./g, ""));
    });
    form.querySelectorAll("[data-nur-bei]").forEach((field) => {
      const [name, value] = field.dataset.nurBei.split("=");
      const box = field.closest(".kern-form-input");
      if (box) box.hidden = new FormData(form).get(name) !== value;
    });
  }

  form.addEventListener("input", () => { conditional(); soon(WAIT); });
  form.addEventListener("change", () => { conditional(); soon(WAIT); });
  form.addEventListener("focusout", () => setTimeout(showErrors, 0));
  window.addEventListener("online", () => { clearTimeout(timer); timer = 0; save(); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) event.preventDefault();
  });
  // A button saves what is typed first: while nothing reaches the server the page stays, with all its text.
  form.addEventListener("submit", (event) => {
    if (stopped || (!running && !unsaved())) { leaving = true; return; }
    event.preventDefault();
    event.stopPropagation();
    const button = event.submitter;
    clearTimeout(timer);
    timer = 0;
    (running || save()).then(() => { if (!failed && !stopped) form.requestSubmit(button); });
  });
  conditional();
  showErrors();
})();
