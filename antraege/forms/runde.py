"""Forms of a round: its draft, and the last day for applications moved later."""

import re

from django import forms

from antraege.forms.basis import Formular, Modellformular
from antraege.forms.felder import DatumFeld
from antraege.forms.gremium import Sitzungswahl
from antraege.forms.tageshinweis import Tageshinweis
from antraege.models import Foerderrunde
from antraege.services import rueckwaertsplan

E = Foerderrunde.Entscheidung
ENTSCHEIDUNGEN = [(wert, label) for wert, label in E.choices if wert != E.KENNTNISNAHME]
KUERZEL = re.compile(r"[A-ZÄÖÜ0-9]+(-[A-ZÄÖÜ0-9]+)*")


class RundeForm(Modellformular):
    """A round in preparation; versions are those of its programme, drafts too (publishing asks for a stated one)."""

    class Meta(Modellformular.Meta):
        model = Foerderrunde
        fields = (
            "name",
            "kuerzel",
            "fassung",
            "zielgruppen",
            "beginn",
            "ende",
            "antrag_von",
            "antrag_bis",
            "stichtag",
            "entscheidung",
            "beschluss_ab_betrag",
            "ergebnis_sichtbar",
            "beschluss_nachreichbar",
            "nachreichen_bis",
        )
        widgets = {
            "entscheidung": forms.RadioSelect,
            "ergebnis_sichtbar": forms.RadioSelect,
            "zielgruppen": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fassungen = self.instance.programm.fassungen.select_related("programm").order_by("-nummer")
        self.fields["entscheidung"].choices = ENTSCHEIDUNGEN
        self.fields["fassung"].queryset = fassungen
        self.fields["fassung"].empty_label = "Bitte wählen"
        self.fields["fassung"].label_from_instance = _fassung
        self.fields["zielgruppen"].error_messages["required"] = "Bitte wählen Sie mindestens eine Zielgruppe"
        self.fields["antrag_bis"].help_text = "Letzter Tag, 24 Uhr."
        self.fields[
            "beschluss_ab_betrag"
        ].help_text = (
            "Liegt die empfohlene Förderung darüber, entscheidet das Gremium auch sonst. Leer: keine Grenze."
        )

    def clean_kuerzel(self):
        """Part of the Vorgangsnummer and of file names: no blanks, no signs."""
        kuerzel = self.cleaned_data["kuerzel"]
        if not KUERZEL.fullmatch(kuerzel):
            raise forms.ValidationError(
                "Bitte nur Großbuchstaben, Ziffern und Bindestriche, zum Beispiel KFR28"
            )
        return kuerzel

    def werte(self):
        """The columns as entered, without the target groups."""
        return {name: wert for name, wert in self.cleaned_data.items() if name != "zielgruppen"}


def _fassung(fassung):
    return f"Fassung {fassung.nummer} ({fassung.get_status_display()})"


class AntragsfristForm(Tageshinweis, Formular):
    """A later last day for everybody, with its reason; a day in holidays is asked about once."""

    bis = DatumFeld(label="Neues Ende der Antragsfrist", help_text="Letzter Tag, 24 Uhr.")
    grund = forms.CharField(
        label="Grund",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zum Beispiel: Das Portal war am letzten Tag mehrere Stunden nicht erreichbar.",
    )


class ZielForm(Formular):
    """The sitting that shall decide the round's applications."""

    zielsitzung = Sitzungswahl(
        label="Beschluss vorgesehen in",
        required=False,
        help_text="Danach richtet sich, bis wann jede Empfehlung gezeichnet sein muss. Leer: keine Sitzung vorgesehen.",
    )

    def __init__(self, *args, runde, heute, **kwargs):
        super().__init__(*args, initial={"zielsitzung": runde.zielsitzung_id}, **kwargs)
        self.fields["zielsitzung"].queryset = rueckwaertsplan.moegliche_ziele(runde, heute)
