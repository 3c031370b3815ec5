"""What people try with a notice: open it beside its task, post it, waive, object, decide, and follow it with another."""

from datetime import datetime, time, timedelta

from antraege import zeit
from antraege.models import Widerspruch
from antraege.services import rechtsbehelf, widerspruch
from tests import dateiproben as probe
from tests.antraege.folgefall import ANGABEN
from tests.workflows.fall import BESCHEID
from tests.workflows.zustaende.welt import daneben
from workflows import verfahren
from workflows.models import Aufgabe

FOLGT = {
    "entwerfen": [("entwerfen", "sb"), ("entwerfen", "sb"), ("verwerfen", "sb")],
    "freigeben": [("freigeben", "sgl"), ("freigeben", "sgl"), ("zurueckgeben", "sgl")],
    "bekanntgabe": [("oeffnen", "clerk")],
    "versand": [("versenden", "sb")],
}

ARTEN = sorted(ANGABEN)
ERGEBNISSE = [e for e in Widerspruch.Status.values if e != "offen"]


class BescheidRegeln:
    """From the provision to finality, and again with later notices."""

    @daneben
    def oeffnen_daneben(self, nr, wer, zahl):
        """Open the notice on its page, also while it waits to be posted."""
        antrag = self.faelle[nr].antrag
        self.tue(lambda **f_: verfahren.bescheid_oeffnen(antrag=antrag, **f_), nr, wer or "clerk")

    @daneben
    def versenden(self, nr, wer, zahl):
        """Record the day of posting."""
        antrag, tag = self.faelle[nr].antrag, self.tag + timedelta(days=zahl % 3 - 1)
        self.tue(
            lambda **f_: verfahren.schritt(antrag, "versand", "versenden", versandt_am=tag, **f_),
            nr,
            wer or "sb",
        )

    @daneben
    def verzichten(self, nr, wer, zahl):
        """Waive every remedy."""
        if papier := self._letzter(nr):
            self.tue(lambda **f_: rechtsbehelf.verzichten(bescheid=papier, **f_), nr, wer or "clerk")

    @daneben
    def widerspruch_erfassen(self, nr, wer, zahl):
        """Record an objection that came some days ago."""
        if papier := self._letzter(nr):
            am = datetime.combine(self.tag - timedelta(days=zahl % 10), time(9), zeit.BERLIN)
            datei = probe.datei(probe.pdf(), "Widerspruch.pdf")
            self.tue(
                lambda **f_: widerspruch.erfassen(
                    bescheid=papier, weg="post", eingegangen_am=am, datei=datei, **f_
                ),
                nr,
                wer or "sb",
            )

    @daneben
    def widerspruch_entscheiden(self, nr, wer, zahl):
        """Decide the latest one."""
        zeile = Widerspruch.objects.filter(bescheid__antrag=self.faelle[nr].antrag).order_by("pk").last()
        if zeile is not None:
            angaben = {
                "ergebnis": ERGEBNISSE[zahl % len(ERGEBNISSE)],
                "vermerk": "Geprüft.",
                "zugestellt_am": self.tag,
            }
            self.tue(
                lambda **f_: widerspruch.entscheiden(widerspruch=zeile, **angaben, **f_), nr, wer or "al"
            )

    @daneben
    def folgebescheid_beginnen(self, nr, wer, zahl):
        """Begin a later notice."""
        antrag, art = self.faelle[nr].antrag, ARTEN[zahl % len(ARTEN)]
        self.tue(lambda **f_: verfahren.folgebescheid_beginnen(antrag=antrag, art=art, **f_), nr, wer or "sb")

    def am_folgebescheid(self, nr, wahl, wer):
        """One act of the open step of a later notice; of none a beginning, now and then."""
        if wahl > 15:
            self.folgebescheid_beginnen(nr, wer, wahl)
        papier = self._letzter(nr)
        task = papier and Aufgabe.objects.von(papier).offen().first()
        if not task:
            return
        moeglich = FOLGT[task.knoten]
        act, richtig = moeglich[wahl % len(moeglich)]
        antrag, facts = self.faelle[nr].antrag, self._angaben(act, papier)
        self.tue(lambda **f_: verfahren.schritt(antrag, task.knoten, act, **facts, **f_), nr, wer or richtig)

    def _letzter(self, nr):
        return self.faelle[nr].antrag.bescheide.order_by("pk").last()

    def _angaben(self, act, papier):
        if act == "entwerfen":
            gehoert = {"anhoerung_am": self.tag - timedelta(days=14)}
            return BESCHEID | ANGABEN[papier.art] | gehoert
        if act == "versenden":
            return {"versandt_am": self.tag}
        return {"grund": "Irrtum."} if act in ("verwerfen", "zurueckgeben") else {}
