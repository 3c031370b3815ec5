"""Form fields: what people really type, and the sentence they get back."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from antraege.forms.basis import Formular, Modellformular
from antraege.forms.felder import DatumFeld, EuroFeld, PersonenFeld, VzaeFeld, kleine_zahl
from antraege.models import Stelle

MEINEN_SIE = "Meinen Sie {}\u00a0€ oder {}\u00a0€? Bitte den Betrag mit zwei Stellen nach dem Komma eingeben"


class Probe(Formular):
    tag = DatumFeld(required=False)
    vzae = VzaeFeld(required=False, min_value=Decimal("0.25"), max_value=4)
    euro = EuroFeld(required=False)
    personen = PersonenFeld(required=False)


def result(name, data):
    form = Probe(data)
    form.is_valid()
    return form.cleaned_data[name] if name in form.cleaned_data else str(form.errors[name][0])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"tag_tag": "31", "tag_monat": "3", "tag_jahr": "2027"}, date(2027, 3, 31)),
        ({"tag": "31.03.2027"}, date(2027, 3, 31)),
        ({"tag_tag": " 1.4.2027 ", "tag_monat": "", "tag_jahr": ""}, date(2027, 4, 1)),
        ({}, None),
        (
            {"tag_tag": "31", "tag_monat": "2", "tag_jahr": "2027"},
            "Den 31.02.2027 gibt es nicht. Bitte prüfen Sie Tag und Monat",
        ),
        ({"tag_tag": "31", "tag_jahr": "2027"}, "Bitte auch angeben: Monat"),
        (
            {"tag_tag": "31", "tag_monat": "3", "tag_jahr": "27"},
            "Bitte das Jahr mit vier Ziffern eingeben, zum Beispiel 2027",
        ),
        (
            {"tag_tag": "x", "tag_monat": "3", "tag_jahr": "2027"},
            "Bitte nur Ziffern eingeben, zum Beispiel 31 03 2027",
        ),
        (
            {"tag_tag": "1", "tag_monat": "1", "tag_jahr": "0000"},
            "Bitte prüfen Sie das Jahr: möglich ist 2000 bis 2099",
        ),
        (
            {"tag_tag": "18", "tag_monat": "10", "tag_jahr": "9999"},
            "Bitte prüfen Sie das Jahr: möglich ist 2000 bis 2099",
        ),
        (
            {"tag_tag": "0", "tag_monat": "0", "tag_jahr": "2027"},
            "Den 00.00.2027 gibt es nicht. Bitte prüfen Sie Tag und Monat",
        ),
        (
            {"tag_tag": "99999999999", "tag_monat": "1", "tag_jahr": "2027"},
            "Den 99999999999.01.2027 gibt es nicht. Bitte prüfen Sie Tag und Monat",
        ),
    ],
)
def test_a_date(data, expected):
    assert result("tag", data) == expected


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("vzae", "0,75", Decimal("0.75")),
        ("vzae", "0,75 VZÄ", Decimal("0.75")),
        ("vzae", "0.75", "Bitte eine Zahl mit Komma eingeben, zum Beispiel 0,75"),
        ("vzae", "0,755", "Bitte höchstens 2 Stellen nach dem Komma eingeben, zum Beispiel 0,75"),
        ("vzae", "0,20", "Bitte mindestens 0,25\u00a0VZÄ eingeben"),
        ("vzae", "NaN", "Bitte eine Zahl mit Komma eingeben, zum Beispiel 0,75"),
        ("euro", "46.500,00 €", Decimal("46500.00")),
        ("euro", "9" * 40, "Bitte eine Zahl mit Komma eingeben, zum Beispiel 46.500,00"),
        ("euro", "6,000", MEINEN_SIE.format("6.000,00", "6,00")),
        ("euro", "-46,500 €", MEINEN_SIE.format("-46.500,00", "-46,50")),
        ("euro", "1.006,500", Decimal("1006.50")),
        ("euro", "0,500", Decimal("0.50")),
        ("vzae", "1,000", Decimal("1.00")),
        ("euro", "99999999999", "Bitte höchstens 9.999.999.999,99\u00a0€ eingeben"),
        ("personen", "1.234", 1234),
        ("personen", "57,5", "Bitte eine ganze Zahl eingeben, zum Beispiel 57"),
        ("personen", "-5", "Bitte mindestens 0\xa0Personen eingeben"),
    ],
)
def test_a_figure(name, typed, expected):
    assert result(name, {name: typed}) == expected


@pytest.mark.parametrize(("text", "zahl"), [("42", 42), ("", 0), ("-1", 0), ("x", 0), ("9" * 5000, 0)])
def test_a_number_in_an_address_is_small_or_none(text, zahl):
    assert kleine_zahl(text) == zahl


def test_a_stored_value_comes_back_as_it_was_typed():
    form = Probe(initial={"vzae": Decimal("1.5"), "euro": Decimal("46500"), "tag": date(2027, 3, 31)})
    assert form["vzae"].value() == "1,50"
    assert form["euro"].value() == "46.500,00"
    assert [part["value"] for part in form["tag"].subwidgets[0].data["subwidgets"]] == ["31", "3", "2027"]


def test_an_unchanged_value_counts_as_unchanged():
    data = {"vzae": "1,50", "tag": "31.03.2027"}
    assert Probe(data, initial={"vzae": Decimal("1.5"), "tag": date(2027, 3, 31)}).changed_data == []
    assert Probe(data, initial={"vzae": Decimal("1.0")}).changed_data == ["tag", "vzae"]


def test_a_required_field_says_what_to_do():
    class Pflicht(Formular):
        name = forms.CharField()
        richtig = forms.BooleanField()
        art = forms.ChoiceField(choices=[("a", "A")])
        eigen = forms.CharField(error_messages={"required": "Eigener Satz"})

    sentences = [errors[0] for errors in Pflicht({}).errors.values()]
    assert sentences == [
        "Bitte füllen Sie dieses Feld aus",
        "Bitte bestätigen Sie diese Angabe",
        "Bitte wählen Sie etwas aus",
        "Eigener Satz",
    ]


def test_columns_of_a_model_get_german_fields():
    class Meta(Modellformular.Meta):
        model, fields = Stelle, "__all__"

    kinds = {type(field) for field in type("F", (Modellformular,), {"Meta": Meta})().fields.values()}
    assert {DatumFeld, VzaeFeld} <= kinds
    assert not kinds & {forms.DateField, forms.DecimalField}
