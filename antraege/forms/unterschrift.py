"""Forms around the signature by hand and the municipality's own council."""

from django import forms
from django.core.exceptions import ValidationError

from antraege import formate
from antraege.forms.basis import Formular
from antraege.forms.felder import ALS_TEXT, DatumFeld
from antraege.services.ratssitzung import VORLAUF, VORLAUF_HOECHSTENS

HOECHSTENS = 60


class BlattForm(Formular):
    """The scan of the signed sheet, who signed it and when."""

    datei = forms.FileField(
        label="Scan des unterschriebenen Blatts",
        help_text="PDF, PNG oder JPEG, höchstens 10 MB. Bitte alle Seiten einscannen.",
        allow_empty_file=True,
    )
    unterzeichnet_von = forms.CharField(
        label="Unterschrieben von", help_text="Name und Amtsbezeichnung", max_length=120
    )
    unterzeichnet_am = DatumFeld(label="Unterschrieben am")


class RatssitzungenForm(Formular):
    """The coming sittings as a list, one day a line: a year's calendar is pasted in one go."""

    tage = forms.CharField(
        label="Sitzungstage",
        help_text="Ein Tag je Zeile, zum Beispiel 23.03.2027",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=2000,
        required=False,
    )
    vorlauf = forms.IntegerField(
        label="Abgabe der Vorlagen vor einer Sitzung",
        help_text="Tage vor der Sitzung, an denen die Vorlage spätestens abgegeben sein muss",
        min_value=0,
        max_value=VORLAUF_HOECHSTENS,
        error_messages={"invalid": VORLAUF, "min_value": VORLAUF, "max_value": VORLAUF},
    )

    def clean_tage(self):
        """Give the days in order; each line that is none is named."""
        zeilen = [zeile.strip() for zeile in self.cleaned_data["tage"].splitlines() if zeile.strip()]
        if len(zeilen) > HOECHSTENS:
            raise ValidationError(f"Bitte tragen Sie höchstens {HOECHSTENS} Sitzungen ein")
        return sorted({_tag(zeile) for zeile in zeilen})


def als_zeilen(tage):
    """The days as the form shows them."""
    return "\n".join(formate.datum(tag) for tag in tage)


def _tag(zeile):
    treffer = ALS_TEXT.fullmatch(zeile)
    if treffer is None:
        raise ValidationError(f"„{zeile[:40]}“ ist kein Tag. Bitte schreiben Sie ihn wie 23.03.2027")
    return DatumFeld().clean(list(treffer.groups()))
