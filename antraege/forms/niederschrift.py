"""Forms after a decision: confirm it with the extract from the minutes, settle its conditions."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.schritte import mehrzeilig
from antraege.services import niederschrift


class NiederschriftForm(Formular):
    """The extract; changed wordings may be corrected to those of the minutes, with the reason."""

    datei = forms.FileField(
        label="Auszug aus der Niederschrift",
        help_text="PDF, PNG, JPEG, DOCX oder XLSX, höchstens 10 MB.",
        allow_empty_file=True,
    )

    def __init__(self, *args, schritt, **kwargs):
        super().__init__(*args, **kwargs)
        erfasst = {e.beschlussantrag.ziffer: e.wortlaut for e in niederschrift.mit_wortlaut(schritt)}
        self.ziffern = list(erfasst)
        for ziffer, wortlaut in erfasst.items():
            feld = mehrzeilig(f"Wortlaut zu Ziffer {ziffer}, wie in der Niederschrift", required=False)
            self.fields[f"wortlaut_{ziffer}"] = feld
            feld.initial = wortlaut
        if self.ziffern:
            self.fields["grund"] = mehrzeilig(
                "Grund der Berichtigung", "Nur wenn Sie einen Wortlaut ändern.", laenge=1000, required=False
            )

    def facts(self):
        """Keyword arguments for the service."""
        daten = self.cleaned_data
        return {
            "auszug": daten["datei"],
            "wortlaute": {ziffer: daten[f"wortlaut_{ziffer}"] for ziffer in self.ziffern},
            "grund": daten.get("grund", ""),
        }


class MassgabeForm(Formular):
    """What was done to settle a condition."""

    vermerk = mehrzeilig("Vermerk", "Was ist getan, und wo steht es?", laenge=2000)

    def facts(self):
        """Keyword arguments for the service."""
        return self.cleaned_data
