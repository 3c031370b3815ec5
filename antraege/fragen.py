"""Answers to further questions: how each kind is stored as text and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from antraege import formate
from antraege.models import Zusatzfrage

JA_NEIN = {"ja": "Ja", "nein": "Nein"}
A = Zusatzfrage.Art


def als_wert(wert: Any) -> str:
    """Give the stored text of an answer: days as ISO, numbers with a point; "" for none."""
    if wert is None:
        return ""
    return wert.isoformat() if isinstance(wert, date) else str(wert).strip()


def gelesen(frage: Zusatzfrage, text: str) -> Any:
    """Give a stored answer as its kind: ``date``, ``Decimal`` or text; None for none or nonsense."""
    lesen: dict[str, Callable[[str], Any]] = {A.DATUM: date.fromisoformat, A.ZAHL: Decimal}
    try:
        wert = lesen.get(frage.art, str)(text) if text else None
    except (ValueError, InvalidOperation):
        return None
    return None if isinstance(wert, Decimal) and not wert.is_finite() else wert


def als_text(frage: Zusatzfrage, wert: Any) -> str:
    """Write an answer (stored or as its kind) as people read it; nothing is an en dash."""
    wert = gelesen(frage, wert) if isinstance(wert, str) else wert
    if isinstance(wert, date):
        return formate.datum(wert)
    if isinstance(wert, Decimal):
        return formate.zahl(wert, max(0, -int(wert.normalize().as_tuple().exponent)))
    return JA_NEIN.get(str(wert), str(wert)) if wert else formate.LEER


def mangel(frage: Zusatzfrage, text: str) -> str:
    """Give the sentence why a stored text is no answer of its kind; "" where it is one."""
    if frage.art == A.JA_NEIN:
        return "" if text in JA_NEIN else "Bitte wählen Sie Ja oder Nein"
    if frage.art == A.AUSWAHL:
        return "" if text in auswahl(frage) else "Bitte wählen Sie eine der Antworten"
    if gelesen(frage, text) is not None:
        return ""
    return "Bitte ein Datum eingeben" if frage.art == A.DATUM else "Bitte eine Zahl eingeben"


def auswahl(frage: Zusatzfrage) -> list[str]:
    """List the answers a choice offers."""
    return [zeile.strip() for zeile in frage.auswahl.splitlines() if zeile.strip()]
