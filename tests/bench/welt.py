"""People, rounds and applications for the bench. Made outside the measured time."""

from dataclasses import dataclass
from datetime import time
from itertools import count

from antraege import zeit
from antraege.models import Antrag, Benutzer, Rolle
from tests import factories as f
from tests.workflows.fall import NAME, SCHRITT
from workflows.steps import SCHRITTE

TAG = f.TAG
_nr = count(1)
# The acts of one lifecycle, with the kinds of nodes each of them passes.
WEG = {
    "einreichen": "human, Switch",
    "vollstaendig": "human, If",
    "empfehlen": "human, If",
    "zeichnen": "human, If, Switch, Function",
    "bescheid_entwerfen": "human",
    "bescheid_freigeben": "human, If, Function",
    "oeffnen": "human, If",
    "stelle_erfassen": "human, Function, End",
}


def uhr():
    """The day of the bench."""
    return zeit.gestellt(TAG, time(10, 0))


@dataclass
class Welt:
    """A district with its office."""

    kreis: object
    sb: Benutzer
    sgl: Benutzer

    @classmethod
    def neu(cls):
        """A new one with two people."""
        kreis = f.landkreis()
        return cls(kreis, *(f.benutzer(r, kreis) for r in (Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG)))

    def ort(self):
        """A municipality and its clerk."""
        ort = f.kommune(self.kreis)
        return ort, f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, self.kreis, ort)

    def person(self, wer, clerk):
        """A user with roles read, as a request has it when the act begins."""
        person = clerk if wer == "clerk" else getattr(self, wer)
        assert person.rollen
        return person

    def schritt(self, act, clerk):
        """(node, who, service, facts) of an act of the lifecycle."""
        knoten, wer, facts = SCHRITT[act]
        dienst = SCHRITTE[knoten].handlung(NAME.get(act, act)).act
        return knoten, self.person(wer, clerk), dienst, facts


def vorbereiten(antrag: Antrag, clerk: Benutzer) -> None:
    """Fill in the draft: no step of the procedure, so the same for all and not measured."""
    f.ausfuellen(Antrag.objects.get(pk=antrag.pk), clerk)


def runde(kreis, **felder):
    """A round decided by the administration."""
    nr = next(_nr)
    return f.runde(kreis, "verwaltung", kuerzel=f"B{nr}", name=f"Runde {nr}", **felder)
