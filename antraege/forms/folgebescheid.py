"""Forms of later notices: which kind, what it changes, why it is dropped."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld, EuroFeld, VzaeFeld
from antraege.forms.schritte import Schrittform, mehrzeilig
from antraege.forms.textbausteine import MitTextbausteinen
from antraege.models import Bescheid
from antraege.services import bescheid, bewilligung, folgebescheid
from antraege.services.folgeregeln import ANGABEN

WORUM = {
    "aenderung": "Änderungsbescheid: Anteil, Betrag, Zeitraum oder Nebenbestimmungen ändern",
    "widerruf": "Widerrufsbescheid (§ 49 LVwVfG): einen rechtmäßigen Bescheid ganz oder teilweise aufheben",
    "ruecknahme": "Rücknahmebescheid (§ 48 LVwVfG): einen rechtswidrigen Bescheid ganz oder teilweise aufheben",
    "erstattung": "Erstattungsbescheid (§ 49a LVwVfG): zu viel Gezahltes zurückfordern",
    "schluss": "Schlussbescheid: die Zuwendung nach dem Verwendungsnachweis endgültig festsetzen",
}
FELDER = {
    "wirksam_ab": lambda: DatumFeld(label="Wirksam ab"),
    "anerkannt": lambda: EuroFeld(label="Anerkannte Ausgaben"),
    "vzae": lambda: VzaeFeld(label="Stellenanteil, der bleibt oder neu gilt"),
    "betrag": lambda: EuroFeld(
        label="Zuwendung, die bleibt oder neu gilt",
        required=False,
        help_text="Leer: Sie wird berechnet, beim Schlussbescheid höchstens nach den anerkannten Ausgaben.",
    ),
    "beginn": lambda: DatumFeld(label="Förderung von", required=False),
    "ende": lambda: DatumFeld(label="Förderung bis", required=False),
    "erstattung": lambda: EuroFeld(label="Zu erstatten", required=False),
    "zinsen_ab": lambda: DatumFeld(
        label="Zu verzinsen ab",
        required=False,
        help_text="Fünf Prozentpunkte über dem Basiszinssatz. Leer: Zinsen werden nicht erhoben.",
    ),
}
ANHOERUNG = ("anhoerung_am", "anhoerung_antwort", "anhoerung_verzicht")


class FolgebescheidBeginnenForm(Formular):
    """Which kind; only those that make sense after the latest notice."""

    art = forms.ChoiceField(label="Art des Folgebescheids", widget=forms.RadioSelect)

    def __init__(self, *args, antrag, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["art"].choices = [(art, WORUM[art]) for art in folgebescheid.arten(antrag)]


class FolgebescheidForm(MitTextbausteinen, Schrittform):
    """The draft: the fields of its kind, the hearing, reasons and duties."""

    anhoerung_am = DatumFeld(
        label="Kommune angehört mit Schreiben vom",
        required=False,
        help_text="Nötig, wenn der Bescheid belastet (§ 28 LVwVfG).",
    )
    anhoerung_antwort = mehrzeilig(
        "Antwort der Kommune", "Leer: Sie hat sich nicht geäußert.", zeilen=3, required=False
    )
    anhoerung_verzicht = mehrzeilig(
        "Oder: Grund, warum Sie von der Anhörung absehen", zeilen=2, laenge=1000, required=False
    )
    begruendung = mehrzeilig(
        "Gründe",
        "Warum so entschieden wird (§ 39 LVwVfG). Jede Zeile wird ein Absatz.",
        zeilen=10,
        laenge=8000,
    )
    nebenbestimmungen = mehrzeilig(
        "Nebenbestimmungen",
        "Eine in jeder Zeile. Im Bescheid steht nur, was hinzukommt und was entfällt.",
        zeilen=8,
        laenge=8000,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entwurf = bescheid.aktueller(self.objekt)
        eigene = {name: FELDER[name]() for name in ANGABEN.get(entwurf.art, ())}
        self.fields = eigene | self.fields
        for name in (*eigene, *ANHOERUNG, "begruendung", "nebenbestimmungen"):
            self.fields[name].initial = getattr(entwurf, name)
        self._vorbelegen(entwurf)
        if entwurf.art == Bescheid.Art.ERSTATTUNG:
            self.fields["erstattung"].required = True
        self.biete_an(entwurf)

    def _vorbelegen(self, entwurf):
        """The period as it holds; an amount nobody typed stays open, so that it follows the share."""
        if "beginn" in self.fields:
            self.fields["beginn"].initial, self.fields["ende"].initial = bewilligung.zeitraum(entwurf)
        if "betrag" in self.fields and entwurf.betrag in (
            entwurf.aendert.betrag,
            bewilligung.betrag(entwurf),
        ):
            self.fields["betrag"].initial = None


class VerwerfenForm(Schrittform):
    """Why a draft is dropped."""

    grund = mehrzeilig("Grund", "Der Entwurf bleibt mit dem Grund in der Akte.", zeilen=3, laenge=1000)
