"""The words of a paper as they stand on it, in Word and in PDF alike: made from a version's frozen content alone.

Municipalities read both files, so an annex that is not public is counted there but neither named nor identified, and
beside public sittings a closed one is not named at all: an agenda does so in neutral words only (§ 30 LKrO).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from antraege.berechnung import summe
from antraege.formate import LEER, datum, datum_lang, euro, vzae
from antraege.services.ratsvorlage import druckbar

HINWEIS: Final = "Beispieldaten, frei erfunden."
SPALTEN: Final = ("Kommune", "Beantragt", "Empfohlen", "Betrag", "Kurze Begründung")
KEINE_ANTRAEGE: Final = "Diese Vorlage führt keine Anträge auf."


def worte(inhalt: dict[str, Any]) -> dict[str, Any]:
    """Give heading, figures, paragraphs and the table of a frozen content as people read them."""
    tag = date.fromisoformat(inhalt["tag"])
    return {
        "tag": [tag.year, tag.month, tag.day],
        "datum": datum(tag),
        "hinweis": HINWEIS if inhalt["beispieldaten"] else "",
        **{
            name: druckbar(inhalt[name])
            for name in ("titel", "drucksache", "landkreis", "amt", "anschrift", "art", "federfuehrung", "runde")
        },
        "fassung": str(inhalt["fassung"]),
        "fusszeile": f"{inhalt['drucksache']} · Fassung {inhalt['fassung']}",
        "kopf": ["Angabe", "Inhalt"],
        "angaben": _angaben(inhalt, tag),
        "beratungsfolge": [_sitzung(b) for b in lesbare_beratung(inhalt)] or [LEER],
        "ziffern": [_ziffer(z) for z in inhalt["ziffern"]],
        "sachverhalt": _absaetze(inhalt["sachverhalt"]),
        "finanzen": _absaetze(inhalt["finanzen"]),
        "anlagen": [_anlage(nr, a) for nr, a in enumerate(inhalt["anlagen"], 1)] or [LEER],
        "antraege": {"kopf": list(SPALTEN), "zeilen": _tabelle(inhalt["antraege"])},
    }  # fmt: skip


def lesbare_beratung(inhalt: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the sittings a version names; a paper that only closed ones deal with stays in the office with all of them."""
    return [b for b in inhalt["beratung"] if b["oeffentlich"]] or inhalt["beratung"]


def _absaetze(text: str) -> list[str]:
    return [druckbar(zeile) for zeile in text.splitlines() if zeile.strip()] or [LEER]


def _angaben(inhalt: dict[str, Any], tag: date) -> list[list[str]]:
    zeilen = [
        (inhalt["art"], inhalt["drucksache"]),
        ("Ergänzt", inhalt["ergaenzt"]),
        ("Fassung", f"{inhalt['fassung']}, freigegeben am {datum(tag)}"),
        ("Federführung", inhalt["federfuehrung"]),
        ("Förderrunde", inhalt["runde"]),
        ("Finanzvolumen", euro(Decimal(inhalt["betrag"])) if inhalt["betrag"] else ""),
        ("Mitgezeichnet", ", ".join(_zeichnung(z) for z in inhalt["mitzeichnung"])),
    ]
    return [[label, druckbar(wert)] for label, wert in zeilen if wert]


def _zeichnung(zeile: dict[str, str]) -> str:
    return f"{zeile['stelle']} ({datum(date.fromisoformat(zeile['tag']))})"


def _sitzung(schritt: dict[str, Any]) -> str:
    wie = "öffentlich" if schritt["oeffentlich"] else "nicht öffentlich"
    tag = datum_lang(date.fromisoformat(schritt["tag"]))
    return druckbar(f"{schritt['rolle']}: {schritt['gremium']}, {tag}, {wie}")


def _ziffer(ziffer: dict[str, Any]) -> dict[str, Any]:
    neu = [f"Neuer Wortlaut zu {ziffer['fasst_neu']}:"] if ziffer["fasst_neu"] else []
    return {"nummer": f"{ziffer['ziffer']}.", "absaetze": [*neu, *_absaetze(ziffer["wortlaut"])]}


def _anlage(nr: int, anlage: dict[str, Any]) -> str:
    return f"Anlage {nr}: {druckbar(anlage['name']) if anlage['oeffentlich'] else 'nicht öffentlich'}"


def _tabelle(antraege: list[dict[str, str]]) -> list[list[str]]:
    if not antraege:
        return []
    zeilen = [
        [druckbar(a["kommune"]), *_zahlen(a["beantragt"], a["empfohlen"], a["betrag"]), druckbar(a["grund"])]
        for a in antraege
    ]
    gesamt = [
        str(summe(Decimal(a[name] or 0) for a in antraege)) for name in ("beantragt", "empfohlen", "betrag")
    ]
    return [*zeilen, ["Zusammen", *_zahlen(*gesamt), ""]]  # fmt: skip


def _zahlen(beantragt: str, empfohlen: str, betrag: str) -> list[str]:
    return [vzae(_dezimal(beantragt)), vzae(_dezimal(empfohlen)), euro(_dezimal(betrag))]


def _dezimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
