"""Section 4: the council's decision that may follow, and the declarations; the files have a form of their own."""

from django import forms
from django.core.exceptions import ValidationError

from antraege import formate
from antraege.forms.abschnitt import AbschnittForm
from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld
from antraege.models import Anlage, Antrag


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

    art = forms.ChoiceField(label="Art der Unterlage", choices=Anlage.Art)
    datei = forms.FileField(
        label="Datei", help_text="PDF, PNG, JPEG, DOCX oder XLSX, höchstens 10 MB.", allow_empty_file=True
    )


class NachreichForm(AnlageForm):
    """The council's decision that was announced when the application went in."""

    art = forms.ChoiceField(choices=Anlage.Art, widget=forms.HiddenInput, initial=Anlage.Art.BESCHLUSS)
