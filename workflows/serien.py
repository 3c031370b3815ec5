"""A run over many notices: each case through the single act, one transaction each, and what became of it.

Who works on a run holds its lock. Killed in the middle it is found by the sweeper (``fortsetzen``) and goes on behind the
last case; the act and the line of its case were one transaction.
"""

import logging

from django.db import OperationalError

from antraege import zeit
from antraege.models import Antrag, Benutzer, Serienlauf, Serienzeile
from antraege.services import laufsperre, serie
from workflows import sammel
from workflows.sammel import Fall
from workflows.serienhandlungen import HANDLUNGEN

logger = logging.getLogger(__name__)
E = Serienzeile.Ergebnis
STAND = {sammel.SCHON: E.SCHON, sammel.NICHT: E.VERWEIGERT}
SCHRITT = 20  # cases between two looks at who may what
GESCHEITERT = (
    "Ein technischer Fehler. An diesem Fall hat sich nichts geändert. Bitte erledigen Sie ihn einzeln."
)


def faelle(ziel):
    """[Fall] of a paper or round: its decided applications, each with its open task; two queries."""
    return _faelle(serie.faelle(ziel))


def _faelle(antraege):
    je_pk = {antrag.pk: antrag for antrag in antraege}
    offen = sammel.offene(je_pk)
    return [Fall(antrag, offen.get(pk), ("antrag", pk)) for pk, antrag in je_pk.items()]


def starten(*, ziel, handlung, by):
    """Begin a run over all cases of ``ziel``; it is done by ``ausfuehren``. Raises as ``serie.starten``."""
    gewaehlt = faelle(ziel)
    act = HANDLUNGEN[handlung]()
    return serie.starten(
        ziel=ziel,
        handlung=handlung,
        antraege=[fall.objekt for fall in gewaehlt] if any(map(act.an_der_reihe, gewaehlt)) else [],
        by=by,
    )


def ausfuehren(pk):
    """Do what is left of the run ``pk``; True where this call did it. Safe to call twice, at the same time or later."""
    with laufsperre.gehalten(laufsperre.SERIE, pk) as frei:
        lauf = Serienlauf.objects.laufend().filter(pk=pk).first() if frei else None
        if lauf is None:
            return False
        while zeilen := list(lauf.zeilen.filter(ergebnis=E.OFFEN).order_by("pk")[:SCHRITT]):
            _einige(lauf, zeilen)
        by = Benutzer.objects.get(pk=lauf.gestartet_von_id)
        serie.beenden(lauf=lauf, by=by, heute=zeit.heute())
        return True


def fortsetzen():
    """Do what runs have left that nobody works on: the broker was away, or a worker died."""
    for pk in Serienlauf.objects.laufend().order_by("pk").values_list("pk", flat=True):
        ausfuehren(pk)


def _einige(lauf, zeilen):
    """These cases one after the other, as the person who started the run may act now."""
    by = Benutzer.objects.get(pk=lauf.gestartet_von_id)
    handlung = HANDLUNGEN[lauf.handlung]()
    gewaehlt = Antrag.objects.filter(pk__in=[zeile.antrag_id for zeile in zeilen])
    je_antrag = {fall.objekt.pk: fall for fall in _faelle(serie.mit_rahmen(gewaehlt))}
    handlung.vorbereiten(je_antrag.values())
    for zeile in zeilen:
        _fall(handlung, by, je_antrag[zeile.antrag_id], zeile)


def _fall(handlung, by, fall, zeile):
    try:
        ergebnis = sammel.einzeln(handlung, by, fall, zeile)
    except OperationalError:  # the database is away: the run goes on when it is back
        raise
    except Exception:
        logger.exception("Case %s of run %s failed", zeile.antrag_id, zeile.lauf_id)
        serie.festhalten(zeile, E.FEHLER, GESCHEITERT)
    else:
        if ergebnis.stand in STAND:
            serie.festhalten(zeile, STAND[ergebnis.stand], ergebnis.satz)
