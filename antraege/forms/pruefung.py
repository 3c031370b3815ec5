"""Forms of the district's check and the municipality's answers to it."""

from collections import Counter

from django import forms

from antraege import felder
from antraege.forms.felder import DatumFeld, kleine_zahl
from antraege.forms.pruefpunkte import Zwischenstand
from antraege.forms.schritte import Schrittform, mehrzeilig
from antraege.forms.tageshinweis import Tageshinweis
from antraege.fristen import frist, hinweis
from antraege.models import Pruefpunkt
from antraege.services import pruefpunkte
from antraege.services.vollstaendigkeit import ABSCHNITTE

ZEILEN = 3
FELD_FEHLT = "Bitte wählen Sie das Feld, zu dem die Anmerkung gehört"
TEXT_FEHLT = "Bitte schreiben Sie, was fehlt oder nicht stimmt"


class ZurueckgebenForm(Tageshinweis, Schrittform):
    """Remarks, each tied to a field or paper, and the last day for the answer.

    ``zeilen``: how many rows to offer; ``uebernommen``: behind them those of the points that are not fulfilled.
    """

    TAGE = ("frist_bis",)
    frist_bis = DatumFeld(label="Frist zur Ergänzung")

    def __init__(self, *args, zeilen=1, uebernommen=False, **kwargs):
        super().__init__(*args, **kwargs)
        maengel = pruefpunkte.anmerkungen(pruefpunkte.liste(self.objekt, Pruefpunkt.Art.FORMAL))
        vorweg = maengel if uebernommen else []
        self.zeilen = _zeilen(self.data, max(1, zeilen + len(vorweg)))
        self.weitere = [("Weitere Anmerkungen", "mehr", self.zeilen + ZEILEN)]
        if maengel and not uebernommen:
            self.weitere.append(("Nicht erfüllte Punkte übernehmen", "uebernehmen", self.zeilen))
        for nr in range(1, self.zeilen + 1):
            self.fields |= self._zeile(nr)
        for nr, (feld, text) in enumerate(vorweg, zeilen + 1):
            self.initial |= {f"feld_{nr}": feld, f"text_{nr}": text}
        self._vorgeschlagene_frist()

    def _zeile(self, nr):
        feld = forms.ChoiceField(
            label=f"Anmerkung {nr}: Feld oder Unterlage",
            required=nr == 1,
            choices=self._felder(),
            error_messages={"required": FELD_FEHLT},
        )
        text = mehrzeilig(
            f"Anmerkung {nr}: Was fehlt oder stimmt nicht?", zeilen=3, laenge=2000, required=nr == 1
        )
        text.error_messages["required"] = TEXT_FEHLT
        return {f"feld_{nr}": feld, f"text_{nr}": text}

    def _vorgeschlagene_frist(self):
        """The Richtlinie's period from today, at the end of the form; what speaks against the day stands beside it."""
        feld = self.fields["frist_bis"] = self.fields.pop("frist_bis")
        feld.initial = frist(self.heute, self.objekt.fassung.frist_ergaenzung).tag
        warnung = hinweis(feld.initial)
        feld.help_text = f"Letzter Tag, 24 Uhr.{f' Zum vorgeschlagenen Tag: {warnung}' if warnung else ''}"
        if warnung:  # it is read before sending, so it is not asked again
            self.fields["frist_bis_gesehen"].initial = feld.initial.isoformat()

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


class SammelZurueckgebenForm(ZurueckgebenForm):
    """One common remark for several applications; ``objekte``: all of them, to offer only the fields each of them has."""

    def __init__(self, *args, objekte, **kwargs):
        self.objekte = objekte
        super().__init__(*args, objekt=objekte[0], **kwargs)
        self.weitere = ()

    def _felder(self):
        je_antrag = [
            dict(felder.felder(antrag, name)) for antrag in _verschiedene(self.objekte) for name in ABSCHNITTE
        ]
        alle = len(je_antrag) // len(ABSCHNITTE)
        oft = Counter(feld for wahl in je_antrag for feld in wahl)
        gruppen = super()._felder()[1:]
        gemeinsam = [(titel, [(f, label) for f, label in wahl if oft[f] == alle]) for titel, wahl in gruppen]
        return [("", "Bitte wählen"), *(gruppe for gruppe in gemeinsam if gruppe[1])]


def _verschiedene(antraege):
    """One application for each round, version and kind: what is asked of it does not differ within these."""
    je = {}
    for antrag in antraege:
        art = (antrag.runde_id, antrag.fassung_id, antrag.antragsart, antrag.zusammenschluss_id is None)
        je.setdefault(art, antrag)
    return list(je.values())


def _zeilen(data, mindestens):
    gesendet = [kleine_zahl(name[5:]) for name in data if name.startswith("text_")]
    return min(max([mindestens, *gesendet]), 20)


class ErgaenzungForm(Zwischenstand, Schrittform):
    """One answer for each open remark; kept in between, and every one of them needed to send."""

    weitere = (("Antworten zwischenspeichern", "sichern", "1"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.anmerkungen = list(self.objekt.anmerkungen.filter(beantwortet_am__isnull=True))
        for anmerkung in self.anmerkungen:
            self.fields[f"antwort_{anmerkung.pk}"] = antwortfeld(self.objekt, anmerkung)

    def facts(self):
        """Answers by the remark's id."""
        return {"antworten": {a.pk: self.cleaned_data[f"antwort_{a.pk}"] for a in self.anmerkungen}}

    zwischenstand = facts


def antwortfeld(antrag, anmerkung):
    """The field for the answer to one remark, with what was kept of it."""
    feld = mehrzeilig(
        f"Ihre Antwort zu: {felder.label(antrag, anmerkung.feld)}",
        f"Anmerkung: {anmerkung.text}",
        zeilen=3,
        laenge=2000,
    )
    feld.initial = anmerkung.antwort
    feld.error_messages["required"] = "Bitte beantworten Sie diese Anmerkung"
    return feld


class StellungnahmeForm(Schrittform):
    text = mehrzeilig("Ihre Stellungnahme", "Sie wird der Empfehlung beigelegt.", zeilen=8)


class OhneZeichnungForm(Schrittform):
    grund = mehrzeilig(
        "Grund der Rückgabe", "Die Empfehlung geht zurück in die fachliche Prüfung.", laenge=1000
    )
