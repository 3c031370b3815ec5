"""A hundred notices of a round: drafted, then released and provided, as the worker does it, with every PDF."""

import gc
from time import perf_counter, process_time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from antraege.models import Bescheid, Serienlauf
from antraege.services import druck
from tests import factories as f
from tests.bench.lebenslauf import NICHT_GEZAEHLT
from tests.workflows.fall import Fall
from workflows import serien

ANZAHL, PROBE = 100, 4
SCHRITTE = ((Serienlauf.Handlung.ENTWERFEN, "sb"), (Serienlauf.Handlung.FREIGEBEN, "sgl"))
BIS_ENTSCHIEDEN = ("einreichen", "vollstaendig", "empfehlen", "zeichnen")


def messen(anzahl=ANZAHL):
    """Seconds and CPU seconds of both acts, the part of them the typesetter took, and statements a notice."""
    erster = _faelle(anzahl)
    gc.collect()
    zeiten = {}
    with _Satzuhr() as satz:
        for handlung, wer in SCHRITTE:
            beginn, cpu = perf_counter(), process_time()
            _lauf(erster, handlung, wer)
            zeiten[handlung.value] = [round(perf_counter() - beginn, 1), round(process_time() - cpu, 1)]
    fertig = Bescheid.objects.filter(antrag__runde=erster.runde, status=Bescheid.Status.BEREITGESTELLT)
    assert fertig.count() == anzahl
    return {
        "bescheide": anzahl,
        "sekunden": round(sum(dauer for dauer, _ in zeiten.values()), 1),
        "cpu": round(sum(cpu for _, cpu in zeiten.values()), 1),
        "je_handlung": zeiten,
        "satz_s": round(satz.sekunden, 1),
        "gesetzt": satz.anzahl,
        "sql_je_bescheid": _anweisungen(),
    }


def _faelle(anzahl):
    """The first of so many decided cases of a round."""
    kreis = f.landkreis()
    runde = f.runde(kreis, kontingent="900.00")
    faelle = [Fall(kreis=kreis, runde=runde) for _ in range(anzahl)]
    for fall in faelle:
        fall.sb, fall.sgl = faelle[0].sb, faelle[0].sgl
        fall.gehe(*BIS_ENTSCHIEDEN)
    return faelle[0]


def _lauf(fall, handlung, wer):
    with fall.uhr():
        serien.ausfuehren(serien.starten(ziel=fall.runde, handlung=handlung, by=fall.wer(wer)).pk)


def _anweisungen():
    """SQL statements that one more notice costs, both acts together."""
    zahlen = []
    for anzahl in (1, PROBE):
        fall = _faelle(anzahl)
        with CaptureQueriesContext(connection) as gesehen:
            for handlung, wer in SCHRITTE:
                _lauf(fall, handlung, wer)
        zahlen.append(sum(not q["sql"].startswith(NICHT_GEZAEHLT) for q in gesehen.captured_queries))
    return (zahlen[1] - zahlen[0]) / (PROBE - 1)


class _Satzuhr:
    """Counts and times what is set meanwhile."""

    def __enter__(self):
        self.sekunden, self.anzahl, self.setze = 0.0, 0, druck.setze
        druck.setze = self._gestoppt
        return self

    def _gestoppt(self, *angaben):
        beginn = perf_counter()
        try:
            return self.setze(*angaben)
        finally:
            self.sekunden += perf_counter() - beginn
            self.anzahl += 1

    def __exit__(self, *fehler):
        druck.setze = self.setze
