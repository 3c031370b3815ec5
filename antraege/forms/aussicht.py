"""The question "what if it were returned on ..." as a GET form on the application's page."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld


class AussichtForm(Formular):
    """A day, and whether the office's own period goes on or starts anew after the return."""

    rueckgabe = DatumFeld(label="Rückgabe am")
    pruefdauer = forms.ChoiceField(
        label="Nach der Ergänzung",
        choices=[("weiter", "läuft die Prüfdauer weiter"), ("neu", "beginnt die Prüfdauer neu")],
        initial="weiter",
        required=False,
    )

    def __init__(self, *args, heute, **kwargs):
        super().__init__(*args, **kwargs)
        self.heute = heute
        self.fields["rueckgabe"].initial = heute

    def clean_rueckgabe(self):
        """From today on: the past is told by the log."""
        tag = self.cleaned_data["rueckgabe"]
        if tag is not None and tag < self.heute:
            raise forms.ValidationError("Bitte einen Tag ab heute eingeben.")
        return tag

    @property
    def gefragt(self):
        """Whether the address asks the question."""
        return any(name.startswith("rueckgabe") for name in self.data)
