"""Forms that record what a sitting did with each Ziffer, and show what a decision does before it is saved."""

from django import forms
from django.core.exceptions import ValidationError

from antraege.fehler import Konflikt
from antraege.forms.felder import VzaeFeld
from antraege.forms.gremium import Sitzungswahl
from antraege.forms.schritte import Schrittform
from antraege.models import Antrag, Beschlussergebnis, Sitzung, Status
from antraege.services import abstimmung, wirkung
from antraege.services.beratungsfolge import naechster_schritt, offene_ziffern

FELDER = ("wert", "abstimmung", "ja", "nein", "enthaltung", "wortlaut")
BREITE = {"wert": "wide", "abstimmung": "", "wortlaut": "full"}
WORT = {
    "wert": "Ergebnis",
    "abstimmung": "Abstimmung",
    "ja": "Ja",
    "nein": "Nein",
    "enthaltung": "Enthaltung",
}
WORTLAUT = "Geänderter Wortlaut oder Maßgabe"


class ErgebnisForm(Schrittform):
    """The result of each open Ziffer in the next sitting, filled in with the usual: accepted, unanimous."""

    gestaltung = "antraege/ergebnis_form.html"
    werte = abstimmung.VORBERATUNG
    naechste_sitzung = Sitzungswahl(
        label="Nächste Sitzung",
        required=False,
        help_text="Nur wenn eine Ziffer vertagt, verwiesen oder abgesetzt ist: Wann geht es weiter?",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.schritt = naechster_schritt(self.objekt)
        if self.schritt is None:
            raise Konflikt("Zu dieser Vorlage ist schon alles erfasst.")
        self.ziffern = offene_ziffern(self.objekt, self.schritt.rolle)
        for ziffer in self.ziffern:
            self.fields |= self._felder(ziffer.ziffer)
        spaeter = Sitzung.objects.filter(
            gremium__landkreis=self.objekt.landkreis_id, tag__gt=self.schritt.sitzung.tag, abgesagt=False
        )
        self.fields["naechste_sitzung"].queryset = spaeter.select_related("gremium")

    def _felder(self, ziffer):
        """The fields of one motion; their labels name it, because the error summary lists all of them."""
        arten = [("", "nicht angegeben"), *Beschlussergebnis.Abstimmung.choices]
        felder = {
            "wert": forms.ChoiceField(
                choices=[(w.value, w.label) for w in self.werte], initial=self.werte[0]
            ),
            "abstimmung": forms.ChoiceField(choices=arten, initial="einstimmig", required=False),
            "ja": _stimmen(),
            "nein": _stimmen(),
            "enthaltung": _stimmen(),
            "wortlaut": forms.CharField(max_length=4000, required=False),
        }
        for name, feld in felder.items():
            feld.label = f"Ziffer {ziffer}: {WORT.get(name, WORTLAUT)}"
        return {f"ziffer_{ziffer}_{name}": feld for name, feld in felder.items()}

    def bloecke(self):
        """For the template: each open Ziffer with its bound fields and what earlier sittings said."""
        for ziffer in self.ziffern:
            felder = [
                (self[f"ziffer_{ziffer.ziffer}_{feld}"], BREITE.get(feld, "short"), WORT.get(feld, WORTLAUT))
                for feld in FELDER
            ]
            frueher = ziffer.ergebnisse.select_related("schritt__sitzung__gremium").order_by(
                "schritt__sitzung__tag"
            )
            yield {"ziffer": ziffer, "felder": felder, "frueher": [ergebnissatz(e) for e in frueher]}

    def facts(self):
        """Keyword arguments for the service: the step and one result for each open Ziffer."""
        daten = self.cleaned_data
        ergebnisse = {
            z.ziffer: {feld: daten[f"ziffer_{z.ziffer}_{feld}"] for feld in FELDER} for z in self.ziffern
        }
        return {
            "schritt": self.schritt,
            "ergebnisse": ergebnisse,
            "naechste_sitzung": daten["naechste_sitzung"],
        }


class VorberatungForm(ErgebnisForm):
    """The advising committee: it recommends, it authorises nothing."""


class BeschlussForm(ErgebnisForm):
    """The deciding committee: also what each application gets where its motion was changed, with the effect beforehand."""

    werte = abstimmung.BESCHLUSS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rahmen = ("kommune", "runde", "fassung")
        self.antraege = list(
            Antrag.objects.filter(beschlussantrag__vorlage=self.objekt)
            .select_related(*rahmen)
            .order_by("kommune__sortiername")
        )
        self.wartend = [
            a
            for a in self.antraege
            if a.status == Status.IM_GREMIUM and a.beschlussantrag_id in {z.pk for z in self.ziffern}
        ]
        for antrag in self.wartend:
            feld = VzaeFeld(
                label=f"Bewilligt für {antrag.kommune.name}",
                min_value=0,
                max_value=antrag.beantragt_vzae,
                required=False,
            )
            self.fields[f"anteil_{antrag.pk}"] = feld
            feld.initial = antrag.empfohlen_vzae
        self.weitere = [("Wirkung neu berechnen", "mehr", 0)] if self.wartend else []

    def facts(self):
        """As for every result, and the shares that depart from the recommendation."""
        return super().facts() | {"abweichend": self._abweichend(self.cleaned_data)}

    def _abweichend(self, daten):
        gefragt = {a.pk: daten.get(f"anteil_{a.pk}") for a in self.wartend}
        return {
            a.pk: gefragt[a.pk]
            for a in self.wartend
            if gefragt[a.pk] is not None and gefragt[a.pk] != a.empfohlen_vzae
        }

    def wirkung(self):
        """For the template: [(Zeile, bound field)] and the closing sheet for what the form says now, saved or not."""
        daten = self._vorlaeufig()
        neu, abweichend = {}, self._abweichend(daten)
        for ziffer in self.ziffern:
            betroffen = [a for a in self.wartend if a.beschlussantrag_id == ziffer.pk]
            wert = daten.get(f"ziffer_{ziffer.ziffer}_wert", "")
            neu |= wirkung.anteile(
                betroffen, wert, abweichend if wert == Beschlussergebnis.Wert.GEAENDERT else {}
            )
        zeilen = [wirkung.zeile(a, neu) for a in self.antraege]
        felder = [
            self[f"anteil_{z.antrag.pk}"] if f"anteil_{z.antrag.pk}" in self.fields else None for z in zeilen
        ]
        return {"zeilen": list(zip(zeilen, felder, strict=True)), "posten": wirkung.posten(zeilen)}

    def _vorlaeufig(self):
        """What can be read of the form, whether it was sent or is only filled in; what cannot is left out."""
        werte = {}
        for name, feld in self.fields.items():
            try:
                werte[name] = feld.clean(self[name].value())
            except ValidationError:
                continue
        return werte


def ergebnissatz(ergebnis):
    """``SGA am 14.06.2027 (Vorberatung): Empfohlen, einstimmig`` with the counts where they are known."""
    schritt = ergebnis.schritt
    teile = [ergebnis.get_wert_display()]
    if ergebnis.abstimmung:
        teile.append(ergebnis.get_abstimmung_display())
    teile += [
        f"{zahl} {wort}"
        for zahl, wort in (
            (ergebnis.ja, "Ja"),
            (ergebnis.nein, "Nein"),
            (ergebnis.enthaltung, "Enthaltungen"),
        )
        if zahl is not None
    ]
    return f"{schritt.sitzung} ({schritt.get_rolle_display()}): {', '.join(teile)}"


def _stimmen():
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    feld = forms.IntegerField(min_value=0, max_value=999, required=False, widget=widget)
    feld.error_messages["invalid"] = "Bitte eine ganze Zahl eingeben, zum Beispiel 58"
    return feld
