"""Section 4: the council's decision that may follow, and the declarations; the files have a form of their own."""

from django import forms
from django.core.exceptions import ValidationError

from antraege import formate
from antraege.forms.abschnitt import AbschnittForm
from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld
from antraege.models import Anlage, Antrag
from antraege.regelwerk import regelwerk

# What a municipality may add by itself; the signed sheet and the original of what came another way have acts of their own.
FREI = [art for art in Anlage.Art if art not in {Anlage.Art.UNTERSCHRIFT, Anlage.Art.ORIGINAL}]


def _erklaerung(name):
    return forms.BooleanField(label=Antrag._meta.get_field(name).verbose_name)


class UnterlagenForm(AbschnittForm):
    abschnitt = "unterlagen"
    beschluss_folgt = forms.BooleanField(
        label="Der Beschluss des Gemeinderats wird nachgereicht", required=False
    )
    beschluss_folgt_bis = DatumFeld(label="Beschluss voraussichtlich am", required=False)
    erklaerung_richtig = _erklaerung("erklaerung_richtig")
    erklaerung_keine_doppelfoerderung = _erklaerung("erklaerung_keine_doppelfoerderung")
    erklaerung_befugt = _erklaerung("erklaerung_befugt")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        runde, beschluss = self.antrag.runde, self.regeln.unterlage(Anlage.Art.BESCHLUSS)
        if beschluss is None or not (beschluss.nachreichbar and runde.beschluss_nachreichbar):
            del self.fields["beschluss_folgt"], self.fields["beschluss_folgt_bis"]
        elif runde.nachreichen_bis:
            self.fields[
                "beschluss_folgt_bis"
            ].help_text = f"{self.regeln.hilfe('beschluss_folgt_bis')} Der Beschluss muss bis zum {formate.datum_lang(runde.nachreichen_bis)} vorliegen.".strip()

    def clean_beschluss_folgt_bis(self):
        tag, grenze = self.cleaned_data["beschluss_folgt_bis"], self.antrag.runde.nachreichen_bis
        if tag and grenze and tag > grenze:
            raise ValidationError(
                f"Der Beschluss muss bis zum {formate.datum(grenze)} vorliegen. Bitte nennen Sie einen früheren Tag"
            )
        if tag and tag < self.heute and "beschluss_folgt_bis" in self.changed_data:
            raise ValidationError(
                "Dieser Tag ist vorbei. Bitte nennen Sie den Tag der nächsten Sitzung, oder laden Sie den Beschluss hoch"
            )
        return tag


class AnlageForm(Formular):
    """One file and what it is."""

    art = forms.ChoiceField(label="Art der Unterlage", choices=[(art.value, art.label) for art in FREI])
    datei = forms.FileField(
        label="Datei", help_text="PDF, PNG, JPEG, DOCX oder XLSX, höchstens 10 MB.", allow_empty_file=True
    )


class PostenForm(AnlageForm):
    """The file of one line of the checklist: its kind is settled; ids of its own, for several stand on a page."""

    def __init__(self, *args, posten, **kwargs):
        super().__init__(*args, auto_id=f"{posten.feld}_%s", initial={"art": posten.regel.art}, **kwargs)
        self.fields["art"].widget = forms.HiddenInput()
        self.fields["datei"].label = f"Datei: {posten.regel}"


class WeitereForm(AnlageForm):
    """A paper nobody asked for: the kinds that are not on the checklist."""

    def __init__(self, *args, antrag, **kwargs):
        super().__init__(*args, auto_id="weitere_%s", **kwargs)
        gefragt = {regel.art for regel in regelwerk(antrag.fassung).unterlagen}
        arten = [(art.value, art.label) for art in FREI if art not in gefragt]
        self.fields["art"].choices = arten
        self.fields["art"].initial = Anlage.Art.SONSTIGES


class NachreichForm(AnlageForm):
    """One of the papers that were to follow when the application went in; a single one needs no choice."""

    def __init__(self, *args, regeln, **kwargs):
        super().__init__(*args, **kwargs)
        art = self.fields["art"]
        art.choices = [(regel.art, str(regel)) for regel in regeln]
        beschluss = [regel.art for regel in regeln] == [Anlage.Art.BESCHLUSS]
        self.titel = f"{regeln[0]} nachreichen" if len(regeln) == 1 else "Unterlagen nachreichen"
        self.knopf = "Beschluss nachreichen" if beschluss else "Unterlage nachreichen"
        if len(regeln) == 1:
            art.widget, art.initial = forms.HiddenInput(), regeln[0].art

    @classmethod
    def zu(cls, regeln):
        """The form for these awaited papers; None without any."""
        return cls(regeln=regeln) if regeln else None
