"""Section 2: how many shares, from when, what else pays for the same person (R10 to R12), whose part is whose."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from antraege import formate
from antraege.berechnung import hoechst_vzae, vzae_in_schritten
from antraege.forms.abschnitt import AbschnittForm
from antraege.forms.felder import DatumFeld, EuroFeld, VzaeFeld
from antraege.forms.verbund import Verbundfelder
from antraege.models import Antrag
from antraege.services import aufstockung, drittmittel

GRUND = (
    "Aus Landesmitteln sind für Ihre Kommune noch {frei} frei. Sie gehen vor. "
    "Bitte nennen Sie den Grund, wenn Sie trotzdem Mittel des Landkreises beantragen (R12)."
)


class StelleWahl(forms.ModelChoiceField):
    """Positions of the municipality by number, share and end."""

    def label_from_instance(self, obj):
        return f"{obj.nummer}: {formate.vzae(obj.vzae)}, bis {formate.datum(obj.ende)}"


class StellenanteileForm(Verbundfelder, AbschnittForm):
    abschnitt = "stellenanteile"
    antragsart = forms.ChoiceField(
        label="Antragsart",
        choices=Antrag.Art,
        widget=forms.RadioSelect,
        help_text="Eine Aufstockung vergrößert eine Stelle, die schon gefördert wird.",
    )
    aufgestockt = StelleWahl(
        label="Welche Stelle wird aufgestockt?",
        queryset=None,
        empty_label="Bitte wählen",
        help_text="Nur bei einer Aufstockung: eine Stelle Ihrer Kommune, die in der Förderzeit läuft.",
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
        self.fields["beantragt_vzae"].help_text = self._mit_hilfe("beantragt_vzae", self._massstab())
        frei = drittmittel.frei(self.antrag.kommune, self.antrag.runde)
        self.fields["ausnahme_grund"].help_text = self._mit_hilfe(
            "ausnahme_grund", GRUND.format(frei=formate.vzae(frei))
        )
        if frei <= 0 and not self.antrag.ausnahme_grund:
            del self.fields["ausnahme_grund"]
        self._stellen()
        self.verbundfelder()

    def _stellen(self):
        """Without a position there is none to choose: the share of the same person is then told by its figure."""
        self.fields["aufgestockt"].queryset = stellen = aufstockung.waehlbar(self.antrag)
        self.fields["aufgestockt"].widget.attrs["data-nur-bei"] = f"antragsart={Antrag.Art.AUFSTOCKUNG}"
        if not stellen.exists():
            del self.fields["aufgestockt"]

    def _mit_hilfe(self, feld, satz):
        """The version's help before what is computed for this application."""
        return f"{self.regeln.hilfe(feld)} {satz}".strip()

    def _massstab(self):
        fassung, personen = self.antrag.fassung, self.antrag.personen_gesamt
        hoechstens = (
            f", höchstens {formate.zahl(fassung.hoechstanteil)}" if fassung.hoechstanteil is not None else ""
        )
        saetze = [
            f"1,00 VZÄ ist eine volle Stelle. Mindestens {formate.zahl(fassung.mindestanteil)}{hoechstens}, in Schritten von {formate.zahl(fassung.schritt)}."
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

    def clean_aufgestockt(self):
        """A position is named by a top-up alone."""
        ist = self.cleaned_data.get("antragsart", self.antrag.antragsart) == Antrag.Art.AUFSTOCKUNG
        return self.cleaned_data["aufgestockt"] if ist else None

    def felder(self):
        """Without a position to choose from, none is kept."""
        felder = super().felder()
        if felder.get("antragsart") == Antrag.Art.NEU:
            felder["aufgestockt"] = None
        return felder

    def hinweise(self):
        """What one person would have in all, and parts that do not add up yet; both are saved."""
        return [*aufstockung.hinweise(self.antrag), *self.verbundhinweise()]

    def anfangswerte(self):
        werte = super().anfangswerte()
        return werte | {
            "andere_vzae": werte["andere_vzae"] or None,
            "aufgestockt": self.antrag.aufgestockt_id,
        }
