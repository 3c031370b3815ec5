"""Lengths of time as the law states them and how they are counted: §§ 187 and 188 BGB. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, cast

Einheit = Literal["T", "W", "M", "J"]
EINHEITEN: Final[Mapping[str, tuple[str, str]]] = {
    "T": ("Tag", "Tage"),
    "W": ("Woche", "Wochen"),
    "M": ("Monat", "Monate"),
    "J": ("Jahr", "Jahre"),
}


@dataclass(frozen=True)
class Dauer:
    """A number of days, weeks, months or years; months and years follow the calendar."""

    zahl: int
    einheit: Einheit

    @classmethod
    def parse(cls, wert: str | Dauer) -> Dauer:
        """Read "14T", "2W", "1M" or "1J". Raises ValueError with a German sentence."""
        if isinstance(wert, Dauer):
            return wert
        treffer = re.fullmatch(r"\s*([1-9][0-9]{0,3})\s*([TWMJ])\s*", wert.upper())
        if treffer is None:
            raise ValueError(f"»{wert}« ist keine Dauer. Bitte so angeben: 14T, 2W, 1M oder 1J.")
        return cls(int(treffer[1]), cast(Einheit, treffer[2]))

    def __str__(self) -> str:
        einzahl, mehrzahl = EINHEITEN[self.einheit]
        return f"{self.zahl} {einzahl if self.zahl == 1 else mehrzahl}"

    def nach(self, ereignis: date) -> date:
        """The last day if an event sets the time going; the day of the event does not count (§ 187 Abs. 1).

        Months end on the day with the same number, or on the month's last (§ 188 Abs. 2 and 3).
        Raises ValueError beyond the year 9999.
        """
        try:
            return self._monate_spaeter(ereignis) if self._monate else ereignis + self._tage
        except (OverflowError, ValueError):
            raise ValueError(f"{ereignis:%d.%m.%Y} + {self} liegt zu weit in der Zukunft.") from None

    def letzter_tag(self, beginn: date) -> date:
        """The last day if the time begins with a day, which then counts (§ 187 Abs. 2).

        Months end on the day before the one with the same number (§ 188 Abs. 2), or on the month's last.
        """
        if self._monate and beginn.day > 1:
            return self.nach(beginn.replace(day=beginn.day - 1))
        return self.nach(beginn) - timedelta(days=1)

    def vor(self, tag: date) -> date:
        """The day this long before `tag`; months keep the number of the day, or take the month's last."""
        return Dauer(-self.zahl, self.einheit).nach(tag)

    @property
    def _monate(self) -> int:
        return self.zahl * {"M": 1, "J": 12}.get(self.einheit, 0)

    @property
    def _tage(self) -> timedelta:
        return timedelta(days=self.zahl * {"T": 1, "W": 7}.get(self.einheit, 0))

    def _monate_spaeter(self, ab: date) -> date:
        jahre, monat = divmod(ab.month - 1 + self._monate, 12)
        jahr = ab.year + jahre
        return date(jahr, monat + 1, min(ab.day, monthrange(jahr, monat + 1)[1]))
