"""Forms of a round's money and of the municipalities' answers to it."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld, EuroFeld, PersonenFeld, VzaeFeld
from antraege.models import Inanspruchnahme, Kontingent

JA_NEIN = (("ja", "Das Einvernehmen wird erteilt"), ("nein", "Das Einvernehmen wird versagt"))


class KontingentForm(Formular):
    """A new state of knowledge; the former ones stay."""

    art = forms.ChoiceField(
        label="Art", choices=Kontingent.Art, widget=forms.RadioSelect, initial=Kontingent.Art.ENDGUELTIG
    )
    bezug = forms.ChoiceField(
        label="Bezug", choices=Kontingent.Bezug, widget=forms.RadioSelect, initial=Kontingent.Bezug.LANDKREIS
    )
    vzae = VzaeFeld(label="Stellenkontingent")
    betrag = EuroFeld(label="Betrag", required=False)
    stand = DatumFeld(label="Stand")
    grundlage = forms.CharField(
        label="Grundlage",
        max_length=200,
        help_text="zum Beispiel: Bescheid vom 12.02.2027, Az. 15.2-1234; nötig bei einem endgültigen Kontingent",
        error_messages={
            "required": "Bitte die Grundlage nennen, zum Beispiel: Bescheid vom 12.02.2027, Az. 15.2-1234"
        },
    )

    def __init__(self, *args, heute, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stand"].initial = heute
        self.fields["grundlage"].required = (
            self.data.get("art", Kontingent.Art.ENDGUELTIG) == Kontingent.Art.ENDGUELTIG
        )


class Erklaerung(Formular):
    """Base: the office declares on a municipality's behalf only with the wording and the day of what it declared."""

    wortlaut = forms.CharField(
        label="Wortlaut der Erklärung", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    erklaert_am = DatumFeld(label="Erklärt am", help_text="Tag der Erklärung der Kommune")

    def __init__(self, *args, im_amt, **kwargs):
        super().__init__(*args, **kwargs)
        if not im_amt:
            del self.fields["erklaert_am"]


class InanspruchnahmeForm(Erklaerung):
    """What the municipality does with its share."""

    art = forms.ChoiceField(
        label="Antwort", choices=Inanspruchnahme.Art.choices[1:], widget=forms.RadioSelect
    )
    vzae = VzaeFeld(label="Stellenanteil", help_text="entfällt bei Verzicht")
    personen = PersonenFeld(label="Personen (Bedarf)", required=False)
    vereinbarung_vom = DatumFeld(
        label="Öffentlich-rechtliche Vereinbarung vom",
        required=False,
        help_text="Nur bei Übertragung. Ohne Vereinbarung kann der Landkreis keine Stelle schaffen.",
    )
    field_order = ("art", "vzae", "personen", "vereinbarung_vom", "erklaert_am", "wortlaut")

    def __init__(self, *args, im_amt, **kwargs):
        super().__init__(*args, im_amt=im_amt, **kwargs)
        self.fields["vzae"].required = self.data.get(self.add_prefix("art")) != Inanspruchnahme.Art.VERZICHT
        if not im_amt:
            del self.fields["wortlaut"]

    def facts(self):
        """Keyword arguments for the service."""
        fakten = dict(self.cleaned_data)
        return {name: wert for name, wert in fakten.items() if wert is not None}


class VerzichtForm(Erklaerung):
    """Nothing to fill in for the municipality itself; the office writes down what it was told, and when."""

    field_order = ("erklaert_am", "wortlaut")

    def __init__(self, *args, im_amt, **kwargs):
        super().__init__(*args, im_amt=im_amt, **kwargs)
        if not im_amt:
            del self.fields["wortlaut"]

    def facts(self):
        """Keyword arguments for the service."""
        return self.cleaned_data


class EinvernehmenForm(Erklaerung):
    """Consent to a position of the district, or its refusal; never silent (R14)."""

    erteilt = forms.ChoiceField(label="Einvernehmen", choices=JA_NEIN, widget=forms.RadioSelect)
    field_order = ("erteilt", "erklaert_am", "wortlaut")

    def facts(self):
        """Keyword arguments for the service."""
        return self.cleaned_data | {"erteilt": self.cleaned_data["erteilt"] == "ja"}
