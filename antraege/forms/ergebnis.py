"""Forms that record what a sitting did with each Ziffer, and show what a decision does before it is saved."""

from django.core.exceptions import ValidationError

from antraege.ergebnisworte import ergebnissatz
from antraege.fehler import Konflikt
from antraege.forms import ergebnisfelder as teile
from antraege.forms.felder import VzaeFeld
from antraege.forms.gremium import Sitzungswahl
from antraege.forms.schritte import Schrittform
from antraege.models import Aenderungsantrag, Antrag, Beschlussergebnis, Sitzung, Status
from antraege.services import abstimmung, aenderungsantraege, wirkung
from antraege.services.beratungsfolge import naechster_schritt
from antraege.services.ratsvorschlag import vorschlag
from antraege.services.ziffern import offene_ziffern


class ErgebnisForm(Schrittform):
    """The result of each open Ziffer in the next sitting, filled in with the usual: accepted, unanimous."""

    gestaltung = "antraege/ergebnis_form.html"
    werte = abstimmung.VORBERATUNG
    naechste_sitzung = Sitzungswahl(
        label="Nächste Sitzung",
        required=False,
        help_text="Nur wenn eine Ziffer vertagt, verwiesen oder abgesetzt ist: Wann geht es weiter?",
    )
    verwiesen_in = Sitzungswahl(
        label="Sitzung des anderen Gremiums",
        required=False,
        help_text="Nur wenn zugleich eine Ziffer vertagt und eine andere verwiesen ist: Wo geht die verwiesene weiter?",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.schritt = naechster_schritt(self.objekt)
        if self.schritt is None:
            raise Konflikt("Zu dieser Vorlage ist schon alles erfasst.")
        self.ziffern = offene_ziffern(self.objekt, self.schritt.rolle, self.schritt.sitzung.gremium_id)
        for ziffer in self.ziffern:
            self.fields |= teile.felder(ziffer.ziffer, self.werte)
        self.gemeldet = vorschlag(self.schritt)
        self.geaendert = aenderungsantraege.angenommene(self.schritt)
        ueblich = teile.vorbelegung(self.ziffern, self.schritt, self.gemeldet, self.geaendert)
        self.initial = ueblich | self.initial
        spaeter = Sitzung.objects.filter(
            gremium__landkreis=self.objekt.landkreis_id, tag__gt=self.schritt.sitzung.tag, abgesagt=False
        )
        self.fields["naechste_sitzung"].queryset = spaeter.select_related("gremium")
        anderswo = spaeter.exclude(gremium=self.schritt.sitzung.gremium_id)
        self.fields["verwiesen_in"].queryset = anderswo.select_related("gremium")

    def bloecke(self):
        """For the template: each open Ziffer with its bound fields and what earlier sittings said."""
        for ziffer in self.ziffern:
            felder = {name: self[f"ziffer_{ziffer.ziffer}_{name}"] for name in teile.FELDER}
            yield {
                "ziffer": ziffer,
                "felder": [(felder[n], teile.BREITE.get(n, "short"), teile.WORT[n]) for n in teile.ZEILE],
                "gefaltet": self._gefaltet(ziffer, felder),
                "frueher": self._frueher(ziffer),
            }

    def _frueher(self, ziffer):
        ergebnisse = ziffer.ergebnisse.select_related("schritt__sitzung__gremium")
        saetze = [ergebnissatz(e, intern=True) for e in ergebnisse.order_by("schritt__sitzung__tag")]
        if gemeldet := self.gemeldet.get(ziffer.ziffer):
            saetze.append(f"Aus dem Ratsinformationssystem: {gemeldet.text}")
        offen = ziffer.aenderungsantraege.filter(ergebnis=Aenderungsantrag.Ergebnis.OFFEN).order_by("nummer")
        saetze += [f"{antrag} ({antrag.antragsteller}) ist noch nicht behandelt." for antrag in offen]
        if antrag := self.geaendert.get(ziffer.ziffer):
            saetze.append(f"{antrag} ({antrag.antragsteller}) ist in dieser Sitzung angenommen.")
        return saetze

    def _gefaltet(self, ziffer, felder):
        """[(title, rows of bound fields, open)]: what departs from the usual, open where something stands in it or is wrong."""
        teilweise = [("Geänderter Wortlaut", [[felder["wortlaut"]]])]
        teilweise += [("Befangenheit", [[felder["befangen"], felder["verlassen"]]])]
        return [(titel, zeilen, _beruehrt(zeilen)) for titel, zeilen in teilweise]

    def facts(self):
        """Keyword arguments for the service: the step and one result for each open Ziffer."""
        return {
            "schritt": self.schritt,
            "ergebnisse": {z.ziffer: self._ergebnis(z.ziffer) for z in self.ziffern},
            "naechste_sitzung": self.cleaned_data["naechste_sitzung"],
            "verwiesen_in": self.cleaned_data["verwiesen_in"],
        }

    def _ergebnis(self, ziffer):
        daten = self.cleaned_data
        return teile.ohne_stimme({feld: daten[f"ziffer_{ziffer}_{feld}"] for feld in teile.FELDER})


class VorberatungForm(ErgebnisForm):
    """The advising committee: it recommends, it authorises nothing."""


class BeschlussForm(ErgebnisForm):
    """The deciding committee: also conditions, and what each application gets, with the effect beforehand."""

    werte = abstimmung.BESCHLUSS

    def __init__(self, *args, zeilen=0, **kwargs):
        super().__init__(*args, zeilen=zeilen, **kwargs)
        self.massgaben = teile.zeilenzahl(self.data, zeilen)
        for ziffer in self.ziffern:
            self.fields |= teile.massgabenfelder(ziffer.ziffer, self.massgaben)
        self.antraege = list(
            Antrag.objects.filter(beschlussantrag__vorlage=self.objekt)
            .select_related("kommune", "runde", "fassung")
            .order_by("kommune__sortiername")
        )
        offen = {z.pk for z in self.ziffern}
        self.wartend = [
            a for a in self.antraege if a.status == Status.IM_GREMIUM and a.beschlussantrag_id in offen
        ]
        for antrag in self.wartend:
            self.fields[f"anteil_{antrag.pk}"] = _anteil(antrag)
        self.weitere = [("Weitere Maßgabe", "mehr", min(self.massgaben + 1, teile.HOECHSTENS))]
        if self.wartend:
            self.weitere.append(("Wirkung neu berechnen", "mehr", self.massgaben))

    def _gefaltet(self, ziffer, felder):
        """As for every result, and the rows of conditions."""
        nummern = range(1, self.massgaben + 1)
        zeilen = [[self[f"massgabe_{ziffer.ziffer}_{nr}_{f}"] for f in teile.MASSGABE] for nr in nummern]
        mit = felder["wert"].value() == Beschlussergebnis.Wert.MIT_MASSGABE
        return [*super()._gefaltet(ziffer, felder), ("Maßgaben", zeilen, mit or _beruehrt(zeilen))]

    def _ergebnis(self, ziffer):
        massgaben = teile.massgaben(self.cleaned_data, ziffer, self.massgaben)
        return super()._ergebnis(ziffer) | {"massgaben": massgaben}

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
        """For the template: [(Zeile, bound field)], the closing sheet of the paper and that of its round, as the form says now."""
        neu, entschieden = self._neu(), wirkung.beschlossen(self.antraege)
        zeilen = [wirkung.zeile(a, neu, entschieden) for a in self.antraege]
        felder = [
            self[f"anteil_{z.antrag.pk}"] if f"anteil_{z.antrag.pk}" in self.fields else None for z in zeilen
        ]
        runde = self.objekt.runde
        return {
            "zeilen": list(zip(zeilen, felder, strict=True)),
            "posten": wirkung.posten(zeilen),
            "runde": wirkung.der_runde(runde, neu) if runde else (),
        }

    def _neu(self):
        daten = self._vorlaeufig()
        neu, abweichend = {}, self._abweichend(daten)
        for ziffer in self.ziffern:
            betroffen = [a for a in self.wartend if a.beschlussantrag_id == ziffer.pk]
            wert = daten.get(f"ziffer_{ziffer.ziffer}_wert", "")
            geaendert = wert == Beschlussergebnis.Wert.GEAENDERT
            neu |= wirkung.anteile(betroffen, wert, abweichend if geaendert else {})
        return neu

    def _vorlaeufig(self):
        """What can be read of the form, whether it was sent or is only filled in; what cannot is left out."""
        werte = {}
        for name, feld in self.fields.items():
            try:
                werte[name] = feld.clean(self[name].value())
            except ValidationError:
                continue
        return werte


def _beruehrt(zeilen):
    return any(feld.errors or _steht_etwas(feld.value()) for zeile in zeilen for feld in zeile)


def _steht_etwas(wert):
    return any(wert) if isinstance(wert, list) else bool(wert)


def _anteil(antrag):
    return VzaeFeld(
        label=f"Bewilligt für {antrag.kommune.name}",
        min_value=0,
        max_value=antrag.beantragt_vzae,
        required=False,
        initial=antrag.empfohlen_vzae,
    )
