"""The route of signatures as one form: each office with its place, its value and its deadline."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import EuroFeld
from antraege.models import Rolle
from antraege.rechte.gremium import ZEICHNEND
from antraege.services.zeichnungsweg import Station

# In the usual order of a district's office (praxis 3, row 14).
REIHE = (
    Rolle.SACHGEBIETSLEITUNG,
    Rolle.AMTSLEITUNG,
    Rolle.PERSONAL,
    Rolle.KAEMMEREI,
    Rolle.KOORDINATION,
    Rolle.AUSLAENDERBEHOERDE,
    Rolle.RECHTSAMT,
    Rolle.DEZERNAT,
    Rolle.LANDRAT,
)
assert frozenset(REIHE) == ZEICHNEND  # noqa: S101  an office that may sign has its fields
NICHT = ("", "zeichnet nicht mit")
FRIST = "3T"


class ZeichnungswegForm(Formular):
    """For each office its place in the route, or none."""

    def __init__(self, *args, weg, **kwargs):
        super().__init__(*args, **kwargs)
        plaetze = [NICHT, *((str(nr), f"{nr}. Station") for nr in range(1, len(REIHE) + 1))]
        bisher = {zeile.rolle: zeile for zeile in weg}
        for rolle in REIHE:
            zeile = bisher.get(rolle)
            self._felder(rolle, plaetze, zeile)

    def _felder(self, rolle, plaetze, zeile):
        self.fields[f"platz_{rolle}"] = forms.ChoiceField(
            label=rolle.label, choices=plaetze, required=False, initial=str(zeile.nummer) if zeile else ""
        )
        self.fields[f"betrag_{rolle}"] = EuroFeld(
            label=f"{rolle.label}: ab einem Finanzvolumen von",
            help_text="Leer: bei jeder Vorlage.",
            required=False,
            initial=zeile.ab_betrag if zeile else None,
        )
        self.fields[f"frist_{rolle}"] = forms.CharField(
            label=f"{rolle.label}: Frist",
            help_text="Zum Beispiel 3T für drei Tage oder 1W für eine Woche.",
            max_length=5,
            required=False,
            initial=zeile.frist if zeile else FRIST,
        )

    def gruppen(self):
        """[(office, its three fields)], as the page draws them."""
        return [
            (rolle.label, [self[f"{name}_{rolle}"] for name in ("platz", "betrag", "frist")])
            for rolle in REIHE
        ]

    def clean(self):
        """Each place is taken once."""
        daten = super().clean()
        belegt = {}
        for rolle in REIHE:
            platz = daten.get(f"platz_{rolle}")
            if platz and platz in belegt:
                self.add_error(f"platz_{rolle}", f"Diesen Platz hat schon die Stelle {belegt[platz]}.")
            belegt[platz] = rolle.label
        return daten

    def stationen(self):
        """The route in order."""
        daten = self.cleaned_data
        gewaehlt = sorted((int(daten[f"platz_{r}"]), r) for r in REIHE if daten[f"platz_{r}"])
        return [Station(r, daten[f"betrag_{r}"], daten[f"frist_{r}"] or FRIST) for _, r in gewaehlt]
