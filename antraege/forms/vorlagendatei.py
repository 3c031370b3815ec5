"""Forms around a paper: its files, the house template, motions to change it and what became of them."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld
from antraege.forms.schritte import mehrzeilig
from antraege.models import Aenderungsantrag, Beschlussantrag


class VorlagendateiForm(Formular):
    """One file, and whether municipalities may read it."""

    datei = forms.FileField(
        label="Datei", help_text="PDF, PNG, JPEG, DOCX oder XLSX, höchstens 10 MB.", allow_empty_file=True
    )
    oeffentlich = forms.BooleanField(
        label="Die Datei ist öffentlich",
        help_text="Mit der Vorlage lesen sie dann auch die Kommunen. Ohne Haken bleibt sie im Landratsamt.",
        required=False,
        initial=True,
    )


class HausvorlageForm(Formular):
    """The Word file that is used from now on."""

    datei = forms.FileField(label="Word-Datei", help_text="DOCX, höchstens 10 MB.", allow_empty_file=True)


class AenderungsantragForm(Formular):
    """Who moves which wording for which Ziffer."""

    ziffer = forms.ModelChoiceField(
        label="Ziffer", queryset=Beschlussantrag.objects.none(), empty_label="Bitte wählen"
    )
    antragsteller = forms.CharField(
        label="Gestellt von", max_length=200, help_text="Fraktion, Gruppe oder Mitglied des Gremiums."
    )
    wortlaut = mehrzeilig("Wortlaut, den die Ziffer bekommen soll", zeilen=6)
    eingegangen_am = DatumFeld(label="Eingegangen am")

    def __init__(self, *args, vorlage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ziffer"].queryset = vorlage.beschlussantraege.order_by("ziffer")


class AenderungsergebnisForm(Formular):
    """What the sitting did with a motion."""

    ergebnis = forms.ChoiceField(
        label="Ergebnis",
        widget=forms.RadioSelect,
        choices=[
            (e.value, e.label) for e in Aenderungsantrag.Ergebnis if e != Aenderungsantrag.Ergebnis.OFFEN
        ],
    )
    entschieden_am = DatumFeld(label="Tag der Sitzung")
