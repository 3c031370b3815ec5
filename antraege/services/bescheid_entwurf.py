"""What every draft of a notice must have, whichever kind: reasons, and only signs that can be printed."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from antraege.models import Bescheid
from antraege.services import bescheid_pdf
from antraege.services.bescheid_text import inhalt


def mit_gruenden(text: str) -> str:
    """Give the reasons; raises ``ValidationError`` without any (§ 39 LVwVfG)."""
    if not text.strip():
        raise ValidationError({"begruendung": "Bitte begründen Sie den Bescheid (§ 39 LVwVfG)."})
    return text.strip()


def druckbar(bescheid: Bescheid) -> None:
    """Set the draft once and throw it away: what cannot be printed is told to the person who can still change it."""
    try:
        bescheid_pdf.setze(inhalt(bescheid))
    except bescheid_pdf.NichtDruckbar as fehler:
        raise ValidationError({"begruendung": fehler.satz}) from fehler
