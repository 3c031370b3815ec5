"""Celery tasks of the procedures: fetch, call, return. Dates stand in the database; beat only wakes (config/celery.py)."""

import logging

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

from antraege import zeit
from antraege.models import Ratsabruf
from antraege.services import kennzeichen, verwaist
from antraege.services import ratsabruf as ratsdienst
from workflows import ablauf as fristablauf
from workflows import heimfall, importe, serien, stille, veroeffentlichung

logger = logging.getLogger(__name__)
LAENGSTENS = 900  # seconds; a run of many rows is one transaction
# Deadlines that passed or moved, publications that are due, silence, tasks whose holder lost the right
JEDE_MINUTE = (
    fristablauf.feststellen,
    fristablauf.rechtzeitig_geworden,
    veroeffentlichung.feststellen,
    stille.feststellen,
    heimfall.feststellen,
)


@shared_task(ignore_result=True)
def ablauf():
    """Run each sweep whatever happens to the others; raises ``ExceptionGroup`` of those that failed, for the worker's log."""
    heute, gescheitert = zeit.heute(), []
    for lauf in JEDE_MINUTE:
        try:
            lauf(heute)
        except Exception as fehler:
            gescheitert.append(fehler)
    if gescheitert:
        raise ExceptionGroup("Sweeps failed", gescheitert)


@shared_task(ignore_result=True)
def aufraeumen():
    """Delete stored files that no row names."""
    verwaist.aufraeumen()


@shared_task(ignore_result=True)
def kennzeichen_loeschen():
    """Erase who filled a position once the district's time for that is over."""
    kennzeichen.loeschen(zeit.heute())


@shared_task(ignore_result=True, time_limit=LAENGSTENS, soft_time_limit=LAENGSTENS - 30)
def importieren(pk):
    """Take over the import run ``pk``; a doubled task finds it taken."""
    importe.uebernehmen(pk)


@shared_task(ignore_result=True, time_limit=LAENGSTENS)
def ratsabruf(pk):
    """Read the council system for run ``pk``; a doubled task finds it done."""
    laufend = Ratsabruf.objects.filter(pk=pk, ergebnis=Ratsabruf.Ergebnis.LAEUFT)
    if abruf := laufend.select_related("ratssystem__landkreis").first():
        ratsdienst.ausfuehren(abruf=abruf, heute=zeit.heute())


@shared_task(ignore_result=True, time_limit=LAENGSTENS)
def ratsabrufe():
    """Read each active council system once a day."""
    ratsdienst.taeglich(zeit.heute())


@shared_task(ignore_result=True, time_limit=LAENGSTENS)
def serie(pk):
    """Do the run ``pk`` over many notices; a doubled task finds it taken."""
    serien.ausfuehren(pk)


@shared_task(ignore_result=True, time_limit=LAENGSTENS)
def serien_fortsetzen():
    """Do runs that nobody works on: the broker was away when they began, or their worker died."""
    serien.fortsetzen()


def import_wecken(pk):
    """Ask the worker for run ``pk`` once this transaction has committed; where the broker is away its page offers a new start."""
    transaction.on_commit(lambda: _wecken(importieren, pk), robust=True)


def ratsabruf_wecken(pk):
    """The same for a reading of the council system; where the broker is away it ends at once and says so."""
    transaction.on_commit(lambda: _wecken(ratsabruf, pk) or ratsdienst.aufgeben(pk), robust=True)


def serie_wecken(pk):
    """The same for a run over notices; where the broker is away the sweeper finds it (``serien_fortsetzen``)."""
    transaction.on_commit(lambda: _wecken(serie, pk), robust=True)


def _wecken(task, pk):
    try:
        task.apply_async([pk], retry=False)
        return True
    except (OperationalError, OSError) as fehler:
        logger.warning("%s %s could not be queued: %s", task.name, pk, fehler)
        return False
