"""Forms around remedies: an objection as it came, and how it was decided."""

from datetime import datetime

from django import forms

from antraege import zeit
from antraege.forms.basis import Formular
from antraege.forms.eingang import DATEI, UhrzeitFeld
from antraege.forms.felder import DatumFeld
from antraege.forms.schritte import mehrzeilig
from antraege.models import Eingangsweg, Widerspruch
from antraege.services.widerspruch import MIT_BESCHEID, WEGE

ERGEBNISSE = [(wert, label) for wert, label in Widerspruch.Status.choices if wert != Widerspruch.Status.OFFEN]


class WiderspruchForm(Formular):
    """How and when it came, with the original; whether it is late is computed."""

    weg = forms.ChoiceField(
        label="Eingegangen durch",
        choices=[(weg.value, weg.label) for weg in WEGE],
        widget=forms.RadioSelect,
        initial=Eingangsweg.POST,
    )
    tag = DatumFeld(label="Eingegangen am", help_text="Der Tag des Eingangs im Landratsamt, nicht heute.")
    uhrzeit = UhrzeitFeld(label="Uhrzeit des Eingangs", help_text="Zum Beispiel 10:30.")
    datei = forms.FileField(label="Original", allow_empty_file=True, help_text=DATEI)
    begruendung = mehrzeilig("Begründung", "Soweit die Kommune sie genannt hat.", laenge=8000, required=False)

    def fakten(self):
        """As the service takes them."""
        daten = dict(self.cleaned_data)
        am = datetime.combine(daten.pop("tag"), daten.pop("uhrzeit"), zeit.BERLIN)
        return daten | {"eingegangen_am": am}


class WiderspruchEntscheidenForm(Formular):
    """The outcome, on what it rests, and where it refuses the day it was served."""

    ergebnis = forms.ChoiceField(label="Entscheidung", choices=ERGEBNISSE, widget=forms.RadioSelect)
    zugestellt_am = DatumFeld(
        label="Widerspruchsbescheid zugestellt am",
        required=False,
        help_text="Nötig, wenn der Widerspruch ganz oder zum Teil zurückgewiesen ist. Ab diesem Tag läuft ein Monat für die Klage.",
    )
    vermerk = mehrzeilig(
        "Vermerk", "Worauf die Entscheidung beruht. Nur das Landratsamt liest ihn.", laenge=8000
    )

    def clean(self):
        """A decision that refuses needs the day it was served."""
        daten = super().clean()
        if daten.get("ergebnis") in MIT_BESCHEID and "zugestellt_am" in daten and not daten["zugestellt_am"]:
            self.add_error(
                "zugestellt_am", "Bitte nennen Sie den Tag, an dem der Widerspruchsbescheid zugestellt ist"
            )
        return daten
