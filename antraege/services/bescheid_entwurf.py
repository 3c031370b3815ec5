"""What every notice must have, whichever kind: a programme of our own, reasons, and only signs that can be printed."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError

from antraege.fehler import Verweigert
from antraege.models import Antrag, Bescheid, Foerderprogramm
from antraege.services import bescheid_pdf
from antraege.services.bescheid_text import inhalt

# Parts of the letter that stand fixed elsewhere, as their readers call them.
RAHMEN: Final = {"Absender": "absender", "Anschrift": "empfaenger", "Unterschrift": "schluss"}


def verlange_eigenes_programm(antrag: Antrag) -> None:
    """Raise ``Verweigert`` where somebody else grants; a trigger (0039) asks once more and holds the programme."""
    if antrag.runde.programm.bewilligungsstelle != Foerderprogramm.Bewilligungsstelle.LANDKREIS:
        raise Verweigert(
            "Über dieses Programm entscheidet nicht der Landkreis. Den Bescheid erteilt das Regierungspräsidium."
        )


def mit_gruenden(text: str) -> str:
    """Give the reasons; raises ``ValidationError`` without any (§ 39 LVwVfG)."""
    if not text.strip():
        raise ValidationError({"begruendung": "Bitte begründen Sie den Bescheid (§ 39 LVwVfG)."})
    return text.strip()


def druckbar(bescheid: Bescheid) -> None:
    """What cannot be printed is told to the person who can still change it; the draft's paper itself is not kept."""
    brief = inhalt(bescheid)
    try:
        bescheid_pdf.pruefe(brief)
    except bescheid_pdf.NichtDruckbar as fehler:
        texte = {"begruendung": bescheid.begruendung, "nebenbestimmungen": bescheid.nebenbestimmungen}
        am_feld = fehler.am_feld(texte)
        raise _im_rahmen(brief, fehler) if am_feld is fehler else am_feld from None


def _im_rahmen(brief: dict[str, Any], fehler: bescheid_pdf.NichtDruckbar) -> ValidationError:
    """The sign stands in none of the texts typed here: say where in the letter, as it comes from elsewhere."""
    orte = [*brief["angaben"], *((ort, "\n".join(brief[teil])) for ort, teil in RAHMEN.items())]
    ort = next((ort for ort, text in orte if fehler.zeichen and fehler.zeichen in text), "")
    return ValidationError(f"{ort}: {fehler.satz}" if ort else fehler.satz)
