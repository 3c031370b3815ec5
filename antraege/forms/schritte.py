"""Forms of the steps around submission. A step's form gives its act the facts it needs (``facts``)."""

from django import forms

from antraege import fristen, zeit
from antraege.forms.basis import Formular


class Schrittform(Formular):
    """Base: knows the application or paper, who looks at it and the day; ``act`` names the button that was pressed.

    ``zeilen``: how many rows the browser asks for; a form without rows does not mind.
    """

    act = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, objekt, user, heute, zeilen=0, **kwargs):
        self.objekt, self.user, self.heute = objekt, user, heute
        super().__init__(*args, **kwargs)

    def facts(self):
        """Keyword arguments for the service."""
        return {name: value for name, value in self.cleaned_data.items() if name != "act"}


def mehrzeilig(label, hinweis="", *, zeilen=4, laenge=4000, required=True):
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": zeilen})
    return forms.CharField(
        label=label, help_text=hinweis, widget=widget, max_length=laenge, required=required
    )


class EinreichenForm(Schrittform):
    """Nothing to fill in while the round is open; after its last day the reason for being late."""

    grund_verspaetung = mehrzeilig(
        "Grund der Verspätung",
        "Die Antragsfrist ist abgelaufen. Zwei Personen im Landratsamt entscheiden, ob Ihr Antrag noch zugelassen wird.",
        laenge=2000,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.verspaetet = fristen.ist_verspaetet(zeit.jetzt(), self.objekt.runde.antrag_bis)
        if not self.verspaetet:
            del self.fields["grund_verspaetung"]


class OhneUnterschriftForm(Schrittform):
    grund = mehrzeilig("Was soll geändert werden?", "Der Grund steht im Verlauf.", laenge=1000)


class VerspaetungVorschlagForm(Schrittform):
    vorschlag = forms.ChoiceField(
        label="Vorschlag",
        widget=forms.RadioSelect,
        choices=[("zulassen", "Verspätung zulassen"), ("ablehnen", "Antrag als unzulässig beenden")],
    )
    begruendung = mehrzeilig(
        "Begründung", "Zum Beispiel welche Nachweise vorliegen und wie viele Stellenanteile noch frei sind."
    )


class RueckgabeForm(Schrittform):
    grund = mehrzeilig("Grund der Rückgabe", "Der Grund steht im Verlauf.", laenge=1000)
