"""The stage: stories happen in order of time, each act by its person, through the doors that pages use.

A story is a generator. It yields when it goes on ("18.03.2027 10:12"), and between two yields the demo's clock stands at
that moment. So a story reads like its line in a table, and all stories together happen day by day.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from antraege import zeit
from antraege.models import (
    Anlage,
    Antrag,
    Benutzer,
    Foerderrunde,
    Frist,
    Kommune,
    Pruefergebnis,
    Pruefpunkt,
    Vorlage,
    Zielgruppe,
)
from antraege.regelwerk import regelwerk
from antraege.services import anlagen, empfehlung, pruefung
from antraege.services import antrag as antragsdienst
from antraege.services.pruefpunkte import Befund
from notifications import ausgang, reminders
from workflows import ablauf, verfahren, veroeffentlichung
from workflows.demo.grundlagen import Welt
from workflows.demo.papiere import papier

Geschichte = Generator[str, None, None]

AMT: Final = "lra-bb.example"
# Who does a step of the office unless the story names somebody.
WER: Final = {
    "verspaetung_pruefen": "foerderung2",
    "verspaetung_entscheiden": "sgl-foerderung",
    "formale_pruefung": "foerderung",
    "fachliche_pruefung": "foerderung",
    "zeichnung": "sgl-foerderung",
    "bescheid_entwerfen": "foerderung",
    "bescheid_freigeben": "sgl-foerderung",
    "versand": "foerderung2",
    "stelle_erfassen": "foerderung2",
    "ueberarbeitung": "kreistag",
    "vorberatung": "kreistag",
    "beschluss": "kreistag",
}
# Acts that end a check, and which one.
PRUEFEND: Final = {
    pruefung.vollstaendigkeit_feststellen: Pruefpunkt.Art.FORMAL,
    empfehlung.empfehlen: Pruefpunkt.Art.FACHLICH,
}
ERKLAERUNGEN: Final = {
    "erklaerung_richtig": True,
    "erklaerung_keine_doppelfoerderung": True,
    "erklaerung_befugt": True,
}


def spielen(geschichten: Iterable[Geschichte], *, post: bool = True) -> None:
    """Let the stories happen in order of time; after each scene (unless without ``post``) its messages go out."""
    szenen = [(_zeitpunkt(next(g)), nr, g) for nr, g in enumerate(geschichten)]
    heapq.heapify(szenen)
    while szenen:
        wann, nr, geschichte = heapq.heappop(szenen)
        with zeit.gestellt(wann.date(), wann.time()):
            weiter = next(geschichte, None)
            if post:
                ausgang.leeren()
        if weiter is not None:
            _vorwaerts(wann, weiter)
            heapq.heappush(szenen, (_zeitpunkt(weiter), nr, geschichte))


def zeitgeber(ab: date, bis: date) -> Geschichte:
    """What beat does, early on each day: what lapsed is noted or goes on, reminders go out.

    Raises ``RuntimeError`` where a lapsed deadline could not be handled: beat would try again, a loader must not.
    """
    for tag in (ab + timedelta(days=n) for n in range((bis - ab).days + 1)):
        yield f"{tag:%d.%m.%Y} 07:00"
        ablauf.feststellen(tag)
        if offen := Frist.objects.faellig(am=tag).first():
            raise RuntimeError(f"{offen} ließ sich nicht abschließen.")
        veroeffentlichung.feststellen(tag)
        reminders.einreihen(tag)


def _vorwaerts(wann: datetime, weiter: str) -> None:
    if _zeitpunkt(weiter) < wann:
        raise ValueError(f"Eine Geschichte geht am {weiter} weiter, war aber schon am {wann:%d.%m.%Y %H:%M}.")


def _zeitpunkt(text: str) -> datetime:
    return datetime.strptime(text, "%d.%m.%Y %H:%M")  # noqa: DTZ007  Berlin's day and time; zeit.gestellt makes it aware


class Buehne:
    """Acts in the words of the stories. Every refusal of a service, a right or the database ends the loading."""

    def __init__(self, welt: Welt) -> None:
        self.welt = welt

    # Persons and places

    def person(self, name: str) -> Benutzer:
        """An account by its address, without the domain for those of the district."""
        return self.welt.konten[name if "@" in name else f"{name}@{AMT}"]

    def ort(self, name: str) -> Kommune:
        """A municipality."""
        return self.welt.kommunen[name]

    def hauptamt(self, ort: Kommune) -> Benutzer:
        """The clerk of a municipality: whoever reads its mailbox."""
        return self.welt.konten[ort.postfach]

    def runde(self, kuerzel: str) -> Foerderrunde:
        """A round by its Kürzel."""
        return self.welt.runden[kuerzel]

    # Acts

    def beginnt(self, ort: str, runde: str, *, historisch: bool = False) -> Antrag:
        """The municipality begins an application."""
        kommune = self.ort(ort)
        return verfahren.antrag_anlegen(
            kommune=kommune,
            runde=self.runde(runde),
            by=self.hauptamt(kommune),
            heute=zeit.heute(),
            historisch=historisch,
        )

    def schreibt(self, antrag: Antrag, *, zahlen: dict[str, int] | None = None, **felder: Any) -> None:
        """Its clerk saves fields of the form; ``zahlen`` are persons by target group."""
        gruppen = dict(Zielgruppe.objects.values_list("schluessel", "pk")) if zahlen else {}
        antragsdienst.speichern(
            antrag=antrag,
            felder={name: _wert(name, wert) for name, wert in felder.items()},
            version=antrag.version,
            fallzahlen={gruppen[s]: personen for s, personen in (zahlen or {}).items()},
            by=self.hauptamt(antrag.kommune),
            heute=zeit.heute(),
        )

    def legt_bei(self, antrag: Antrag, art: str, titel: str) -> None:
        """Its clerk attaches a paper."""
        datei = papier(
            titel, f"{antrag.kommune.get_art_display()} {antrag.kommune}", Anlage.Art(art).label, titel
        )
        anlagen.hinzufuegen(
            antrag=antrag, art=art, datei=datei, by=self.hauptamt(antrag.kommune), heute=zeit.heute()
        )

    def schritt(
        self, objekt: Antrag | Vorlage, knoten: str, act: Callable[..., Any], *, wer: str = "", **facts: Any
    ) -> None:
        """Whoever is due does the step ``knoten``: the municipality's clerk, or the office of ``WER``."""
        facts = _befunde(objekt, act) | facts
        name = wer or WER.get(knoten, "")
        by = self.person(name) if name else self.hauptamt(objekt.kommune)
        verfahren.schritt(objekt, knoten, act, by=by, heute=zeit.heute(), **facts)


def _befunde(objekt: Antrag | Vorlage, act: Callable[..., Any]) -> dict[str, Any]:
    """What the office found at the points of its check list: all fulfilled, as far as nothing else is told."""
    art = PRUEFEND.get(act)
    if art is None or not isinstance(objekt, Antrag):
        return {}
    punkte = regelwerk(objekt.fassung).pruefpunkte(art)
    return {"befunde": {punkt.pk: Befund(Pruefergebnis.Ergebnis.ERFUELLT, "") for punkt in punkte}}


def _wert(name: str, wert: Any) -> Any:
    return Decimal(wert) if isinstance(wert, str) and name.endswith(("_vzae", "eigenanteil")) else wert
