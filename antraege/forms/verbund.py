"""The joint application: whom one applies with, and the part of each municipality in section 2."""

from django import forms
from django.core.exceptions import ValidationError

from antraege import formate
from antraege.berechnung import summe
from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld, PersonenFeld, VzaeFeld
from antraege.models import Status
from antraege.services import verbundlage
from antraege.services.angaben import Anteil

ANTEIL, PERSONEN = "verbund_", "verbundpersonen_"
UNGLEICH = "Die Anteile der Kommunen ergeben zusammen {anteile}, beantragt sind {gesamt}."


class Verbundfelder:
    """Mixin of a section: a share and a number of persons for each member of a joint application."""

    def verbundfelder(self):
        """Add the fields; an application of one municipality has none."""
        antrag = self.antrag
        self.orte = list(antrag.zusammenschluss.mitglieder.all()) if antrag.zusammenschluss_id else []
        if not self.orte:
            return
        gespeichert = {anteil.kommune_id: anteil for anteil in antrag.verbundanteile.all()}
        for ort in self.orte:
            self._ort(ort, gespeichert.get(ort.pk))
        self.fields["vereinbarung_vom"] = DatumFeld(
            label="Vereinbarung der Kommunen vom",
            help_text="Öffentlich-rechtliche Vereinbarung. Bitte laden Sie sie bei den Unterlagen hoch.",
        )
        self.initial["vereinbarung_vom"] = antrag.vereinbarung_vom

    def _ort(self, ort, anteil):
        self.fields[f"{ANTEIL}{ort.pk}"] = VzaeFeld(
            label=f"Anteil von {ort}", min_value=0, help_text=self._hilfe(ort)
        )
        self.fields[f"{PERSONEN}{ort.pk}"] = PersonenFeld(label=f"Personen in {ort}", required=False)
        self.initial |= {
            f"{ANTEIL}{ort.pk}": anteil and anteil.vzae,
            f"{PERSONEN}{ort.pk}": anteil and anteil.personen,
        }

    def _hilfe(self, ort):
        if ort.pk != self.antrag.kommune_id:
            return ""
        return "Ihre Kommune stellt den Antrag und ist Anstellungsträger für alle."

    def anteile(self):
        """Parts by municipality as far as they are valid; an emptied share takes the part away."""
        werte = self.cleaned_data
        return {
            ort.pk: Anteil(werte[f"{ANTEIL}{ort.pk}"], werte.get(f"{PERSONEN}{ort.pk}"))
            for ort in self.orte
            if f"{ANTEIL}{ort.pk}" in werte
        }

    def angaben(self):
        """The parts beside the columns."""
        return super().angaben() | {"anteile": self.anteile()}

    def clean(self):
        """Once it came in, parts and total are changed together: a wrong sum is saved with none of them."""
        super().clean()
        if (
            self.orte
            and self.antrag.status not in (Status.ENTWURF, Status.ZUR_UNTERSCHRIFT)
            and (satz := self._ungleich())
        ):
            self.add_error("beantragt_vzae", satz)
            for ort in self.orte:
                self.cleaned_data.pop(f"{ANTEIL}{ort.pk}", None)
        return self.cleaned_data

    def verbundhinweise(self):
        """Say where the parts do not add up yet; a draft is saved all the same."""
        satz = self._ungleich() if self.orte else ""
        return [f"{satz} Bitte gleichen Sie beides an, bevor Sie einreichen."] if satz else []

    def _ungleich(self):
        teile = [anteil.vzae for anteil in self.anteile().values()]
        gesamt = self.cleaned_data.get("beantragt_vzae")
        if gesamt is None or None in teile or len(teile) < len(self.orte) or summe(teile) == gesamt:
            return ""
        return UNGLEICH.format(anteile=formate.vzae(summe(teile)), gesamt=formate.vzae(gesamt))


class Auswahl(forms.ModelChoiceField):
    """Groups by name and members."""

    def label_from_instance(self, obj):
        return f"{obj.name} ({', '.join(str(ort) for ort in obj.mitglieder.all())})"


class ZusammenschlussForm(Formular):
    """A group that exists, or a new one with its name and its members."""

    use_required_attribute = False
    zusammenschluss = Auswahl(
        label="Zusammenschluss",
        queryset=None,
        required=False,
        widget=forms.RadioSelect,
        empty_label="Neuer Zusammenschluss",
    )
    name = forms.CharField(
        label="Name des neuen Zusammenschlusses",
        max_length=120,
        help_text="Nur für einen neuen, zum Beispiel: Oberes Gäu",
    )
    kommunen = forms.ModelMultipleChoiceField(
        label="Weitere Kommunen",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nur für einen neuen. Ihre Kommune gehört dazu und stellt den Antrag.",
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, antrag, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kommunen"].queryset = verbundlage.moegliche(antrag)
        self.fields["zusammenschluss"].queryset = bekannte = verbundlage.bekannte(antrag)
        self.initial |= {"version": antrag.version, "zusammenschluss": antrag.zusammenschluss_id or ""}
        if not bekannte:
            del self.fields["zusammenschluss"]

    def full_clean(self):
        """Name and members are asked for a new group alone; ``clean`` says so at their field."""
        for name in ("name", "kommunen"):
            self.fields[name].required = False
        super().full_clean()
        for name in ("name", "kommunen"):
            self.fields[name].required = True

    def clean(self):
        """A new group needs its name and at least one other municipality."""
        daten = super().clean()
        if daten.get("zusammenschluss") is None and "zusammenschluss" not in self.errors:
            if not daten.get("name"):
                self.add_error("name", ValidationError("Bitte geben Sie dem Zusammenschluss einen Namen"))
            if not daten.get("kommunen"):
                self.add_error(
                    "kommunen", ValidationError("Bitte wählen Sie mindestens eine weitere Kommune")
                )
        return daten

    def fakten(self):
        """Keywords of the service."""
        daten = self.cleaned_data
        if daten.get("zusammenschluss"):
            return {"zusammenschluss": daten["zusammenschluss"]}
        return {"name": daten["name"], "kommunen": daten["kommunen"]}
