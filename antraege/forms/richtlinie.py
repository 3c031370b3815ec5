"""Forms of a version of the rules and of its rows. A version's own form and each row are saved apart."""

from django import forms
from django.core.exceptions import ValidationError

from antraege.felder import FELDER, GELD, STELLE
from antraege.forms.basis import Formular, Modellformular
from antraege.forms.felder import EuroFeld, PersonenFeld, VzaeFeld
from antraege.models import Antrag, Kommune, Pruefpunkt, Richtlinienfassung, Unterlagenregel, Zusatzfrage
from antraege.services.fassungsvergleich import VERGLICHEN
from antraege.services.richtlinie import FRISTEN, frist_pruefen
from antraege.services.vollstaendigkeit import ABSCHNITTE

DAUER = "Zum Beispiel 14T (Tage), 2W (Wochen), 3M (Monate) oder 1J (Jahr)."
NIE_NEGATIV = ("satz_je_vzae", "mindestanteil", "grenze_sachgebietsleitung")
# What a version cannot make voluntary: without it there is nothing to compute.
IMMER_PFLICHT = frozenset({"beantragt_vzae", "antragsart", "beschluss_folgt", "beschluss_folgt_bis"})
PFLICHT = (("", "wie im Formular"), ("ja", "Pflicht"), ("nein", "freiwillig"))


class FassungForm(Modellformular):
    """The own fields of a version."""

    antragsberechtigt = forms.MultipleChoiceField(
        label="Antragsberechtigte Arten von Kommunen",
        choices=Kommune.Art,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nichts angekreuzt: alle.",
    )

    class Meta(Modellformular.Meta):
        model = Richtlinienfassung
        fields = VERGLICHEN
        widgets = {"unterzeichnung": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["antragsberechtigt"] = self.instance.arten
        for name in FRISTEN:
            self.fields[name].help_text = DAUER
        for name in NIE_NEGATIV:
            self.fields[name].min_value = 0
        for name in ("personen_je_vzae", "einwohner_ab", "einwohner_bis"):
            alt = self.fields[name]
            self.fields[name] = PersonenFeld(
                label=alt.label, help_text=alt.help_text, required=False, unit="", min_value=1
            )

    def clean_antragsberechtigt(self):
        return ",".join(self.cleaned_data["antragsberechtigt"])

    def _dauer(self, name):
        try:
            frist_pruefen(self.cleaned_data[name])
        except ValueError as fehler:
            raise ValidationError(str(fehler)) from fehler
        return self.cleaned_data[name].strip().upper()

    def clean_frist_ergaenzung(self):
        return self._dauer("frist_ergaenzung")

    def clean_frist_stellungnahme(self):
        return self._dauer("frist_stellungnahme")

    def clean_frist_zeichnung(self):
        return self._dauer("frist_zeichnung")

    def clean_frist_nachweis(self):
        return self._dauer("frist_nachweis")


class FeldregelForm(Formular):
    """What the version says about one core field; all empty means: nothing."""

    label = forms.CharField(label="Beschriftung", max_length=160, required=False)
    hilfe = forms.CharField(
        label="Hilfe", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    pflicht = forms.ChoiceField(label="Pflicht", choices=PFLICHT, widget=forms.RadioSelect, required=False)

    def __init__(self, *args, regel, **kwargs):
        super().__init__(*args, **kwargs)
        self.regel = regel
        self.fields["label"].help_text = f"Leer: „{eigenes_label(regel.feld)}“."
        for name, wort in (("mindestens", "Mindestens"), ("hoechstens", "Höchstens")):
            if feld := grenzfeld(regel.feld, wort):
                self.fields[name] = feld
        if regel.feld in IMMER_PFLICHT:
            del self.fields["pflicht"]
        gesagt = {None: "", True: "ja", False: "nein"}[regel.pflicht]
        self.initial = {name: getattr(regel, name) for name in self.fields} | {"pflicht": gesagt}

    def clean_pflicht(self):
        return {"ja": True, "nein": False}.get(self.cleaned_data["pflicht"])

    @property
    def leer(self):
        """Whether nothing is said any more, so that the row can go."""
        return not any(wert not in (None, "") for wert in self.cleaned_data.values())

    def zeile(self):
        """The row as entered."""
        for name, wert in self.cleaned_data.items():
            setattr(self.regel, name, wert)
        return self.regel


def grenzfeld(feld, wort):
    """The field for a limit of a core field in its unit (texts: characters); None where limits make no sense."""
    if feld == "beantragt_vzae":
        return None  # minimum and maximum share are fields of the version itself
    if feld in GELD:
        return EuroFeld(label=wort, required=False, min_value=0)
    if feld in STELLE:
        return VzaeFeld(label=wort, required=False, min_value=0)
    if feld == "personen_gesamt":
        return PersonenFeld(label=wort, required=False)
    if feld == "begruendung":
        return PersonenFeld(label=wort, required=False, unit="Zeichen")
    return None


def eigenes_label(feld):
    """The words a core field has of itself."""
    return str(Antrag._meta.get_field(feld).verbose_name)


class UnterlageForm(Modellformular):
    class Meta(Modellformular.Meta):
        model = Unterlagenregel
        fields = ("art", "bezeichnung", "hinweis", "pflicht", "nachreichbar", "reihenfolge")


class FrageForm(Modellformular):
    abschnitt = forms.ChoiceField(label="Abschnitt des Formulars", choices=list(ABSCHNITTE.items()))

    class Meta(Modellformular.Meta):
        model = Zusatzfrage
        fields = ("nummer", "abschnitt", "frage", "hilfe", "art", "auswahl", "pflicht")
        widgets = {"auswahl": forms.Textarea(attrs={"rows": 4}), "art": forms.RadioSelect}

    def clean(self):
        daten = super().clean()
        if daten.get("art") == Zusatzfrage.Art.AUSWAHL and not daten.get("auswahl", "").strip():
            self.add_error("auswahl", "Bitte nennen Sie die Antworten, eine je Zeile")
        return daten


class PruefpunktForm(Modellformular):
    """A point; the field it is tied to is opened for a new look when it changes."""

    feld = forms.ChoiceField(label="Gehört zu Feld oder Abschnitt", required=False)

    class Meta(Modellformular.Meta):
        model = Pruefpunkt
        fields = ("art", "nummer", "text", "hinweis", "feld")
        widgets = {"art": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        felder = [
            (titel, [(abschnitt, f"Ganzer Abschnitt: {titel}"), *_felder_von(abschnitt)])
            for abschnitt, titel in ABSCHNITTE.items()
        ]
        self.fields["feld"].choices = [("", "Keinem"), *felder]


def _felder_von(abschnitt):
    beschluss = [("beschluss", "Beschluss des Gemeinderats")] if abschnitt == "unterlagen" else []
    return beschluss + [(feld, eigenes_label(feld)) for feld in FELDER[abschnitt]]
