"""Setting a notice: the letter's data (``bescheid_text``) and its template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from unicodedata import category

from antraege.services import druck
from antraege.services.druck import Druck, NichtDruckbar, typst_version

__all__ = ["Druck", "NichtDruckbar", "pruefe", "setze", "typst_version", "unerprobt", "vorlage_sha256"]

VORLAGE: Final = "bescheid.typ"
Stelle = tuple[str, str]  # a place of the letter, a sign there
_erprobt: set[Stelle] = set()  # what this process has set before


def setze(inhalt: dict[str, Any]) -> Druck:
    """Set the letter. Raises ``NichtDruckbar`` with the character that cannot stand on paper."""
    return druck.setze(VORLAGE, inhalt)


def pruefe(inhalt: dict[str, Any]) -> None:
    """Raise ``NichtDruckbar`` as ``setze`` would. The letter is set for that only where a sign is new at its place.

    Whether a sign can be printed depends on the sign and on the font of its place. Marks, control and private signs
    also depend on their neighbours: a letter with one is always set.
    """
    if neu := unerprobt(inhalt):
        setze(inhalt)
        _erprobt.update(stelle for stelle in neu if category(stelle[1])[0] not in "MC")


def unerprobt(inhalt: dict[str, Any]) -> set[Stelle]:
    """Give the signs of the letter that no letter before had at their place."""
    return set(_stellen(inhalt, "")) - _erprobt


def _stellen(wert: Any, ort: str) -> Iterator[Stelle]:
    """All signs with their places; the first of a list stands apart, it may be set in another weight."""
    if isinstance(wert, str):
        yield from ((ort, zeichen) for zeichen in set(wert))
    elif isinstance(wert, dict):
        for name, teil in wert.items():
            yield from _stellen(teil, f"{ort}.{name}")
    elif isinstance(wert, list):
        for nr, teil in enumerate(wert):
            yield from _stellen(teil, f"{ort}.{min(nr, 1)}")


def vorlage_sha256() -> str:
    """The hash over the notice's template and its fonts."""
    return druck.vorlage_sha256(VORLAGE)
