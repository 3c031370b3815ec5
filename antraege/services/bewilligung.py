"""What a notice grants: its period, and its amount by calendar year over all changes before it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from antraege.berechnung import NULL, foerderbetrag, jahressummen, summe, verteile
from antraege.models import Bescheid

EIN_TAG = timedelta(days=1)
BELASTEND = frozenset({Bescheid.Art.WIDERRUF, Bescheid.Art.RUECKNAHME, Bescheid.Art.ERSTATTUNG})
Stueck = tuple[Decimal, date, date]


def zeitraum(bescheid: Bescheid) -> tuple[date, date]:
    """First and last day of the funding: the notice's own, else the round's."""
    runde = bescheid.antrag.runde
    return bescheid.beginn or runde.beginn, bescheid.ende or runde.ende


def stuecke(bescheid: Bescheid) -> list[Stueck]:
    """VZÄ with first and last day, in order: what was granted before holds until the notice takes effect."""
    von, bis = zeitraum(bescheid)
    if bescheid.aendert is None:
        return [(bescheid.vzae, von, bis)]
    frueher = stuecke(bescheid.aendert)
    if bescheid.wirksam_ab is None:
        return frueher
    ab = max(bescheid.wirksam_ab, von)
    bisher = [(vzae, max(beginn, von), min(ende, ab - EIN_TAG, bis)) for vzae, beginn, ende in frueher]
    return [stueck for stueck in [*bisher, (bescheid.vzae, ab, bis)] if stueck[1] <= stueck[2]]


def berechnet(bescheid: Bescheid) -> dict[int, Decimal] | None:
    """EUR by calendar year as the rate gives them; None where the rules name no rate."""
    runde, satz = bescheid.antrag.runde, bescheid.antrag.fassung.satz_je_vzae
    if satz is None:
        return None
    return jahressummen(
        foerderbetrag(vzae, satz, von, bis, jahr_ab=min(runde.beginn, von))
        for vzae, von, bis in stuecke(bescheid)
    )


def betrag(bescheid: Bescheid) -> Decimal | None:
    """EUR as the rate gives them; None without a rate."""
    jahre = berechnet(bescheid)
    return None if jahre is None else summe(jahre.values())


def jahre(bescheid: Bescheid) -> dict[int, Decimal]:
    """Give the notice's amount by calendar year: as stored with its release, else as computed or in proportion to that."""
    if bescheid.nummer and (fest := dict(bescheid.jahre.values_list("jahr", "betrag"))):
        return fest
    weg = berechnet(bescheid)
    if weg is None or not any(weg.values()):
        return {zeitraum(bescheid)[0].year: bescheid.betrag} if bescheid.betrag else {}
    if summe(weg.values()) == bescheid.betrag:
        return weg
    return dict(zip(weg, verteile(bescheid.betrag, list(weg.values())), strict=True))


def belastet(bescheid: Bescheid) -> bool:
    """Say whether a later notice burdens: it takes something away or claims it back (§ 28 LVwVfG)."""
    alt = bescheid.aendert
    if alt is None:
        return False
    return bool(
        bescheid.art in BELASTEND
        or bescheid.vzae < alt.vzae
        or bescheid.betrag < alt.betrag
        or (bescheid.erstattung or NULL) > 0
    )
