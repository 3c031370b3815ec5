"""Forms of the council's office: write a paper and revise it."""

from django import forms

from antraege.formate import datum_lang, euro, vzae
from antraege.forms.basis import Formular
from antraege.forms.schritte import Schrittform, mehrzeilig
from antraege.models import Antrag, Sitzung

KEINE_SITZUNG = "Es ist keine kommende Sitzung hinterlegt. Sitzungen trägt die Geschäftsstelle Kreistag unter „Sitzungen“ ein."


class Sitzungswahl(forms.ModelChoiceField):
    """A sitting, named by committee and day."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Sitzung.objects.none(), empty_label="Bitte wählen", **kwargs)

    def label_from_instance(self, obj):
        return f"{obj.gremium.name}, {datum_lang(obj.tag)}"


class Antragswahl(forms.ModelMultipleChoiceField):
    """Signed applications, each with what is recommended for it."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return f"{obj.kommune.name}: empfohlen {vzae(obj.empfohlen_vzae)}, {euro(obj.empfohlen_betrag)} ({obj.vorgangsnummer})"


class VorlageForm(Formular):
    """A new paper from the signed applications of a round; all are chosen to begin with."""

    antraege = Antragswahl(label="Gezeichnete Anträge", queryset=Antrag.objects.none())
    drucksache = forms.CharField(
        label="KT-Drucks. Nr.",
        max_length=8,
        help_text="So, wie das Ratsinformationssystem sie vergibt, zum Beispiel 012/2027.",
    )
    titel = forms.CharField(label="Titel", max_length=200)
    sga = Sitzungswahl(label="Vorberatung in der Sitzung")
    kreistag = Sitzungswahl(label="Beschluss in der Sitzung")
    ziffern = mehrzeilig(
        "Weitere Beschlussanträge",
        "Ziffer 1 wird aus den Anträgen gebildet. Weitere Ziffern trennen Sie durch eine Leerzeile.",
        required=False,
    )

    def __init__(self, *args, runde, heute, **kwargs):
        super().__init__(*args, **kwargs)
        frei = (
            Antrag.objects.in_runde(runde)
            .gezeichnet()
            .fuer_das_gremium()
            .select_related("kommune")
            .order_by("kommune__sortiername")
        )
        self.fields["antraege"].queryset = frei
        self.fields["antraege"].error_messages["required"] = (
            "Bitte wählen Sie mindestens einen gezeichneten Antrag"
        )
        self.initial = {
            "antraege": frei,
            "titel": f"Förderung von Stellenanteilen, {runde.name}",
        } | self.initial
        kommend = (
            Sitzung.objects.mit_zustaendigkeit()
            .filter(gremium__landkreis=runde.programm.landkreis_id, tag__gte=heute)
            .select_related("gremium")
        )
        for name, beschliessend in (("sga", False), ("kreistag", True)):
            self.fields[name].queryset = kommend.filter(beschliessend=beschliessend)
            if not self.fields[name].queryset.exists():
                self.fields[name].help_text = KEINE_SITZUNG

    def facts(self):
        """Keyword arguments for the service; the further motions one by one."""
        ziffern = [
            absatz.strip() for absatz in self.cleaned_data["ziffern"].replace("\r\n", "\n").split("\n\n")
        ]
        return self.cleaned_data | {
            "antraege": list(self.cleaned_data["antraege"]),
            "ziffern": [z for z in ziffern if z],
        }


class MitzeichnungForm(Schrittform):
    """A signature, with a remark for whoever signs next and whoever wrote it."""

    bemerkung = mehrzeilig(
        "Bemerkung", "Steht im Verlauf der Vorlage.", zeilen=3, laenge=2000, required=False
    )


class UeberarbeitungForm(Schrittform):
    """Title and wording of a draft."""

    titel = forms.CharField(label="Titel", max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["titel"].initial = self.objekt.titel
        self.ziffern = list(self.objekt.beschlussantraege.all())
        for ziffer in self.ziffern:
            self.fields[f"ziffer_{ziffer.ziffer}"] = mehrzeilig(f"Beschlussantrag Ziffer {ziffer.ziffer}")
            self.fields[f"ziffer_{ziffer.ziffer}"].initial = ziffer.wortlaut

    def facts(self):
        """Title and wording by number."""
        return {
            "titel": self.cleaned_data["titel"],
            "ziffern": {z.ziffer: self.cleaned_data[f"ziffer_{z.ziffer}"] for z in self.ziffern},
        }
