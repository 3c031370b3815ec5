"""German figures and dates, to the character."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from antraege import formate

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (formate.vzae(Decimal("0.75")), f"0,75{NBSP}VZÄ"),
        (formate.vzae(1), f"1,00{NBSP}VZÄ"),
        (formate.vzae(None), "–"),
        (formate.euro(Decimal("46500")), f"46.500,00{NBSP}€"),
        (formate.euro(1234567, 0), f"1.234.567{NBSP}€"),
        (formate.prozent(9.4), f"9,4{NBSP}%"),
        (formate.zahl("126.65", 1), "126,7"),
        (formate.zahl(0), "0,00"),
        (formate.differenz(Decimal("-0.15")), "−0,15"),
        (formate.differenz(21.5, 1), "+21,5"),
        (formate.differenz(0), "0"),
        (formate.differenz(None), "–"),
        (formate.datum(date(2026, 11, 30)), "30.11.2026"),
        (formate.datum_lang(date(2026, 11, 30)), f"Mo,{NBSP}30.11.2026"),
        (formate.datum_voll(date(2026, 11, 30)), "Montag, 30.11.2026"),
        (formate.datum(None), "–"),
        (formate.zeitraum(date(2027, 3, 1), date(2028, 2, 29)), "01.03.2027–29.02.2028"),
        (formate.zeitpunkt(datetime(2027, 3, 31, 22, 7, tzinfo=UTC)), f"01.04.2027, 00:07{NBSP}Uhr"),
    ],
)
def test_formats(text, expected):
    assert text == expected


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (26, "heute"),
        (27, "morgen"),
        (30, f"noch 4{NBSP}Tage"),
        (25, f"1{NBSP}Tag überfällig"),
        (23, f"3{NBSP}Tage überfällig"),
    ],
)
def test_days_left_in_words(day, words):
    assert formate.abstand(date(2026, 11, day), date(2026, 11, 26)) == words
