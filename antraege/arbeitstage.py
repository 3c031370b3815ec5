"""Which days are working days: weekends and the public holidays of a Land. Pure, but for a table read once.

Holidays are known for 1990 to 2100 (package `holidays`); beyond that only weekends are free. 24 and 31 December and
Gründonnerstag are working days. The place of the authority counts, so the Land is Baden-Württemberg by default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

from antraege.daten import tabelle

LAND: Final = "BW"
TAG: Final = timedelta(days=1)
WOCHENENDE: Final = {5: "Samstag", 6: "Sonntag"}
# A weekend alone is two days; from three free days on people are away.
LANGES_WOCHENENDE: Final = 3


@dataclass(frozen=True)
class Zeit:
    """A time when many are away: its name, first and last day."""

    name: str
    von: date
    bis: date

    def __str__(self) -> str:
        bis = "" if self.von == self.bis else f" bis {self.bis:%d.%m.%Y}"
        return f"{self.name}: {self.von:%d.%m.%Y}{bis}"


def feiertag(tag: date, land: str = LAND) -> str | None:
    """The name of the public holiday, or None. Raises ValueError for a Land that does not exist."""
    return _feiertage(land, tag.year).get(tag)


def freier_tag(tag: date, land: str = LAND) -> str | None:
    """Why nobody works on this day: the holiday, "Samstag" or "Sonntag"; None on a working day."""
    return feiertag(tag, land) or WOCHENENDE.get(tag.weekday())


def ist_arbeitstag(tag: date, land: str = LAND) -> bool:
    """Monday to Friday without a public holiday (§ 31 Abs. 3 LVwVfG)."""
    return freier_tag(tag, land) is None


def naechster_arbeitstag(tag: date, land: str = LAND) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not ist_arbeitstag(tag, land):
        tag += TAG
    return tag


def voriger_arbeitstag(tag: date, land: str = LAND) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while not ist_arbeitstag(tag, land):
        tag -= TAG
    return tag


def ist_brueckentag(tag: date, land: str = LAND) -> bool:
    """A single working day between free ones: many people are away, though it counts in law."""
    return (
        ist_arbeitstag(tag, land)
        and not ist_arbeitstag(tag - TAG, land)
        and not ist_arbeitstag(tag + TAG, land)
    )


def hinweis(tag: date, land: str = LAND) -> str | None:
    """A sentence for whoever chooses this day as a deadline, if people will be away around it; else None.

    Names free days, the days between Christmas and Epiphany, bridge days, the eve and morrow of a long weekend, and
    school holidays as far as ``daten/ferien_bw.csv`` knows them. It changes no deadline.
    """
    if grund := freier_tag(tag, land):
        return f"Der {tag:%d.%m.%Y} fällt auf {_mit_artikel(grund)}."
    if (tag.month, tag.day) >= (12, 24) or (tag.month, tag.day) <= (1, 6):
        return f"Der {tag:%d.%m.%Y} liegt zwischen Weihnachten und Heilige Drei Könige."
    if ist_brueckentag(tag, land):
        return f"Der {tag:%d.%m.%Y} ist ein Brückentag ({_anlass(tag - TAG, tag + TAG, land)})."
    return _langes_wochenende(tag, land) or _schulferien(tag, land)


def ruhige_zeiten(von: date, bis: date, land: str = LAND) -> list[Zeit]:
    """Public holidays and school holidays that touch the days from ``von`` to ``bis``, in order: for choosing a day."""
    jahre = range(von.year, bis.year + 1)
    feiertage = [Zeit(name, tag, tag) for jahr in jahre for tag, name in _feiertage(land, jahr).items()]
    alle = [*feiertage, *ferien(land)]
    return sorted((zeit for zeit in alle if zeit.von <= bis and zeit.bis >= von), key=lambda zeit: zeit.von)


@cache
def ferien(land: str = LAND) -> tuple[Zeit, ...]:
    """School holidays; only those of Baden-Württemberg are known."""
    zeilen = tabelle("ferien_bw") if land == LAND else []
    return tuple(Zeit(z["name"], date.fromisoformat(z["von"]), date.fromisoformat(z["bis"])) for z in zeilen)


def _schulferien(tag: date, land: str) -> str | None:
    zeit = next((zeit for zeit in ferien(land) if zeit.von <= tag <= zeit.bis), None)
    if zeit is None:
        return None
    return f"Der {tag:%d.%m.%Y} liegt in den {zeit.name} ({zeit.von:%d.%m.%Y} bis {zeit.bis:%d.%m.%Y})."


def _langes_wochenende(tag: date, land: str) -> str | None:
    for schritt, lage in ((TAG, "vor"), (-TAG, "nach")):
        ende = tag
        while _ohne_betrieb(ende + schritt, land):
            ende += schritt
        if abs(ende - tag).days >= LANGES_WOCHENENDE:
            anlass = _anlass(min(tag, ende), max(tag, ende), land)
            return f"Der {tag:%d.%m.%Y} liegt {lage} einem langen Wochenende ({anlass})."
    return None


def _ohne_betrieb(tag: date, land: str) -> bool:
    return not ist_arbeitstag(tag, land) or ist_brueckentag(tag, land)


def _anlass(von: date, bis: date, land: str) -> str:
    tage = (von + n * TAG for n in range((bis - von).days + 1))
    return ", ".join(f"{name} am {tag:%d.%m.}" for tag in tage if (name := feiertag(tag, land)))


def _mit_artikel(grund: str) -> str:
    return f"einen {grund}" if grund in WOCHENENDE.values() else f"einen Feiertag ({grund})"


@cache
def _feiertage(land: str, jahr: int) -> Mapping[date, str]:
    # A finished table per year: the object of the package fills itself on look-up, half done for another thread.
    try:
        tabelle = holidays.country_holidays("DE", subdiv=land, years=jahr, expand=False, language="de")
    except NotImplementedError:
        raise ValueError(f"Das Land »{land}« ist nicht bekannt. Baden-Württemberg ist BW.") from None
    return {tag: name.replace("; ", ", ") for tag, name in tabelle.items()}
