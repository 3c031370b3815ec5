"""The Word file of a released version: the house template with its placeholders filled in.

Everything typed is text: no field, link or formula of it ever runs. The same content and template give the same bytes.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from antraege.services import hausvorlage_text as haus
from antraege.services.hausvorlage_pruefung import TEILE, ZEILEN, gelesen
from antraege.services.vorlagenworte import KEINE_ANTRAEGE, worte

UHR: Final = (1980, 1, 1, 0, 0, 0)  # the only time a file of the archive bears
BREITEN: Final = (Cm(3.6), Cm(2.4), Cm(2.4), Cm(2.8), Cm(4.8))
RECHTS: Final = (1, 2, 3)  # columns of figures
ABSCHNITTE: Final = (
    ("Beratungsfolge", "beratungsfolge"),
    ("Beschlussantrag", "beschlussantrag"),
    ("Sachverhalt", "sachverhalt"),
    ("Finanzielle Auswirkungen", "finanzen"),
    ("Anlagen", "anlagen"),
    ("Übersicht der Anträge", "antraege"),
)


def fuelle(vorlage: bytes, inhalt: dict[str, Any]) -> bytes:
    """Give the frozen content as DOCX in the house template ``vorlage``, which was checked when it was uploaded."""
    dokument, daten = gelesen(vorlage), worte(inhalt)
    for absatz in haus.absaetze(dokument.element):
        namen = [name for name in haus.namen(absatz) if name in TEILE]
        if namen:
            _teil(dokument, absatz, namen[0], daten)
    for element in (dokument.element, *haus.raender(dokument)):
        for absatz in haus.absaetze(element):
            haus.ersetze(absatz, lambda name: _woertlich(daten[name]))
    _angaben(dokument, daten)
    return _gepackt(dokument)


def _teil(dokument: Any, absatz: Any, name: str, daten: dict[str, Any]) -> None:
    if name == "antraege" and daten["antraege"]["zeilen"]:
        _tabelle(dokument, absatz, daten["antraege"])
        return
    zeilen = _zeilen(name, daten)
    for zeile in reversed(zeilen[1:]):
        weiterer = deepcopy(absatz)
        haus.schreibe(weiterer, _woertlich(zeile))
        absatz.addnext(weiterer)
    haus.schreibe(absatz, _woertlich(zeilen[0]))


def _woertlich(zeile: str) -> str:
    """Braces that somebody typed are no placeholders: a sign without width keeps them apart."""
    return zeile.replace("{{", "{\u2060{").replace("}}", "}\u2060}")


def _zeilen(name: str, daten: dict[str, Any]) -> list[str]:
    if name == "antraege":
        return [KEINE_ANTRAEGE]
    if name == "beschlussantrag":
        return [
            f"{ziffer['nummer']} {absatz}" if erster == 0 else absatz
            for ziffer in daten["ziffern"]
            for erster, absatz in enumerate(ziffer["absaetze"])
        ]
    return list(daten[name])


def _tabelle(dokument: Any, absatz: Any, tabelle: dict[str, Any]) -> None:
    """Put the table before the paragraph of its placeholder, which stays empty: after a table Word wants one."""
    rahmen = Table(deepcopy(dokument.add_table(0, len(tabelle["kopf"]))._tbl), dokument._body)
    dokument.tables[-1]._tbl.getparent().remove(dokument.tables[-1]._tbl)
    absatz.addprevious(rahmen._tbl)
    _linien(rahmen)
    for nr, zeile in enumerate([tabelle["kopf"], *tabelle["zeilen"]]):
        _zeile(rahmen, zeile, fett=nr in (0, len(tabelle["zeilen"])))
    kopf = rahmen.rows[0]._tr.get_or_add_trPr()
    kopf.append(kopf.makeelement(qn("w:tblHeader"), {}))
    haus.schreibe(absatz, "")


def _zeile(rahmen: Table, zeile: list[str], *, fett: bool) -> None:
    for nr, (zelle, text) in enumerate(zip(rahmen.add_row().cells, zeile, strict=True)):
        zelle.width = BREITEN[nr]
        absatz: Paragraph = zelle.paragraphs[0]
        lauf = absatz.add_run(_woertlich(text))
        lauf.bold, lauf.font.size = fett, Pt(9)
        if nr in RECHTS:
            absatz.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _linien(rahmen: Table) -> None:
    """Lines of the table's own: a house template need not have a style for tables."""
    angaben = rahmen._tbl.tblPr
    linien = angaben.makeelement(qn("w:tblBorders"), {})
    for seite in ("top", "left", "bottom", "right", "insideH", "insideV"):
        wie = {qn("w:val"): "single", qn("w:sz"): "4", qn("w:color"): "808080"}
        linien.append(linien.makeelement(qn(f"w:{seite}"), wie))
    angaben.append(linien)


def _angaben(dokument: Any, daten: dict[str, Any]) -> None:
    angaben, tag = dokument.core_properties, datetime(*daten["tag"])  # noqa: DTZ001  the file's own clock has no zone
    angaben.title, angaben.author = f"{daten['drucksache']}: {daten['titel']}"[:255], daten["landkreis"][:255]
    angaben.language, angaben.created, angaben.modified = "de-DE", tag, tag
    angaben.last_modified_by = ""


def _gepackt(dokument: Any) -> bytes:
    """Pack the file anew without the time of day, so that its checksum proves its content."""
    roh, fertig = BytesIO(), BytesIO()
    dokument.save(roh)
    with ZipFile(roh) as alt, ZipFile(fertig, "w") as neu:
        for name in alt.namelist():
            neu.writestr(ZipInfo(name, UHR), alt.read(name), compress_type=ZIP_DEFLATED)
    return fertig.getvalue()


@cache
def eingebaut() -> bytes:
    """Give the template that is used until the district has its own; also what a district begins its own with."""
    dokument = Document()
    dokument.styles.element.find(".//" + qn("w:lang")).set(qn("w:val"), "de-DE")
    rand = dokument.sections[0]
    rand.header.paragraphs[0].text = "{{landkreis}}, {{amt}}"
    rand.footer.paragraphs[0].text = "{{drucksache}}, Fassung {{fassung}} vom {{datum}}"
    dokument.add_paragraph("{{hinweis}}")
    dokument.add_paragraph("{{art}} {{drucksache}}")
    dokument.add_heading("{{titel}}", 1)
    dokument.add_paragraph("Federführung: {{federfuehrung}}")
    for titel, name in ABSCHNITTE:
        dokument.add_heading(titel, 2)
        dokument.add_paragraph(f"{{{{{name}}}}}")
    dokument.core_properties.title = "Hausvorlage für Sitzungsvorlagen"
    dokument.core_properties.author = ""
    return _gepackt(dokument)


def platzhalter() -> list[tuple[str, str]]:
    """Every placeholder with what it stands for, in the order in which the page lists them."""
    return [(f"{{{{{name}}}}}", wofuer) for name, wofuer in (ZEILEN | TEILE).items()]
