"""How many funding years a period is, exactly, and which calendar years they fall into. Pure.

Funding years follow each other from an anchor on (the round's first day). A whole one is 1, with or without a leap
day; a part of one is its counted days out of the counted days of that funding year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import Final

from antraege.dauer import Dauer

TAG: Final = timedelta(days=1)


class Zaehlweise(Enum):
    """How a part of a year is counted: by its actual days, or every month as 30 days of 360."""

    TAGE = "tage"
    MONATE_30 = "30/360"


@dataclass(frozen=True)
class Stueck:
    """The counted days of a period within one funding year and one calendar year, out of those of the funding year."""

    jahr: int
    foerderjahr: int
    tage: int
    von_tagen: int


def stuecke(beginn: date, ende: date, anker: date, zaehlweise: Zaehlweise) -> Iterator[Stueck]:
    """The pieces of a period (both days counted), in order of time, with the funding years that begin at `anker`."""
    erster, nummer = anker, 1
    while erster <= ende:
        letzter = Dauer(nummer, "J").letzter_tag(anker)
        von_tagen = _zaehle(erster, letzter, zaehlweise)
        for von, bis in _kalenderjahre(max(erster, beginn), min(letzter, ende)):
            yield Stueck(von.year, nummer, _zaehle(von, bis, zaehlweise), von_tagen)
        erster, nummer = letzter + TAG, nummer + 1


def quote(teile: Iterable[Stueck]) -> Fraction:
    """How many years the pieces are."""
    return sum((Fraction(teil.tage, teil.von_tagen) for teil in teile), Fraction(0))


def je_foerderjahr(teile: Sequence[Stueck]) -> list[tuple[int, int]]:
    """Counted days and days of the funding year, one pair for each funding year that is touched."""
    jahre = {teil.foerderjahr: teil.von_tagen for teil in teile}
    return [(sum(t.tage for t in teile if t.foerderjahr == jahr), tage) for jahr, tage in jahre.items()]


def ganzzahlig(quoten: Sequence[Fraction]) -> list[int]:
    """The same proportions as whole numbers, because Decimal and Fraction do not mix."""
    nenner = lcm(*(quote.denominator for quote in quoten))
    return [int(quote * nenner) for quote in quoten]


def _kalenderjahre(von: date, bis: date) -> Iterator[tuple[date, date]]:
    while von <= bis:
        ende = min(bis, date(von.year, 12, 31))
        yield von, ende
        von = ende + TAG


def _zaehle(von: date, bis: date, zaehlweise: Zaehlweise) -> int:
    """Days from `von` to `bis`, both counted; by 30/360 a 31st is nothing and the end of February is long."""
    if zaehlweise is Zaehlweise.TAGE:
        return (bis - von).days + 1
    folgetag = bis + TAG
    return 360 * (folgetag.year - von.year) + 30 * (folgetag.month - von.month) + folgetag.day - von.day
