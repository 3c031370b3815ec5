"""Tables as files: CSV for German Excel, CSV for machines, XLSX. No cell of them is ever a formula.

Numbers leave as numbers and days as days. A text that a spreadsheet would calculate keeps all its signs: in CSV an
apostrophe stands before it, which ``unverhuellt`` takes away again on import; in XLSX it is marked as text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import Any, Final

from django.utils.timezone import is_aware, localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Signs that begin a formula, also in their wide forms, which some programs read as the narrow ones.
AUSLOESER: Final = frozenset("=+-@＝＋－＠﹢﹣﹦﹫−")
XLSX_TYP: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPEICHER: Final = 2 * 1024 * 1024  # bytes kept in memory before a file lies on disk
STUECK: Final = 64 * 1024
ZEILEN: Final = 200  # sent together
SUMME: Final = "Summe"


@dataclass(frozen=True)
class Column:
    """A column of a report: its heading, how a row gives its raw value, whether it is summed up.

    ``unit``: "VZÄ" or "EUR" beside the heading. ``small``: as for a column of a page; None where the page leaves it out.
    """

    label: str
    value: Callable[[Any], Any]
    total: bool = False
    unit: str = ""
    small: bool | None = None

    @property
    def kopf(self) -> str:
        """The heading in a file: with its unit, because cells carry bare numbers."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True)
class Bericht:
    """A report: columns over rows; ``name`` becomes the file's and the sheet's name."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Any]


def verhuellt(text: str) -> str:
    """Give a text that no spreadsheet calculates: with an apostrophe in front where it would."""
    return f"'{text}" if _gefaehrlich(text) else text


def unverhuellt(text: str) -> str:
    """Take back what ``verhuellt`` did; every other text stays."""
    return text[1:] if text.startswith("'") and _gefaehrlich(text[1:]) else text


def _gefaehrlich(text: str) -> bool:
    """Whether a formula begins behind apostrophes, blanks and invisible signs; a tab or a new line in front counts, too."""
    if text.startswith(("\t", "\r", "\n")):
        return True
    rest = text.lstrip("'")
    return next((z for z in rest if unicodedata.category(z)[0] not in "CZ"), "") in AUSLOESER


def csv_deutsch(bericht: Bericht) -> Iterator[bytes]:
    """Semicolons, decimal commas, TT.MM.JJJJ, a byte order mark: what a double click in Germany opens. Ends with the sums."""
    yield BOM.encode()
    yield from _csv(bericht, _deutsch, ";", summen=True)


def csv_iso(bericht: Bericht) -> Iterator[bytes]:
    """Commas, decimal points, ISO days, no sums: for programs."""
    yield from _csv(bericht, _iso, ",", summen=False)


def _csv(bericht: Bericht, schreibe: Callable[[Any], str], trenner: str, *, summen: bool) -> Iterator[bytes]:
    stueck: list[str] = []
    for zeile in _zeilen(bericht, summen=summen):
        # Every text quoted: with the other separator in it, it stays one cell wherever it is opened.
        zellen = [schreibe(wert) if _ist_zahl(wert) else _gequotet(schreibe(wert)) for wert in zeile]
        stueck.append(trenner.join(zellen) + "\r\n")
        if len(stueck) == ZEILEN:
            yield "".join(stueck).encode()
            stueck.clear()
    yield "".join(stueck).encode()


def _gequotet(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _zeilen(bericht: Bericht, *, summen: bool) -> Iterator[list[Any]]:
    """Heading, rows and, where a column is summed, the sums; one row at a time."""
    yield [column.kopf for column in bericht.columns]
    stand = {nr: Decimal(0) for nr, column in enumerate(bericht.columns) if column.total}
    for row in bericht.rows:
        werte = [column.value(row) for column in bericht.columns]
        for nr in stand:
            stand[nr] += werte[nr] if _ist_zahl(werte[nr]) else 0
        yield werte
    if summen and stand:
        yield [SUMME if nr == 0 else stand.get(nr) for nr in range(len(bericht.columns))]


def _ist_zahl(wert: Any) -> bool:
    return isinstance(wert, int | Decimal) and not isinstance(wert, bool)


def _deutsch(wert: Any) -> str:
    if _ist_zahl(wert):
        return f"{wert:f}".replace(".", ",") if isinstance(wert, Decimal) else str(wert)
    if isinstance(wert, datetime):
        return f"{_ortszeit(wert):%d.%m.%Y %H:%M}"
    return f"{wert:%d.%m.%Y}" if isinstance(wert, date) else _text(wert)


def _iso(wert: Any) -> str:
    if _ist_zahl(wert):
        return f"{wert:f}" if isinstance(wert, Decimal) else str(wert)
    if isinstance(wert, datetime):
        return (localtime(wert) if is_aware(wert) else wert).isoformat(timespec="seconds")
    return wert.isoformat() if isinstance(wert, date) else _text(wert)


def _text(wert: Any) -> str:
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    return "" if wert is None else verhuellt(ILLEGAL_CHARACTERS_RE.sub("", str(wert)))


def _ortszeit(wert: datetime) -> datetime:
    return localtime(wert).replace(tzinfo=None) if is_aware(wert) else wert


def xlsx(bericht: Bericht) -> Iterator[bytes]:
    """A workbook with one sheet: fixed heading, filter, numbers and days as such. Ends with the sums."""
    mappe = Workbook(write_only=True)
    blatt = mappe.create_sheet(_blattname(bericht.name))
    blatt.freeze_panes = "A2"
    for nr in range(1, len(bericht.columns) + 1):
        blatt.column_dimensions[get_column_letter(nr)].width = 20
    for nr, zeile in enumerate(_zeilen(bericht, summen=True)):
        fett = nr == 0 or (zeile[:1] == [SUMME] and nr > 0)
        blatt.append([zelle(blatt, wert, fett=fett) for wert in zeile])
    yield from gelesen(mappe)


def zelle(blatt: Any, wert: Any, *, fett: bool = False) -> WriteOnlyCell:
    """A cell for a sheet that is only written; a text stays one, whatever it begins with."""
    neu = WriteOnlyCell(blatt)
    if isinstance(wert, datetime):
        neu.value, neu.number_format = _ortszeit(wert), "DD.MM.YYYY HH:MM"
    elif isinstance(wert, date):
        neu.value, neu.number_format = wert, "DD.MM.YYYY"
    elif _ist_zahl(wert):
        neu.value = wert
        neu.number_format = "#,##0.00" if isinstance(wert, Decimal) else "0"
    elif wert is not None:
        _als_text(neu, wert)
    if fett:
        neu.font = Font(bold=True)
    return neu


def _als_text(neu: WriteOnlyCell, wert: Any) -> None:
    text = ("Ja" if wert else "Nein") if isinstance(wert, bool) else str(wert)
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    neu.value = text
    neu.data_type = "s"  # openpyxl would make a formula of "=..." and an error of "#N/A"
    neu.quotePrefix = _gefaehrlich(text)


def gelesen(mappe: Workbook) -> Iterator[bytes]:
    """Give a finished workbook in pieces."""
    with SpooledTemporaryFile(SPEICHER) as datei:
        mappe.save(datei)
        datei.seek(0)
        while stueck := datei.read(STUECK):
            yield stueck


def _blattname(name: str) -> str:
    return "".join(z for z in name if z not in r"[]:*?/\'" and z.isprintable())[:31] or "Tabelle"


@dataclass(frozen=True)
class Format:
    """A kind of file one can ask for: its words, its ending, what the browser is told."""

    label: str
    endung: str
    typ: str
    schreibe: Callable[[Bericht], Iterator[bytes]]


FORMATE: Final = {
    "xlsx": Format("Excel (XLSX)", "xlsx", XLSX_TYP, xlsx),
    "csv": Format("CSV für Excel", "csv", "text/csv; charset=utf-8", csv_deutsch),
    "iso": Format("CSV für Programme (ISO)", "csv", "text/csv; charset=utf-8", csv_iso),
}
