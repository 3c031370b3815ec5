"""The forms with which an employer reports who fills a position and until when."""

from decimal import Decimal
from typing import Final

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld, VzaeFeld, ZahlFeld

WOCHE: Final = Decimal(168)  # hours of a week


class BesetzungForm(Formular):
    """Who, how much, from when; hours where the contract names them: the lower of both counts."""

    kennzeichen = forms.CharField(
        label="Kennzeichen", max_length=20, help_text="Initialen oder Personalnummer, bitte keine Namen"
    )
    vzae = VzaeFeld(label="Umfang")
    beginn = DatumFeld(label="Erster Tag")
    ende = DatumFeld(label="Letzter Tag", required=False, help_text="leer: bis zum Ende der Stelle")
    stunden = ZahlFeld(label="Wochenstunden laut Vertrag", required=False, unit="Stunden", max_value=WOCHE)
    vollzeit = ZahlFeld(
        label="Wochenstunden einer vollen Stelle",
        required=False,
        unit="Stunden",
        max_value=WOCHE,
        help_text="zum Beispiel 39",
    )


class FreimeldenForm(Formular):
    """The last day of a person."""

    ende = DatumFeld(label="Letzter Tag", help_text="Der Grund wird nicht gefragt.")
