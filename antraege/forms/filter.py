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


class AufgabenFilter(forms.Form):
    """Round, kind of task and completeness, and the order; ``gewaehlt`` gives them as the list's own words."""

    runde = forms.ModelChoiceField(
        label="Runde", queryset=Foerderrunde.objects.none(), required=False, empty_label="Alle Runden"
    )
    schritt = forms.ChoiceField(label="Aufgabe", required=False)
    unterlagen = forms.ChoiceField(
        label="Vollständigkeit",
        choices=[("", "Alle"), ("ja", "Vollständig"), ("nein", "Mit offenen Punkten")],
        required=False,
    )
    folge = forms.ChoiceField(
        label="Sortieren",
        choices=[("", "Nach Frist"), ("vollstaendigkeit", "Nach Vollständigkeit")],
        required=False,
    )
    ansicht = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user, schritte, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["runde"].queryset = Foerderrunde.objects.visible_to(user)
        self.knoten = {knoten[0]: knoten for knoten in schritte.values()}
        self.fields["schritt"].choices = [
            ("", "Alle Aufgaben"),
            *((knoten[0], titel) for titel, knoten in schritte.items()),
        ]

    def gewaehlt(self):
        """Conditions on the worklist's rows and ``folge``; a wrong choice filters nothing and says so at its field."""
        self.is_valid()
        daten = {name: wert for name, wert in self.cleaned_data.items() if wert and name != "ansicht"}
        worte = {"runde": "vorrat__runde", "folge": "folge"}
        gewaehlt = {worte[name]: wert for name, wert in daten.items() if name in worte}
        if schritt := daten.get("schritt"):
            gewaehlt["vorrat__knoten__in"] = self.knoten[schritt]
        if unterlagen := daten.get("unterlagen"):
            gewaehlt[
                "vorrat__offene_punkte__exact" if unterlagen == "ja" else "vorrat__offene_punkte__gt"
            ] = 0
        return gewaehlt
