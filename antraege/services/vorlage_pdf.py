"""The PDF of a released version: its words and their template."""

from __future__ import annotations

from typing import Any, Final

from antraege.services import druck
from antraege.services.vorlagenworte import worte

VORLAGE: Final = "vorlage.typ"


def setze(inhalt: dict[str, Any]) -> druck.Druck:
    """Set a frozen content. Raises ``NichtDruckbar`` with the character that cannot stand on paper."""
    return druck.setze(VORLAGE, worte(inhalt))
