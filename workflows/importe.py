"""Taking over a judged table: each row through exactly the act of a single entry, all of them or none."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from antraege import zeit
from antraege.models import Importlauf
from antraege.services import importlauf
from antraege.services.gesammelt import gesammelt
from antraege.services.importurteil import Ergebnis
from workflows import verfahren

logger = logging.getLogger(__name__)
SCHRITT = 20  # rows between two marks of progress
GESCHEITERT = "Der Import ist an einem technischen Fehler gescheitert. Es ist nichts übernommen. Bitte starten Sie ihn noch einmal."


def uebernehmen(pk):
    """Take over the run ``pk``; True where this call did it. Safe to call twice, at the same time or later."""
    try:
        with transaction.atomic():
            if lauf := importlauf.sperren(pk):
                _alle(lauf)
            return lauf is not None
    except ValidationError as fehler:
        importlauf.abbrechen(pk=pk, satz=" ".join(fehler.messages))
    except Exception:
        logger.exception("Import %s failed", pk)
        importlauf.abbrechen(pk=pk, satz=GESCHEITERT)
    return False


def _alle(lauf):
    by, heute, getan = lauf.gestartet_von, zeit.heute(), []
    urteile = importlauf.erneut_beurteilt(lauf, by)
    with Fortschritt(lauf.pk) as fortschritt:
        for nr in range(0, len(urteile), SCHRITT):
            getan += _einige(lauf, urteile[nr : nr + SCHRITT], by, heute)
            fortschritt.zeigen(min(nr + SCHRITT, len(urteile)))
    importlauf.abschliessen(lauf=lauf, antraege=getan, by=by, heute=heute)


def _einige(lauf, urteile, by, heute):
    """Enter the new ones among these rows; what none of them reads again is written together."""
    with gesammelt():
        return [
            (urteil.nr, verfahren.antrag_erfassen(runde=lauf.runde, by=by, heute=heute, **urteil.angaben))
            for urteil in urteile
            if urteil.ergebnis == Ergebnis.NEU
        ]


class Fortschritt:
    """Writes how far a run is on a connection of its own: its transaction shows nobody anything before COMMIT."""

    def __init__(self, pk):
        self.pk, self.letzter = pk, None

    def __enter__(self):
        self.pool = ThreadPoolExecutor(max_workers=1)
        return self

    def zeigen(self, anzahl):
        """Mark ``anzahl`` rows as done, unless the last mark is still being written."""
        if self.letzter is None or self.letzter.done():
            self.letzter = self.pool.submit(self._schreiben, anzahl)

    def _schreiben(self, anzahl):
        try:
            Importlauf.objects.filter(pk=self.pk, status=Importlauf.Status.LAEUFT).update(verarbeitet=anzahl)
        finally:
            connection.close()

    def __exit__(self, *fehler):
        self.pool.shutdown()
