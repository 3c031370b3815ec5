"""What the four section forms of an application share: incomplete may be saved, a second window is noticed."""

import hashlib

from django import forms

from antraege.forms import richtlinienfelder
from antraege.forms.basis import Formular
from antraege.forms.felder import kleine_zahl
from antraege.models import Antrag
from antraege.regelwerk import regelwerk


class AbschnittForm(Formular):
    """A section of ``antrag``. ``required`` fields are needed to submit, not to save: they only lose "(freiwillig)".

    Words, limits and further questions are those of the application's version (``regeln``).
    ``version`` is the one the page was drawn from; saving compares it. ``stand`` says in one word what this section held
    then: who saved another section meanwhile is no conflict here.
    """

    abschnitt = ""  # key of the section in ``antraege.felder.FELDER``
    use_required_attribute = False
    # A browser that fills in what was typed before a reload must not bring back an old version.
    version = forms.CharField(widget=forms.HiddenInput({"autocomplete": "off"}), required=False)
    stand = forms.CharField(widget=forms.HiddenInput({"autocomplete": "off"}), required=False)
    HELFER = frozenset({"version", "stand"})

    def __init__(self, *args, antrag: Antrag, heute, **kwargs):
        self.antrag, self.heute = antrag, heute
        self.regeln = regelwerk(antrag.fassung)
        super().__init__(*args, **kwargs)
        richtlinienfelder.anpassen(self, self.regeln, self.abschnitt)
        self.initial |= {"version": antrag.version} | self.anfangswerte()

    def get_initial_for_field(self, field, field_name):
        """The print is taken when it is drawn, after the sections have added their own fields."""
        return self.abdruck() if field_name == "stand" else super().get_initial_for_field(field, field_name)

    def abdruck(self):
        """Give one word for what is stored in this section; any change to it gives another."""
        werte = [f"{name}={self.initial.get(name)}" for name in sorted(set(self.fields) - self.HELFER)]
        return hashlib.sha256("\n".join(werte).encode()).hexdigest()[:16]

    def unveraendert(self):
        """Say whether what is stored is still what the sender saw, whoever saved another section meanwhile."""
        return self.data.get("stand") == self.abdruck()

    def anfangswerte(self):
        """What the fields show at first: the application's own values."""
        eigene = {name: getattr(self.antrag, name) for name in self.fields if hasattr(self.antrag, name)}
        return eigene | richtlinienfelder.anfangswerte(self.regeln, self.abschnitt, self.antrag)

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

    def angaben(self):
        """Give what was entered and is valid, as keywords of ``services.antrag.speichern``; sections add their rows."""
        antworten = richtlinienfelder.antworten(self, self.regeln, self.abschnitt)
        return {"felder": self.felder()} | ({"antworten": antworten} if antworten else {})

    def felder(self):
        """Give the application's columns as entered, as far as they are valid."""
        eigene = {
            name for name in self.cleaned_data if name not in self.HELFER and hasattr(self.antrag, name)
        }
        return {name: self.cleaned_data[name] for name in self.fields if name in eigene}

    def hinweise(self):
        """Give sentences about what was saved and may be asked back; they refuse nothing."""
        return []
