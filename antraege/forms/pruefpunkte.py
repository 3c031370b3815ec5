"""The check list as a form: one choice and one remark a point, kept in between, judged before the step ends."""

from django import forms

from antraege.forms.felder import VzaeFeld
from antraege.forms.schritte import Schrittform, mehrzeilig
from antraege.models import Pruefergebnis, Pruefpunkt
from antraege.services import pruefpunkte
from antraege.services.empfehlung import vorschlag
from antraege.services.pruefpunkte import Befund

UEBERHOLT = "Die Angabe wurde nach Ihrer Prüfung geändert. Bitte beurteilen Sie den Punkt noch einmal."
BEMERKUNG = forms.TextInput(attrs={"class": "app-input--long"})


class Zwischenstand:
    """A form that may be kept before it is complete: with the button ``sichern`` nothing in it is required."""

    def full_clean(self):
        """Demand nothing where it is only to be kept."""
        noetig = [field for field in self.fields.values() if field.required] if "sichern" in self.data else []
        for field in noetig:
            field.required = False
        super().full_clean()
        for field in noetig:
            field.required = True


class PruefpunkteForm(Zwischenstand, Schrittform):
    """The points of one check; ``art`` is a value of Pruefpunkt.Art."""

    art = Pruefpunkt.Art.FORMAL
    gestaltung = "workflows/pruefliste.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        eigene = {name: self.fields.pop(name) for name in list(self.fields)}
        self.punkte = pruefpunkte.liste(self.objekt, self.art)
        for punkt in self.punkte:
            self.fields |= _felder(punkt)
        self.fields |= eigene
        self.weitere = [("Prüfliste zwischenspeichern", "sichern", "1")] if self.punkte else []

    def zeilen(self):
        """[(choice, remark)] as bound fields, in the order of the list."""
        return [(self[f"ergebnis_{p.punkt.pk}"], self[f"bemerkung_{p.punkt.pk}"]) for p in self.punkte]

    def uebrige(self):
        """The visible fields that belong to no point."""
        eigene = {f"{art}_{p.punkt.pk}" for p in self.punkte for art in ("ergebnis", "bemerkung")}
        return [field for field in self.visible_fields() if field.name not in eigene]

    def befunde(self):
        """What was found, by the point's id."""
        werte = self.cleaned_data
        return {
            p.punkt.pk: Befund(
                werte.get(f"ergebnis_{p.punkt.pk}", ""), werte.get(f"bemerkung_{p.punkt.pk}", "")
            )
            for p in self.punkte
        }

    def zwischenstand(self):
        """Keyword arguments for keeping it (``pruefpunkte.speichern``)."""
        return {"art": self.art, "befunde": self.befunde()}

    def facts(self):
        """The findings, and the fields beside them."""
        andere = {field.name: self.cleaned_data[field.name] for field in self.uebrige()}
        return {"befunde": self.befunde()} | andere


def _felder(punkt):
    hinweise = [punkt.punkt.hinweis, UEBERHOLT if punkt.ueberholt else ""]
    return {
        f"ergebnis_{punkt.punkt.pk}": forms.ChoiceField(
            label=f"{punkt.punkt.nummer}. {punkt.punkt.text}",
            help_text=" ".join(satz for satz in hinweise if satz),
            choices=Pruefergebnis.Ergebnis.choices,
            widget=forms.RadioSelect,
            initial="" if punkt.ueberholt else punkt.ergebnis,
            error_messages={"required": "Bitte beurteilen Sie diesen Prüfpunkt"},
        ),
        f"bemerkung_{punkt.punkt.pk}": forms.CharField(
            label=f"Bemerkung zu {punkt.punkt.nummer}",
            max_length=400,
            required=False,
            initial=punkt.bemerkung,
            widget=BEMERKUNG,
        ),
    }


class VollstaendigForm(PruefpunkteForm):
    """The formal check; a reason where it is complete in spite of a gap."""

    grund = mehrzeilig(
        "Begründung",
        "Nötig, wenn ein Punkt nicht erfüllt ist oder noch etwas fehlt. Sie steht im Verlauf, die Kommune liest sie nicht.",
        zeilen=3,
        laenge=1000,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.punkte:
            self.weitere.append(
                ("Speichern und nicht Erfülltes in die Rückgabe übernehmen", "sichern", "rueckgabe")
            )


class EmpfehlungForm(PruefpunkteForm):
    """The subject check, the recommended share, filled in with the computed one, and the reasons."""

    art = Pruefpunkt.Art.FACHLICH
    vzae = VzaeFeld(label="Empfohlener Stellenanteil", min_value=0)
    begruendung = mehrzeilig(
        "Begründung", "Bei einer Kürzung liest sie die Kommune, bevor gezeichnet wird.", zeilen=6
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorschlag = vorschlag(self.objekt)
        self.fields["vzae"].initial = self.vorschlag.vzae
        self.fields["begruendung"].initial = self.objekt.empfehlung_begruendung or "\n".join(
            self.vorschlag.gruende
        )
