"""Field codes of a Word file that fetch something or start something when the document is opened or printed.

Word keeps a field's code in ``fldSimple`` or, cut into runs as it likes, in ``instrText`` between two marks; fields nest, and
what an inner one yields becomes code of the outer: ``QUOTE`` spells it in numbers. Another document hung in by ``altChunk``
brings fields of its own in any format, so there must be none. Every part of the file is read: body, headers and footers,
footnotes, comments, styles; elements by their local name, for the strict form of the format has another namespace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from docx.oxml import parse_xml

VERBOTEN: Final = {
    "INCLUDETEXT": "lädt Text aus einer anderen Datei",
    "INCLUDEPICTURE": "lädt ein Bild von außen",
    "INCLUDE": "lädt Text aus einer anderen Datei",
    "IMPORT": "lädt ein Bild von außen",
    "LINK": "lädt Inhalte eines anderen Programms",
    "EMBED": "bettet Inhalte eines anderen Programms ein",
    "DDE": "startet ein anderes Programm",
    "DDEAUTO": "startet ein anderes Programm",
    "MACROBUTTON": "startet ein Makro",
    "RD": "liest eine andere Datei",
    "DATABASE": "liest eine Datenbank",
    "PRINT": "schickt Befehle an den Drucker",
}
ALTCHUNK: Final = (
    "Die Datei fügt beim Öffnen den Inhalt einer anderen Datei ein (altChunk). Bitte öffnen Sie sie in Word und speichern Sie sie "
    "neu: Danach steht der Inhalt in ihr selbst."
)
ZUSAMMENGESETZT: Final = (
    "Eine Feldfunktion hat einen Namen, den erst eine andere Feldfunktion ergibt. Bitte entfernen Sie sie: in Word mit Alt+F9 alle "
    "Feldfunktionen anzeigen."
)
CODE: Final = {"instrText", "delInstrText"}
UNBEKANNT: Final = "\ufffc"  # stands for what only Word knows
NAME: Final = re.compile(rf"[\s\"]*([A-Za-z{UNBEKANNT}]+)")
WORT: Final = re.compile(r"[A-Za-z]+")
ZITAT: Final = re.compile(r"\s*QUOTE\b(.*)", re.IGNORECASE | re.DOTALL)
ZITIERT: Final = re.compile(r"\"([^\"]*)\"|(\\\S+\s+\S+)|(0x[0-9a-f]{1,6}|\d{1,7})\b|(\S+)", re.IGNORECASE)


@dataclass
class Feld:
    """A field that is open: its code so far, and whether its result has begun."""

    code: str = ""
    ergebnis: bool = False


def saetze(inhalt: bytes) -> list[str]:
    """One sentence for each kind of field that must not be there, and for another document hung in."""
    teile = _teile(inhalt)
    namen = dict.fromkeys(name for teil in teile for code in _codes(teil) if (name := _name(code)))
    verboten = [
        f"Die Feldfunktion {name} {VERBOTEN[name]}. Bitte entfernen Sie sie: in Word mit Alt+F9 alle Feldfunktionen anzeigen."
        for name in namen
        if name in VERBOTEN
    ]
    unklar = [ZUSAMMENGESETZT] if any(UNBEKANNT in name for name in namen) else []
    fremd = [ALTCHUNK] if any(_art(e) == "altChunk" for teil in teile for e in teil.iter()) else []
    return [*verboten, *unklar, *fremd]


def _teile(inhalt: bytes) -> list[Any]:
    with ZipFile(BytesIO(inhalt)) as archiv:
        namen = [name for name in archiv.namelist() if name.lower().endswith(".xml")]
        return [parse_xml(archiv.read(name)) for name in namen]


def _art(element: Element) -> str:
    """The element's local name; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _wert(element: Element, name: str) -> str:
    return next((wert for key, wert in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _codes(wurzel: Element) -> list[str]:
    """The code of each field, with what the inner ones yield in its place."""
    gefunden, offen = [], [Feld()]  # what stands outside of any mark is read as well
    for element in wurzel.iter():
        art = _art(element)
        if art == "fldSimple":
            gefunden.append(_wert(element, "instr"))
            _einsetzen(offen, gefunden[-1])
        elif art in CODE and not offen[-1].ergebnis:
            offen[-1].code += element.text or ""
        elif art == "fldChar":
            _marke(_wert(element, "fldCharType"), offen, gefunden)
    return [*gefunden, *(feld.code for feld in offen)]


def _marke(art: str, offen: list[Feld], gefunden: list[str]) -> None:
    if art == "begin":
        offen.append(Feld())
    elif len(offen) > 1 and art == "separate":
        offen[-1].ergebnis = True
    elif len(offen) > 1 and art == "end":
        gefunden.append(offen.pop().code)
        _einsetzen(offen, gefunden[-1])


def _einsetzen(offen: list[Feld], code: str) -> None:
    """What an inner field yields becomes code of the field around it, while that has no result yet."""
    if len(offen) > 1 and not offen[-1].ergebnis:
        offen[-1].code += _ergibt(code)


def _ergibt(code: str) -> str:
    """What a field yields: of ``QUOTE`` its words and the signs it spells, of any other only Word knows."""
    zitat = ZITAT.fullmatch(code)
    return "".join(_zitiert(treffer) for treffer in ZITIERT.finditer(zitat[1])) if zitat else UNBEKANNT


def _zitiert(treffer: re.Match[str]) -> str:
    worte, schalter, zahl, anderes = treffer.groups()
    if zahl is None:
        return worte if worte is not None else "" if schalter else anderes
    nummer = int(zahl, 0) if zahl.lower().startswith("0x") else int(zahl)
    return chr(nummer) if nummer < 0x110000 else ""


def _name(code: str) -> str:
    """The first word of a code: the field's name; of a ``QUOTE`` that spells a forbidden one in numbers, that name."""
    zitat = ZITAT.fullmatch(code)
    ergibt = NAME.match(_ergibt(code)) if zitat and any(t[3] for t in ZITIERT.finditer(zitat[1])) else None
    if ergibt and ergibt[1].upper() in VERBOTEN:
        return ergibt[1].upper()
    treffer = NAME.match(code) or WORT.search(code)
    return treffer[treffer.lastindex or 0].upper() if treffer else ""
