"""Reading tables that people send: encodings, separators, headings, numbers and days as they are written."""
# ruff: noqa: DTZ001  a spreadsheet's days and times know no zone

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from antraege.services import tabelle
from antraege.services import tabellenwerte as lese
from antraege.services.tabellenwerte import Unlesbar
from tests import dateiproben as proben

SPALTEN = {"Kommune": "kommune", "AGS": "ags", "Eingegangen am": "tag", "Begründung": "begruendung"}
CSV = "Kommune;Eingegangen am;Begründung\r\nMötzingen;18.03.2027;Für die Anschlußunterbringung\r\n"
WERTE = [{"kommune": "Mötzingen", "tag": "18.03.2027", "begruendung": "Für die Anschlußunterbringung"}]
VZAE = lese.zahl("0,75", "9999.99", tausender=False)
EURO = lese.zahl("46.500,00", "9999999999.99")


def gelesen(inhalt: bytes):
    return [zeile.werte for zeile in tabelle.lies(inhalt, SPALTEN).zeilen]


def xlsx(*zeilen, **mehr) -> bytes:
    mappe = Workbook()
    for zeile in zeilen:
        mappe.active.append(zeile)
    for zelle, wert in mehr.items():
        mappe.active[zelle] = wert
    puffer = BytesIO()
    mappe.save(puffer)
    return puffer.getvalue()


@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("trenner", [";", ",", "\t"])
def test_csv_in_every_encoding_and_with_every_separator(kodierung, trenner):
    assert gelesen(CSV.replace(";", trenner).encode(kodierung)) == WERTE


@pytest.mark.parametrize("inhalt", [CSV.encode("utf-16")[:-1], CSV.encode("utf-32")])
def test_signs_nobody_can_read_have_a_sentence_of_their_own(inhalt):
    with pytest.raises(ValidationError, match="als „CSV UTF-8“"):
        gelesen(inhalt)


def test_headings_in_any_order_and_case_below_a_title():
    inhalt = b"Liste 2027;;\n;;\neingegangen AM;KOMMUNE;Sonstiges\n18.03.2027;Bondorf;x\n;;\n"
    ergebnis = tabelle.lies(inhalt, SPALTEN)
    assert [(z.nr, z.werte) for z in ergebnis.zeilen] == [(4, {"tag": "18.03.2027", "kommune": "Bondorf"})]
    assert ergebnis.fremd == ["Sonstiges"]


def test_a_workbook_with_merged_title_empty_rows_and_real_values():
    tag = datetime(2027, 3, 18, 10, 30)
    inhalt = xlsx(
        ["Anträge", None, None],
        ["Kommune", "Eingegangen am", "Begründung"],
        [],
        ["Bondorf", tag, None],
        [None, None, "  "],
    )
    assert gelesen(inhalt) == [{"kommune": "Bondorf", "tag": tag}]


def test_a_formula_counts_as_what_it_last_showed():
    assert gelesen(xlsx(["Kommune", "Eingegangen am"], ["Bondorf", "=1+1"])) == [{"kommune": "Bondorf"}]


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (b"", "leer"),
        (b"x" * (tabelle.HOECHSTENS + 1), "5 MB"),
        (b"PK\x03\x04kaputt", "nicht als Tabelle"),
        (proben.bombe(), "nicht als Tabelle"),
        (proben.archiv("[Content_Types].xml", "xl/workbook.xml"), "nicht als Tabelle"),
        (proben.pdf(), "nicht als Tabelle|keine Überschrift"),
        (b"Kommune;AGS\x00\n", "Zeichenkodierung"),
        (b"Ort;Tag\nBondorf;1\n", "keine Überschrift"),
        (CSV.splitlines()[0].encode(), "keine Zeile"),
        (b"Kommune;AGS;kommune\nA;B;C\n", "zweimal"),
        (("Kommune;AGS\n" + "A;1\n" * (tabelle.ZEILEN + 1)).encode(), "mehr als 2000 Zeilen"),
        (("Kommune;AGS" + ";x" * 200 + "\nA;1\n").encode(), "mehr als 100 Spalten"),
        (b"\xff\xfeK", "Zeichenkodierung"),
        (CSV.replace("Für", "F" * 200_000).encode(), "Zelle ist viel zu lang"),
    ],
)
def test_what_is_no_such_table_is_one_sentence(inhalt, satz):
    with pytest.raises(ValidationError, match=satz) as fehler:
        tabelle.lies(inhalt, SPALTEN)
    assert list(fehler.value.message_dict) == ["datei"]


def test_a_sheet_that_claims_a_million_rows_is_read_in_no_time():
    inhalt = xlsx(["Kommune", "Eingegangen am"], ["Bondorf", "18.03.2027"], A1048576="Ende")
    assert len(gelesen(inhalt)) == 2


def test_five_megabytes_of_nothing_are_read_in_no_time():
    inhalt = ("Kommune;Eingegangen am\nBondorf;18.03.2027\n" + "\n" * 5_000_000).encode()
    beginn = process_time()
    assert len(gelesen(inhalt)) == 1
    assert process_time() - beginn < 10  # it took a minute and a gigabyte while empty rows were kept


@pytest.mark.parametrize(
    ("wert", "vzae", "euro"),
    [
        ("0,5", "0.50", "0.50"),
        ("0.5", "0.50", "0.50"),
        (0.30000000000000004, "0.30", "0.30"),
        ("1.25", "1.25", "1.25"),
        (1.25, "1.25", "1.25"),
        ("0,500", "0.50", "0.50"),
        ("6.000,00 €", "6000.00", "6000.00"),
        ("6000.00", "6000.00", "6000.00"),
        (6000, "6000.00", "6000.00"),
        ("0,75 VZÄ", "0.75", "0.75"),
        ("1\N{NO-BREAK SPACE}000", "1000.00", "1000.00"),
        ("'0,5", None, None),
    ],
)
def test_decimal_comma_and_point(wert, vzae, euro):
    for lesen, erwartet in ((VZAE, vzae), (EURO, euro)):
        if erwartet is None:
            with pytest.raises(Unlesbar):
                lesen(wert)
        else:
            assert lesen(wert) == Decimal(erwartet)


@pytest.mark.parametrize(
    "wert", ["-1", "abc", "1,234.56", "0,505", "1e99", "nan", float("nan"), float("inf"), True, "9" * 60]
)
def test_what_is_no_share_says_so(wert):
    with pytest.raises(Unlesbar, match=r"\.$"):
        VZAE(wert)


@pytest.mark.parametrize(
    ("lesen", "wert", "satz"),
    [
        (EURO, "6,000", "„6,000“ kann 6 oder 6000 heißen."),
        (EURO, "12,500 €", "„12,500“ kann 12,5 oder 12500 heißen."),
        (VZAE, "1.000", "„1.000“ kann 1 oder 1000 heißen."),
        (lese.personen, "1,000", "„1,000“ kann 1 oder 1000 heißen."),
    ],
)
def test_a_number_that_can_mean_two_is_not_guessed(lesen, wert, satz):
    with pytest.raises(Unlesbar, match=satz):
        lesen(wert)


@pytest.mark.parametrize("wert", ["31.03.2027", "2027-03-31", datetime(2027, 3, 31, 9), date(2027, 3, 31)])
def test_german_and_iso_days(wert):
    assert lese.tag(wert) == date(2027, 3, 31)


@pytest.mark.parametrize(
    "wert", ["31.02.2027", "31.03.27", "gestern", 46477.0, date(1899, 12, 31), "31.03.2027x"]
)
def test_what_is_no_day_says_so(wert):
    with pytest.raises(Unlesbar):
        lese.tag(wert)


@pytest.mark.parametrize(
    ("tag", "uhrzeit", "erwartet"),
    [
        ("31.03.2027", "10:30", time(10, 30)),
        ("31.03.2027", "10.30 Uhr", time(10, 30)),
        ("31.03.2027", time(10, 30), time(10, 30)),
        ("31.03.2027 10:30", None, time(10, 30)),
        ("2027-03-31T10:30:00+02:00", None, time(10, 30)),
        (datetime(2027, 3, 31, 10, 30), None, time(10, 30)),
        ("31.03.2027", None, time(0, 0)),
    ],
)
def test_the_time_of_receipt(tag, uhrzeit, erwartet):
    assert lese.zeitpunkt(tag, uhrzeit).time() == erwartet


@pytest.mark.parametrize(
    ("wert", "ja"), [("Ja", True), ("x", True), (1, True), (1.0, True), ("nein", False), (False, False)]
)
def test_yes_and_no(wert, ja):
    assert lese.ja_nein(wert) is ja


@pytest.mark.parametrize("wert", ["57,5", "abc", "-1"])
def test_people_are_whole_numbers(wert):
    with pytest.raises(Unlesbar):
        lese.personen(wert)
