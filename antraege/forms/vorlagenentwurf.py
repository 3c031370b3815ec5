"""The draft of a paper as one form: texts, motions in their order, applications, sittings, day of publication."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError

from antraege.forms.felder import DatumFeld, EuroFeld
from antraege.forms.gremium import (
    Antragswahl,
    Drucksache,
    Geschlossen,
    Sitzungswahl,
    freie_antraege,
    sitzungen_anbieten,
)
from antraege.forms.schritte import Schrittform, mehrzeilig
from antraege.models import Antrag, Beratungsschritt, Vorlage
from antraege.services.vorlagenentwurf import auf_vorlage

NEUE = 20  # motions added at once
KOPF = ("drucksache", "titel", "sachverhalt", "finanzen", "betrag", "veroeffentlichen_am", "adresse")
SITZUNGEN = {"sga": Beratungsschritt.Rolle.VORBERATUNG, "kreistag": Beratungsschritt.Rolle.BESCHLUSS}
SCHLUSS = (
    "finanzen",
    "betrag",
    "antraege",
    "sga",
    "kreistag",
    "geschlossen",
    "veroeffentlichen_am",
    "adresse",
    "nachmeldung",
)
BETRAG = "In EUR, 0 ist möglich. Danach richtet sich, wer mitzeichnet und welches Gremium beschließen darf."
VOM_VORSCHLAG = "Was hier steht, ist aus den Anträgen vorgeschlagen. Solange Sie es nicht ändern, folgt es den gewählten Anträgen."

ANDERSWO = (
    "Diesen Entwurf hat inzwischen {} in einem anderen Fenster gespeichert; die Seite der Vorlage zeigt, was jetzt gilt. "
    "Ihre Eingaben stehen noch hier, gespeichert ist davon nichts. Senden Sie noch einmal, ersetzen sie das dort."
)


class EntwurfForm(Schrittform):
    """All of a draft at once; it can be kept in between and is handed in for signature with the last button.

    ``stand`` says in one word what was stored when the page was drawn: nobody overwrites a colleague unknowingly.
    """

    stand = forms.CharField(widget=forms.HiddenInput({"autocomplete": "off"}), required=False)
    drucksache = Drucksache()
    titel = forms.CharField(label="Titel", max_length=200)
    sachverhalt = mehrzeilig("Sachverhalt", zeilen=8, laenge=20000, required=False)
    finanzen = mehrzeilig("Finanzielle Auswirkungen", zeilen=6, laenge=8000, required=False)
    betrag = EuroFeld(label="Finanzvolumen", help_text=BETRAG, required=False, min_value=0)
    antraege = Antragswahl(label="Anträge auf dieser Vorlage", queryset=Antrag.objects.none(), required=False)
    sga = Sitzungswahl(label="Vorberatung in der Sitzung")
    kreistag = Sitzungswahl(label="Beschluss in der Sitzung")
    geschlossen = Geschlossen()
    veroeffentlichen_am = DatumFeld(
        label="Veröffentlichen am", help_text="Leer: mit der Freigabe.", required=False
    )
    adresse = forms.URLField(
        label="Seite im Ratsinformationssystem", required=False, max_length=500, assume_scheme="https"
    )

    nachmeldung = mehrzeilig(
        "Grund der Nachmeldung",
        "Nur wenn der Abgabeschluss einer Sitzung schon vorbei ist. Der Grund steht im Verlauf.",
        zeilen=2,
        laenge=1000,
        required=False,
    )

    def __init__(self, *args, zeilen=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.ziffern = list(self.objekt.beschlussantraege.select_related("fasst_neu__vorlage"))
        self.zeilen = min(zeilen or sum(f"neu_{n}" in self.data for n in range(1, NEUE + 1)), NEUE)
        self.neue = [f"neu_{n}" for n in range(1, self.zeilen + 1)]
        self._ziffernfelder()
        self._antragsfeld()
        self._sitzungsfelder()
        self.initial = {name: getattr(self.objekt, name) for name in KOPF} | self.initial
        self.order_fields(
            ["act", "stand", "drucksache", "titel", "sachverhalt", *self._namen(), *self.neue, *SCHLUSS]
        )
        self.weitere = [
            ("Weitere Ziffer", "mehr", self.zeilen + 1),
            ("Entwurf zwischenspeichern", "sichern", "1"),
        ]

    def get_initial_for_field(self, field, field_name):
        """The print is taken when it is drawn, after all fields are there."""
        return self._abdruck() if field_name == "stand" else super().get_initial_for_field(field, field_name)

    def _abdruck(self):
        """Give one word for what is stored; any change to it gives another."""
        namen = sorted(set(self.fields) - {"act", "stand", "nachmeldung", *self.neue})
        werte = [f"{name}={self.get_initial_for_field(self.fields[name], name)}" for name in namen]
        return hashlib.sha256("\n".join(werte).encode()).hexdigest()[:16]

    def full_clean(self):
        """Notice a second window first: sent once more, the same entries are meant."""
        self.anderswo = self.is_bound and self.data.get("stand", "") not in ("", self._abdruck())
        if self.anderswo:
            ungesehen = {name: self.get_initial_for_field(self.fields[name], name) for name in self._namen()}
            self.data = self.data.copy()
            self.data.update({n: w for n, w in ungesehen.items() if n not in self.data and w is not None})
            self._zu_bleibt_zu()
            self.data["stand"] = self._abdruck()
        super().full_clean()

    def _zu_bleibt_zu(self):
        """A box says nothing of what its sender never saw: an item closed meanwhile is shown closed, and opened by hand."""
        if "geschlossen" in self.fields:
            zu = [*self.data.getlist("geschlossen"), *self.fields["geschlossen"].initial]
            self.data.setlist("geschlossen", list(dict.fromkeys(zu)))

    def clean(self):
        """Refuse once what would overwrite words its sender never saw."""
        if self.anderswo:
            raise ValidationError(ANDERSWO.format(self.objekt.bearbeitet_von or "jemand"))
        return super().clean()

    def _namen(self):
        return [f"{art}_{z.pk}" for z in self.ziffern for art in ("ziffer", "platz", "weg")]

    def _ziffernfelder(self):
        plaetze = [(nr, str(nr)) for nr in range(1, len(self.ziffern) + 1)]
        for z in self.ziffern:
            neu = f" (neuer Wortlaut zu {z.fasst_neu} der {z.fasst_neu.vorlage})" if z.fasst_neu else ""
            self.fields[f"ziffer_{z.pk}"] = mehrzeilig(f"Beschlussantrag Ziffer {z.ziffer}{neu}")
            self.fields[f"ziffer_{z.pk}"].initial = z.wortlaut
            self.fields[f"platz_{z.pk}"] = forms.TypedChoiceField(
                label=f"Platz von Ziffer {z.ziffer}", choices=plaetze, coerce=int, initial=z.ziffer
            )
            self.fields[f"weg_{z.pk}"] = forms.BooleanField(
                label=f"Ziffer {z.ziffer} entfernen", required=False
            )
        for nr, name in enumerate(self.neue, 1):
            self.fields[name] = mehrzeilig(f"Weiterer Beschlussantrag {nr}", required=False)

    def _antragsfeld(self):
        if not self.objekt.runde_id:
            del self.fields["antraege"]
            return
        drauf = [antrag.pk for antrag in auf_vorlage(self.objekt)]
        frei = freie_antraege(self.objekt.runde).values("pk")
        wahl = Antrag.objects.filter(pk__in=drauf) | Antrag.objects.filter(pk__in=frei)
        feld = self.fields["antraege"]
        feld.queryset = wahl.select_related("kommune").order_by("kommune__sortiername")
        feld.initial = drauf
        self.fields["finanzen"].help_text = self.fields["sachverhalt"].help_text = VOM_VORSCHLAG

    def _sitzungsfelder(self):
        """A supplement goes where its main paper goes."""
        if self.objekt.art == Vorlage.Art.ERGAENZUNG:
            del self.fields["sga"], self.fields["kreistag"], self.fields["geschlossen"]
            return
        offen = list(self.objekt.beratungsfolge.offen())
        geplant = {schritt.rolle: schritt.sitzung_id for schritt in offen}
        self.fields["geschlossen"].initial = [str(s.rolle) for s in offen if not s.oeffentlich]
        sitzungen_anbieten(self, self.objekt.landkreis_id, self.heute, geplant.values())
        for name, rolle in SITZUNGEN.items():
            self.fields[name].initial = geplant.get(rolle)

    def facts(self):
        """Keyword arguments for handing it in."""
        return self.zwischenstand() | {"nachmeldung": self.cleaned_data["nachmeldung"]}

    def zwischenstand(self):
        """Keyword arguments for keeping it in between."""
        daten = {
            name: wert
            for name, wert in self.cleaned_data.items()
            if name in (*KOPF, *SITZUNGEN, "geschlossen")
        }
        if "geschlossen" in self.fields:
            daten["gesehen"] = self.fields["geschlossen"].initial
        if "antraege" in self.fields:
            daten["antraege"] = list(self.cleaned_data["antraege"])
        return daten | {"ziffern": self._reihe()}

    def _reihe(self):
        """The motions in their new order; one moved to a place goes before the one that stands there."""
        bleibend = [z for z in self.ziffern if not self.cleaned_data[f"weg_{z.pk}"]]
        bleibend.sort(key=self._rang)
        neu = [self.cleaned_data[name] for name in self.neue]
        return [(z.pk, self.cleaned_data[f"ziffer_{z.pk}"]) for z in bleibend] + [
            (None, text) for text in neu if text.strip()
        ]

    def _rang(self, ziffer):
        platz = self.cleaned_data[f"platz_{ziffer.pk}"]
        versatz = 0 if platz == ziffer.ziffer else -0.5 if platz < ziffer.ziffer else 0.5
        return platz + versatz
