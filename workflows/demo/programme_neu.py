"""The invented present: the renewed guideline, a small programme beside it, and the Land's, each with its rounds and money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from antraege.models import Foerderrunde, Landkreis, Richtlinienfassung
from workflows.demo import programmzeilen as z
from workflows.demo import regeln


def laden(kreis: Landkreis) -> list[Foerderrunde]:
    """Insert the programmes of the present; give their rounds."""
    return [*_neufassung(kreis), *_integrationsmanagement(kreis), *_ehrenamt(kreis)]


def _neufassung(kreis: Landkreis) -> list[Foerderrunde]:
    """One round decided by the Kreistag, one by the administration."""
    programm = z.programm(
        kreis,
        "Kreisförderrichtlinie, Neufassung",
        "KFR neu",
        "KT-Drucks. Nr. 074/2026",
        beispieldaten=True,
        **z.LANDKREIS,
    )
    fassung = z.entwurf(
        programm,
        date(2026, 9, 1),
        "KT-Drucks. Nr. 074/2026",
        satz_je_vzae=Decimal("48000.00"),
        personen_je_vzae=100,
        unterzeichnung=Richtlinienfassung.Unterzeichnung.ERKLAERUNG,
    )
    regeln.laden(fassung)
    # A budget for two years: a third of a round falls into its first year, two thirds into the next.
    jahre = {2027: ("64000.00", "128000.00"), 2028: ("192000.00", "128000.00")}
    z.haushalt(programm, date(2027, 1, 18), jahre)
    return [_runde_2027(fassung), _runde_2028(fassung)]


def _runde_2027(fassung: Richtlinienfassung) -> Foerderrunde:
    """Decided by the Kreistag; its money stands in the budget."""
    runde = z.runde(
        fassung,
        "Förderrunde 2027/28",
        "KFR27",
        (date(2027, 9, 1), date(2028, 8, 31)),
        (date(2026, 10, 1), date(2027, 3, 31)),
        stichtag=date(2026, 12, 31),
        entscheidung=Foerderrunde.Entscheidung.BESCHLUSS,
        ergebnis_sichtbar=Foerderrunde.Sichtbarkeit.SITZUNG,
        nachreichen_bis=date(2027, 4, 30),
    )
    betrag = Decimal("192000.00")
    z.kontingent(
        runde, z.K.Art.ENDGUELTIG, "4.00", date(2026, 10, 1), "Haushaltsplan 2027/2028", betrag=betrag
    )
    return runde


def _runde_2028(fassung: Richtlinienfassung) -> Foerderrunde:
    """Decided by the administration, open on the demo's day; its money is planned only."""
    runde = z.runde(
        fassung,
        "Förderrunde 2028/29",
        "KFR28",
        (date(2028, 9, 1), date(2029, 8, 31)),
        (date(2027, 10, 1), date(2028, 3, 31)),
        stichtag=date(2027, 12, 31),
        nachreichen_bis=date(2028, 4, 28),
    )
    betrag = Decimal("192000.00")
    z.kontingent(runde, z.K.Art.VORLAEUFIG, "4.00", date(2027, 10, 1), "Finanzplanung", betrag=betrag)
    return runde


def _integrationsmanagement(kreis: Landkreis) -> list[Foerderrunde]:
    """The Land's programme of the present: the frame is preliminary, so no position of the district yet (R21)."""
    programm = z.programm(
        kreis,
        "Integrationsmanagement 2027/2028",
        "IM 2027/28",
        "Verwaltungsvorschrift Integrationsmanagement",
        beispieldaten=True,
        **z.LAND,
    )
    fassung = z.fassung(
        programm, date(2027, 1, 1), "KT-Drucks. Nr. 074/2026", satz_je_vzae=Decimal("60000.00")
    )
    runde = z.runde(
        fassung,
        "Integrationsmanagement 2027/2028",
        "IM27",
        (date(2027, 1, 1), date(2028, 12, 31)),
        gruppen=tuple(z.ZIELGRUPPEN),
    )
    rahmen = "Vorläufiger Planungsrahmen des Landes vom 15.12.2026"
    z.kontingent(runde, z.K.Art.VORLAEUFIG, "8.00", date(2026, 12, 15), rahmen, betrag=Decimal("960000.00"))
    z.kontingent(
        runde,
        z.K.Art.VORLAEUFIG,
        "0.25",
        date(2026, 12, 15),
        rahmen,
        bezug=z.K.Bezug.LANDKREIS,
        betrag=Decimal("30000.00"),
    )
    return [runde]


def _ehrenamt(kreis: Landkreis) -> list[Foerderrunde]:
    """A small programme of the administration; its budget of 2028 is only planned (ehrenamt.py), its texts are its own."""
    programm = z.programm(
        kreis,
        "Ehrenamtskoordination 2028",
        "EK 2028",
        "KT-Drucks. Nr. 074/2026",
        beispieldaten=True,
        **z.LANDKREIS,
    )
    fassung = z.fassung(
        programm, date(2027, 1, 1), "KT-Drucks. Nr. 074/2026", satz_je_vzae=Decimal("30000.00")
    )
    runde = z.runde(
        fassung,
        "Ehrenamtskoordination 2028",
        "EK28",
        (date(2028, 1, 1), date(2028, 12, 31)),
        (date(2027, 6, 1), date(2027, 7, 15)),
    )
    betrag = Decimal("60000.00")
    z.kontingent(
        runde, z.K.Art.ENDGUELTIG, "2.00", date(2026, 7, 13), "KT-Drucks. Nr. 074/2026", betrag=betrag
    )
    return [runde]
