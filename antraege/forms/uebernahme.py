"""Which earlier application to take over from, and whether it may replace what stands there already."""

from django import forms
from django.utils.html import format_html

from antraege import formate
from antraege.forms.basis import Formular

ERSETZEN = (
    ("nein", "Nur leere Felder füllen"),
    ("ja", "Auch Felder ersetzen, in denen schon etwas steht"),
)


class FruehererAntrag(forms.ModelChoiceField):
    """An application by round, number and share."""

    def label_from_instance(self, obj):
        satz = '{}: <span class="app-num">{}</span>, {}'  # a number never breaks at its hyphens
        return format_html(satz, obj.runde, obj.vorgangsnummer or "Entwurf", formate.vzae(obj.beantragt_vzae))


class UebernahmeForm(Formular):
    quelle = FruehererAntrag(
        label="Früherer Antrag", queryset=None, widget=forms.RadioSelect, empty_label=None
    )
    ersetzen = forms.ChoiceField(
        label="Was schon ausgefüllt ist",
        choices=ERSETZEN,
        widget=forms.RadioSelect,
        initial="nein",
    )
    version = forms.CharField(widget=forms.HiddenInput({"autocomplete": "off"}), required=False)

    def __init__(self, *args, fruehere, antrag, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quelle"].queryset = fruehere
        self.initial |= {"version": antrag.version, "quelle": fruehere.first()}

    def fakten(self):
        """Keywords of the service."""
        return {
            "quelle": self.cleaned_data["quelle"],
            "ersetzen": self.cleaned_data["ersetzen"] == "ja",
        }
