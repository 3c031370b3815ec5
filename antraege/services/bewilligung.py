"""What a notice grants: its period, and its amount by calendar year over all changes before it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from antraege.berechnung import NULL, auf_jahre, foerderbetrag, jahressummen, summe, verteile
from antraege.models import Antrag, Bescheid

EIN_TAG = timedelta(days=1)
NICHT_ERLASSEN = frozenset({Bescheid.Status.ENTWURF, Bescheid.Status.VERWORFEN})
BELASTEND = frozenset({Bescheid.Art.WIDERRUF, Bescheid.Art.RUECKNAHME, Bescheid.Art.ERSTATTUNG})
Stueck = tuple[Decimal, date, date]


def zeitraum(bescheid: Bescheid) -> tuple[date, date]:
    """First and last day of the funding: the notice's own, else the round's."""
    runde = bescheid.antrag.runde
    return bescheid.beginn or runde.beginn, bescheid.ende or runde.ende


def foerderzeit(antrag: Antrag) -> tuple[date, date]:
    """First and last day of what is granted: of the notice in force, which may prolong the round; without one the round's."""
    geltend = antrag.bescheide.exclude(status__in=NICHT_ERLASSEN).order_by("-pk").first()
    if geltend is None:
        return antrag.runde.beginn, antrag.runde.ende
    geltend.antrag = antrag
    return zeitraum(geltend)


def vorgaenger(bescheid: Bescheid) -> Bescheid | None:
    """The notice before, with the same application at hand."""
    alt = bescheid.aendert
    if alt is not None:
        alt.antrag = bescheid.antrag
    return alt


def hoechstens(bescheid: Bescheid) -> Decimal:
    """The highest amount (EUR) ever granted to the application before this notice: what may have been paid."""
    alt = vorgaenger(bescheid)
    return NULL if alt is None else max(alt.betrag, hoechstens(alt))


def erstattbar(bescheid: Bescheid) -> Decimal:
    """EUR that may be claimed back: what was granted more than now holds, less what was claimed before."""
    gefordert, alt = NULL, vorgaenger(bescheid)
    while alt is not None:
        gefordert += alt.erstattung or NULL
        alt = vorgaenger(alt)
    return max(hoechstens(bescheid) - bescheid.betrag - gefordert, NULL)


def stuecke(bescheid: Bescheid) -> list[Stueck]:
    """VZÄ with first and last day, in order: what was granted before holds until the notice takes effect."""
    von, bis = zeitraum(bescheid)
    alt = vorgaenger(bescheid)
    if alt is None:
        return [(bescheid.vzae, von, bis)]
    frueher = stuecke(alt)
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


def gespeichert(bescheid: Bescheid) -> dict[int, Decimal]:
    """Give the amounts by fiscal year that are stored with it."""
    return {zeile.jahr: zeile.betrag for zeile in bescheid.jahre.all()}


def jahre(bescheid: Bescheid) -> dict[int, Decimal]:
    """Give the notice's amount by calendar year: as stored with its release, else as computed or in proportion to that."""
    if bescheid.nummer and (fest := gespeichert(bescheid)):
        return fest
    weg = berechnet(bescheid)
    if weg is None or not any(weg.values()):
        runde, (von, bis) = bescheid.antrag.runde, zeitraum(bescheid)
        weg = auf_jahre(bescheid.betrag, von, bis, jahr_ab=min(runde.beginn, von))
    elif summe(weg.values()) != bescheid.betrag:
        weg = dict(zip(weg, verteile(bescheid.betrag, list(weg.values())), strict=True))
    return {jahr: teil for jahr, teil in weg.items() if teil}


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
