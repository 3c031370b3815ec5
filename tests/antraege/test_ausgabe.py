"""Tables as files: 200 formula payloads and no formula, numbers as numbers, small counts hidden, nothing lost on the way back."""
# ruff: noqa: DTZ001  a spreadsheet's days and times know no zone

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from random import Random

import pytest
from openpyxl import load_workbook

from antraege import ausgabe, auswertung
from antraege.ausgabe import Bericht, Column, csv_deutsch, csv_iso, unverhuellt, verhuellt, xlsx
from antraege.models import Antrag, AntragFallzahl, Benutzer

ANFAENGE = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "\u200b=",
    "\ufeff=",
    "'=",
    "\u00a0@",
]
RUEMPFE = [
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x.example","klick")',
    "SUM(A1:A9)",
    "IMPORTXML(A1)",
    'DDE("cmd";"/C calc")',
    "2+5+cmd|' /C notepad'!'A1'",
    "A1;B2,C3",
    'x"y"z',
    "WEBSERVICE(A1)\nzweite Zeile",
    "{=1}",
    "-3+3",
    "0",
]


def payloads() -> list[str]:
    """Two hundred texts that some spreadsheet would calculate."""
    alle = [anfang + rumpf for anfang in ANFAENGE for rumpf in RUEMPFE]
    return Random(6).sample(alle, 200)


def bericht(werte) -> Bericht:
    return Bericht("Probe", [Column("Text", lambda wert: wert), Column("Nr", lambda wert: 1)], werte)


def als_csv(schreibe, werte, trenner) -> list[str]:
    text = b"".join(schreibe(bericht(werte))).decode("utf-8-sig")
    return [zeile[0] for zeile in csv.reader(StringIO(text, newline=""), delimiter=trenner)][1:]


def als_xlsx(werte):
    mappe = load_workbook(BytesIO(b"".join(xlsx(bericht(werte)))))
    return [zeile[0] for zeile in mappe.active.iter_rows(min_row=2)]


def test_two_hundred_payloads_are_two_hundred_different_ones():
    assert len(set(payloads())) == 200


@pytest.mark.parametrize(("schreibe", "trenner"), [(csv_deutsch, ";"), (csv_iso, ",")])
def test_no_cell_of_a_csv_is_a_formula_and_every_text_comes_back(schreibe, trenner):
    zellen = als_csv(schreibe, payloads(), trenner)
    assert [
        zelle for zelle in zellen if zelle[:1] in "=+-@\t\r\n＝＋－＠" or zelle.lstrip()[:1] in "=+-@"
    ] == []
    assert [unverhuellt(zelle) for zelle in zellen] == payloads()


def test_no_cell_of_a_workbook_is_a_formula_and_no_text_changes():
    zellen = als_xlsx(payloads())
    assert {zelle.data_type for zelle in zellen} == {"s"}
    assert all(zelle.quotePrefix for zelle in zellen)
    # XML knows no carriage return of its own: a reader gives a new line for it.
    assert [zelle.value.replace("\r", "\n") for zelle in zellen] == [
        p.replace("\r", "\n") for p in payloads()
    ]


@pytest.mark.parametrize("text", ["Hauptamt", "", "'s Gravenhage", "a=b", "3-4", "#N/A", "ja; nein", "'"])
def test_an_ordinary_text_is_left_alone(text):
    assert verhuellt(text) == text
    assert unverhuellt(text) == text


def test_an_error_sign_stays_a_text():
    assert als_xlsx(["#N/A"])[0].data_type == "s"


def test_german_csv_writes_numbers_and_days_for_german_excel():
    tabelle = Bericht(
        "Probe",
        [
            Column("A", lambda r: r, total=False),
            Column("B", lambda r: Decimal("-1234.50"), total=True, unit="EUR"),
            Column("C", lambda r: date(2027, 3, 1)),
            Column("D", lambda r: datetime(2027, 3, 31, 21, 52, tzinfo=UTC)),
            Column("E", lambda r: True),
            Column("F", lambda r: None),
        ],
        ["x"],
    )
    deutsch = b"".join(csv_deutsch(tabelle)).decode()
    assert deutsch == (
        '\ufeff"A";"B (EUR)";"C";"D";"E";"F"\r\n'
        '"x";-1234,50;"01.03.2027";"31.03.2027 23:52";"Ja";""\r\n'
        '"Summe";-1234,50;"";"";"";""\r\n'
    )
    iso = b"".join(csv_iso(tabelle)).decode()
    assert iso.splitlines()[1] == '"x",-1234.50,"2027-03-01","2027-03-31T23:52:00+02:00","Ja",""'
    assert len(iso.splitlines()) == 2


def test_a_workbook_holds_numbers_and_days_as_such():
    werte = [Decimal("-0.15"), 7, date(2027, 3, 1)]
    tabelle = Bericht("Pro/be[1]", [Column("A", lambda r: r)], werte)
    mappe = load_workbook(BytesIO(b"".join(xlsx(tabelle))))
    zellen = [zeile[0] for zeile in mappe.active.iter_rows(min_row=2)]
    assert [zelle.value for zelle in zellen] == [-0.15, 7, datetime(2027, 3, 1)]
    assert (zellen[0].data_type, zellen[2].number_format, mappe.active.title) == ("n", "DD.MM.YYYY", "Probe1")


def test_a_large_report_is_written_piece_by_piece():
    stuecke = list(csv_iso(bericht(str(n) for n in range(ausgabe.ZEILEN * 3))))
    assert len(stuecke) == 4


def antrag_mit(zahlen: dict[int, int], gesamt: int | None) -> Antrag:
    antrag = Antrag(pk=1, personen_gesamt=gesamt)
    reihen = [AntragFallzahl(zielgruppe_id=gruppe, personen=n) for gruppe, n in zahlen.items()]
    antrag._prefetched_objects_cache = {"fallzahlen": reihen}
    return antrag


@pytest.mark.parametrize(
    ("zahlen", "gesamt", "gezeigt"),
    [
        ({1: 20, 2: 18}, 38, {1: 20, 2: 18, None: 38}),
        ({1: 20, 2: 1}, 21, {1: 20, 2: "< 3", None: "verdeckt"}),
        ({1: 0, 2: 2}, 2, {1: 0, 2: "< 3", None: "verdeckt"}),
        ({1: 1, 2: 1}, 2, {1: "< 3", 2: "< 3", None: "verdeckt"}),
        ({1: 0, 2: 0}, 0, {1: 0, 2: 0, None: 0}),
        ({1: 3}, 3, {1: 3, None: 3}),
        ({1: 20}, 2, {1: 20, None: "< 3"}),
        ({1: 1}, None, {1: "< 3", None: "verdeckt"}),
        ({}, 40, {None: 40}),
    ],
)
def test_one_and_two_persons_never_leave_not_even_by_subtraction(zahlen, gesamt, gezeigt):
    assert auswertung.personen(antrag_mit(zahlen, gesamt), Benutzer()) == gezeigt


@pytest.mark.parametrize("andere", [*range(60), 1000])
def test_one_and_two_persons_give_the_same_line(andere):
    eins = auswertung.personen(antrag_mit({1: andere, 2: 1}, andere + 1), Benutzer())
    zwei = auswertung.personen(antrag_mit({1: andere, 2: 2}, andere + 2), Benutzer())
    assert eins == zwei
