"""What a version of a paper changes against another one, computed from their frozen contents alone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from antraege.formate import LEER, euro, vzae
from antraege.services.textvergleich import Stueck, vergleiche

TEXTE: Final = {"titel": "Titel", "sachverhalt": "Sachverhalt", "finanzen": "Finanzielle Auswirkungen"}


@dataclass(frozen=True)
class Unterschied:
    """One part that differs, with its runs of words."""

    was: str
    stuecke: list[Stueck]


def unterschiede(alt: dict[str, Any], neu: dict[str, Any], *, alles: bool) -> list[Unterschied]:
    """List all that differs; ``alles`` False leaves out what municipalities may not know of."""
    paare = [(name, alt[feld], neu[feld]) for feld, name in TEXTE.items()]
    paare.append(("Finanzvolumen", _betrag(alt), _betrag(neu)))
    paare += _nach_schluessel(_ziffern(alt), _ziffern(neu))
    paare += _nach_schluessel(_sitzungen(alt, alles), _sitzungen(neu, alles))
    paare += _nach_schluessel(_antraege(alt), _antraege(neu))
    paare += _nach_schluessel(_anlagen(alt, alles), _anlagen(neu, alles))
    verglichen = [Unterschied(was, vergleiche(links, rechts)) for was, links, rechts in paare]
    return [u for u in verglichen if any(s.art != "gleich" for s in u.stuecke)]


def _nach_schluessel(alt: dict[Any, tuple[str, str]], neu: dict[Any, tuple[str, str]]) -> list[tuple[str, str, str]]:  # fmt: skip
    """(what, before, after) for all keys, those of the new version first, in its order."""
    nichts = ("", "")
    return [
        ((neu.get(k) or alt[k])[0], alt.get(k, nichts)[1], neu.get(k, nichts)[1])
        for k in [*neu, *(k for k in alt if k not in neu)]
    ]


def _betrag(inhalt: dict[str, Any]) -> str:
    return euro(Decimal(inhalt["betrag"])) if inhalt["betrag"] else ""


def _ziffern(inhalt: dict[str, Any]) -> dict[Any, tuple[str, str]]:
    return {z["ziffer"]: (f"Ziffer {z['ziffer']}", z["wortlaut"]) for z in inhalt["ziffern"]}


def _sitzungen(inhalt: dict[str, Any], alle: bool) -> dict[Any, tuple[str, str]]:
    return {
        (b["gremium"], b["tag"], b["rolle"]): ("Beratungsfolge", f"{b['rolle']}: {b['gremium']}, {_tag(b)}")
        for b in inhalt["beratung"]
        if alle or b["oeffentlich"]
    }


def _tag(schritt: dict[str, Any]) -> str:
    jahr, monat, tag = schritt["tag"].split("-")
    return f"{tag}.{monat}.{jahr}"


def _antraege(inhalt: dict[str, Any]) -> dict[Any, tuple[str, str]]:
    """By municipality, the second application of one counted on."""
    gezaehlt: dict[tuple[str, int], tuple[str, str]] = {}
    for antrag in inhalt["antraege"]:
        nummer = sum(ort == antrag["kommune"] for ort, _ in gezaehlt)
        gezaehlt[antrag["kommune"], nummer] = (f"Antrag {antrag['kommune']}", _antrag(antrag))
    return gezaehlt


def _antrag(antrag: dict[str, str]) -> str:
    gefragt, empfohlen = (vzae(Decimal(antrag[n])) if antrag[n] else LEER for n in ("beantragt", "empfohlen"))
    betrag = euro(Decimal(antrag["betrag"])) if antrag["betrag"] else LEER
    return f"beantragt {gefragt}, empfohlen {empfohlen}, {betrag}, {antrag['grund']}"


def _anlagen(inhalt: dict[str, Any], alle: bool) -> dict[Any, tuple[str, str]]:
    """By checksum: the same name with another content is another annex."""
    return {
        a["sha256"]: ("Anlagen", f"{a['name']} ({'öffentlich' if a['oeffentlich'] else 'nicht öffentlich'})")
        for a in inhalt["anlagen"]
        if alle or a["oeffentlich"]
    }
