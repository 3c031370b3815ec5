"""A day for a deadline that falls into holidays or a bridge weekend: the form asks once, then it holds."""

from django import forms

from antraege import fristen

FRAGE = "{hinweis} Bitte wählen Sie einen anderen Tag, oder senden Sie noch einmal ab, um bei diesem Tag zu bleiben."


class Tageshinweis:
    """Mixin for forms in which the office chooses a last day (``TAGE``: names of their DatumFeld).

    The law lets such a day stand, so nothing is refused: the first sending comes back with the hint at its field, the
    same day sent again goes through. The day that was asked about travels in a hidden field.
    """

    TAGE = ("bis",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.TAGE:
            self.fields[_gesehen(name)] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        """Ask about each day that has a hint and was not asked about before."""
        daten = super().clean()
        for name in self.TAGE:
            gesehen, tag = daten.pop(_gesehen(name), ""), daten.get(name)
            hinweis = fristen.hinweis(tag) if tag else None
            if hinweis and gesehen != tag.isoformat():
                self._merken(_gesehen(name), tag.isoformat())
                self.add_error(name, FRAGE.format(hinweis=hinweis))
        return daten

    def _merken(self, name, wert):
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = wert


def _gesehen(name):
    return f"{name}_gesehen"
