"""A day in holidays is asked about once; the law lets it stand, so the same day sent again goes through."""

from datetime import date

import pytest

from antraege import fristen
from antraege.forms.antrag import FristVerlaengernForm


def gesendet(tag, **mehr):
    return FristVerlaengernForm({"bis": tag, "grund": "Der Gemeinderat tagt später."} | mehr)


def nochmal(form, **anders):
    """Send again what the page now holds."""
    return FristVerlaengernForm(dict(form.data) | anders)


@pytest.mark.parametrize(
    ("tag", "worte"),
    [
        ("31.03.2027", "in den Osterferien (30.03.2027 bis 03.04.2027)"),
        ("07.05.2027", "ein Brückentag"),
        ("25.03.2027", "vor einem langen Wochenende"),
        ("04.07.2027", "auf einen Sonntag"),
    ],
)
def test_such_a_day_comes_back_with_its_hint_and_holds_when_sent_again(tag, worte):
    form = gesendet(tag)
    assert worte in form.errors["bis"][0]
    assert "senden Sie noch einmal ab" in form.errors["bis"][0]
    zweites = nochmal(form)
    assert zweites.is_valid()
    assert set(zweites.cleaned_data) == {"bis", "grund"}


def test_another_such_day_is_asked_about_anew():
    form = gesendet("31.03.2027")
    assert not form.is_valid()
    assert "Sonntag" in nochmal(form, bis="04.07.2027").errors["bis"][0]


def test_an_ordinary_day_is_not_asked_about():
    assert gesendet("12.04.2027").is_valid()


def test_a_day_that_is_none_gets_its_own_sentence_alone():
    assert gesendet("31.02.2027").errors["bis"] == [
        "Den 31.02.2027 gibt es nicht. Bitte prüfen Sie Tag und Monat"
    ]


def test_what_lies_ahead_is_listed_in_order():
    assert [str(zeit) for zeit in fristen.ruhige_zeiten(date(2027, 3, 20), date(2027, 5, 6))] == [
        "Karfreitag: 26.03.2027",
        "Ostermontag: 29.03.2027",
        "Osterferien: 30.03.2027 bis 03.04.2027",
        "Erster Mai: 01.05.2027",
        "Christi Himmelfahrt: 06.05.2027",
    ]


def test_school_holidays_move_no_deadline():
    assert fristen.frist(date(2027, 3, 17), "14T").tag == date(2027, 3, 31)
