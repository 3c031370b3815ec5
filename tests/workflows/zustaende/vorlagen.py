"""What people try with a paper: begin, sign, release, return, take up again, withdraw, and the results of the sittings."""

from datetime import timedelta
from decimal import Decimal

from antraege.models import Beratungsschritt, Vorlage
from antraege.services import gremium, niederschrift, vorlagenstand
from tests import dateiproben as probe
from tests.workflows.zustaende.welt import NR, daneben
from workflows import verfahren

WER = {"geschaeftsstelle": "gs", "sachgebietsleitung": "sgl", "kaemmerei": "kaemmerei", "amtsleitung": "al"}
ZURUECK = ("zurueckgeben", {"grund": "Kosten fehlen."})
SCHRITTE = {
    "ueberarbeitung": [("ueberarbeiten", {})],
    "mitzeichnung": [("mitzeichnen", {}), ("mitzeichnen", {}), ZURUECK],
    "freigabe": [("freigeben", {}), ("freigeben", {}), ZURUECK],
}
WERTE = {
    "vorberatung": ["empfohlen", "geaendert_empfohlen", "abgelehnt", "vertagt", "verwiesen", "zurueckgezogen"],
    "beschluss": [
        "unveraendert_beschlossen", "geaendert_beschlossen", "mit_massgabe", "abgelehnt", "vertagt", "verwiesen", "abgesetzt",
    ],
}  # fmt: skip
AUFGESCHOBEN = {"vertagt", "verwiesen", "abgesetzt"}
OHNE_ABSTIMMUNG = AUFGESCHOBEN | {"zurueckgezogen"}


class VorlagenRegeln:
    """The way of the third application's paper."""

    @daneben
    def vorlage_beginnen(self, nr, wer, zahl):
        """Put the signed application on a new paper, alone or with a second motion."""
        ziffern = ["Die Verwaltung berichtet."] if zahl % 2 else []
        self.tue(lambda **f_: self.lege_vorlage_an(ziffern=ziffern, **f_), NR, wer or "gs")

    def an_der_vorlage(self, wahl, wer):
        """One act of the paper's open step, on the day of the sitting where it is one's result; without one it begins."""
        if self.faelle[NR].antrag.status == "gezeichnet":
            self.vorlage_beginnen(NR, wer, wahl)
        vorlage, task = self._offen()
        if task is None:
            return
        knoten = task.knoten
        if knoten in WERTE:
            act, facts = "erfassen", self._ergebnis(vorlage, WERTE[knoten][wahl % len(WERTE[knoten])])
            self.uhr_bis(facts["schritt"].sitzung.tag)
        else:
            act, facts = SCHRITTE[knoten][wahl % len(SCHRITTE[knoten])]
        richtig = WER[task.owner_permission.partition("@")[0]]
        self.tue(lambda **f_: verfahren.schritt(vorlage, knoten, act, **f_, **facts), NR, wer or richtig)

    @daneben
    def irgendwas_an_der_vorlage(self, nr, wer, zahl):
        """Any act on the paper, by anybody, also before the sitting."""
        vorlage, wahl = self._vorlage(), zahl // 5
        if vorlage is None:
            return
        knoten = (*SCHRITTE, *WERTE)[zahl % 5]
        if knoten in WERTE:
            act, facts = "erfassen", self._ergebnis(vorlage, WERTE[knoten][wahl % len(WERTE[knoten])])
        else:
            act, facts = SCHRITTE[knoten][wahl % len(SCHRITTE[knoten])]
        self.tue(lambda **f_: verfahren.schritt(vorlage, knoten, act, **f_, **facts), NR, wer or "gs")

    @daneben
    def vorlage_zurueck(self, nr, wer, zahl):
        """Take a released paper up again, or withdraw it."""
        if vorlage := self._vorlage():
            act = verfahren.neue_fassung if zahl % 3 else verfahren.vorlage_zurueckziehen
            self.tue(lambda **f_: act(vorlage=vorlage, grund="Neue Zahlen.", **f_), NR, wer or "gs")

    @daneben
    def veroeffentlichen(self, nr, wer, zahl):
        """Publish by an act of its own."""
        if vorlage := self._vorlage():
            self.tue(lambda **f_: vorlagenstand.veroeffentlichen(vorlage=vorlage, **f_), NR, wer or "gs")

    @daneben
    def bestaetigen(self, nr, wer, zahl):
        """Confirm the latest result with the extract."""
        schritt = Beratungsschritt.objects.filter(erfasst_am__isnull=False).order_by("pk").last()
        if schritt is not None:
            auszug = probe.datei(probe.pdf(), f"Auszug-{schritt.pk}.pdf")
            self.tue(
                lambda **f_: niederschrift.bestaetigen(schritt=schritt, auszug=auszug, **f_), NR, wer or "gs"
            )

    def _vorlage(self):
        return Vorlage.objects.order_by("pk").last()

    def _offen(self):
        vorlage = self._vorlage()
        return vorlage, vorlage and next(iter(verfahren.offene_aufgaben(vorlage)), None)

    def _ergebnis(self, vorlage, wert):
        """What the form of this sitting would send: ``wert`` for Ziffer 1, the usual for the others."""
        schritt = gremium.naechster_schritt(vorlage) or vorlage.beratungsfolge.order_by("pk").last()
        tag, beschluss = schritt.sitzung.tag, schritt.rolle == "beschluss"
        offen = [z.ziffer for z in gremium.offene_ziffern(vorlage, schritt.rolle)]
        ergebnisse = {nr: self._angabe(wert if nr == 1 else WERTE[schritt.rolle][0], tag) for nr in offen}
        zum_ausschuss = wert == "verwiesen" or (wert in AUFGESCHOBEN and not beschluss)
        facts = {"naechste_sitzung": self.sitzung(self.sga if zum_ausschuss else self.kreistag, tag)}
        if wert == "geaendert_beschlossen" and beschluss:
            facts["abweichend"] = {self.faelle[NR].antrag.pk: Decimal("0.30")}
        return facts | {"schritt": schritt, "ergebnisse": ergebnisse}

    @staticmethod
    def _angabe(wert, tag):
        angabe = {"wert": wert, "abstimmung": "" if wert in OHNE_ABSTIMMUNG else "einstimmig"}
        if wert.startswith("geaendert"):
            angabe["wortlaut"] = "Mit 0,30 VZÄ."
        if wert == "mit_massgabe":
            zeile = {"text": "Bericht.", "rolle": "kaemmerei", "faellig_am": tag + timedelta(days=30)}
            angabe["massgaben"] = {1: zeile}
        return angabe
