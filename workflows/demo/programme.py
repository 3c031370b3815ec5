"""The demo's programmes: their versions, rounds and money, here those of the past.

Periods, target groups, payers, numbers and the 8.00 shares of 2016 to 2018 are those of the slides of 3 July 2017;
everything of 2026 to 2028 (programme_neu.py), and every rate, is invented and labelled Beispieldaten.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from antraege.models import Foerderrunde, Landkreis, Zielgruppe
from workflows.demo import programme_neu
from workflows.demo import programmzeilen as z


def laden(kreis: Landkreis) -> dict[str, Foerderrunde]:
    """Insert target groups and programmes; give the rounds by their Kürzel."""
    for platz, (schluessel, name) in enumerate(z.ZIELGRUPPEN.items()):
        Zielgruppe.objects.create(schluessel=schluessel, name=name, reihenfolge=platz)
    runden = [*_kreisfoerderrichtlinie(kreis), *_integrationsmanager(kreis), *programme_neu.laden(kreis)]
    return {runde.kuerzel: runde for runde in runden}


def _kreisfoerderrichtlinie(kreis: Landkreis) -> list[Foerderrunde]:
    """The two rounds of the slides; which municipalities took part, and the rate, is invented, so the rounds are labelled."""
    fassung = z.fassung(
        z.programm(kreis, "Kreisförderrichtlinie", "KFR", "KT-Drucks. Nr. 091/2016", **z.LANDKREIS),
        date(2016, 3, 1),
        "KT-Drucks. Nr. 091/2016",
        satz_je_vzae=Decimal("48000.00"),
    )
    erste = z.runde(
        fassung,
        "1. Förderrunde 2016/17",
        "KFR16",
        (date(2016, 3, 1), date(2017, 2, 28)),
        (date(2016, 1, 4), date(2016, 2, 5)),
    )
    zweite = z.runde(
        fassung,
        "2. Förderrunde 2017/18",
        "KFR17",
        (date(2017, 3, 1), date(2018, 2, 28)),
        (date(2016, 12, 1), date(2017, 1, 20)),
    )
    for runde in (erste, zweite):
        z.kontingent(runde, z.K.Art.ENDGUELTIG, "8.00", runde.beginn, "KT-Drucks. Nr. 091/2016")
    for runde in (erste, zweite):
        z.haushalt(fassung.programm, runde.antrag_von, {runde.beginn.year: ("400000.00", "80000.00")})
    return [erste, zweite]


def _integrationsmanager(kreis: Landkreis) -> list[Foerderrunde]:
    """The Land's programme as seen in July 2017: announced for two years, eight shares estimated for the district."""
    programm = z.programm(kreis, "Programm Integrationsmanager", "IM", "Pakt für Integration", **z.LAND)
    fassung = z.fassung(programm, date(2017, 1, 1), "Pakt für Integration vom 27.04.2017")
    runden = [
        z.runde(
            fassung,
            f"Integrationsmanager, {nr}. Förderrunde {jahr}",
            f"IM{jahr - 2000}",
            (date(jahr, 1, 1), date(jahr, 12, 31)),
            gruppen=tuple(z.ZIELGRUPPEN),
            beispieldaten=False,
        )
        for nr, jahr in ((1, 2017), (2, 2018))
    ]
    for runde in runden:
        z.kontingent(
            runde,
            z.K.Art.SCHAETZUNG,
            "8.00",
            date(2017, 7, 3),
            "Sitzung des SGA am 3. Juli 2017",
            bezug=z.K.Bezug.LANDKREIS,
        )
    return runden
