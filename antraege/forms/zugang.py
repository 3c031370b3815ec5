"""Forms of a municipality's accounts: invitation, its acceptance, end and change of a role, recovery; and Ersatzrollen."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld
from antraege.models import KOMMUNALE_ROLLEN, Benutzer, Einladung, Ersatzrolle, Rolle
from antraege.services.einladung import Konto

ROLLEN = [(rolle.value, rolle.label) for rolle in Rolle if rolle in KOMMUNALE_ROLLEN]
IM_AMT = [rolle for rolle in Rolle if rolle not in KOMMUNALE_ROLLEN]
OHNE_AUFGABEN = {Rolle.PRUEFUNG, Rolle.SYSTEMBETREUUNG}


class PersonForm(Formular):
    """Who is invited to which role; the mail goes to the functional mailbox, never to this address."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(
        label="E-Mail-Adresse der Person",
        max_length=254,
        help_text="Damit meldet sich die Person später an. Die Einladung selbst geht an das Funktionspostfach der Kommune.",
        error_messages={
            "invalid": "Bitte geben Sie eine vollständige Adresse ein, zum Beispiel name@gemeinde.de"
        },
    )
    rolle = forms.ChoiceField(label="Rolle", choices=ROLLEN, widget=forms.RadioSelect)
    empfangsberechtigt = forms.BooleanField(
        label="Die Person darf Bescheide öffnen.",
        required=False,
        help_text="Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist. Das gibt es nicht für die Zugangsverwaltung allein.",
    )

    def __init__(self, *args, kommune, **kwargs):
        super().__init__(*args, **kwargs)
        self.kommune = kommune

    def einladung(self):
        """The invitation as typed, not stored."""
        felder = {name: wert for name, wert in self.cleaned_data.items() if name != "stilllegen"}
        return Einladung(kommune=self.kommune, landkreis=self.kommune.landkreis, **felder)


class EinladungForm(PersonForm):
    """An invitation, also to follow somebody."""

    folgt_auf = forms.ModelChoiceField(
        label="Folgt auf",
        queryset=Benutzer.objects.none(),
        required=False,
        empty_label="niemanden (zusätzliche Person)",
        help_text="Bei einem Personalwechsel: Die Rolle dieser Person endet mit der Annahme. Offene Aufgaben bleiben bei der Kommune.",
    )
    vorgaenger_bis = DatumFeld(
        label="Bisherige Rolle endet am",
        required=False,
        help_text="Nur bei einem Personalwechsel mit Übergabezeit: Bis dahin arbeiten beide.",
    )
    gilt_ab = DatumFeld(
        label="Neue Rolle gilt ab", required=False, help_text="Ohne Angabe sofort mit der Annahme."
    )

    def __init__(self, *args, personen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["folgt_auf"].queryset = personen

    def clean(self):
        """An end of the former role needs the person who held it."""
        daten = super().clean()
        if daten.get("vorgaenger_bis") and not daten.get("folgt_auf"):
            self.add_error("folgt_auf", "Bitte wählen Sie die Person, deren Rolle an diesem Tag endet")
        return daten


class WiederherstellenForm(PersonForm):
    """Recovery by the district: whom to invite anew, and which accounts to close."""

    stilllegen = forms.ModelMultipleChoiceField(
        label="Konten stilllegen",
        queryset=Benutzer.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ihre Rollen in dieser Kommune enden. Entwürfe bleiben bei der Kommune, im Verlauf bleibt alles lesbar.",
    )

    def __init__(self, *args, personen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stilllegen"].queryset = personen


class AnnahmeForm(Formular):
    """What the invited person says about itself."""

    schluessel = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="Ihr Name", max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    telefon = forms.CharField(
        label="Telefon", max_length=40, required=False, widget=forms.TextInput({"autocomplete": "tel"})
    )
    passwort = forms.CharField(
        label="Passwort",
        strip=False,
        help_text="Mindestens 12 Zeichen",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    passwort2 = forms.CharField(
        label="Passwort wiederholen",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self):
        """Typed twice, alike."""
        daten = super().clean()
        if daten.get("passwort") and daten.get("passwort2") and daten["passwort"] != daten["passwort2"]:
            self.add_error("passwort2", "Bitte geben Sie zweimal dasselbe Passwort ein")
        return daten

    def konto(self):
        """For the service."""
        return Konto(*(self.cleaned_data[feld] for feld in ("name", "telefon", "passwort")))


class BeendenForm(Formular):
    """The last day of a role."""

    zum = DatumFeld(label="Letzter Tag", help_text="Bis dahin, 24 Uhr, kann die Person noch arbeiten.")


class RolleForm(Formular):
    """Another role in the same municipality."""

    rolle = forms.ChoiceField(label="Neue Rolle", choices=ROLLEN, widget=forms.RadioSelect)


class ErsatzrollenForm(Formular):
    """For each role of the office the one that steps in."""

    def __init__(self, *args, landkreis, **kwargs):
        super().__init__(*args, **kwargs)
        heute = dict(Ersatzrolle.objects.filter(landkreis=landkreis).values_list("rolle", "ersatz"))
        for rolle in IM_AMT:
            if rolle in OHNE_AUFGABEN:
                continue
            andere = [(r.value, r.label) for r in IM_AMT if r not in OHNE_AUFGABEN | {rolle}]
            self.fields[rolle.value] = forms.ChoiceField(
                label=rolle.label,
                choices=[("", "kein Ersatz"), *andere],
                required=False,
                initial=heute.get(rolle.value, ""),
            )
