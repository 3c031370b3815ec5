"""The demo's programmes: their versions, rounds and money.

Periods, target groups, payers, numbers and the 8.00 shares of 2016 to 2018 are those of the slides of 3 July 2017;
everything of 2026 to 2028, and every rate, is invented and labelled Beispieldaten.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from antraege.models import (
    Foerderprogramm,
    Foerderrunde,
    Haushaltsermaechtigung,
    Kontingent,
    Landkreis,
    Richtlinienfassung,
    Zielgruppe,
)
from workflows.demo import regeln

ZIELGRUPPEN: Final = {
    "duldung": "Personen mit Duldung",
    "unentschieden": "Personen mit unentschiedenem Asylverfahren",
    "anerkannt": "Anerkannte Schutzberechtigte",
    "sonstige_au": "Sonstige Personen in Anschlussunterbringung",
    "familiennachzug": "Familiennachzug",
}
KREIS_GRUPPEN: Final = ("duldung", "unentschieden")
P, K = Foerderprogramm, Kontingent
LANDKREIS: Final = {
    "geber": P.Geber.LANDKREIS,
    "bewilligungsstelle": P.Bewilligungsstelle.LANDKREIS,
    "status": P.Status.IN_KRAFT,
}
LAND: Final = {
    "geber": P.Geber.LAND,
    "bewilligungsstelle": P.Bewilligungsstelle.EXTERN,
    "status": P.Status.IN_KRAFT,
}


def laden(kreis: Landkreis) -> dict[str, Foerderrunde]:
    """Insert target groups and programmes; give the rounds by their Kürzel."""
    for platz, (schluessel, name) in enumerate(ZIELGRUPPEN.items()):
        Zielgruppe.objects.create(schluessel=schluessel, name=name, reihenfolge=platz)
    programme = (_kreisfoerderrichtlinie, _integrationsmanager, _neufassung, _integrationsmanagement)
    return {runde.kuerzel: runde for runden in programme for runde in runden(kreis)}


def _kreisfoerderrichtlinie(kreis: Landkreis) -> list[Foerderrunde]:
    """The two rounds of the slides; which municipalities took part, and the rate, is invented, so the rounds are labelled."""
    fassung = _fassung(
        _programm(kreis, "Kreisförderrichtlinie", "KFR", "KT-Drucks. Nr. 091/2016", **LANDKREIS),
        date(2016, 3, 1),
        "KT-Drucks. Nr. 091/2016",
        satz_je_vzae=Decimal("48000.00"),
    )
    erste = _runde(
        fassung,
        "1. Förderrunde 2016/17",
        "KFR16",
        (date(2016, 3, 1), date(2017, 2, 28)),
        (date(2016, 1, 4), date(2016, 2, 5)),
    )
    zweite = _runde(
        fassung,
        "2. Förderrunde 2017/18",
        "KFR17",
        (date(2017, 3, 1), date(2018, 2, 28)),
        (date(2016, 12, 1), date(2017, 1, 20)),
    )
    for runde in (erste, zweite):
        _kontingent(runde, K.Art.ENDGUELTIG, "8.00", runde.beginn, "KT-Drucks. Nr. 091/2016")
    return [erste, zweite]


def _integrationsmanager(kreis: Landkreis) -> list[Foerderrunde]:
    """The Land's programme as seen in July 2017: announced for two years, eight shares estimated for the district."""
    programm = _programm(kreis, "Programm Integrationsmanager", "IM", "Pakt für Integration", **LAND)
    fassung = _fassung(programm, date(2017, 1, 1), "Pakt für Integration vom 27.04.2017")
    runden = [
        _runde(
            fassung,
            f"Integrationsmanager, {nr}. Förderrunde {jahr}",
            f"IM{jahr - 2000}",
            (date(jahr, 1, 1), date(jahr, 12, 31)),
            gruppen=tuple(ZIELGRUPPEN),
            beispieldaten=False,
        )
        for nr, jahr in ((1, 2017), (2, 2018))
    ]
    for runde in runden:
        _kontingent(
            runde,
            K.Art.SCHAETZUNG,
            "8.00",
            date(2017, 7, 3),
            "Sitzung des SGA am 3. Juli 2017",
            bezug=K.Bezug.LANDKREIS,
        )
    return runden


def _neufassung(kreis: Landkreis) -> list[Foerderrunde]:
    """The invented present: one round decided by the Kreistag, one by the administration."""
    programm = _programm(
        kreis,
        "Kreisförderrichtlinie, Neufassung",
        "KFR neu",
        "KT-Drucks. Nr. 074/2026",
        beispieldaten=True,
        **LANDKREIS,
    )
    fassung = _fassung(
        programm,
        date(2026, 9, 1),
        "KT-Drucks. Nr. 074/2026",
        status=Richtlinienfassung.Status.ENTWURF,
        satz_je_vzae=Decimal("48000.00"),
        personen_je_vzae=100,
        unterzeichnung=Richtlinienfassung.Unterzeichnung.ERKLAERUNG,
    )
    regeln.laden(fassung)
    R = Foerderrunde
    erste = _runde(
        fassung,
        "Förderrunde 2027/28",
        "KFR27",
        (date(2027, 9, 1), date(2028, 8, 31)),
        (date(2026, 10, 1), date(2027, 3, 31)),
        stichtag=date(2026, 12, 31),
        entscheidung=R.Entscheidung.BESCHLUSS,
        ergebnis_sichtbar=R.Sichtbarkeit.SITZUNG,
        nachreichen_bis=date(2027, 4, 30),
    )
    zweite = _runde(
        fassung,
        "Förderrunde 2028/29",
        "KFR28",
        (date(2028, 9, 1), date(2029, 8, 31)),
        (date(2027, 10, 1), date(2028, 3, 31)),
        stichtag=date(2027, 12, 31),
        nachreichen_bis=date(2028, 4, 28),
    )
    _kontingent(
        erste,
        K.Art.ENDGUELTIG,
        "4.00",
        date(2026, 10, 1),
        "Haushaltsplan 2027/2028",
        betrag=Decimal("192000.00"),
    )
    _kontingent(
        zweite, K.Art.VORLAEUFIG, "4.00", date(2027, 10, 1), "Finanzplanung", betrag=Decimal("192000.00")
    )
    _haushalt(programm)
    return [erste, zweite]


def _haushalt(programm: Foerderprogramm) -> None:
    """A budget for two years, in force: a third of a round falls into its first year, two thirds into the next."""
    drittel = Decimal("64000.00")
    for jahr, ansatz in ((2027, drittel), (2028, 3 * drittel)):
        Haushaltsermaechtigung.objects.create(
            programm=programm,
            jahr=jahr,
            produkt="31.80.01",
            ansatz=ansatz,
            verpflichtung=2 * drittel,
            in_kraft_am=date(2027, 1, 18),
        )


def _integrationsmanagement(kreis: Landkreis) -> list[Foerderrunde]:
    """The Land's programme of the present: the frame is preliminary, so no position of the district yet (R21)."""
    programm = _programm(
        kreis,
        "Integrationsmanagement 2027/2028",
        "IM 2027/28",
        "Verwaltungsvorschrift Integrationsmanagement",
        beispieldaten=True,
        **LAND,
    )
    fassung = _fassung(
        programm, date(2027, 1, 1), "KT-Drucks. Nr. 074/2026", satz_je_vzae=Decimal("60000.00")
    )
    runde = _runde(
        fassung,
        "Integrationsmanagement 2027/2028",
        "IM27",
        (date(2027, 1, 1), date(2028, 12, 31)),
        gruppen=tuple(ZIELGRUPPEN),
    )
    rahmen = "Vorläufiger Planungsrahmen des Landes vom 15.12.2026"
    _kontingent(runde, K.Art.VORLAEUFIG, "8.00", date(2026, 12, 15), rahmen, betrag=Decimal("960000.00"))
    _kontingent(
        runde,
        K.Art.VORLAEUFIG,
        "0.25",
        date(2026, 12, 15),
        rahmen,
        bezug=K.Bezug.LANDKREIS,
        betrag=Decimal("30000.00"),
    )
    return [runde]


# Rows


def _programm(kreis: Landkreis, name: str, kurz: str, grundlage: str, **felder: Any) -> Foerderprogramm:
    return P.objects.create(landkreis=kreis, name=name, kurz=kurz, rechtsgrundlage=grundlage, **felder)


def _fassung(programm: Foerderprogramm, ab: date, grundlage: str, **felder: Any) -> Richtlinienfassung:
    return Richtlinienfassung.objects.create(
        programm=programm,
        nummer=1,
        gueltig_ab=ab,
        grundlage=grundlage,
        **({"status": Richtlinienfassung.Status.FESTGESTELLT} | felder),
    )


def _runde(
    fassung: Richtlinienfassung,
    name: str,
    kuerzel: str,
    foerderung: tuple[date, date],
    antraege: tuple[date, date] | tuple[None, None] = (None, None),
    gruppen: tuple[str, ...] = KREIS_GRUPPEN,
    **felder: Any,
) -> Foerderrunde:
    runde = Foerderrunde.objects.create(
        programm=fassung.programm,
        fassung=fassung,
        name=name,
        kuerzel=kuerzel,
        beginn=foerderung[0],
        ende=foerderung[1],
        antrag_von=antraege[0],
        antrag_bis=antraege[1],
        **({"beispieldaten": True, "status": Foerderrunde.Status.VEROEFFENTLICHT} | felder),
    )
    runde.zielgruppen.set(Zielgruppe.objects.filter(schluessel__in=gruppen))
    return runde


def _kontingent(runde: Foerderrunde, art: str, vzae: str, stand: date, grundlage: str, **felder: Any) -> None:
    K.objects.create(runde=runde, art=art, vzae=Decimal(vzae), stand=stand, grundlage=grundlage, **felder)
