"""The interest of a recovery as information for who drafts and releases it."""

from datetime import date
from decimal import Decimal

import pytest

from antraege.models import Bescheid
from antraege.services import zinsstand


def papier(erstattung="16000.00", zinsen_ab=date(2023, 1, 1)):
    return Bescheid(erstattung=erstattung and Decimal(erstattung), zinsen_ab=zinsen_ab)


def test_it_says_the_amount_up_to_today_with_its_way():
    text = zinsstand.bis_heute(papier(), date(2023, 7, 1)).replace("\xa0", " ")
    assert text.splitlines() == [
        "Ist bis heute (01.07.2023) nichts gezahlt, sind es 528,81 €. Im Bescheid steht dieser Betrag nicht.",
        "01.01.2023 bis 30.06.2023: 16.000,00 EUR × 181/365 × 6,62 % (Basiszinssatz 1,62 % + 5,00) = 525,25 EUR",
        "01.07.2023 bis 01.07.2023: 16.000,00 EUR × 1/365 × 8,12 % (Basiszinssatz 3,12 % + 5,00) = 3,56 EUR",
        "Zinsen, einmal gerundet: 528,81 EUR",
    ]


@pytest.mark.parametrize(
    ("bescheid", "heute", "text"),
    [
        (papier(zinsen_ab=None), date(2023, 7, 1), ""),
        (papier(erstattung=None), date(2023, 7, 1), ""),
        (papier(), date(2022, 12, 31), "Zinsen laufen ab dem 01.01.2023."),
        (
            papier(),
            date(2026, 1, 1),
            "Für den Zeitraum ab 01.01.2026 ist kein Basiszinssatz erfasst. Die Zinsen lassen sich bis heute nicht berechnen.",
        ),
    ],
)
def test_without_a_figure_it_says_why_or_nothing(bescheid, heute, text):
    assert zinsstand.bis_heute(bescheid, heute) == text
