"""The municipality's answers to remarks, at the field and on the overview; kept in between, sent with the completion."""

from antraege.forms.basis import Formular
from antraege.forms.pruefung import antwortfeld


class AntwortenForm(Formular):
    """A field for each open remark of ``antrag``; nothing is required to keep it.

    ``an``: id of the form element the fields belong to, where they stand outside of it.
    """

    use_required_attribute = False

    def __init__(self, *args, antrag, an="", **kwargs):
        super().__init__(*args, **kwargs)
        self.anmerkungen = list(antrag.anmerkungen.filter(beantwortet_am__isnull=True))
        for anmerkung in self.anmerkungen:
            feld = antwortfeld(antrag, anmerkung)
            feld.help_text = "Wird mit der Ergänzung gesendet."
            if an:
                feld.widget.attrs["form"] = an
            self.fields[f"antwort_{anmerkung.pk}"] = feld

    def full_clean(self):
        """Keep what is there and demand nothing: that every remark has its answer is asked when it is sent."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for field in self.fields.values():
            field.required = True

    def feld(self, anmerkung):
        """The field for the answer to a remark."""
        return self[f"antwort_{anmerkung.pk}"]

    def antworten(self):
        """Answers by the remark's id, as far as they were sent."""
        return {
            a.pk: self.cleaned_data[f"antwort_{a.pk}"]
            for a in self.anmerkungen
            if f"antwort_{a.pk}" in self.data
        }
