"""Forms of the council's office: committees, what they may decide, sittings, and where these are read from."""

from django import forms

from antraege import formate
from antraege.forms.basis import Formular, Modellformular
from antraege.forms.gremium import Sitzungswahl
from antraege.models import Gremium, Ratssystem, Sitzung, Zustaendigkeit
from antraege.services import gremien

UHRZEIT = ["%H:%M", "%H.%M", "%H:%M:%S"]


def uhrzeitfeld(label, hinweis=""):
    """A time of day, as 17:30 or 17.30."""
    return forms.TimeField(
        label=label,
        help_text=hinweis,
        required=False,
        input_formats=UHRZEIT,
        widget=forms.TimeInput({"class": "kern-form-input__input--width-4"}, format="%H:%M"),
        error_messages={"invalid": "Bitte eine Uhrzeit eingeben, zum Beispiel 17:30"},
    )


class GremiumForm(Modellformular):
    """Name, short name, and how many working days before a sitting its papers are due."""

    class Meta(Modellformular.Meta):
        model = Gremium
        fields = ("name", "kurz", "abgabe_werktage")


class ZustaendigkeitForm(Modellformular):
    """What the committee may decide from a day on."""

    class Meta(Modellformular.Meta):
        model = Zustaendigkeit
        fields = ("gueltig_ab", "beschliessend", "wertgrenze", "stimmberechtigte", "grundlage")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wertgrenze"].label = "Beschließt bis"
        self.fields[
            "wertgrenze"
        ].help_text = "für alles, was eine Sitzung zu einer Vorlage beschließt; leer: ohne Grenze"


class SitzungForm(Modellformular):
    """A sitting; the closing day is computed where none is typed."""

    beginn = uhrzeitfeld("Beginn")
    beendet_um = uhrzeitfeld(
        "Ende der Sitzung", "Erst nach der Sitzung; ab dann können Ergebnisse erscheinen."
    )
    ersatz = Sitzungswahl(
        label="Ersatzsitzung",
        required=False,
        help_text="Nur bei einer Absage: Dorthin kommen die Vorlagen, die auf dieser Sitzung stehen.",
    )
    geschlossen = forms.TypedMultipleChoiceField(
        label="Nicht öffentlich beraten",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vorlagen, deren Tagesordnungspunkt auch in einer öffentlichen Sitzung nicht öffentlich ist.",
    )
    gesehen = forms.CharField(widget=forms.HiddenInput({"autocomplete": "off"}), required=False)
    field_order = (
        *("gremium", "tag", "beginn", "ort", "oeffentlich", "geschlossen", "einladung_am", "abgabeschluss"),
        *("beendet_um", "abgesagt", "ersatz", "adresse"),
    )

    class Meta(Modellformular.Meta):
        model = Sitzung
        fields = (
            *("gremium", "tag", "beginn", "ort", "oeffentlich", "einladung_am", "abgabeschluss"),
            *("abgesagt", "adresse"),
        )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gremium"].queryset = Gremium.objects.visible_to(user).order_by("name")
        self.fields["tag"].label = "Tag der Sitzung"  # its three inputs begin with one called "Tag"
        self.fields["abgabeschluss"].help_text = "Leer: wird aus den Arbeitstagen des Gremiums berechnet."
        if self.instance.pk is None:
            for name in ("beendet_um", "abgesagt", "ersatz", "geschlossen", "gesehen"):
                del self.fields[name]
            return
        del self.fields["gremium"]
        self._vorbelegen()

    def _vorbelegen(self):
        sitzung = self.instance
        frist = gremien.abgabeschluss(sitzung.gremium, sitzung.tag)
        if frist and frist.tag == sitzung.abgabeschluss:
            self.initial["abgabeschluss"] = None
        if sitzung.beendet_am:
            self.initial["beendet_um"] = f"{formate.ortszeit(sitzung.beendet_am):%H:%M}"
        self._punkte(sitzung.beratungen.geplant().select_related("vorlage").order_by("pk"))
        andere = Sitzung.objects.kommende(ab=sitzung.tag).filter(gremium=sitzung.gremium_id)
        self.fields["ersatz"].queryset = andere.exclude(pk=sitzung.pk).select_related("gremium")

    def _punkte(self, schritte):
        """One box for each paper on the sitting; without any there is nothing to ask."""
        if not schritte:
            del self.fields["geschlossen"], self.fields["gesehen"]
            return
        self.fields["geschlossen"].choices = [(s.pk, f"{s.vorlage}: {s.vorlage.titel}") for s in schritte]
        zu = [s.pk for s in schritte if not s.oeffentlich]
        self.initial |= {"geschlossen": zu, "gesehen": " ".join(map(str, zu))}

    def clean_gesehen(self):
        """The items that were closed when the page was drawn."""
        return {int(wort) for wort in self.cleaned_data["gesehen"].split() if wort.isdecimal()}


class SitzungenFilter(forms.Form):
    """Committee and time; the coming ones to begin with."""

    gremium = forms.ModelChoiceField(
        label="Gremium", queryset=Gremium.objects.none(), required=False, empty_label="Alle Gremien"
    )
    wann = forms.ChoiceField(
        label="Zeit",
        choices=[("", "Kommende"), ("vergangen", "Vergangene"), ("alle", "Alle")],
        required=False,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gremium"].queryset = Gremium.objects.visible_to(user).order_by("name")

    def gewaehlt(self):
        """The valid choices; a wrong one filters nothing and says so at its field."""
        self.is_valid()
        return {name: wert for name, wert in self.cleaned_data.items() if wert}


class KalenderForm(Formular):
    """A calendar file, and the committee its entries belong to where they name none."""

    datei = forms.FileField(label="Kalenderdatei", help_text="Dateityp .ics, höchstens 1 MB")
    gremium = forms.ModelChoiceField(
        label="Gremium",
        queryset=Gremium.objects.none(),
        required=False,
        empty_label="nach dem Titel des Termins",
        help_text="Für Termine, deren Titel kein Gremium nennt.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gremium"].queryset = Gremium.objects.visible_to(user).order_by("name")


class KalenderBestaetigung(Formular):
    """What the preview showed, signed: the file need not be chosen again, and nobody writes it himself."""

    stand = forms.CharField(widget=forms.HiddenInput)


class RatssystemForm(Modellformular):
    """Where the council system is read, and whether every day."""

    class Meta(Modellformular.Meta):
        model = Ratssystem
        fields = ("adresse", "aktiv")
