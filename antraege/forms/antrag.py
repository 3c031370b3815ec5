"""Forms of acts on an application that have no task: withdrawal and more time."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld
from antraege.forms.schritte import mehrzeilig
from antraege.forms.tageshinweis import Tageshinweis


class ZurueckziehenForm(Formular):
    grund = mehrzeilig("Grund", "Zum Beispiel: Der Gemeinderat hat den Eigenanteil abgelehnt.", laenge=1000)


class OhneErgaenzungForm(Formular):
    grund = mehrzeilig(
        "Grund",
        "Zum Beispiel: Auf Nachfrage keine Antwort. Die Kommune liest ihn im Verlauf.",
        zeilen=3,
        laenge=1000,
    )


class ZeichnungAufhebenForm(Formular):
    grund = mehrzeilig(
        "Grund",
        "Zum Beispiel: Die Kommune hat Angaben berichtigt. Die Kommune erfährt davon nichts.",
        zeilen=3,
        laenge=1000,
    )


class FristVerlaengernForm(Tageshinweis, Formular):
    bis = DatumFeld(
        label="Neues Ende der Frist", help_text="Letzter Tag, 24 Uhr. Das Ende wird als fester Tag gesetzt."
    )
    grund = mehrzeilig("Grund", "Die Kommune liest ihn im Verlauf.", zeilen=3, laenge=1000)


class MehrZeitForm(Formular):
    """What a municipality says when a deadline is too short; on the page of its answers beside them."""

    bis = DatumFeld(label="Gewünschtes Ende der Frist", help_text="Letzter Tag, 24 Uhr.")
    grund = mehrzeilig(
        "Warum brauchen Sie mehr Zeit?",
        "Zum Beispiel: Der Gemeinderat tagt erst am 11.05.2027.",
        zeilen=3,
        laenge=1000,
    )

    @property
    def getippt(self):
        """Whether something of it was entered: what stands there is not sent by other buttons."""
        return any(self.data.get(name) for name in ("grund", "bis", "bis_tag", "bis_monat", "bis_jahr"))


class Gelesen(forms.CharField):
    """Which wish the page shows: sent along, and shown anew with the newest one."""

    widget = forms.HiddenInput({"autocomplete": "off"})

    def bound_data(self, data, initial):
        return initial


class MehrZeitAblehnenForm(Formular):
    grund = mehrzeilig("Grund der Ablehnung", "Die Kommune liest ihn im Verlauf.", zeilen=3, laenge=1000)
    gelesen = Gelesen(required=False)
