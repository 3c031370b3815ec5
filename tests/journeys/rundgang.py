"""A walk with several people: each at a window of their own, one clock for all, and the mails that went out."""

from datetime import date
from email import message_from_bytes, policy
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser

from antraege import zeit
from notifications import tasks
from tests.browser.seiten import Platz
from tests.journeys.buehne import Buehne, baue


class Rundgang:
    """``gang.als("buero")`` is the officer's window; ``gang.tag(...)`` sets everybody's day; ``gang.post()`` brings the mail."""

    def __init__(self, browser: Browser, adresse: str, postfach: Path):
        self.browser, self.adresse, self.postfach = browser, adresse, postfach
        self.name, self.nummern, self.bilder, self.skript = "rundgang", count(1), True, True
        self.plaetze: dict[str, Platz] = {}
        self.gelesen: set[Path] = set()
        self.buehne: Buehne | None = None

    def beginne(
        self, name: str, *, bilder: bool = True, skript: bool = True, buehne: Buehne | None = None, **mehr
    ) -> "Rundgang":
        """Set the stage; ``name`` begins the names of the pictures, which a walk over known pages leaves out.

        Without ``skript`` no browser of the walk runs JavaScript.
        """
        self.name, self.bilder, self.skript, self.buehne = name, bilder, skript, buehne or baue(**mehr)
        return self

    @property
    def ort(self) -> str:
        """The municipality's name."""
        return self.buehne.ort.name

    def als(self, wer: str) -> Platz:
        """The window of this person, logged in."""
        if wer not in self.plaetze:
            self.fenster(wer).angemeldet(self.buehne.leute[wer])
        return self.plaetze[wer]

    def fenster(self, wer: str) -> Platz:
        """A new window for this person, not logged in."""
        wie = {"bilder": self.bilder, "skript": self.skript}
        platz = Platz(self.browser, self.adresse, self.name, self.nummern, **wie)
        self.plaetze[wer] = platz
        return platz

    def tag(self, tag: date) -> "Rundgang":
        """From now on it is this day, for the server too."""
        zeit.stelle_demouhr(tag)
        return self

    def post(self) -> dict[str, str]:
        """Let the worker's task run; the new mails as subject -> text."""
        tasks.relay()
        neu = sorted(set(self.postfach.glob("*.eml")) - self.gelesen)
        self.gelesen |= set(neu)
        briefe = [message_from_bytes(datei.read_bytes(), policy=policy.default) for datei in neu]
        return {b["Subject"].strip(): b.get_body(("plain",)).get_content() for b in briefe}

    def ende(self) -> None:
        """Close all windows; what went wrong in any of them fails the walk."""
        for platz in self.plaetze.values():
            platz.kontext.close()
        assert [panne for platz in self.plaetze.values() for panne in platz.pannen] == []
