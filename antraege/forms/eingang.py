"""Forms of the office for what came another way: the receipt, the municipality's sections, and notes on a case."""

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.forms.angaben import AngabenForm
from antraege.forms.basis import Formular
from antraege.forms.fallzahlen import FallzahlenForm
from antraege.forms.felder import DatumFeld
from antraege.forms.stellenanteile import StellenanteileForm
from antraege.forms.unterlagen import UnterlagenForm
from antraege.models import Aktenvermerk, Eingangsweg, Kommune
from antraege.services.erfassung import OHNE_ORIGINAL, Eingang, zeit_fehler

UHRZEIT = re.compile(r"\s*(\d{1,2})[:.](\d{2})(\s*Uhr)?\s*", re.IGNORECASE)
DATEI = "PDF, PNG, JPEG, DOCX, XLSX oder E-Mail (EML), höchstens 10 MB."
WEGE = [weg for weg in Eingangsweg.choices if weg[0] not in (Eingangsweg.PORTAL, Eingangsweg.IMPORT)]


class UhrzeitFeld(forms.CharField):
    """A time of day: 10:30 or 10.30."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value):
        text = super().clean(value)
        treffer = UHRZEIT.fullmatch(text)
        try:
            return time(int(treffer[1]), int(treffer[2]))
        except (TypeError, ValueError):
            raise ValidationError("Bitte eine Uhrzeit eingeben, zum Beispiel 10:30") from None


class OriginalFeld(forms.FileField):
    """A file that only some channels do without: it is not called "freiwillig", and the form says where it is missing."""

    def clean(self, data, initial=None):
        return super().clean(data, initial) if data else None


class KommuneWahlForm(forms.Form):
    """Whose application came in; the choice is the address."""

    kommune = forms.ModelChoiceField(
        label="Antragstellende Kommune", queryset=Kommune.objects.none(), empty_label="Bitte wählen"
    )

    def __init__(self, *args, landkreis, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kommune"].queryset = Kommune.objects.filter(landkreis=landkreis).select_related(
            "landkreis"
        )


class EingangForm(Formular):
    """How and when it came, with the original; ``entwurf``: what the municipality has begun in the portal."""

    use_required_attribute = False

    weg = forms.ChoiceField(label="Eingangsweg", choices=WEGE, widget=forms.RadioSelect)
    tag = DatumFeld(label="Eingegangen am", help_text="Der Tag des Eingangs im Landratsamt, nicht heute.")
    uhrzeit = UhrzeitFeld(
        label="Uhrzeit des Eingangs",
        help_text="Zum Beispiel 10:30. Nach ihr richtet sich, ob der Antrag rechtzeitig ist.",
    )
    grund = forms.CharField(
        label="Grund der Verspätung",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nur bei einem Eingang nach der Antragsfrist, soweit die Kommune ihn genannt hat.",
    )
    datei = OriginalFeld(
        label="Original", allow_empty_file=True, help_text=f"{DATEI} Nötig außer bei einer Telefonnotiz."
    )
    ersetzt = forms.BooleanField(
        label="Der Entwurf im Portal wird durch diesen Eingang ersetzt.",
        error_messages={"required": "Bitte bestätigen Sie, dass der Entwurf ersetzt wird"},
    )

    def __init__(self, *args, runde, entwurf, **kwargs):
        self.runde, self.entwurf = runde, entwurf
        super().__init__(*args, **kwargs)
        if entwurf is None:
            del self.fields["ersetzt"]

    def clean(self):
        daten = super().clean()
        if daten.get("tag") and daten.get("uhrzeit"):
            daten["am"] = datetime.combine(daten["tag"], daten["uhrzeit"], zeit.BERLIN)
            if satz := zeit_fehler(self.runde, daten["am"]):
                self.add_error("tag", satz)
        if "datei" in daten and not daten["datei"] and daten.get("weg") not in {None, *OHNE_ORIGINAL}:
            self.add_error("datei", "Bitte hängen Sie das Original an, zum Beispiel den Scan oder die E-Mail")
        return daten

    def eingang(self):
        """The receipt as the service takes it."""
        daten = self.cleaned_data
        return Eingang(daten["weg"], daten["am"], daten["grund"].strip())


class ErfassteStellenanteileForm(StellenanteileForm):
    """What the paper asks for, also below the minimum or between two steps: the check asks back, the entry does not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        feld = self.fields["beantragt_vzae"]
        feld.min_value, feld.max_value = 0, feld.hoechstens

    def clean_beantragt_vzae(self):
        return self.cleaned_data["beantragt_vzae"]


class ErfassteFallzahlenForm(FallzahlenForm):
    """Only what the paper says: the district's own numbers stand beside the fields, not in them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= dict.fromkeys(self.gruppen)


ABSCHNITTE = (AngabenForm, ErfassteStellenanteileForm, ErfassteFallzahlenForm, UnterlagenForm)


class AktenvermerkForm(Formular):
    """A note on a case; what is written stays."""

    art = forms.ChoiceField(label="Art", choices=Aktenvermerk.Art, widget=forms.RadioSelect)
    vom = DatumFeld(label="Vom", help_text="Der Tag des Gesprächs oder des Schreibens.")
    betreff = forms.CharField(label="Betreff", max_length=160)
    text = forms.CharField(
        label="Text",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Was besprochen oder mitgeteilt wurde. Bitte keine Namen betreuter Personen.",
    )
    datei = forms.FileField(label="Original", required=False, allow_empty_file=True, help_text=DATEI)


class AktenzeichenForm(Formular):
    """The number of the district's own file; empty takes it away."""

    aktenzeichen = forms.CharField(
        label="Aktenzeichen der E-Akte",
        required=False,
        max_length=60,
        help_text="Steht neben der Vorgangsnummer und im Kopf des Bescheids. Leer: kein Aktenzeichen.",
    )


class TabelleForm(Formular):
    """A table with applications."""

    datei = forms.FileField(
        label="Tabelle", allow_empty_file=True, help_text="XLSX oder CSV, höchstens 5 MB und 2.000 Zeilen."
    )
