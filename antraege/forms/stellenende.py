"""The form with which an employer decides what follows when a source of a position ends."""

from django import forms

from antraege import formate
from antraege.forms.basis import Formular
from antraege.forms.felder import VzaeFeld
from antraege.models import Stellenentscheidung
from antraege.services import stellenende

Art = Stellenentscheidung.Art


class AnteilWahl(forms.ModelChoiceField):
    """A source with its size and last day."""

    def label_from_instance(self, obj):
        return f"{formate.vzae(obj.vzae)} aus {obj.runde} bis {formate.datum(obj.ende)}"


class StellenendeForm(Formular):
    """Which source, how it goes on, from which size, and why. The district has no own means for its positions (R17)."""

    anteil = AnteilWahl(label="Anteil, der endet", queryset=None, empty_label=None)
    art = forms.ChoiceField(label="Wie geht es danach weiter?", widget=forms.RadioSelect)
    vzae = VzaeFeld(
        label="Umfang danach",
        required=False,
        help_text="nur beim Verkleinern; leer: was die anderen Quellen noch bezahlen",
    )
    grund = forms.CharField(label="Grund", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, stelle, **kwargs):
        super().__init__(*args, **kwargs)
        offen = stellenende.offene(stelle)
        self.fields["anteil"].queryset = stelle.anteile.filter(pk__in=[a.pk for a in offen]).select_related(
            "runde"
        )
        self.fields["anteil"].initial = offen[0] if offen else None
        eigen = stelle.anstellungstraeger_id is not None
        self.fields["art"].choices = [(a.value, a.label) for a in Art if eigen or a != Art.EIGENE_MITTEL]
        if not eigen:
            del self.fields["vzae"]
