"""The form of a substitution: for whom, by whom, from and to. No reason is asked."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld
from antraege.models import Mitgliedschaft, Vertretung


class VertretungForm(Formular):
    """Shown twice: ``gesehen`` names what the preview beneath was about, and only that is entered."""

    fuer = forms.ChoiceField(label="Abwesend ist")
    durch = forms.ChoiceField(label="Vertretung durch")
    von = DatumFeld(label="Erster Tag")
    bis = DatumFeld(
        label="Letzter Tag", help_text="Die Vertretung endet von selbst, am letzten Tag um 24 Uhr."
    )
    gesehen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, stellen, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.rollen = {_schluessel(m): m for m in stellen}
        self.fields["fuer"].choices = _nach_orten(
            [(m.kommune or m.landkreis, wert, str(m.benutzer)) for wert, m in self.rollen.items()]
        )
        if len(self.rollen) == 1:
            self.fields["fuer"].widget = forms.HiddenInput()
            self.fields["fuer"].initial = next(iter(self.rollen))
        self.fields["durch"].choices = [("", "Bitte wählen"), *_kollegen(stellen, by)]

    def vertretung(self):
        """The substitution as typed, not stored."""
        daten, rolle = self.cleaned_data, self.rollen[self.cleaned_data["fuer"]]
        return Vertretung(
            fuer=rolle.benutzer,
            durch_id=int(daten["durch"]),
            landkreis=rolle.landkreis,
            kommune=rolle.kommune,
            von=daten["von"],
            bis=daten["bis"],
        )

    def stand(self):
        """What was typed, as one text."""
        daten = self.cleaned_data
        return f"{daten['fuer']} {daten['durch']} {daten['von']} {daten['bis']}"


def _schluessel(m: Mitgliedschaft) -> str:
    return f"{m.benutzer_id}-{m.landkreis_id}-{m.kommune_id or 0}"


def _nach_orten(paare):
    """[(office, [(value, name)])]: one heading an office, in their order; a single office needs none."""
    orte = {}
    for ort, wert, name in paare:
        orte.setdefault(str(ort), {})[wert] = name
    gruppen = [(ort, list(namen.items())) for ort, namen in orte.items()]
    return gruppen[0][1] if len(gruppen) == 1 else gruppen


def _kollegen(stellen, by):
    """Everybody of these offices by name who may be named at all; a closed account is refused by its own sentence."""
    rollen = Mitgliedschaft.objects.filter(
        landkreis__in={m.landkreis_id for m in stellen}, benutzer__ist_system=False
    ).select_related("benutzer", "kommune", "landkreis")
    orte = {m.wo for m in stellen}
    folge = sorted((m for m in rollen if m.wo in orte and not _nie(m, stellen, by)), key=_folge)
    return _nach_orten([(m.kommune or m.landkreis, str(m.benutzer_id), str(m.benutzer)) for m in folge])


def _nie(m, stellen, by):
    """Nobody stands in for herself; in the district nobody enters herself for another either (services/vertretung.py)."""
    selbst = {s.benutzer_id for s in stellen} == {m.benutzer_id}
    return selbst or (m.kommune_id is None and m.benutzer_id == by.pk)


def _folge(m):
    return (m.kommune.sortiername if m.kommune else "", str(m.benutzer))
