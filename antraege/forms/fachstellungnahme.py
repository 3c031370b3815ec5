"""Forms around opinions of other offices: ask, answer, take back."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld
from antraege.forms.schritte import mehrzeilig
from antraege.forms.tageshinweis import Tageshinweis
from antraege.fristen import frist, hinweis
from antraege.models import Fachstellungnahme, Rolle
from antraege.rechte.pruefung import FACHSTELLEN

FRIST = "7T"


class ErbittenForm(Tageshinweis, Formular):
    """Which offices, the question and the last day; offices that are asked already are not offered."""

    stellen = forms.MultipleChoiceField(
        label="Wen bitten Sie um eine Stellungnahme?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie mindestens eine Stelle"},
    )
    frage = mehrzeilig(
        "Frage", "Wozu soll die Stelle sich äußern? Alle gewählten Stellen lesen diesen Text.", laenge=2000
    )
    bis = DatumFeld(label="Frist")

    def __init__(self, *args, heute, gebeten=(), **kwargs):
        super().__init__(*args, **kwargs)
        frei = [rolle for rolle in Rolle if rolle in FACHSTELLEN and rolle not in gebeten]
        self.fields["stellen"].choices = [(rolle.value, rolle.label) for rolle in frei]
        tag = self.fields["bis"].initial = frist(heute, FRIST).tag
        warnung = hinweis(tag)
        self.fields[
            "bis"
        ].help_text = f"Letzter Tag, 24 Uhr.{f' Zum vorgeschlagenen Tag: {warnung}' if warnung else ''}"
        if warnung:
            self.fields["bis_gesehen"].initial = tag.isoformat()


class AbgebenForm(Formular):
    """The Votum and its words."""

    votum = forms.ChoiceField(
        label="Votum", choices=Fachstellungnahme.Votum.choices, widget=forms.RadioSelect
    )
    antwort = mehrzeilig(
        "Stellungnahme",
        "Bei Bedenken nötig. Die Kommune liest sie nicht.",
        zeilen=8,
        required=False,
    )


class ZuruecknehmenForm(Formular):
    grund = mehrzeilig(
        "Grund", "Zum Beispiel: Die Frage hat sich erledigt. Der Grund steht im Verlauf.", laenge=1000
    )
