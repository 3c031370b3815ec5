"""The empty table of a round: headings, one example, and what belongs into each column."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from antraege import ausgabe
from antraege.ausgabe import Bericht, Column
from antraege.models import Foerderrunde
from antraege.services.importspalten import spalten

HINWEISE = (
    "So füllen Sie die Tabelle aus",
    "Jede Zeile ist ein Antrag. Die Beispielzeile bitte überschreiben oder löschen.",
    "Die Spalten dürfen in anderer Reihenfolge stehen; nicht gebrauchte können Sie weglassen.",
    "Was fehlt, hält nichts auf: Der Antrag wird danach zur Ergänzung zurückgegeben.",
    "Weitere Fragen der Richtlinie und die Stelle, die aufgestockt wird, stehen nicht in der Tabelle: Die Kommune ergänzt sie nach einer Rückgabe.",
    "Einen gemeinsamen Antrag mehrerer Kommunen stellt die Kommune im Portal; in der Tabelle ist jede Zeile der Antrag einer Kommune.",
)
Vorlage = tuple[Iterator[bytes], str, str]


def xlsx(runde: Foerderrunde) -> Vorlage:
    """Give the workbook with its help sheet: content, content type, ending."""
    mappe = Workbook(write_only=True)
    blatt = mappe.create_sheet("Anträge")
    blatt.freeze_panes = "A2"
    alle = spalten(runde)
    for nr in range(1, len(alle) + 1):
        blatt.column_dimensions[get_column_letter(nr)].width = 24
    blatt.append([ausgabe.zelle(blatt, spalte.label, fett=True) for spalte in alle])
    blatt.append([ausgabe.zelle(blatt, spalte.beispiel or None) for spalte in alle])
    hilfe = mappe.create_sheet("Hilfe")
    hilfe.column_dimensions["A"].width = hilfe.column_dimensions["B"].width = 48
    for nr, satz in enumerate(HINWEISE):
        hilfe.append([ausgabe.zelle(hilfe, satz, fett=nr == 0)])
    for spalte in alle:
        hilfe.append([ausgabe.zelle(hilfe, spalte.label), ausgabe.zelle(hilfe, spalte.hilfe)])
    return ausgabe.gelesen(mappe), ausgabe.XLSX_TYP, "xlsx"


def csv(runde: Foerderrunde) -> Vorlage:
    """Give the same as CSV for German Excel, without the help."""
    columns = [Column(spalte.label, itemgetter(spalte.key)) for spalte in spalten(runde)]
    beispiel = {spalte.key: spalte.beispiel for spalte in spalten(runde)}
    bericht = Bericht("Vorlage", columns, [beispiel])
    return ausgabe.csv_deutsch(bericht), ausgabe.FORMATE["csv"].typ, "csv"
