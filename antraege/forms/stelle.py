"""Forms around positions: the funded share after the notice, the district's own position."""

from django import forms

from antraege import formate
from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld, VzaeFeld
from antraege.forms.schritte import Schrittform
from antraege.models import Antrag, Foerderrunde, Kommune
from antraege.services import stelle

# Social service and administration (TVöD); S 12 is usual for social workers with difficult tasks (domain F).
ENTGELTGRUPPEN = ("S 8b", "S 11b", "S 12", "S 15", "S 17", "E 9b", "E 9c", "E 10", "E 13")


class Entgeltgruppe(forms.ChoiceField):
    """The pay group as the Stellenplan names it."""

    def __init__(self, **kwargs):
        choices = [(gruppe, gruppe) for gruppe in ENTGELTGRUPPEN]
        super().__init__(label="Entgeltgruppe", choices=choices, initial="S 12", **kwargs)


class StelleAuswahl(forms.ModelChoiceField):
    """A position with its size and end, as one tells positions apart."""

    def label_from_instance(self, obj):
        return f"{obj.nummer}, {formate.vzae(obj.vzae)} bis {formate.datum(obj.ende)}"


class StelleErfassenForm(Schrittform):
    """The granted share of an application as a time-limited position; a top-up names the position it enlarges."""

    stelle = StelleAuswahl(label="Aufgestockte Stelle", queryset=None, empty_label="Bitte wählen")
    entgeltgruppe = Entgeltgruppe()
    beginn = DatumFeld(label="von")
    ende = DatumFeld(label="bis", help_text="spätestens am Ende der Förderzeit")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        runde = self.objekt.runde
        self.fields["beginn"].initial = max(runde.beginn, self.objekt.besetzt_ab or runde.beginn)
        self.fields["ende"].initial = runde.ende
        self.fields["stelle"].queryset = vorhandene = stelle.aufstockbar(self.objekt.kommune, runde)
        self.fields["stelle"].initial = self.objekt.aufgestockt_id
        if self.objekt.antragsart != Antrag.Art.AUFSTOCKUNG or not vorhandene.exists():
            del self.fields["stelle"]


class StelleSchaffenForm(Formular):
    """The district's own position; round and place of work stand in the address."""

    vzae = VzaeFeld(label="Umfang")
    entgeltgruppe = Entgeltgruppe()
    beginn = DatumFeld(label="von")
    ende = DatumFeld(label="bis", help_text="spätestens am Ende der Förderzeit")

    def __init__(self, *args, runde, offen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vzae"].initial = offen
        self.fields["beginn"].initial, self.fields["ende"].initial = runde.beginn, runde.ende


class StelleWahl(Formular):
    """For which round and municipality a position is wanted."""

    runde = forms.ModelChoiceField(
        label="Runde", queryset=Foerderrunde.objects.none(), empty_label="Bitte wählen"
    )
    kommune = forms.ModelChoiceField(
        label="Einsatzort", queryset=Kommune.objects.none(), empty_label="Bitte wählen"
    )

    def __init__(self, *args, user, heute, **kwargs):
        super().__init__(*args, **kwargs)
        runden = Foerderrunde.objects.filter(programm__landkreis_id__in=user.landkreis_ids, ende__gte=heute)
        self.fields["runde"].queryset = runden.select_related("programm", "fassung")
        self.fields["kommune"].queryset = Kommune.objects.filter(
            landkreis_id__in=user.landkreis_ids
        ).select_related("landkreis")
