"""What a version of the rules does to a form: its words, limits and duties over core fields, its further questions.

A field for which the version says nothing keeps its own words.
"""

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator

from antraege import fragen
from antraege.forms.felder import DatumFeld, ZahlFeld
from antraege.models import Zusatzfrage
from antraege.regelwerk import schluessel

Art = Zusatzfrage.Art
KEINE_ANGABE = ("", "Keine Angabe")
MINDESTENS = "Bitte schreiben Sie mindestens %(limit_value)d Zeichen; das sind %(show_value)d"
HOECHSTENS = "Bitte schreiben Sie höchstens %(limit_value)d Zeichen; das sind %(show_value)d"


class Fragezahl(ZahlFeld):
    """A number asked for by a version, at most four decimals; the unit stands in the question."""

    stellen = 4
    beispiel = "12,5"

    def prepare_value(self, value):
        text = super().prepare_value(value)
        return text.rstrip("0").rstrip(",") if isinstance(text, str) and "," in text else text


def anpassen(form, regeln, abschnitt):
    """Put the version's words and limits on the fields of a section and add its questions after them."""
    for name, field in form.fields.items():
        _worte(field, regeln, name)
        _grenzen(field, *regeln.grenzen(name))
    for frage in regeln.fragen_in(abschnitt):
        form.fields[schluessel(frage)] = fragefeld(frage)


def _worte(field, regeln, name):
    if regeln.eigenes_label(name):
        field.label = regeln.eigenes_label(name)
    field.help_text = regeln.hilfe(name) or field.help_text
    if regeln.pflicht(name) is not None:
        field.required = regeln.pflicht(name)


def _grenzen(field, mindestens, hoechstens):
    """Tighten what the field allows itself: values of a figure, characters of a text."""
    if isinstance(field, ZahlFeld):
        field.min_value = max((g for g in (field.min_value, mindestens) if g is not None), default=None)
        field.max_value = min(g for g in (field.max_value, hoechstens) if g is not None)
    elif isinstance(field, forms.CharField):
        if mindestens is not None:
            field.validators.append(MinLengthValidator(int(mindestens), MINDESTENS))
        if hoechstens is not None:
            field.validators.append(MaxLengthValidator(int(hoechstens), HOECHSTENS))


def fragefeld(frage):
    """The field of a further question by its kind; like every field of a section it is needed to submit, not to save."""
    worte = {"label": frage.frage, "help_text": frage.hilfe, "required": frage.pflicht}
    if frage.art == Art.ZAHL:
        return Fragezahl(**worte)
    if frage.art == Art.DATUM:
        return DatumFeld(**worte)
    if frage.art == Art.JA_NEIN:
        keine = [] if frage.pflicht else [KEINE_ANGABE]
        return forms.ChoiceField(
            choices=[*fragen.JA_NEIN.items(), *keine], widget=forms.RadioSelect, initial="", **worte
        )
    if frage.art == Art.AUSWAHL:
        auswahl = [(wert, wert) for wert in fragen.auswahl(frage)]
        return forms.ChoiceField(choices=[("", "Bitte wählen"), *auswahl], **worte)
    return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **worte)


def anfangswerte(regeln, abschnitt, antrag):
    """The answers that are stored, by the name of their field."""
    gefragt = {frage.pk: frage for frage in regeln.fragen_in(abschnitt)}
    if not gefragt:
        return {}
    return {
        schluessel(gefragt[a.frage_id]): fragen.gelesen(gefragt[a.frage_id], a.wert)
        for a in antrag.antworten.all()
        if a.frage_id in gefragt
    }


def antworten(form, regeln, abschnitt):
    """The valid answers as stored text by question; "" takes one away."""
    return {
        frage.pk: fragen.als_wert(form.cleaned_data[schluessel(frage)])
        for frage in regeln.fragen_in(abschnitt)
        if schluessel(frage) in form.cleaned_data
    }
