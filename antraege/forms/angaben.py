"""Section 1: who can be asked, and what the share is needed for."""

from django import forms

from antraege.forms.abschnitt import AbschnittForm


class AngabenForm(AbschnittForm):
    abschnitt = "angaben"
    ansprechperson = forms.CharField(label="Ansprechperson", max_length=120)
    ansprech_telefon = forms.CharField(label="Telefon", max_length=40, required=False)
    ansprech_email = forms.EmailField(
        label="E-Mail-Adresse",
        max_length=254,
        help_text="Am besten ein Postfach, das auch bei Urlaub gelesen wird.",
        error_messages={
            "invalid": "Bitte eine E-Mail-Adresse eingeben, zum Beispiel hauptamt@kommune.example"
        },
    )
    begruendung = forms.CharField(
        label="Wofür wird der Stellenanteil gebraucht?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Aufgaben und Bedarf in wenigen Sätzen, höchstens 4.000 Zeichen. Bitte keine Namen betreuter Personen.",
    )
