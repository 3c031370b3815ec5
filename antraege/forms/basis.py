"""Base of our forms: sentences that say what to do, and German fields for the columns of a model."""

from django import forms
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH

from antraege.forms.felder import DatumFeld, EuroFeld, VzaeFeld, ZahlFeld

STRICH = BLANK_CHOICE_DASH[0][1]
PFLICHT = (
    (forms.CheckboxInput, "Bitte bestätigen Sie diese Angabe"),
    ((forms.RadioSelect, forms.Select), "Bitte wählen Sie etwas aus"),
    (forms.FileInput, "Bitte wählen Sie eine Datei aus"),
    (forms.Widget, "Bitte füllen Sie dieses Feld aus"),
)


class Saetze:
    """Gives required fields a sentence of their kind, where the field brings none of its own, and takes those of services."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _leere_wahl(field)
            if not isinstance(field, (DatumFeld, ZahlFeld)) and _is_default(field):
                field.error_messages["required"] = next(
                    text for kind, text in PFLICHT if isinstance(field.widget, kind)
                )

    def add_error(self, field, error):
        """Put each sentence at its field; one about a field this form does not show stands above, not in an exception."""
        if field is not None or not hasattr(error, "error_dict"):
            super().add_error(field, error)
            return
        for name, sentences in error.error_dict.items():
            super().add_error(name if name in self.fields else None, sentences)


class Formular(Saetze, forms.Form):
    """A form of ours."""


class Modellformular(Saetze, forms.ModelForm):
    """A form over a model; a Meta that inherits from this one gets DatumFeld, VzaeFeld and EuroFeld for its columns."""

    class Meta:
        formfield_callback = staticmethod(lambda column, **kwargs: feld_zu(column, **kwargs))


def feld_zu(column, **kwargs):
    """The form field of a column: dates in three inputs, decimals by their width (6 digits VZÄ, 12 digits euros)."""
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        return column.formfield(form_class=DatumFeld, **kwargs | {"widget": DatumFeld.widget})
    if isinstance(column, models.DecimalField):
        return _decimal(VzaeFeld if column.max_digits <= 6 else EuroFeld, column)
    return column.formfield(**kwargs)


def _decimal(form_class, column):
    hint = "" if column.help_text in (form_class.unit, "EUR") else column.help_text
    texts = {"label": column.verbose_name, "help_text": hint}
    return form_class(
        required=not column.blank, initial=column.default if column.has_default() else None, **texts
    )


def _leere_wahl(field):
    """Say the choice of nothing in words, where Django draws a line; among radio buttons nothing is no choice."""
    wort = "Bitte wählen" if field.required else "keine Angabe"
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = wort if field.empty_label == STRICH else field.empty_label
    elif isinstance(field, forms.ChoiceField) and ("", STRICH) in list(field.choices):
        leer = [] if field.required and isinstance(field.widget, forms.RadioSelect) else [("", wort)]
        field.choices = leer + [wahl for wahl in field.choices if wahl[0] != ""]


def _is_default(field):
    return field.error_messages.get("required") == forms.Field.default_error_messages["required"]
