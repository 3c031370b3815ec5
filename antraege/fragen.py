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
        return lesen.get(frage.art, str)(text) if text else None
    except (ValueError, InvalidOperation):
        return None


def als_text(frage: Zusatzfrage, wert: Any) -> str:
    """Write an answer (stored or as its kind) as people read it; nothing is an en dash."""
    wert = gelesen(frage, wert) if isinstance(wert, str) else wert
    if isinstance(wert, date):
        return formate.datum(wert)
    if isinstance(wert, Decimal):
        return formate.zahl(wert, max(0, -int(wert.normalize().as_tuple().exponent)))
    return JA_NEIN.get(str(wert), str(wert)) if wert else formate.LEER


def auswahl(frage: Zusatzfrage) -> list[str]:
    """List the answers a choice offers."""
    return [zeile.strip() for zeile in frage.auswahl.splitlines() if zeile.strip()]
