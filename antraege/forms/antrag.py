"""Forms of acts on an application that have no task: withdrawal and more time."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld
from antraege.forms.tageshinweis import Tageshinweis


class ZurueckziehenForm(Formular):
    grund = forms.CharField(
        label="Grund",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zum Beispiel: Der Gemeinderat hat den Eigenanteil abgelehnt.",
    )


class OhneErgaenzungForm(Formular):
    grund = forms.CharField(
        label="Grund",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zum Beispiel: Auf Nachfrage keine Antwort. Die Kommune liest ihn im Verlauf.",
    )


class ZeichnungAufhebenForm(Formular):
    grund = forms.CharField(
        label="Grund",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zum Beispiel: Die Kommune hat Angaben berichtigt. Die Kommune erfährt davon nichts.",
    )


class FristVerlaengernForm(Tageshinweis, Formular):
    bis = DatumFeld(
        label="Neues Ende der Frist", help_text="Letzter Tag, 24 Uhr. Das Ende wird als fester Tag gesetzt."
    )
    grund = forms.CharField(
        label="Grund",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Die Kommune liest ihn im Verlauf.",
    )
