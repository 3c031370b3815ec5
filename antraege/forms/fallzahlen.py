"""Section 3: persons of each target group of the round on its cut-off day, and the total, entered apart (R3, R7).

Where the district knows a number it stands prefilled, and another one needs a reason; large towns keep their own numbers.
"""

from django import forms

from antraege import formate
from antraege.forms.abschnitt import AbschnittForm
from antraege.forms.felder import PersonenFeld
from antraege.services.fallzahlen import gemeldete_zahlen

GRUND = "abweichung_"
ABWEICHUNG = (
    "Die Zielgruppen ergeben zusammen {summe} Personen, als Gesamtzahl stehen {gesamt}. "
    "Gespeichert ist beides. Bitte prüfen Sie die Zahlen, sonst fragen wir nach."
)


class FallzahlenForm(AbschnittForm):
    abschnitt = "fallzahlen"
    personen_gesamt = PersonenFeld(
        label="Personen insgesamt am Stichtag",
        help_text="Bitte getrennt ermitteln, nicht nur die Summe von oben übernehmen.",
    )

    def __init__(self, *args, antrag, **kwargs):
        super().__init__(*args, antrag=antrag, **kwargs)
        self.gruppen = {f"zielgruppe_{gruppe.pk}": gruppe for gruppe in antrag.runde.zielgruppen.all()}
        self.gemeldet = gemeldete_zahlen(antrag)
        gespeichert = {zahl.zielgruppe_id: zahl for zahl in antrag.fallzahlen.all()}
        for name, gruppe in self.gruppen.items():
            self._gruppe(name, gruppe, gespeichert.get(gruppe.pk))
        gruende = [name for name in self.fields if name.startswith(GRUND)]
        reihe = [feld for name in self.gruppen for feld in (name, f"{GRUND}{self.gruppen[name].pk}")]
        self.order_fields(
            ["version", "stand", *[f for f in reihe if f in self.gruppen or f in gruende], "personen_gesamt"]
        )

    def _gruppe(self, name, gruppe, gespeichert):
        """The number of a group, and beside a number of the district the reason for another one."""
        vorgabe = self.gemeldet.get(gruppe.pk)
        self.fields[name] = PersonenFeld(label=gruppe.name, help_text=self._herkunft(vorgabe))
        self.initial[name] = gespeichert.personen if gespeichert else vorgabe
        if vorgabe is None:
            return
        self.fields[name].widget.attrs |= {"data-gemeldet": vorgabe, "data-grund": f"id_{GRUND}{gruppe.pk}"}
        self.fields[f"{GRUND}{gruppe.pk}"] = forms.CharField(
            label=f"Grund der Abweichung: {gruppe.name}",
            help_text=f"Nur wenn Ihre Zahl von {formate.zahl(vorgabe, 0)} abweicht, höchstens 400 Zeichen. Bitte keine Namen.",
            max_length=400,
        )
        self.initial[f"{GRUND}{gruppe.pk}"] = gespeichert.abweichung_grund if gespeichert else ""

    def _herkunft(self, personen):
        if personen is None:
            return ""
        return f"Dem Landratsamt sind zum {formate.datum(self.antrag.runde.stichtag)} {personen} Personen gemeldet."

    def angaben(self):
        """The numbers and the reasons beside the columns."""
        return super().angaben() | {"fallzahlen": self.fallzahlen(), "abweichungen": self.abweichungen()}

    def fallzahlen(self):
        """A number that was emptied is None: it is taken away. One that is no number is left as it is."""
        return {
            gruppe.pk: self.cleaned_data[name]
            for name, gruppe in self.gruppen.items()
            if name in self.cleaned_data
        }

    def abweichungen(self):
        """Reasons by target group; where the number is the district's own there is nothing to explain."""
        return {
            gruppe.pk: self._grund(gruppe.pk, self.cleaned_data.get(name))
            for name, gruppe in self.gruppen.items()
            if f"{GRUND}{gruppe.pk}" in self.cleaned_data
        }

    def _grund(self, pk, zahl):
        return "" if zahl == self.gemeldet.get(pk) else self.cleaned_data[f"{GRUND}{pk}"]

    def hinweise(self):
        zahlen, gesamt = list(self.fallzahlen().values()), self.cleaned_data.get("personen_gesamt")
        if gesamt is None or None in zahlen or sum(zahlen) == gesamt:
            return []
        return [ABWEICHUNG.format(summe=sum(zahlen), gesamt=gesamt)]
