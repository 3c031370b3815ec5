"""Forms of a programme's budget: the figures of a year and product, and the reason of an exception."""

import re

from django import forms
from django.core.exceptions import ValidationError

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld, EuroFeld
from antraege.forms.schritte import mehrzeilig

VIERSTELLIG = re.compile(r"\d{4}", re.ASCII)


class JahrFeld(forms.CharField):
    """A year in four figures."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value):
        text = super().to_python(value).strip()
        if text and not VIERSTELLIG.fullmatch(text):
            raise ValidationError("Bitte das Jahr mit vier Ziffern eingeben, zum Beispiel 2027")
        return int(text) if text else None


class ErmaechtigungForm(Formular):
    """What may change: the figures, the day of entry into force, the Sperre."""

    ansatz = EuroFeld(label="Ansatz", min_value=0)
    verpflichtung = EuroFeld(
        label="Verpflichtungsermächtigung",
        min_value=0,
        required=False,
        help_text="Für Beträge, die erst in späteren Jahren fällig werden. Ohne Angabe: keine.",
    )
    in_kraft_am = DatumFeld(
        label="In Kraft am", required=False, help_text="Ohne Angabe: Der Haushalt ist noch nicht in Kraft."
    )
    gesperrt = forms.BooleanField(label="Die Mittel sind gesperrt.", required=False)

    def fakten(self):
        """As the service takes them."""
        return self.cleaned_data | {"verpflichtung": self.cleaned_data["verpflichtung"] or 0}


class NeueErmaechtigungForm(ErmaechtigungForm):
    """A year and product that is recorded for the first time."""

    jahr = JahrFeld(label="Haushaltsjahr")
    produkt = forms.CharField(label="Produkt", max_length=20, help_text="Zum Beispiel 31.80.01")
    field_order = ("jahr", "produkt")


class AusnahmeForm(Formular):
    """Why a notice may go out before the budget is in force."""

    grund = mehrzeilig(
        "Grund der Ausnahme", "Der Grund steht im Verlauf und bleibt beim Bescheid.", laenge=1000
    )
