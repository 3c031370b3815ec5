"""2016 to 2018: two rounds with 17 municipalities and 8.00 shares each, driven like any application.

Facts are the periods and the two times 17 municipalities and 8 shares (slides); who took part with how much is invented. Nothing of it is ever mailed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from antraege import zeit
from antraege.daten import tabelle
from antraege.models import Antrag
from antraege.services import antrag as antragsdienst
from antraege.services import bescheid, empfehlung, pruefung
from antraege.services import stelle as stellen
from workflows.demo import gremien
from workflows.demo.buehne import ERKLAERUNGEN, Buehne, Geschichte

Kalender = Callable[[int], str]  # a day so many days after the beginning, as stories write it


def geschichten(b: Buehne) -> Iterator[Geschichte]:
    """All that happened before the present."""
    for nr, zeile in enumerate(tabelle("kreisanteile_2016")):
        yield kreisanteil(b, "KFR16", zeile, nr, beginn="11.01.2016")
    for nr, zeile in enumerate(tabelle("kreisanteile_2017")):
        yield kreisanteil(b, "KFR17", zeile, nr, beginn="05.12.2016")
    yield gremien.sitzung_2017(b)
    yield gremien.sitzung_2026(b)


def kreisanteil(b: Buehne, runde: str, zeile: dict[str, str], nr: int, *, beginn: str) -> Geschichte:
    """One municipality's share in one of the two rounds, granted as asked by the administration."""
    tag, uhr = _kalender(beginn), f"{9 + nr // 6:02d}:{nr % 6 * 10:02d}"
    ende = b.runde(runde).ende
    yield f"{tag(0)} {uhr}"
    antrag = b.beginnt(zeile["kommune"], runde, historisch=True)
    _ausgefuellt(b, antrag, zeile)
    yield f"{tag(7 * (nr % 15 // 5) + nr % 5)} 1{nr % 7}:45"  # working days of three weeks
    b.schritt(antrag, "entwurf", antragsdienst.einreichen)
    yield from _geprueft(b, antrag, tag, uhr)
    yield from _beschieden(b, antrag, tag, uhr)
    yield f"{ende + timedelta(days=1):%d.%m.%Y} {uhr}"
    for stelle in antrag.stellen.all():
        stellen.beenden(
            stelle=stelle,
            ende=ende,
            grund="Die Förderrunde ist zu Ende.",
            by=b.person("foerderung"),
            heute=zeit.heute(),
        )


def _geprueft(b: Buehne, antrag: Antrag, tag: Kalender, uhr: str) -> Geschichte:
    """Complete, recommended as asked, signed: on three days in a row."""
    yield f"{tag(42)} {uhr}"
    b.schritt(antrag, "formale_pruefung", pruefung.vollstaendigkeit_feststellen)
    yield f"{tag(43)} {uhr}"
    b.schritt(
        antrag,
        "fachliche_pruefung",
        empfehlung.empfehlen,
        vzae=antrag.beantragt_vzae,
        begruendung="Der Bedarf ist belegt.",
    )
    yield f"{tag(44)} {uhr}"
    b.schritt(antrag, "zeichnung", empfehlung.zeichnen)


def _beschieden(b: Buehne, antrag: Antrag, tag: Kalender, uhr: str) -> Geschichte:
    """Drafted, released, opened, and the position recorded for the round."""
    yield f"{tag(45)} {uhr}"
    b.schritt(
        antrag,
        "bescheid_entwerfen",
        bescheid.entwerfen,
        begruendung="Ihr Antrag erfüllt die Voraussetzungen der Richtlinie.",
        nebenbestimmungen="",
    )
    yield f"{tag(46)} {uhr}"
    b.schritt(antrag, "bescheid_freigeben", bescheid.freigeben)
    yield f"{tag(49)} {uhr}"
    b.schritt(antrag, "bekanntgabe", bescheid.oeffnen)
    b.schritt(
        antrag,
        "stelle_erfassen",
        stellen.anteil_erfassen,
        entgeltgruppe="S 12",
        beginn=antrag.runde.beginn,
        ende=antrag.runde.ende,
    )


def _kalender(beginn: str) -> Kalender:
    tag, monat, jahr = map(int, beginn.split("."))
    return lambda tage: f"{date(jahr, monat, tag) + timedelta(days=tage):%d.%m.%Y}"


def _ausgefuellt(b: Buehne, antrag: Antrag, zeile: dict[str, str]) -> None:
    zahlen = {gruppe: int(zeile[gruppe]) for gruppe in ("duldung", "unentschieden")}
    b.schreibt(
        antrag,
        zahlen=zahlen,
        personen_gesamt=sum(zahlen.values()),
        beantragt_vzae=zeile["vzae"],
        eigenanteil="0.00",
        begruendung="Sozialbetreuung in der Anschlussunterbringung.",
        **ERKLAERUNGEN,
    )
    b.legt_bei(antrag, "beschluss", "Beschluss des Gemeinderats")
