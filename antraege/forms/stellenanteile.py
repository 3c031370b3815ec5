"""Section 2: how many shares, from when, and what else pays for the same person (R10 to R12)."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from antraege import formate
from antraege.berechnung import hoechst_vzae, vzae_in_schritten
from antraege.forms.abschnitt import AbschnittForm
from antraege.forms.felder import DatumFeld, EuroFeld, VzaeFeld
from antraege.models import Antrag
from antraege.services import drittmittel

GRUND = (
    "Aus Landesmitteln sind für Ihre Kommune noch {frei} frei. Sie gehen vor. "
    "Bitte nennen Sie den Grund, wenn Sie trotzdem Mittel des Landkreises beantragen (R12)."
)


class StellenanteileForm(AbschnittForm):
    antragsart = forms.ChoiceField(
        label="Antragsart",
        choices=Antrag.Art,
        widget=forms.RadioSelect,
        help_text="Eine Aufstockung vergrößert eine Stelle, die schon gefördert wird.",
    )
    beantragt_vzae = VzaeFeld(label="Beantragter Stellenanteil")
    besetzt_ab = DatumFeld(
        label="Voraussichtlich besetzt ab",
        required=False,
        help_text="Ein späterer Beginn als der Förderbeginn ist möglich.",
    )
    eigenanteil = EuroFeld(
        label="Eigenanteil der Kommune",
        min_value=0,
        help_text="Was die Kommune selbst für die Stelle aufbringt. 0 ist möglich.",
    )
    andere_vzae = VzaeFeld(
        label="Anteil derselben Fachkraft aus anderen Programmen",
        min_value=0,
        required=False,
        help_text="Zum Beispiel aus dem Landesprogramm. Sonst leer lassen.",
    )
    ausnahme_grund = forms.CharField(
        label="Grund, Landesmittel nicht zuerst zu nutzen",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["beantragt_vzae"].help_text = self._massstab()
        frei = drittmittel.frei(self.antrag.kommune, self.antrag.runde)
        self.fields["ausnahme_grund"].help_text = GRUND.format(frei=formate.vzae(frei))
        if frei <= 0 and not self.antrag.ausnahme_grund:
            del self.fields["ausnahme_grund"]

    def _massstab(self):
        fassung, personen = self.antrag.fassung, self.antrag.personen_gesamt
        saetze = [
            f"1,00 VZÄ ist eine volle Stelle. Mindestens {formate.zahl(fassung.mindestanteil)}, in Schritten von {formate.zahl(fassung.schritt)}."
        ]
        if fassung.personen_je_vzae:
            saetze.append(f"Vorgesehen ist höchstens 1,00 VZÄ je {fassung.personen_je_vzae} Personen.")
        if fassung.personen_je_vzae and personen is not None:
            mass = vzae_in_schritten(hoechst_vzae(personen, fassung.personen_je_vzae), fassung.schritt)
            saetze.append(
                f"Bei {personen} Personen sind das {formate.vzae(mass)}. Mehr dürfen Sie beantragen."
            )
        return " ".join(saetze)

    def clean_beantragt_vzae(self):
        vzae, fassung = self.cleaned_data["beantragt_vzae"], self.antrag.fassung
        if vzae is not None and vzae < fassung.mindestanteil:
            raise ValidationError(f"Bitte mindestens {formate.vzae(fassung.mindestanteil)} eingeben")
        if vzae is not None and vzae % fassung.schritt:
            naechster = vzae_in_schritten(vzae, fassung.schritt)
            raise ValidationError(
                f"Bitte in Schritten von {formate.vzae(fassung.schritt)} eingeben, zum Beispiel {formate.zahl(naechster)}"
            )
        return vzae

    def clean_antragsart(self):
        return self.cleaned_data["antragsart"] or Antrag.Art.NEU

    def clean_andere_vzae(self):
        return self.cleaned_data["andere_vzae"] or Decimal("0.00")

    def anfangswerte(self):
        werte = super().anfangswerte()
        return werte | {"andere_vzae": werte["andere_vzae"] or None}
