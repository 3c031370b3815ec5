"""Silence after a round's last day is told to the office once, on the next working day: it is no waiver (R16)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from antraege import formate, fristen
from antraege.models import (
    Benutzer,
    Ereignis,
    Foerderprogramm,
    Foerderrunde,
    Inanspruchnahme,
    Kommune,
    Protokolleintrag,
)
from antraege.services import ruecklauf
from antraege.services.protokoll import vermerken
from antraege.services.stellenzeilen import sperre

# So long a standstill of the worker is made up for; a round that ended before was loaded or is known.
NACHGEHOLT: Final = timedelta(days=14)


def stille(runde: Foerderrunde) -> list[Kommune]:
    """Who neither applied, began nor waived; in a programme granted elsewhere: whose answer is still open."""
    if runde.programm.bewilligungsstelle == Foerderprogramm.Bewilligungsstelle.LANDKREIS:
        return [z.kommune for z in ruecklauf.liste(runde) if z.stand == ruecklauf.Stand.SCHWEIGT]
    antworten = Inanspruchnahme.objects.filter(runde=runde).exclude(art=Inanspruchnahme.Art.OFFEN)
    offen = Kommune.objects.filter(landkreis=runde.programm.landkreis_id).exclude(
        pk__in=antworten.values("kommune")
    )
    return [ort for ort in offen.order_by("sortiername", "pk") if not runde.fassung.ausschluss(ort)]


def faellige(heute: date) -> list[Foerderrunde]:
    """Published rounds after whose last day a working day has begun, and not long ago."""
    runden = Foerderrunde.objects.geschlossen(am=heute, seit=heute - NACHGEHOLT)
    return [runde for runde in runden if _faellig(runde, heute) and not _gemeldet(runde)]


@transaction.atomic
def melden(*, runde: Foerderrunde, by: Benutzer, heute: date) -> bool:
    """Note how many municipalities stayed silent; False where nobody did or the round is no longer due.

    A last day that is moved later is one of its own. Of two runs the second waits and finds the entry.
    """
    runde = sperre(runde)
    if not _faellig(runde, heute) or _gemeldet(runde) or not (orte := stille(runde)):
        return False
    vermerken(
        Ereignis.RUNDE_OHNE_ANTWORT,
        runde,
        by=by,
        wirksam_am=heute,
        vorher=formate.datum(runde.antrag_bis),
        nachher=str(len(orte)),
    )
    return True


def _faellig(runde: Foerderrunde, heute: date) -> bool:
    return runde.antrag_bis is not None and fristen.arbeitstage_nach(runde.antrag_bis, 1).tag <= heute


def _gemeldet(runde: Foerderrunde) -> bool:
    return Protokolleintrag.objects.filter(
        art=Ereignis.RUNDE_OHNE_ANTWORT,
        objekt_art="foerderrunde",
        objekt_id=runde.pk,
        vorher=formate.datum(runde.antrag_bis),
    ).exists()
