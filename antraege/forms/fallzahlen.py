"""Section 3: persons of each target group of the round on its cut-off day, and the total, entered apart (R3, R7)."""

from antraege import formate
from antraege.forms.abschnitt import AbschnittForm
from antraege.forms.felder import PersonenFeld
from antraege.models import Fallzahl

ABWEICHUNG = (
    "Die Zielgruppen ergeben zusammen {summe} Personen, als Gesamtzahl stehen {gesamt}. "
    "Gespeichert ist beides. Bitte prüfen Sie die Zahlen, sonst fragen wir nach."
)


class FallzahlenForm(AbschnittForm):
    personen_gesamt = PersonenFeld(
        label="Personen insgesamt am Stichtag",
        help_text="Bitte getrennt ermitteln, nicht nur die Summe von oben übernehmen.",
    )

    def __init__(self, *args, antrag, **kwargs):
        super().__init__(*args, antrag=antrag, **kwargs)
        self.gruppen = {f"zielgruppe_{gruppe.pk}": gruppe for gruppe in antrag.runde.zielgruppen.all()}
        gemeldet = dict(
            Fallzahl.objects.filter(kommune=antrag.kommune_id, stichtag=antrag.runde.stichtag).values_list(
                "zielgruppe_id", "personen"
            )
        )
        gespeichert = dict(antrag.fallzahlen.values_list("zielgruppe_id", "personen"))
        for name, gruppe in self.gruppen.items():
            self.fields[name] = PersonenFeld(
                label=gruppe.name, help_text=self._herkunft(gemeldet.get(gruppe.pk))
            )
            self.initial[name] = gespeichert.get(gruppe.pk, gemeldet.get(gruppe.pk))
        self.order_fields(["version", *self.gruppen, "personen_gesamt"])

    def _herkunft(self, personen):
        if personen is None:
            return ""
        return f"Dem Landratsamt sind zum {formate.datum(self.antrag.runde.stichtag)} {personen} Personen gemeldet."

    def fallzahlen(self):
        """A number that was emptied is None: it is taken away."""
        return {gruppe.pk: self.cleaned_data[name] for name, gruppe in self.gruppen.items()}

    def hinweise(self):
        zahlen, gesamt = list(self.fallzahlen().values()), self.cleaned_data["personen_gesamt"]
        if gesamt is None or None in zahlen or sum(zahlen) == gesamt:
            return []
        return [ABWEICHUNG.format(summe=sum(zahlen), gesamt=gesamt)]
