"""Forms around remedies: an objection or an action as it came, and how it was decided."""

from datetime import datetime

from django import forms

from antraege import zeit
from antraege.forms.basis import Formular
from antraege.forms.eingang import DATEI, UhrzeitFeld
from antraege.forms.felder import DatumFeld
from antraege.forms.schritte import mehrzeilig
from antraege.models import Eingangsweg, Klage, Widerspruch
from antraege.services.widerspruch import TAG_FEHLT, WEGE, tag_von

KLAGEENDE = [(wert, label) for wert, label in Klage.Status.choices if wert != Klage.Status.ANHAENGIG]
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

    ergebnis = forms.ChoiceField(
        label="Entscheidung",
        choices=ERGEBNISSE,
        widget=forms.RadioSelect,
        help_text="Abgeholfen: Ein Änderungsbescheid folgt. Teilweise abgeholfen oder zurückgewiesen: Die Frist für die Klage beginnt. Zurückgenommen: Bis zum Ende der ersten Frist kann die Kommune neu Widerspruch einlegen; danach ist der Bescheid bestandskräftig.",
    )
    zugestellt_am = DatumFeld(
        label="Widerspruchsbescheid zugestellt am",
        required=False,
        help_text="Nötig, wenn der Widerspruch ganz oder zum Teil zurückgewiesen ist. Ab diesem Tag läuft ein Monat für die Klage.",
    )
    zurueckgenommen_am = DatumFeld(
        label="Rücknahme eingegangen am",
        required=False,
        help_text="Nötig, wenn der Widerspruch zurückgenommen ist. Der Tag des Eingangs im Landratsamt, nicht heute.",
    )
    ohne_belehrung = forms.BooleanField(
        label="Der Widerspruchsbescheid enthält keine oder eine falsche Rechtsbehelfsbelehrung",
        required=False,
        help_text="Fehlt sie oder ist sie falsch, läuft statt eines Monats ein Jahr für die Klage (§ 58 Abs. 2 VwGO).",
    )
    vermerk = mehrzeilig(
        "Vermerk", "Worauf die Entscheidung beruht. Nur das Landratsamt liest ihn.", laenge=8000
    )

    def clean(self):
        """A decision that refuses needs the day it was served, a withdrawal the day it was received."""
        daten = super().clean()
        feld = tag_von(daten.get("ergebnis", ""))
        if feld and feld in daten and not daten[feld]:
            self.add_error(feld, TAG_FEHLT[feld])
        return daten

    def fakten(self):
        """As the service takes them."""
        daten = dict(self.cleaned_data)
        return daten | {"belehrt": not daten.pop("ohne_belehrung")}


class WiedereinsetzungForm(Formular):
    """Why the lateness is excused."""

    grund = mehrzeilig(
        "Grund der Wiedereinsetzung",
        "Was die Kommune ohne Verschulden gehindert hat, bis wann, wann sie es beantragt hat und womit es glaubhaft ist. Er steht im Verlauf, auch für die Kommune.",
        laenge=8000,
    )


class KlageForm(Formular):
    """What the court reports; whether it is late is computed."""

    eingegangen_am = DatumFeld(
        label="Bei Gericht eingegangen am",
        help_text="Der Tag, den das Gericht nennt, nicht der Tag seines Schreibens.",
    )
    gericht = forms.CharField(
        label="Gericht", max_length=120, help_text="Zum Beispiel Verwaltungsgericht Stuttgart."
    )
    aktenzeichen = forms.CharField(
        label="Aktenzeichen des Gerichts", max_length=60, help_text="Zum Beispiel 7 K 4711/27."
    )
    datei = forms.FileField(label="Klageschrift", required=False, allow_empty_file=True, help_text=DATEI)


class KlageEndeForm(Formular):
    """How an action ended, and since when that stands."""

    ergebnis = forms.ChoiceField(
        label="Ergebnis",
        choices=KLAGEENDE,
        widget=forms.RadioSelect,
        help_text="Zurückgenommen: Der Bescheid wird bestandskräftig, sobald die Klagefrist vorbei ist, sonst sofort. Abgewiesen oder teilweise stattgegeben: Er ist bestandskräftig, soweit ihn das Gericht nicht aufgehoben hat. Stattgegeben oder anders erledigt: Ein neuer Bescheid folgt.",
    )
    beendet_am = DatumFeld(
        label="Rechtskräftig oder beendet seit",
        help_text="Beim Urteil der Tag der Rechtskraft, bei der Rücknahme der Tag, an dem sie bei Gericht einging.",
    )
    vermerk = mehrzeilig(
        "Vermerk", "Worauf das beruht, zum Beispiel das Urteil. Nur das Landratsamt liest ihn.", laenge=8000
    )
