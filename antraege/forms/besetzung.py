"""The forms with which an employer reports who fills a position and until when."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld, VzaeFeld, ZahlFeld


class BesetzungForm(Formular):
    """Who, how much, from when; hours where the contract names them: the lower of both counts."""

    kennzeichen = forms.CharField(
        label="Kennzeichen", max_length=20, help_text="Initialen oder Personalnummer, bitte keine Namen"
    )
    vzae = VzaeFeld(label="Umfang")
    beginn = DatumFeld(label="erster Tag")
    ende = DatumFeld(label="letzter Tag", required=False, help_text="leer: bis zum Ende der Stelle")
    stunden = ZahlFeld(label="Wochenstunden laut Vertrag", required=False)
    vollzeit = ZahlFeld(
        label="Wochenstunden einer vollen Stelle", required=False, help_text="zum Beispiel 39"
    )


class FreimeldenForm(Formular):
    """The last day of a person."""

    ende = DatumFeld(label="letzter Tag", help_text="Der Grund wird nicht gefragt.")
