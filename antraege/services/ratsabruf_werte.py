"""Values of an OParl object: what is missing is empty, what is of another kind than it should be is ``Falsch``.

Words are kept as they came, without control characters, cut to the width of their column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.models.gremium import WEBADRESSE

STEUERZEICHEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Falsch(ValueError):
    """An object is not as OParl says; the words name what is wrong."""


def text(objekt: Mapping[str, Any], name: str, laenge: int) -> str:
    """A text; missing is empty, anything else than text is wrong."""
    wert = objekt.get(name)
    if wert is None:
        return ""
    if not isinstance(wert, str):
        raise Falsch(f"„{name}“ ist kein Text.")
    return STEUERZEICHEN.sub(" ", wert).strip()[:laenge]


def pflicht(objekt: Mapping[str, Any], name: str, laenge: int) -> str:
    """A text that must be there; an identifier is never cut."""
    wert = text(objekt, name, laenge + 1)
    if not wert or (name == "id" and len(wert) > laenge):
        raise Falsch(f"„{name}“ fehlt.")
    return wert[:laenge]


def liste(objekt: Mapping[str, Any], name: str) -> list[Any]:
    """A list; missing is empty, anything else is wrong."""
    wert = objekt.get(name)
    if wert is None:
        return []
    if not isinstance(wert, list):
        raise Falsch(f"„{name}“ ist keine Liste.")
    return wert


def kennung(wert: Any) -> str:
    """The identifier of something referred to by address or embedded."""
    gelesen = wert.get("id") if isinstance(wert, dict) else wert
    return gelesen if isinstance(gelesen, str) else ""


def kennungen(objekt: Mapping[str, Any], name: str) -> list[str]:
    """The identifiers of a list of such."""
    return [gelesen for wert in liste(objekt, name) if (gelesen := kennung(wert))]


def zeitpunkt(objekt: Mapping[str, Any], name: str) -> datetime | None:
    """An instant in Berlin; one without a zone is meant there."""
    wert = text(objekt, name, 40)
    try:
        gelesen = datetime.fromisoformat(wert) if wert else None
        if gelesen is None or gelesen.tzinfo is None:
            return gelesen
        return gelesen.astimezone(zeit.BERLIN)
    except (ValueError, OverflowError) as fehler:
        raise Falsch(f"„{name}“ ist kein Zeitpunkt.") from fehler


def tag(objekt: Mapping[str, Any], name: str) -> date | None:
    """A calendar day in Berlin."""
    wann = zeitpunkt(objekt, name)
    return wann.date() if wann else None


def ort(objekt: Mapping[str, Any]) -> str:
    """The place of a meeting in one line."""
    location = objekt.get("location")
    if not isinstance(location, dict):
        return ""
    teile = [text(location, name, 200) for name in ("description", "room", "streetAddress", "locality")]
    return ", ".join(dict.fromkeys(teil for teil in teile if teil))[:200]


def adresse(objekt: Mapping[str, Any], name: str) -> str:
    """A page for people; what is no web address is left out."""
    seite = text(objekt, name, 501)
    try:
        WEBADRESSE(seite)
    except ValidationError:
        return ""
    return seite if len(seite) <= 500 else ""
