"""The only money and VZÄ arithmetic: pure, Decimal, half up, the remainder to the last part.

Money is in EUR with two places. VZÄ (full-time equivalents) have two places where they are asked for and granted,
four where they follow from the hours of a contract. Every result carries its lines of reason in German.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import Final

from antraege.foerderjahr import Stueck, Zaehlweise, ganzzahlig, je_foerderjahr, quote, stuecke

__all__ = [
    "NULL",
    "VOLLE_STELLE",
    "Foerderbetrag",
    "Jahresanteil",
    "Kuerzung",
    "Zaehlweise",
    "anrechenbare_vzae",
    "anteil_in_prozent",
    "auf_jahre",
    "foerderbetrag",
    "hoechst_vzae",
    "hoechststand",
    "hundertstel",
    "jahressummen",
    "kuerzung_auf_hoechstmass",
    "kuerzung_bei_doppelfoerderung",
    "personen_je_vzae",
    "stunden_aus_vzae",
    "summe",
    "verteile",
    "vzae_aus_stunden",
    "vzae_in_schritten",
]

NULL: Final = Decimal("0.00")
HUNDERTSTEL: Final = Decimal("0.01")
ZEHNTAUSENDSTEL: Final = Decimal("0.0001")
VOLLE_STELLE: Final = Decimal("1.00")


@dataclass(frozen=True)
class Jahresanteil:
    """What falls into a calendar year: counted days, EUR, and the line that says why."""

    jahr: int
    tage: int
    betrag: Decimal
    spur: str


@dataclass(frozen=True)
class Foerderbetrag:
    """A grant in EUR and its parts by calendar year, which sum up to it exactly."""

    gesamt: Decimal
    anteile: tuple[Jahresanteil, ...]
    spur: tuple[str, ...]


@dataclass(frozen=True)
class Kuerzung:
    """What remains of the VZÄ that were asked for, what was cut, and why; both sum up to what was asked."""

    rest: Decimal
    gekuerzt: Decimal
    spur: tuple[str, ...]


# Rounding and sharing


def hundertstel(wert: Decimal) -> Decimal:
    """Two places, half up: for EUR (cents) and for VZÄ."""
    return wert.quantize(HUNDERTSTEL, ROUND_HALF_UP)


def summe(werte: Iterable[Decimal]) -> Decimal:
    """The exact sum; 0.00 of nothing."""
    return sum(werte, NULL)


def verteile(betrag: Decimal, gewichte: Sequence[Decimal | int]) -> list[Decimal]:
    """Share an amount (EUR or VZÄ, two places) by weights: each part half up, the last one takes the remainder.

    The parts sum up exactly and none is negative. A part without weight gets nothing. Raises ValueError for a
    negative amount or weight and where all weights are 0.
    """
    gesamt = sum(gewichte)
    if betrag < 0 or min(gewichte, default=0) < 0 or (betrag and not gesamt):
        raise ValueError(
            "Zum Verteilen braucht es einen Betrag und Gewichte, die nicht negativ und nicht alle null sind."
        )
    if not betrag:
        return [NULL] * len(gewichte)
    letzter = max(stelle for stelle, gewicht in enumerate(gewichte) if gewicht > 0)
    teile, rest = [], betrag
    for stelle, gewicht in enumerate(gewichte):
        # Never more than is left: many parts rounded up could otherwise drive the last one below zero.
        teil = rest if stelle == letzter else min(hundertstel(betrag * gewicht / gesamt), rest)
        teile.append(teil)
        rest -= teil
    return teile


# VZÄ


def vzae_in_schritten(wert: Decimal, schritt: Decimal) -> Decimal:
    """Round down to whole steps of the Richtlinie: 1.82 in steps of 0.05 is 1.80. Raises ValueError for a step of 0."""
    if schritt <= 0:
        raise ValueError("Der Schritt muss größer als null sein.")
    return hundertstel((wert / schritt).to_integral_value(ROUND_FLOOR) * schritt)


def hoechst_vzae(personen: int, je: int = 100, vzae: Decimal = VOLLE_STELLE) -> Decimal:
    """The most VZÄ for so many persons: `vzae` per `je` persons; 182 persons give 1.82.

    Rounded down, because a maximum must not be exceeded by rounding. Raises ValueError for negative persons.
    """
    if personen < 0 or je <= 0:
        raise ValueError("Die Zahl der Personen darf nicht negativ sein.")
    return (personen * vzae / je).quantize(HUNDERTSTEL, ROUND_FLOOR)


def personen_je_vzae(personen: int, vzae: Decimal) -> Decimal | None:
    """How many persons one full share would look after, two places, half up; None without a share."""
    return hundertstel(personen / vzae) if vzae > 0 else None


def anteil_in_prozent(teil: Decimal, ganzes: Decimal) -> Decimal | None:
    """A part of a whole in percent, two places, half up; None of nothing."""
    return hundertstel(teil * 100 / ganzes) if ganzes > 0 else None


def hoechststand(anteile: Iterable[tuple[Decimal, date, date]]) -> Decimal:
    """The highest sum of VZÄ on any day; each share as (VZÄ, first day, last day), both inclusive (R10, R11)."""
    bewegungen: dict[date, Decimal] = {}
    for vzae, beginn, ende in anteile:
        bewegungen[beginn] = bewegungen.get(beginn, NULL) + vzae
        danach = ende + timedelta(days=1)
        bewegungen[danach] = bewegungen.get(danach, NULL) - vzae
    return max(accumulate(bewegungen[tag] for tag in sorted(bewegungen)), default=NULL)


def vzae_aus_stunden(stunden: Decimal, vollzeit: Decimal) -> Decimal:
    """VZÄ of a contract, four places, rounded down: 17.5 of 39 hours a week are 0.4487 (praxis 3, row 17)."""
    if stunden < 0 or vollzeit <= 0:
        raise ValueError(
            "Wochenstunden dürfen nicht negativ, die volle Arbeitszeit muss größer als null sein."
        )
    return (stunden / vollzeit).quantize(ZEHNTAUSENDSTEL, ROUND_FLOOR)


def stunden_aus_vzae(vzae: Decimal, vollzeit: Decimal) -> Decimal:
    """Hours a week, two places, half up: 0.45 of 39 hours are 17.55."""
    return hundertstel(vzae * vollzeit)


def anrechenbare_vzae(vzae: Decimal, stunden: Decimal, vollzeit: Decimal) -> Decimal:
    """What the grant counts where a contract states hours: the lower of both (0.45 and 17.5 of 39 hours: 0.4487)."""
    return min(vzae, vzae_aus_stunden(stunden, vollzeit))


def kuerzung_auf_hoechstmass(beantragt: Decimal, personen: int, je: int, schritt: Decimal) -> Kuerzung:
    """Cut to what the number of persons allows, rounded down to the step: 3.00 for 182 persons leaves 1.80."""
    mass = hoechst_vzae(personen, je)
    grenze = vzae_in_schritten(mass, schritt)
    weg = f"{personen} Personen, 1,00 VZÄ je {je} Personen = {_zahl(mass)} VZÄ"
    if grenze != mass:
        weg += f", abgerundet auf {_zahl(grenze)} VZÄ (Schritt {_zahl(schritt)})"
    return _gekuerzt(beantragt, grenze, weg)


def kuerzung_bei_doppelfoerderung(
    vorhanden: Decimal, beantragt: Decimal, grenze: Decimal = VOLLE_STELLE
) -> Kuerzung:
    """Cut what would fund a portion of a person's post twice (R10): 0.70 + 0.50 is 0.20 above 1.00."""
    gesamt = vorhanden + beantragt
    vergleich = "über" if gesamt > grenze else "nicht über"
    weg = f"{_zahl(vorhanden)} + {_zahl(beantragt)} = {_zahl(gesamt)} VZÄ, {vergleich} {_zahl(grenze)} VZÄ"
    return _gekuerzt(beantragt, max(grenze - vorhanden, NULL), weg)


def _gekuerzt(beantragt: Decimal, grenze: Decimal, weg: str) -> Kuerzung:
    rest = min(beantragt, grenze)
    gekuerzt = beantragt - rest
    folge = f"{_zahl(beantragt)} VZÄ beantragt, {_zahl(gekuerzt)} VZÄ gekürzt, es bleiben {_zahl(rest)} VZÄ"
    return Kuerzung(rest, gekuerzt, (weg, folge))


# Money


def foerderbetrag(
    vzae: Decimal,
    satz_jahr: Decimal,
    beginn: date,
    ende: date,
    *,
    zaehlweise: Zaehlweise = Zaehlweise.TAGE,
    jahr_ab: date | None = None,
) -> Foerderbetrag:
    """The fixed grant: VZÄ x EUR a year, for both days `beginn` and `ende` and all between, split by calendar year.

    A whole funding year gives exactly the yearly amount, with or without a leap day; a part of one counts its days
    out of the days of that funding year. Funding years follow each other from `jahr_ab` on (the round's first day),
    by default from `beginn`; give it wherever parts of one round must sum up to the whole. The amount is rounded once,
    half up; of the calendar years the last takes the remainder. Raises ValueError for negative figures and
    for a period that ends before it begins or begins before `jahr_ab`.
    """
    anker = jahr_ab or beginn
    if vzae < 0 or satz_jahr < 0:
        raise ValueError("VZÄ und Fördersatz dürfen nicht negativ sein.")
    if not anker <= beginn <= ende:
        raise ValueError("Der Zeitraum endet vor seinem Beginn oder beginnt vor dem Förderjahr.")
    jahresbetrag = vzae * satz_jahr
    alle = list(stuecke(beginn, ende, anker, zaehlweise))
    jahre = {jahr: [s for s in alle if s.jahr == jahr] for jahr in range(beginn.year, ende.year + 1)}
    gesamt = _anteilig(jahresbetrag, alle)
    betraege = verteile(gesamt, ganzzahlig([quote(teil) for teil in jahre.values()]))
    anteile = [
        _jahresanteil(jahresbetrag, *jahr, betrag)
        for jahr, betrag in zip(jahre.items(), betraege, strict=True)
    ]
    spur = (
        f"{_zahl(vzae)} VZÄ × {_zahl(satz_jahr)} EUR je Jahr = {_zahl(jahresbetrag)} EUR je Jahr",
        f"{beginn:%d.%m.%Y} bis {ende:%d.%m.%Y}: {_mal(jahresbetrag, alle)} = {_zahl(gesamt)} EUR",
    )
    return Foerderbetrag(gesamt, tuple(anteile), spur + tuple(anteil.spur for anteil in anteile))


def auf_jahre(
    betrag: Decimal, beginn: date, ende: date, *, jahr_ab: date | None = None
) -> dict[int, Decimal]:
    """Share an amount (EUR) of a period among its calendar years as `foerderbetrag` shares a grant; years in order."""
    alle = list(stuecke(beginn, ende, jahr_ab or beginn, Zaehlweise.TAGE))
    jahre = range(beginn.year, ende.year + 1)
    quoten = [quote(stueck for stueck in alle if stueck.jahr == jahr) for jahr in jahre]
    return dict(zip(jahre, verteile(betrag, ganzzahlig(quoten)), strict=True))


def jahressummen(betraege: Iterable[Foerderbetrag]) -> dict[int, Decimal]:
    """EUR by calendar year over many grants, years in order; the sums add up to the sum of the grants."""
    anteile = [anteil for betrag in betraege for anteil in betrag.anteile]
    jahre = sorted({anteil.jahr for anteil in anteile})
    return {jahr: summe(anteil.betrag for anteil in anteile if anteil.jahr == jahr) for jahr in jahre}


# Lines of reason


def _anteilig(jahresbetrag: Decimal, teile: Sequence[Stueck]) -> Decimal:
    jahre = quote(teile)
    return hundertstel(jahresbetrag * jahre.numerator / jahre.denominator)


def _jahresanteil(jahresbetrag: Decimal, jahr: int, teile: Sequence[Stueck], betrag: Decimal) -> Jahresanteil:
    rest = "" if betrag == _anteilig(jahresbetrag, teile) else ", mit dem Rest der Rundung"
    weg = f"{jahr}: {_mal(jahresbetrag, teile)}{rest} = {_zahl(betrag)} EUR"
    return Jahresanteil(jahr, sum(teil.tage for teil in teile), betrag, weg)


def _mal(jahresbetrag: Decimal, teile: Sequence[Stueck]) -> str:
    """The factor by funding years: "122/366 × 24.000,00 EUR"."""
    brueche = [f"{tage}/{von_tagen}" for tage, von_tagen in je_foerderjahr(teile)]
    faktor = brueche[0] if len(brueche) == 1 else f"({' + '.join(brueche)})"
    return f"{faktor} × {_zahl(jahresbetrag)} EUR"


def _zahl(wert: Decimal) -> str:
    """Like "24.000,00", with more places only where the figure has them."""
    stellen = max(2, -int(wert.normalize().as_tuple().exponent))
    return f"{wert:,.{stellen}f}".translate(str.maketrans(",.", ".,"))
