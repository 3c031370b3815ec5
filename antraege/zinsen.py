"""Interest on what is to be repaid (§ 49a Abs. 3 LVwVfG): some points above the base rate a year. Pure, Decimal, half up.

Simple interest by calendar days, each day over the days of its year (365 or 366), at the base rate of that day; a
negative base rate lowers it. A payment lowers what bears interest from its own day on. Rounded once, at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from antraege.berechnung import NULL, hundertstel, summe
from antraege.daten import tabelle
from antraege.formate import zahl

TAG: Final = timedelta(days=1)
AUFSCHLAG: Final = Decimal("5.00")  # percentage points, § 49a Abs. 3 Satz 1


class BasiszinsFehlt(LookupError):
    """No base rate is recorded for some day; its sentence says from when on."""

    def __init__(self, ab: date) -> None:
        self.satz = f"Für den Zeitraum ab {ab:%d.%m.%Y} ist kein Basiszinssatz erfasst."
        super().__init__(self.satz)


@dataclass(frozen=True)
class Basiszins:
    """The base rate (§ 247 BGB) in percent, from a day to a day, both inclusive."""

    ab: date
    bis: date
    satz: Decimal


@dataclass(frozen=True)
class Zinsen:
    """The interest in EUR and how it came about."""

    betrag: Decimal
    spur: tuple[str, ...]


@cache
def basiszinssaetze() -> tuple[Basiszins, ...]:
    """The base rates the product knows, in order (`daten/basiszins.csv`, with source and what is to be checked)."""
    zeilen = tabelle("basiszins")
    saetze = (
        Basiszins(date.fromisoformat(z["ab"]), date.fromisoformat(z["bis"]), Decimal(z["satz"]))
        for z in zeilen
    )
    return tuple(sorted(saetze, key=lambda satz: satz.ab))


def zinsen(
    betrag: Decimal,
    ab: date,
    bis: date,
    saetze: Sequence[Basiszins],
    *,
    aufschlag: Decimal = AUFSCHLAG,
    zahlungen: Sequence[tuple[date, Decimal]] = (),
) -> Zinsen:
    """The interest on an amount for both days `ab` and `bis` and all between; nothing where `bis` is before `ab`.

    The day of a payment (day, EUR) bears none on what was paid. Raises ``BasiszinsFehlt`` and, for negative figures
    or payments above the amount, ValueError.
    """
    gezahlt = [teil for _, teil in zahlungen]
    if betrag < 0 or aufschlag < 0 or min(gezahlt, default=NULL) < 0 or summe(gezahlt) > betrag:
        raise ValueError(
            "Betrag, Aufschlag und Zahlungen dürfen nicht negativ sein, Zahlungen nicht höher als der Betrag."
        )
    if summe(gezahlt) == betrag:  # what is paid needs no base rate any more
        bis = min(bis, max((tag for tag, _ in zahlungen), default=ab) - TAG)
    genau, weg = Fraction(0), []
    for von, letzter, basis in _abschnitte(ab, bis, saetze, [tag for tag, _ in zahlungen]):
        rest = betrag - summe(teil for tag, teil in zahlungen if tag <= von)
        teil = _anteil(rest, basis + aufschlag, von, letzter)
        genau += teil
        weg.append(_zeile(rest, basis, aufschlag, von, letzter, teil))
    ganz = _gerundet(genau)
    return Zinsen(ganz, (*weg, f"Zinsen, einmal gerundet: {zahl(ganz)} EUR"))


def _abschnitte(
    ab: date, bis: date, saetze: Sequence[Basiszins], zahltage: Sequence[date]
) -> Iterator[tuple[date, date, Decimal]]:
    """First and last day with the base rate, cut wherever rate, year or what is owed changes."""
    von = ab
    while von <= bis:
        satz = next((satz for satz in saetze if satz.ab <= von <= satz.bis), None)
        if satz is None:
            raise BasiszinsFehlt(von)
        davor = (tag - TAG for tag in zahltage if tag > von)
        letzter = min(bis, satz.bis, date(von.year, 12, 31), *davor)
        yield von, letzter, satz.satz
        von = letzter + TAG


def _anteil(rest: Decimal, prozent: Decimal, von: date, bis: date) -> Fraction:
    return Fraction(rest) * Fraction(prozent) / 100 * Fraction(_tage(von, bis), _jahrestage(von.year))


def _tage(von: date, bis: date) -> int:
    return (bis - von).days + 1


def _jahrestage(jahr: int) -> int:
    return _tage(date(jahr, 1, 1), date(jahr, 12, 31))


def _gerundet(genau: Fraction) -> Decimal:
    return hundertstel(Decimal(genau.numerator) / genau.denominator)


def _zeile(rest: Decimal, basis: Decimal, aufschlag: Decimal, von: date, bis: date, teil: Fraction) -> str:
    """Like "01.01.2023 bis 30.06.2023: 16.000,00 EUR × 181/365 × 6,62 % (Basiszinssatz 1,62 % + 5,00) = 525,25 EUR"."""
    prozent = f"{zahl(basis + aufschlag)} % (Basiszinssatz {zahl(basis)} % + {zahl(aufschlag)})"
    mal = f"{zahl(rest)} EUR × {_tage(von, bis)}/{_jahrestage(von.year)} × {prozent}"
    return f"{von:%d.%m.%Y} bis {bis:%d.%m.%Y}: {mal} = {zahl(_gerundet(teil))} EUR"
