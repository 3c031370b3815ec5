"""The two acts that go over all notices of a paper or round: draft, and release with provision. Each is the single act."""

from django.db import transaction

from antraege.fehler import Verweigert
from antraege.models import Bescheid, Serienzeile, Status
from antraege.rechte.grund import Auskunft
from antraege.services import serie
from workflows.sammelhandlungen import Schritthandlung

ZURUECKGEGEBEN = Auskunft(
    False,
    "Der Entwurf kam ohne Freigabe zurück. Bitte überarbeiten Sie ihn einzeln.",
    "Sachbearbeitung Förderung",
)
NICHT_ENTWORFEN = Auskunft(
    False, "Der Bescheid ist noch nicht zur Freigabe gegeben.", "Sachbearbeitung Förderung"
)


class Serienhandlung(Schritthandlung):
    """Base. The act and the line of its case are one transaction: a run that is killed has done both or neither.

    ``wort`` says what is done, ``stellt_zu`` whether the notices leave the house. ``bescheide``: application's key -> its
    notice, read for all cases before any of them is asked.
    """

    danach = frozenset({Status.BESCHIEDEN, Status.ABGESCHLOSSEN})
    bescheide = {}
    wort, stellt_zu = "", False

    def vorbereiten(self, gewaehlt):
        """Read the notices."""
        self.bescheide = serie.erste_bescheide(fall.objekt for fall in gewaehlt)

    def auskunft(self, fall, user, form=None):
        """What the door and the act would say, and why some are not for a run."""
        grund = self.hindernis(fall)
        return super().auskunft(fall, user, form) if grund is None else grund

    def tue(self, fall, user, sendung):
        """As the task's page does, with what it suggests; ``sendung``: the case's line of the run."""
        if (grund := self.hindernis(fall)) is not None:
            raise Verweigert(grund.satz, wer=grund.wer)
        with transaction.atomic():
            satz = super().tue(fall, user, (None, None))
            if satz:
                serie.festhalten(sendung, Serienzeile.Ergebnis.GETAN, "")
        return satz

    def hindernis(self, fall):
        """Why this case is not for a run although it would be for a person, or not yet; None where it is."""

    def an_der_reihe(self, fall):
        """Whether the case waits for this act."""
        return fall.aufgabe is not None and fall.aufgabe.knoten == self.knoten


class Entwerfen(Serienhandlung):
    """Draft from the programme's blocks or the built-in words."""

    name, titel, knopf = "entwerfen", "Alle entwerfen", "Alle Bescheide entwerfen"
    schon = "Der Bescheid ist schon entworfen."
    knoten, recht = "bescheid_entwerfen", "bescheid.entwerfen"
    wort = "entworfen"
    hinweis = "Jeder erhält die vorgeschlagenen Gründe und Nebenbestimmungen. Soll einer andere haben, öffnen Sie vorher seinen nächsten Schritt."

    def hindernis(self, fall):
        """A draft that came back is somebody's to mend."""
        return ZURUECKGEGEBEN if self.an_der_reihe(fall) and fall.objekt.pk in self.bescheide else None

    def wirkung(self, fall, form=None):
        """What is drafted."""
        return "wird entworfen und zur Freigabe gegeben"

    def _getan(self, objekt, user):
        return objekt.pk in self.bescheide or super()._getan(objekt, user)


class Freigeben(Serienhandlung):
    """Release as a second person; the procedure provides at once."""

    name, titel, knopf = "freigeben", "Alle freigeben und bereitstellen", "Alle Bescheide freigeben"
    schon = "Der Bescheid ist schon freigegeben."
    knoten, recht = "bescheid_freigeben", "bescheid.freigeben"
    wort, stellt_zu = "freigegeben und bereitgestellt", True
    hinweis = "Jeder erhält Nummer und Datum, danach ändert ihn niemand mehr."

    def hindernis(self, fall):
        """There is nothing to release yet."""
        bescheid = self.bescheide.get(fall.objekt.pk)
        wartet = fall.objekt.status == Status.BESCHLOSSEN and not self.an_der_reihe(fall)
        offen = bescheid is None or bescheid.status == Bescheid.Status.ENTWURF
        return NICHT_ENTWORFEN if wartet and offen else None

    def wirkung(self, fall, form=None):
        """What happens at once."""
        return "wird freigegeben und bereitgestellt"

    def _worueber(self, objekt):
        return self.bescheide[objekt.pk]


HANDLUNGEN = {k.name: k for k in (Entwerfen, Freigeben)}
