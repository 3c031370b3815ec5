"""Words for people at a browser: a walk reads like what a clerk or an officer does. Labels and buttons are those on the page."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from antraege.views.konto import BACKEND
from tests.browser.blick import PHONE, WIDE, axe, bild, passt

# A page of ours that shows one of these has a text that Django, the browser or we forgot to translate.
ENGLISCH = re.compile(
    r"\b(submit|sign in|sign out|log ?in|log ?out|password|choose|this field|required|please|save|cancel|delete|edit|yes|"
    r"the|and|not|with|your|invalid|error|none|true|false|unknown|search|next|previous|file|upload|download|browse|"
    r"january|february|march|may|june|july|october|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
# Everything a person reads or hears: text, title, and the words in attributes.
GELESEN = """() => [document.title, document.body.innerText,
  ...[...document.querySelectorAll('[aria-label],[alt],[title],[placeholder]')].flatMap(
    e => ['aria-label', 'alt', 'title', 'placeholder'].map(a => e.getAttribute(a) || ''))].join('\\n')"""
HAT_FOKUS = """() => { const e = document.activeElement;
  return [e.innerText, ...[...(e.labels || [])].map(l => l.innerText)].join(' ').trim() }"""


class Platz:
    """A person at a window of their own. What goes wrong there (script, CSP, a missing file, a 500) is kept in ``pannen``."""

    def __init__(
        self,
        browser: Browser,
        adresse: str,
        name: str,
        nummern: Iterator[int],
        *,
        bilder: bool = True,
        skript: bool = True,
    ):
        self.adresse = adresse
        self.kontext: BrowserContext = browser.new_context(
            base_url=adresse,
            locale="de-DE",
            viewport=WIDE,
            accept_downloads=True,
            java_script_enabled=skript,
        )
        self.kontext.set_default_timeout(10_000)
        self.page: Page = self.kontext.new_page()
        self.name, self.nummern, self.bilder, self.pannen = name, nummern, bilder, []
        self.page.on("pageerror", lambda fehler: self.pannen.append(str(fehler)))
        self.page.on("console", lambda zeile: self._konsole(zeile.type, zeile.text))
        self.page.on("response", self._antwort)

    def _konsole(self, art: str, text: str) -> None:
        # An answer of 404, 409 or 422 is what some steps are about; the browser calls it an error.
        if art == "error" and not text.startswith("Failed to load resource"):
            self.pannen.append(text)

    def _antwort(self, antwort: Response) -> None:
        beiwerk = antwort.request.resource_type not in ("document", "fetch")  # a script may be refused, too
        if antwort.status >= 500 or (beiwerk and antwort.status >= 400):
            self.pannen.append(f"{antwort.status} {antwort.url}")

    # Going somewhere

    def neues_fenster(self) -> Page:
        """Another window of the same person, at the same address."""
        zweites = self.kontext.new_page()
        zweites.goto(self.page.url)
        return zweites

    def angemeldet(self, person) -> "Platz":
        """At the start page, signed in by a session made here: two pages less to wait for."""
        sitzung = Client()
        sitzung.force_login(person, BACKEND)
        kennung = sitzung.cookies[settings.SESSION_COOKIE_NAME].value
        self.kontext.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": kennung, "url": self.adresse}]
        )
        self.oeffne("/")
        return self

    def einloggen(self, person) -> "Platz":
        """By the demo's role picker, as the five-minute tour does."""
        self.oeffne("/konto/login/")
        self.page.locator(f'button[name="rolle"][value="{person.email}"]').click()
        return self

    def oeffne(self, adresse: str) -> int:
        """Type an address; its status."""
        return self.page.goto(adresse).status

    def link(self, name: str) -> None:
        """Follow a link of the page, read by its words."""
        self._folge(self.page.locator("main").get_by_role("link", name=name))

    def menue(self, name: str) -> None:
        """Go by the main menu."""
        self._folge(self.page.get_by_role("navigation").get_by_role("link", name=name))

    def knopf(self, name: str) -> None:
        """Press a button and wait for the page that answers."""
        self._folge(self.page.get_by_role("button", name=name, exact=True))

    def aufgabe(self, name: str, kommune: str = "") -> None:
        """Find a task in "Meine Aufgaben" and open it."""
        self.oeffne("/aufgaben/")
        zeile = self.page.locator("tr", has_text=kommune) if kommune else self.page.locator("main")
        self._folge(zeile.get_by_role("link", name=name))

    def _folge(self, ziel: Locator) -> None:
        self.folge(ziel.locator("visible=true").first)

    def folge(self, ziel: Locator) -> None:
        """Click this very element and wait for the page that answers."""
        with self.page.expect_navigation():
            ziel.click()
        self.deutsch()

    def uebernehmen(self) -> None:
        """Take the task on the screen."""
        self.knopf("Aufgabe übernehmen")
        self.steht("Sie haben die Aufgabe übernommen.")

    def speichern(self) -> None:
        """Save in between and stay."""
        self.knopf("Zwischenspeichern")
        self.steht("Gespeichert.")

    def weiter(self) -> None:
        """Save and go on to the next section."""
        self.knopf("Speichern und weiter")

    # By keyboard

    def taste(self, *tasten: str) -> None:
        """Press keys, one after the other."""
        for taste in tasten:
            self.page.keyboard.press(taste)

    def tabbe(self, name: str) -> None:
        """Press Tab until the element with these words or this label has the focus."""
        for _ in range(60):
            self.taste("Tab")
            if name in self.page.evaluate(HAT_FOKUS):
                return
        raise AssertionError(f"{self.page.url}: mit Tab nicht erreichbar: {name}")

    def enter(self) -> None:
        """Press Enter and wait for the page that answers."""
        with self.page.expect_navigation():
            self.taste("Enter")
        self.deutsch()

    # Filling in

    def feld(self, label: str) -> Locator:
        """The input with this label."""
        eingaben = self.page.locator("input, textarea, select").locator("visible=true")
        return self.page.get_by_label(label).and_(eingaben).first

    def trage(self, werte: dict[str, str]) -> None:
        """Type into inputs, found by their labels."""
        for label, wert in werte.items():
            self.feld(label).fill(wert)

    def datum(self, legende: str, tag: str) -> None:
        """Type a date into its three inputs: ``12.04.2027``."""
        gruppe = self.page.get_by_role("group", name=legende)
        for teil, wert in zip(("Tag", "Monat", "Jahr"), tag.split("."), strict=True):
            gruppe.get_by_label(teil).fill(wert)

    def waehle(self, label: str, wert: str) -> None:
        """Choose an option of a list by its words."""
        self.feld(label).select_option(label=wert)

    def kreuze(self, *labels: str) -> None:
        """Tick boxes or choose radio buttons."""
        for label in labels:
            self.page.get_by_label(label).check()

    def lade(self, label: str, datei: Path) -> None:
        """Choose a file."""
        self.feld(label).set_input_files(datei)

    # Looking

    def fokus(self, eigenschaft: str) -> str:
        """A property of the element that has the focus."""
        return self.page.evaluate(f"document.activeElement.{eigenschaft}")

    def steht(self, *saetze: str) -> None:
        """These words stand on the page."""
        for satz in saetze:
            expect(self.page.locator("main")).to_contain_text(satz)

    def fehlt(self, *saetze: str) -> None:
        """These words do not."""
        for satz in saetze:
            expect(self.page.locator("main")).not_to_contain_text(satz)

    def deutsch(self) -> None:
        """No English word on the page."""
        fremd = sorted({wort.group().lower() for wort in ENGLISCH.finditer(self.page.evaluate(GELESEN))})
        assert not fremd, f"{self.page.url}: {fremd}"

    def schau(self, name: str) -> None:
        """axe finds nothing at 1280 and 320 px, nothing sticks out, all is German; pictures are kept, one of them dark."""
        self.deutsch()
        if not self.bilder:
            return
        datei = f"{self.name}-{next(self.nummern):02}-{name}"
        for groesse, breite in ((PHONE, "320"), (WIDE, "1280")):
            self.page.set_viewport_size(groesse)
            axe(self.page)
            passt(self.page)
            bild(self.page, f"{datei}-{breite}")
        self.page.emulate_media(color_scheme="dark")
        bild(self.page, f"{datei}-1280-dunkel")
        self.page.emulate_media(color_scheme="light")
