"""Setting a document: its data and a template in ``antraege/druck`` become one PDF/A-3a and PDF/UA-1 file.

The same data give the same bytes: the only date in the file is the document's, fonts are vendored, those of the system
ignored. What else decides the bytes is kept beside the file: the version of typst and the hash of template and fonts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import typst
from django.core.exceptions import ValidationError

from antraege.fehler import Verweigert

ORDNER: Final = Path(__file__).resolve().parent.parent / "druck"
SCHRIFTEN: Final = ORDNER / "schriften"
STANDARDS: Final[list[typst.PDFStandard]] = ["a-3a", "ua-1"]
ZEICHEN: Final = re.compile(r'"([^"]+)"')
CODEPUNKT: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True)
class Druck:
    """A set document: its bytes, their SHA-256, and what it was made with."""

    pdf: bytes
    sha256: str
    typst_version: str
    vorlage_sha256: str


class NichtDruckbar(Verweigert):
    """The text holds a character that a PDF for the archive may not hold (an emoji, a private or control character)."""

    def __init__(self, satz: str, zeichen: str = "") -> None:
        super().__init__(satz)
        self.zeichen = zeichen

    def am_feld(self, texte: Mapping[str, str]) -> ValidationError:
        """Say it at the fields that hold the sign; where none of these does, as it is."""
        felder = [name for name, text in texte.items() if self.zeichen and self.zeichen in text]
        return ValidationError(dict.fromkeys(felder, self.satz)) if felder else self


def setze(vorlage: str, inhalt: dict[str, Any]) -> Druck:
    """Set ``inhalt`` (its ``tag`` is [year, month, day]) with the template of that name.

    Raises ``NichtDruckbar`` with the character that cannot stand on paper.
    """
    jahr, monat, tag = inhalt["tag"]
    try:
        pdf = typst.compile(
            ORDNER / vorlage,
            root=ORDNER,
            font_paths=_schriften(),
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=datetime(jahr, monat, tag, tzinfo=UTC),
            sys_inputs={"daten": json.dumps(inhalt, ensure_ascii=False, sort_keys=True)},
        )
    except typst.TypstError as fehler:
        raise _verstaendlich(fehler, vorlage) from fehler
    return Druck(pdf, sha256(pdf).hexdigest(), typst_version(), vorlage_sha256(vorlage))


def _verstaendlich(fehler: typst.TypstError, vorlage: str) -> Exception:
    """Turn the typesetter's error into a sentence for whoever typed the sign; anything else is ours (``RuntimeError``)."""
    zeichen = ZEICHEN.search(fehler.message.replace("`", ""))
    if "could not be displayed" not in fehler.message and "codepoint" not in fehler.message:
        return RuntimeError(f"{vorlage}: {fehler.message}")
    wort = zeichen[1] if zeichen else ""
    satz = f"Das Zeichen „{wort or '?'}“ lässt sich nicht drucken. Bitte entfernen Sie es."
    return NichtDruckbar(satz, CODEPUNKT.sub(lambda treffer: chr(int(treffer[1], 16)), wort))


@cache
def _schriften() -> typst.Fonts:
    """The vendored fonts alone."""
    return typst.Fonts(include_system_fonts=False, font_paths=[SCHRIFTEN])


def typst_version() -> str:
    """The version of the typesetter: another one may set other bytes."""
    return version("typst")


@cache
def vorlage_sha256(vorlage: str) -> str:
    """The hash over the template and its fonts, names included."""
    summe = sha256()
    for datei in [ORDNER / vorlage, *sorted(SCHRIFTEN.glob("*.ttf"))]:
        summe.update(datei.name.encode() + sha256(datei.read_bytes()).digest())
    return summe.hexdigest()
