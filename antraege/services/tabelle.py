"""Reading a table that people send: XLSX or CSV, whatever their program made of it. Values only, never formulas.

Gives rows of plain values by column; what cannot be read at all is one sentence at the field ``datei``.
"""

from __future__ import annotations

import csv
import re
import unicodedata
import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from itertools import islice
from typing import Any, Final
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from openpyxl import load_workbook

HOECHSTENS: Final = 5 * 1024 * 1024
ENTPACKT_HOECHSTENS: Final = 60 * 1024 * 1024
ZEILEN: Final = 2000
SPALTEN: Final = 100
GELESEN: Final = (
    1_048_576  # rows, the empty ones too: no spreadsheet has more, but a file may claim any number
)
KOPF_BIS: Final = 20  # within the first rows: above the heading people write titles
TRENNER: Final = (";", "\t", ",")

GROSS = "Die Datei ist größer als 5 MB. Bitte teilen Sie sie."
KEINE_TABELLE = "Die Datei lässt sich nicht als Tabelle lesen. Bitte speichern Sie sie als XLSX oder als CSV und laden Sie sie noch einmal hoch."
ZEICHEN = "Die Datei ist in einer Zeichenkodierung gespeichert, die sich nicht lesen lässt, oder beschädigt. Bitte speichern Sie sie als „CSV UTF-8“ oder als XLSX und laden Sie sie noch einmal hoch."
LEER = "Die Datei ist leer. Bitte wählen Sie die Datei noch einmal aus."
OHNE_KOPF = "In den ersten Zeilen steht keine Überschrift „Kommune“ oder „AGS“. Bitte nutzen Sie die Vorlage."
OHNE_ZEILEN = "Unter der Überschrift steht keine Zeile. Bitte tragen Sie mindestens einen Antrag ein."
ZU_VIELE = f"Die Tabelle hat mehr als {ZEILEN} Zeilen. Bitte teilen Sie sie."
ZU_BREIT = f"Die Tabelle hat mehr als {SPALTEN} Spalten. Bitte nutzen Sie die Vorlage."
Nummeriert = tuple[int, Sequence[Any]]  # a row and its number as the spreadsheet shows it
LANGE_ZELLE = "Eine Zelle ist viel zu lang, oder ein Anführungszeichen wird nicht geschlossen. Bitte prüfen Sie die langen Texte der Tabelle."
DOPPELT = "Die Überschrift „{name}“ steht zweimal in der Tabelle. Bitte entfernen Sie eine der Spalten."


@dataclass(frozen=True)
class Zeile:
    """A row: its number as the spreadsheet shows it, and its values by column key; empty cells are left out."""

    nr: int
    werte: dict[str, Any]


@dataclass(frozen=True)
class Tabelle:
    """What a file says: its rows, the known columns it has, and headings nobody knows."""

    zeilen: list[Zeile]
    spalten: list[str]
    fremd: list[str] = field(default_factory=list)


def lies(inhalt: bytes, spalten: dict[str, str]) -> Tabelle:
    """Read a file. ``spalten``: heading -> key of a column; headings are found in any order and case.

    Raises ``ValidationError({"datei": sentence})`` for what is no such table.
    """
    try:
        return _tabelle(_roh(inhalt, spalten), spalten)
    except ValidationError as fehler:
        raise ValidationError({"datei": fehler.messages}) from None


def schluessel(text: object) -> str:
    """Give a heading without case, accents, blanks and signs, as two headings are compared."""
    zerlegt = unicodedata.normalize("NFKD", str(text)).casefold()
    return re.sub(r"[^a-z0-9]", "", zerlegt)


def _roh(inhalt: bytes, spalten: dict[str, str]) -> list[Nummeriert]:
    if not inhalt:
        raise ValidationError(LEER)
    if len(inhalt) > HOECHSTENS:
        raise ValidationError(GROSS)
    return _xlsx(inhalt) if inhalt.startswith(b"PK") else _csv(_text(inhalt), spalten)


# XLSX


def _xlsx(inhalt: bytes) -> list[Nummeriert]:
    """The rows of the first sheet. openpyxl parses with defusedxml and meets a broken file with any kind of error."""
    try:
        with ZipFile(BytesIO(inhalt)) as archiv:
            if sum(teil.file_size for teil in archiv.infolist()) > ENTPACKT_HOECHSTENS:
                raise ValidationError(KEINE_TABELLE)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that nobody asked for
            mappe = load_workbook(BytesIO(inhalt), read_only=True, data_only=True)
            try:
                blatt = mappe.worksheets[0]
                return list(
                    _begrenzt(blatt.iter_rows(values_only=True, max_col=SPALTEN + 1, max_row=GELESEN))
                )
            finally:
                mappe.close()
    except ValidationError:
        raise
    except Exception:
        raise ValidationError(KEINE_TABELLE) from None


def _begrenzt(rows: Iterable[Sequence[Any]]) -> Iterator[Nummeriert]:
    """The filled rows with their numbers, up to the limit; an empty one is dropped at once."""
    gefuellt = 0
    for nr, row in enumerate(islice(rows, GELESEN), 1):
        if row.count(None) == len(row) or all(wert in (None, "") for wert in row):
            continue
        gefuellt += 1
        if gefuellt > ZEILEN + KOPF_BIS:
            raise ValidationError(ZU_VIELE)
        yield nr, row


# CSV


def _text(inhalt: bytes) -> str:
    """Decode by byte order mark, else UTF-8, else UTF-16 where every other byte is zero, else what German Windows writes."""
    if inhalt.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _dekodiert(inhalt, "utf-16")
    if b"\0" in inhalt[:200]:
        return _dekodiert(inhalt, "utf-16-be" if inhalt[:1] == b"\0" else "utf-16-le")
    try:
        return inhalt.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _dekodiert(inhalt, "cp1252")


def _dekodiert(inhalt: bytes, kodierung: str) -> str:
    try:
        return inhalt.decode(kodierung)
    except UnicodeDecodeError:
        raise ValidationError(ZEICHEN) from None


def _csv(text: str, spalten: dict[str, str]) -> list[Nummeriert]:
    """The rows, split by the sign that finds the most headings we know."""
    if "\0" in text:
        raise ValidationError(ZEICHEN)
    return max((_zerlegt(text, trenner) for trenner in TRENNER), key=lambda rows: _kopftreffer(rows, spalten))


def _zerlegt(text: str, trenner: str) -> list[Nummeriert]:
    try:
        return list(_begrenzt(csv.reader(StringIO(text, newline=""), delimiter=trenner)))
    except csv.Error as fehler:
        zu_lang = "field larger than field limit" in str(fehler)
        raise ValidationError(LANGE_ZELLE if zu_lang else KEINE_TABELLE) from None


# Heading and rows


def _kopftreffer(rows: Sequence[Nummeriert], spalten: dict[str, str]) -> int:
    bekannt = {schluessel(name) for name in spalten}
    return max((len(bekannt & {schluessel(z) for z in row}) for _, row in rows[:KOPF_BIS]), default=0)


def _tabelle(nummeriert: Sequence[Nummeriert], spalten: dict[str, str]) -> Tabelle:
    bekannt = {schluessel(name): key for name, key in spalten.items()}
    kopf_nr, kopf = _kopf(nummeriert, bekannt)
    namen = [bekannt.get(schluessel(zelle)) if zelle is not None else None for zelle in kopf]
    _keine_doppelte(namen, kopf)
    zeilen = [Zeile(nr, werte) for nr, row in nummeriert if nr > kopf_nr and (werte := _werte(namen, row))]
    if not zeilen:
        raise ValidationError(OHNE_ZEILEN)
    if len(zeilen) > ZEILEN:
        raise ValidationError(ZU_VIELE)
    fremd = [str(z)[:60] for z, name in zip(kopf, namen, strict=True) if name is None and z not in (None, "")]
    return Tabelle(zeilen, [name for name in namen if name], fremd)


def _kopf(nummeriert: Sequence[Nummeriert], bekannt: dict[str, str]) -> tuple[int, Sequence[Any]]:
    """The first row that names the municipality and one thing more."""
    for nr, row in islice(nummeriert, KOPF_BIS):
        treffer = {bekannt.get(schluessel(zelle)) for zelle in row if zelle is not None} - {None}
        if treffer & {"kommune", "ags"} and len(treffer) > 1:
            if len(row) > SPALTEN:
                _nicht_zu_breit(row)
            return nr, row[:SPALTEN]
    raise ValidationError(OHNE_KOPF)


def _nicht_zu_breit(row: Sequence[Any]) -> None:
    if any(zelle not in (None, "") for zelle in row[SPALTEN:]):
        raise ValidationError(ZU_BREIT)


def _keine_doppelte(namen: Collection[str | None], kopf: Sequence[Any]) -> None:
    gesehen: set[str] = set()
    for name, zelle in zip(namen, kopf, strict=True):
        if name in gesehen:
            raise ValidationError(DOPPELT.format(name=str(zelle)[:60]))
        if name:
            gesehen.add(name)


def _werte(namen: Sequence[str | None], row: Sequence[Any]) -> dict[str, Any]:
    paare = zip(namen, row, strict=False)
    return {name: wert for name, wert in paare if name and not _leer(wert)}


def _leer(wert: object) -> bool:
    return wert is None or (isinstance(wert, str) and not wert.strip())
