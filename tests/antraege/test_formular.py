"""What a service refuses finds its place in every form of ours."""

from django import forms
from django.core.exceptions import ValidationError

from antraege.forms.basis import Formular, Modellformular
from antraege.models import Foerderrunde, Unterlagenregel


class Probe(Formular):
    grund = forms.CharField(label="Grund")


def test_a_sentence_about_a_field_the_form_does_not_show_stands_above():
    form = Probe({"grund": "Weil."})
    assert form.is_valid()
    form.add_error(
        None, ValidationError({"grund": "Zu kurz.", "fuer": "Ohne Rolle.", "__all__": "Nicht heute."})
    )
    assert form.errors["grund"] == ["Zu kurz."]
    assert form.non_field_errors() == ["Ohne Rolle.", "Nicht heute."]


def test_sentences_without_a_field_stand_above():
    form = Probe({"grund": "Weil."})
    form.add_error(None, ValidationError(["Eins.", "Zwei."]))
    form.add_error("grund", "Zu lang.")
    assert form.non_field_errors() == ["Eins.", "Zwei."]
    assert form.errors["grund"] == ["Zu lang."]


class Wahl(Modellformular):
    frei = forms.ModelChoiceField(queryset=Foerderrunde.objects.none(), required=False)

    class Meta(Modellformular.Meta):
        model = Unterlagenregel
        fields = ("art",)


class Knoepfe(Wahl):
    class Meta(Wahl.Meta):
        widgets = {"art": forms.RadioSelect}


def test_a_choice_of_nothing_is_said_in_words():
    form = Wahl()
    assert next(iter(form.fields["art"].choices)) == ("", "Bitte wählen")
    assert form.fields["frei"].empty_label == "keine Angabe"


def test_among_radio_buttons_nothing_is_no_choice():
    assert "" not in [wert for wert, _ in Knoepfe().fields["art"].choices]
