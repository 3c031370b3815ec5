"""Forms that begin a paper: from a round's applications, of free motions, or as a supplement to another one."""

from django import forms
from django.utils.html import format_html

from antraege.formate import datum_lang, euro, vzae
from antraege.forms.basis import Formular
from antraege.forms.schritte import Schrittform, mehrzeilig
from antraege.models import Antrag, Beratungsschritt, Beschlussantrag, Foerderprogramm, Sitzung

R = Beratungsschritt.Rolle
KEINE_SITZUNG = "Es ist keine kommende Sitzung hinterlegt. Sitzungen trägt die Geschäftsstelle Kreistag unter „Sitzungen“ ein."
WEITERE = "Mehrere Beschlussanträge trennen Sie durch eine Leerzeile."


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
        empfohlen = f"{vzae(obj.empfohlen_vzae)}, {euro(obj.empfohlen_betrag)}"
        satz = '{}: empfohlen {} <span class="app-num">({})</span>'  # a number never breaks at its hyphens
        return format_html(satz, obj.kommune.name, empfohlen, obj.vorgangsnummer)


class Drucksache(forms.CharField):
    """The number, as the council's own system gave it."""

    def __init__(self, **kwargs):
        vorgabe = {
            "label": "KT-Drucks. Nr.",
            "max_length": 8,
            "help_text": "So, wie das Ratsinformationssystem sie vergibt, zum Beispiel 012/2027.",
        }
        super().__init__(**(vorgabe | kwargs))


class Geschlossen(forms.MultipleChoiceField):
    """Which sittings deal with the paper behind closed doors, though they are public themselves."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self):
        super().__init__(
            label="Nicht öffentlich beraten",
            choices=[(R.VORBERATUNG, "in der Vorberatung"), (R.BESCHLUSS, "beim Beschluss")],
            required=False,
            help_text="Nur wenn der Tagesordnungspunkt nicht öffentlich ist. Was dort gesagt und beschlossen wird, lesen die Kommunen hier nicht.",
        )


def absaetze(text):
    """The paragraphs of a text, as empty lines part them."""
    teile = [teil.strip() for teil in text.replace("\r\n", "\n").split("\n\n")]
    return [teil for teil in teile if teil]


def sitzungen_anbieten(form, landkreis_id, heute, dazu=()):
    """Fill the form's two choices: coming sittings of the committees that advise and of those that decide, and ``dazu``."""
    kommend = Sitzung.objects.mit_zustaendigkeit().filter(gremium__landkreis=landkreis_id, abgesagt=False)
    wahl = (kommend.filter(tag__gte=heute) | kommend.filter(pk__in=dazu)).select_related("gremium")
    for name, beschliessend in (("sga", False), ("kreistag", True)):
        form.fields[name].queryset = wahl.filter(beschliessend=beschliessend)
        if not form.fields[name].queryset.exists():
            form.fields[name].help_text = KEINE_SITZUNG


class NeueVorlage(Formular):
    """What every new paper has: number, title, motions and its way through the committees."""

    drucksache = Drucksache()
    titel = forms.CharField(label="Titel", max_length=200)
    sga = Sitzungswahl(label="Vorberatung in der Sitzung")
    kreistag = Sitzungswahl(label="Beschluss in der Sitzung")
    geschlossen = Geschlossen()
    ziffern = mehrzeilig("Beschlussanträge", WEITERE, zeilen=8, laenge=20000)

    def __init__(self, *args, landkreis_id, heute, **kwargs):
        super().__init__(*args, **kwargs)
        sitzungen_anbieten(self, landkreis_id, heute)

    def facts(self):
        """Keyword arguments for the service; the motions one by one."""
        return self.cleaned_data | {"ziffern": absaetze(self.cleaned_data["ziffern"])}


class FreieVorlageForm(NeueVorlage):
    """A new paper of free motions: a programme, a guideline, positions."""


class VorlageForm(NeueVorlage):
    """A new paper from the signed applications of a round; all are chosen to begin with."""

    antraege = Antragswahl(label="Gezeichnete Anträge", queryset=Antrag.objects.none())
    field_order = ("antraege",)

    def __init__(self, *args, runde, heute, **kwargs):
        super().__init__(*args, landkreis_id=runde.programm.landkreis_id, heute=heute, **kwargs)
        frei = freie_antraege(runde)
        self.fields["antraege"].queryset = frei
        self.fields["antraege"].error_messages["required"] = (
            "Bitte wählen Sie mindestens einen gezeichneten Antrag"
        )
        self.fields["ziffern"].required = False
        self.fields["ziffern"].label = "Weitere Beschlussanträge"
        self.fields[
            "ziffern"
        ].help_text = (
            "Ziffer 1 wird aus den Anträgen gebildet. Weitere Ziffern trennen Sie durch eine Leerzeile."
        )
        self.initial = {
            "antraege": frei,
            "titel": f"Förderung von Stellenanteilen, {runde.name}",
        } | self.initial

    def facts(self):
        """As every new paper, with its applications."""
        return super().facts() | {"antraege": list(self.cleaned_data["antraege"])}


def freie_antraege(runde):
    """Signed applications of a round that a committee decides and that stand on no paper."""
    frei = Antrag.objects.in_runde(runde).gezeichnet().fuer_das_gremium()
    return frei.select_related("kommune").order_by("kommune__sortiername")


class ErgaenzungForm(Formular):
    """A supplement: new wording for motions of the main paper, or motions of its own."""

    drucksache = Drucksache()
    titel = forms.CharField(label="Titel", max_length=200)
    ziffern = mehrzeilig("Weitere Beschlussanträge", WEITERE, zeilen=6, laenge=20000, required=False)

    def __init__(self, *args, haupt, **kwargs):
        super().__init__(*args, **kwargs)
        self.bisher = list(haupt.beschlussantraege.all())
        self.initial = {"titel": f"Ergänzung: {haupt.titel}"[:200]} | self.initial
        for ziffer in self.bisher:
            feld = mehrzeilig(
                f"Neuer Wortlaut zu Ziffer {ziffer.ziffer}",
                f"Bisher: {ziffer.wortlaut} Leer: Die Ziffer bleibt, wie sie ist.",
                required=False,
            )
            self.fields[f"neu_{ziffer.ziffer}"] = feld

    def facts(self):
        """Keyword arguments for the service."""
        daten = self.cleaned_data
        return {
            "drucksache": daten["drucksache"],
            "titel": daten["titel"],
            "ziffern": absaetze(daten["ziffern"]),
            "neufassungen": {z.ziffer: daten[f"neu_{z.ziffer}"] for z in self.bisher},
        }


class GrundForm(Formular):
    """An act on a paper that asks for its reason."""

    grund = mehrzeilig("Grund", "Der Grund steht im Verlauf.", laenge=1000)

    def facts(self):
        """Keyword arguments for the service."""
        return self.cleaned_data


class OhneAngabenForm(Formular):
    """An act on a paper that asks for nothing."""

    def facts(self):
        """No arguments."""
        return {}


class ErmaechtigungForm(Formular):
    """Which motion of a paper opens a programme's gate (R19)."""

    programm = forms.ModelChoiceField(label="Programm", queryset=Foerderprogramm.objects.none())
    beschlussantrag = forms.ModelChoiceField(
        label="Beschlussantrag",
        queryset=Beschlussantrag.objects.none(),
        help_text="Erst wenn der Kreistag ihn angenommen hat, lassen sich Stellen schaffen.",
    )

    def __init__(self, *args, vorlage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programm"].queryset = Foerderprogramm.objects.filter(landkreis=vorlage.landkreis_id)
        self.fields["beschlussantrag"].queryset = vorlage.beschlussantraege.all()
        self.fields["beschlussantrag"].label_from_instance = lambda z: f"Ziffer {z.ziffer}: {z.wortlaut[:80]}"

    def facts(self):
        """Keyword arguments for the service."""
        return self.cleaned_data


class MitzeichnungForm(Schrittform):
    """A signature, with a remark for whoever signs next and whoever wrote it."""

    bemerkung = mehrzeilig(
        "Bemerkung", "Steht im Verlauf der Vorlage.", zeilen=3, laenge=2000, required=False
    )
