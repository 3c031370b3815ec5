"""Forms of the district's check and the municipality's answers to it."""

from django import forms

from antraege import felder
from antraege.forms.felder import DatumFeld, VzaeFeld, kleine_zahl
from antraege.forms.schritte import Schrittform, mehrzeilig
from antraege.fristen import frist
from antraege.services.empfehlung import vorschlag
from antraege.services.vollstaendigkeit import ABSCHNITTE

ZEILEN = 3
FELD_FEHLT = "Bitte wählen Sie das Feld, zu dem die Anmerkung gehört"
TEXT_FEHLT = "Bitte schreiben Sie, was fehlt oder nicht stimmt"


class ZurueckgebenForm(Schrittform):
    """Remarks, each tied to a field, and the last day for the answer. ``zeilen``: how many rows to offer."""

    frist_bis = DatumFeld(label="Frist zur Ergänzung", help_text="Letzter Tag, 24 Uhr.")

    def __init__(self, *args, zeilen=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.zeilen = _zeilen(self.data, zeilen)
        self.weitere = [("Weitere Anmerkungen", "mehr", self.zeilen + ZEILEN)]
        for nr in range(1, self.zeilen + 1):
            self.fields[f"feld_{nr}"] = forms.ChoiceField(
                label=f"Anmerkung {nr}: Feld",
                required=nr == 1,
                choices=self._felder(),
                error_messages={"required": FELD_FEHLT},
            )
            self.fields[f"text_{nr}"] = mehrzeilig(
                f"Anmerkung {nr}: Was fehlt oder stimmt nicht?", zeilen=3, laenge=2000, required=nr == 1
            )
            self.fields[f"text_{nr}"].error_messages["required"] = TEXT_FEHLT
        self.fields["frist_bis"] = self.fields.pop("frist_bis")
        self.fields["frist_bis"].initial = frist(self.heute, self.objekt.fassung.frist_ergaenzung).tag

    def _felder(self):
        gruppen = [(titel, felder.felder(self.objekt, abschnitt)) for abschnitt, titel in ABSCHNITTE.items()]
        return [("", "Bitte wählen"), *gruppen]

    def clean(self):
        """A text needs its field and a field its text."""
        daten = super().clean()
        for nr in range(1, self.zeilen + 1):
            feld, text = daten.get(f"feld_{nr}"), (daten.get(f"text_{nr}") or "").strip()
            if text and not feld and f"feld_{nr}" not in self.errors:
                self.add_error(f"feld_{nr}", FELD_FEHLT)
            if feld and not text and f"text_{nr}" not in self.errors:
                self.add_error(f"text_{nr}", TEXT_FEHLT)
        return daten

    def facts(self):
        """The filled rows as (field, text), and the day."""
        zeilen = [
            (self.cleaned_data.get(f"feld_{nr}"), self.cleaned_data.get(f"text_{nr}"))
            for nr in range(1, self.zeilen + 1)
        ]
        return {
            "anmerkungen": [(feld, text) for feld, text in zeilen if text],
            "frist_bis": self.cleaned_data["frist_bis"],
        }


def _zeilen(data, mindestens):
    gesendet = [kleine_zahl(name[5:]) for name in data if name.startswith("text_")]
    return min(max([mindestens, *gesendet]), 20)


class ErgaenzungForm(Schrittform):
    """One answer for each open remark."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.anmerkungen = list(self.objekt.anmerkungen.filter(beantwortet_am__isnull=True))
        for anmerkung in self.anmerkungen:
            feld = mehrzeilig(
                f"Ihre Antwort zu: {felder.label(self.objekt, anmerkung.feld)}",
                f"Anmerkung: {anmerkung.text}",
                laenge=2000,
            )
            feld.error_messages["required"] = "Bitte beantworten Sie diese Anmerkung"
            self.fields[f"antwort_{anmerkung.pk}"] = feld

    def facts(self):
        """Answers by the remark's id."""
        return {"antworten": {a.pk: self.cleaned_data[f"antwort_{a.pk}"] for a in self.anmerkungen}}


class EmpfehlungForm(Schrittform):
    """The recommended share, filled in with the computed one, and the reasons."""

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


class StellungnahmeForm(Schrittform):
    text = mehrzeilig("Ihre Stellungnahme", "Sie wird der Empfehlung beigelegt.", zeilen=8)


class OhneZeichnungForm(Schrittform):
    grund = mehrzeilig(
        "Grund der Rückgabe", "Die Empfehlung geht zurück in die fachliche Prüfung.", laenge=1000
    )
