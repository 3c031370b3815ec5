"""Filters above lists; their state is the address."""

from django import forms

from antraege.models import Foerderrunde, Kommune, Phase


class AntragFilter(forms.Form):
    """Round, phase and municipality; who belongs to one municipality alone is not asked for it."""

    runde = forms.ModelChoiceField(
        label="Runde", queryset=Foerderrunde.objects.none(), required=False, empty_label="Alle Runden"
    )
    phase = forms.ChoiceField(label="Phase", choices=[("", "Alle Phasen"), *Phase.choices], required=False)
    kommune = forms.ModelChoiceField(
        label="Kommune", queryset=Kommune.objects.none(), required=False, empty_label="Alle Kommunen"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["runde"].queryset = Foerderrunde.objects.visible_to(user)
        self.fields["kommune"].queryset = Kommune.objects.visible_to(user)
        if not user.landkreis_ids and len(user.kommune_ids) <= 1:
            del self.fields["kommune"]

    def gewaehlt(self):
        """The valid choices; a wrong one filters nothing and says so at its field."""
        self.is_valid()
        return {name: wert for name, wert in self.cleaned_data.items() if wert}
