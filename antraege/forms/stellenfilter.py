"""The filter above positions: list, file and timeline share it; its state is the address."""

from django import forms

from antraege import zeit
from antraege.models import Foerderprogramm, Foerderrunde, Kommune

LANDKREIS = "landkreis"  # the employer that is no municipality


class StellenFilter(forms.Form):
    """Who pays, where, who employs, which state, ends until; without a choice what runs or is to come.

    Who belongs to one municipality alone is not asked for place and employer.
    """

    STAND = (
        ("", "Laufende und künftige"),
        ("auslaufend", "Läuft aus (6 Monate)"),
        ("vakant", "Nicht voll besetzt"),
        ("beendet", "Beendete"),
        ("alle", "Alle"),
    )
    programm = forms.ModelChoiceField(
        label="Quelle", queryset=Foerderprogramm.objects.none(), required=False, empty_label="Alle Programme"
    )
    runde = forms.ModelChoiceField(
        label="Runde", queryset=Foerderrunde.objects.none(), required=False, empty_label="Alle Runden"
    )
    kommune = forms.ChoiceField(label="Einsatzort", required=False)
    traeger = forms.ChoiceField(label="Anstellungsträger", required=False)
    stand = forms.ChoiceField(label="Stand", choices=STAND, required=False)
    bis = forms.DateField(
        label="Endet bis",
        required=False,
        input_formats=["%d.%m.%Y"],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "Bitte einen Tag eingeben, zum Beispiel 31.03.2028"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        kreise = {m.landkreis_id for m in user.aktive_mitgliedschaften}
        programme = Foerderprogramm.objects.filter(landkreis_id__in=kreise)
        self.fields["programm"].queryset = programme.order_by("name", "pk")
        self.fields["runde"].queryset = Foerderrunde.objects.visible_to(user)
        if not user.landkreis_ids and len(user.kommune_ids) <= 1:
            del self.fields["kommune"], self.fields["traeger"]
        else:
            self._orte(user)

    def _orte(self, user):
        orte = [(str(ort.pk), ort.name) for ort in Kommune.objects.visible_to(user)]
        self.fields["kommune"].choices = [("", "Alle Kommunen"), *orte]
        self.fields["traeger"].choices = [("", "Alle"), (LANDKREIS, "Landkreis"), *orte]

    def clean_bis(self):
        """No year that only a slip of the finger gives."""
        tag = self.cleaned_data["bis"]
        if tag and tag.year not in zeit.JAHRE:
            raise forms.ValidationError(f"Möglich sind die Jahre {zeit.JAHRE[0]} bis {zeit.JAHRE[-1]}")
        return tag

    def gewaehlt(self):
        """The valid choices; a wrong one filters nothing and says so at its field."""
        self.is_valid()
        return {name: wert for name, wert in self.cleaned_data.items() if wert}
