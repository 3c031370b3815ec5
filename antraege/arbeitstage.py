"""Which days are working days: weekends and the public holidays of a Land. Pure.

Holidays are known for 1990 to 2100 (package `holidays`); beyond that only weekends are free. 24 and 31 December and
Gründonnerstag are working days. The place of the authority counts, so the Land is Baden-Württemberg by default.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

LAND: Final = "BW"
TAG: Final = timedelta(days=1)
WOCHENENDE: Final = {5: "Samstag", 6: "Sonntag"}
# A weekend alone is two days; from three free days on people are away.
LANGES_WOCHENENDE: Final = 3


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

    Names free days, the days between Christmas and Epiphany, bridge days and the eve and morrow of a long weekend.
    School holidays are not known here.
    """
    if grund := freier_tag(tag, land):
        return f"Der {tag:%d.%m.%Y} fällt auf {_mit_artikel(grund)}."
    if (tag.month, tag.day) >= (12, 24) or (tag.month, tag.day) <= (1, 6):
        return f"Der {tag:%d.%m.%Y} liegt zwischen Weihnachten und Heilige Drei Könige."
    if ist_brueckentag(tag, land):
        return f"Der {tag:%d.%m.%Y} ist ein Brückentag ({_anlass(tag - TAG, tag + TAG, land)})."
    return _langes_wochenende(tag, land)


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
