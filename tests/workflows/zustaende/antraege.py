"""What people try with an application: every act of its procedure, and what lies beside it."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from antraege.services import anlagen, fachstellungnahme, unterschriftsblatt
from tests import dateiproben as probe
from tests.workflows.fall import LEUTE, NAME, SCHRITT
from tests.workflows.zustaende.welt import ALLE, NR, WAHLEN, daneben, faelle_, meist_richtig
from workflows import door, verfahren
from workflows.models import Aufgabe

ACTS = [*SCHRITT, "ergaenzen"]


class AntragRegeln:
    """The procedure, its deadlines and its tasks."""

    @daneben
    def irgendwas(self, nr, wer, zahl):
        """Any act, whether it is its turn or not."""
        self._versuche(nr, ACTS[zahl % len(ACTS)], wer or LEUTE[zahl % len(LEUTE)])

    @rule(nr=faelle_, wahlen=WAHLEN, wer=meist_richtig)
    def was_ansteht(self, nr, wahlen, wer):
        """Some of the acts of the steps that are open, of paper and later notice, too, mostly by whom each belongs to."""
        for wahl in wahlen:
            self.am_antrag(nr, wahl, wer)
            if nr == NR:
                self.an_der_vorlage(wahl, wer)
            self.am_folgebescheid(nr, wahl, wer)

    def am_antrag(self, nr, wahl, wer):
        """One act of the application's open step."""
        offen = {task.knoten for task in Aufgabe.objects.von(self.faelle[nr].antrag).offen()}
        moeglich = [act for act in SCHRITT if SCHRITT[act][0] in offen] + ["ergaenzen"] * (
            "ergaenzung" in offen
        )
        if moeglich:
            act = moeglich[wahl % len(moeglich)]
            self._versuche(nr, act, wer or ("clerk" if act == "ergaenzen" else SCHRITT[act][1]))

    @daneben
    def zurueckziehen(self, nr, wer, zahl):
        """Withdraw."""
        antrag = self.faelle[nr].antrag
        self.tue(
            lambda **f_: verfahren.antrag_zurueckziehen(antrag=antrag, grund="Nein.", **f_),
            nr,
            wer or "clerk",
        )

    @daneben
    def verlaengern(self, nr, wer, zahl):
        """Give more time to complete."""
        antrag, bis = self.faelle[nr].antrag, self.tag + timedelta(days=zahl)
        self.tue(
            lambda **f_: verfahren.frist_verlaengern(antrag=antrag, bis=bis, grund="Ferien.", **f_),
            nr,
            wer or "sb",
        )

    @daneben
    def ohne_ergaenzung(self, nr, wer, zahl):
        """Go on without the answer."""
        antrag = self.faelle[nr].antrag
        self.tue(
            lambda **f_: verfahren.ohne_ergaenzung_weiterpruefen(antrag=antrag, grund="Still.", **f_),
            nr,
            wer or "sb",
        )

    @daneben
    def zeichnung_aufheben(self, nr, wer, zahl):
        """Void the signature."""
        antrag = self.faelle[nr].antrag
        self.tue(
            lambda **f_: verfahren.zeichnung_aufheben(antrag=antrag, grund="Neu.", **f_), nr, wer or "sb"
        )

    @daneben
    def aufgabe_bewegen(self, nr, wer, zahl):
        """Take, assign, give back."""
        pk = Aufgabe.objects.von(self.faelle[nr].antrag).offen().values_list("pk", flat=True).first() or 0
        was = ("uebernehmen", "zuweisen", "freigeben")[zahl % 3]
        mehr = (self.person(nr, ALLE[zahl % len(ALLE)]),) if was == "zuweisen" else ()
        self.tue(lambda by, heute: getattr(door, was)(pk, by, *mehr), nr, wer or "sgl")

    @rule(tage=st.integers(1, 12))
    def tage_vergehen(self, tage):
        """The clock goes on, and the system acts on what lapsed."""
        self.uhr_bis(self.tag + timedelta(days=tage))

    def _versuche(self, nr, act, wer):
        fall = self.faelle[nr]
        knoten, _, facts = fall.angaben(act)
        self.tue(
            lambda **f_: verfahren.schritt(fall.antrag, knoten, NAME.get(act, act), **f_, **facts), nr, wer
        )


class UnterlagenRegeln:
    """Opinions of other offices, the signed sheet, papers that follow."""

    @daneben
    def stellungnahme_erbitten(self, nr, wer, zahl):
        """Ask the Kämmerei."""
        antrag, bis = self.faelle[nr].antrag, self.tag + timedelta(days=zahl)
        self.tue(
            lambda **f_: fachstellungnahme.erbitten(
                antrag=antrag, stellen=["kaemmerei"], frage="Trägt der Haushalt das?", bis=bis, **f_
            ),
            nr,
            wer or "sb",
        )

    @daneben
    def stellungnahme_schliessen(self, nr, wer, zahl):
        """Answer, or take the request back."""
        bitte = self.faelle[nr].antrag.fachstellungnahmen.order_by("pk").last()
        if bitte is None:
            return
        if zahl % 2:
            self.tue(
                lambda **f_: fachstellungnahme.abgeben(
                    bitte=bitte, votum="bedenken", antwort="Zu viel.", **f_
                ),
                nr,
                wer or "kaemmerei",
            )
        else:
            self.tue(
                lambda **f_: fachstellungnahme.zuruecknehmen(bitte=bitte, grund="Doch nicht.", **f_),
                nr,
                wer or "sb",
            )

    @daneben
    def blatt(self, nr, wer, zahl):
        """Make the sheet for a signature on paper, or upload its scan."""
        antrag = self.faelle[nr].antrag
        angaben = {"unterzeichnet_von": "Frau Amsel", "unterzeichnet_am": self.tag, "datei": _pdf("Scan.pdf")}
        scan = bool(zahl % 2)
        act = unterschriftsblatt.hochladen if scan else unterschriftsblatt.erzeugen
        self.tue(lambda **f_: act(antrag=antrag, **(angaben if scan else {}), **f_), nr, wer or "clerk")

    @daneben
    def nachreichen(self, nr, wer, zahl):
        """Hand in the decision of the Gemeinderat that was announced."""
        antrag = self.faelle[nr].antrag
        datei = _pdf("Beschluss.pdf")
        self.tue(
            lambda **f_: anlagen.hinzufuegen(antrag=antrag, art="beschluss", datei=datei, **f_),
            nr,
            wer or "clerk",
        )


def _pdf(name):
    return probe.datei(probe.pdf(), name)
