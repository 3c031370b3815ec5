"""Paging by key and capped counts, for every list: a page costs the same wherever it lies in the list.

The key is the sort columns' values of the last row, opaque in ``?nach=``. There are no page numbers.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

from antraege.formate import zahl

HOECHSTENS = 1000
# What nonsense in the address can raise: an infinite number overflows, thousands of brackets nest too deep.
KEIN_SCHLUESSEL = (ValueError, TypeError, ValidationError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Seite:
    """Rows of one page; ``weiter`` is the address of the next one, empty on the last."""

    zeilen: Sequence
    weiter: str = ""


def blaettere(qs, request, *, folge=("-pk",), groesse=25):
    """Give the page of ``qs`` the request asks for, sorted by the columns ``folge``, of which the last is unique.

    A key that is no key begins at the top: it may come from an old bookmark.
    """
    try:
        schluessel = _gelesen(request.GET.get("nach", ""), len(folge))
        teil = qs.order_by(*folge).filter(_hinter(folge, schluessel) if schluessel else Q())
    except KEIN_SCHLUESSEL:
        teil = qs.order_by(*folge)
    zeilen = list(teil[: groesse + 1])
    weiter = _adresse(request, folge, zeilen[groesse - 1]) if len(zeilen) > groesse else ""
    return Seite(zeilen[:groesse], weiter)


def gezaehlt(qs):
    """Count up to the cap, as text: ``12`` or ``über 1.000``."""
    anzahl = qs.order_by()[: HOECHSTENS + 1].count()
    return f"über {zahl(HOECHSTENS, 0)}" if anzahl > HOECHSTENS else str(anzahl)


def _gelesen(text, laenge):
    werte = json.loads(urlsafe_b64decode(text.encode())) if text else []
    if text and (not isinstance(werte, list) or len(werte) != laenge):
        raise ValueError("kein Schlüssel dieser Liste")
    if any(b"\0" in wert.encode() for wert in werte if isinstance(wert, str)):
        raise ValueError("ein Zeichen, das PostgreSQL nicht kennt")
    return werte


def _hinter(folge, werte):
    """The rows after the key in lexicographic order."""
    bedingung, gleich = Q(), {}
    for spalte, wert in zip(folge, werte, strict=True):
        name = spalte.lstrip("-")
        bedingung |= Q(**gleich, **{f"{name}__{'lt' if spalte.startswith('-') else 'gt'}": wert})
        gleich[name] = wert
    return bedingung


def _adresse(request, folge, zeile):
    werte = [_wert(zeile, spalte.lstrip("-")) for spalte in folge]
    schluessel = urlsafe_b64encode(json.dumps(werte, default=str).encode()).decode()
    abfrage = request.GET.copy()
    abfrage["nach"] = schluessel
    return f"?{abfrage.urlencode()}"


def _wert(zeile, name):
    for teil in name.split("__"):
        zeile = getattr(zeile, teil)
    return zeile
