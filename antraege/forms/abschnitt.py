"""What the four section forms of an application share: incomplete may be saved, a second window is noticed."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import kleine_zahl
from antraege.models import Antrag


class AbschnittForm(Formular):
    """A section of ``antrag``. ``required`` fields are needed to submit, not to save: they only lose "(freiwillig)".

    ``version`` is the one the page was drawn from; saving compares it.
    """

    use_required_attribute = False
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, antrag: Antrag, heute, **kwargs):
        self.antrag, self.heute = antrag, heute
        super().__init__(*args, **kwargs)
        self.initial |= {"version": antrag.version} | self.anfangswerte()

    def anfangswerte(self):
        """What the fields show at first: the application's own values."""
        return {name: getattr(self.antrag, name) for name in self.fields if hasattr(self.antrag, name)}

    def full_clean(self):
        """Check what is there and demand nothing."""
        noetig = [field for field in self.fields.values() if field.required]
        for field in noetig:
            field.required = False
        super().full_clean()
        for field in noetig:
            field.required = True

    def gesehen(self):
        """Give the version the page was drawn from; 0 for none or nonsense, which is never the current one."""
        return kleine_zahl(self.cleaned_data.get("version", ""))

    def felder(self):
        """Give the application's columns as entered, for ``services.antrag.speichern``."""
        eigene = {name for name in self.fields if name != "version" and hasattr(self.antrag, name)}
        return {name: self.cleaned_data[name] for name in self.fields if name in eigene}

    def fallzahlen(self):
        """Give persons by target group; None where the section has none."""
        return None

    def hinweise(self):
        """Give sentences about what was saved and may be asked back; they refuse nothing."""
        return []
