"""Setting a notice: the letter's data (``bescheid_text``) and its template."""

from __future__ import annotations

from typing import Any, Final

from antraege.services import druck
from antraege.services.druck import Druck, NichtDruckbar, typst_version

__all__ = ["Druck", "NichtDruckbar", "setze", "typst_version", "vorlage_sha256"]

VORLAGE: Final = "bescheid.typ"


def setze(inhalt: dict[str, Any]) -> Druck:
    """Set the letter. Raises ``NichtDruckbar`` with the character that cannot stand on paper."""
    return druck.setze(VORLAGE, inhalt)


def vorlage_sha256() -> str:
    """The hash over the notice's template and its fonts."""
    return druck.vorlage_sha256(VORLAGE)
