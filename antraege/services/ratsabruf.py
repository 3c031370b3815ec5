"""Reading the council information system (OParl 1.1): beginning a run, reading, writing in one transaction, the report.

The network is asked without a transaction; what was read is written all together or not at all. Nothing is published by
it: results of agenda items are proposals (services/ratsvorschlag.py) until a person records them.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.models import Benutzer, Ereignis, Landkreis, Ratsabruf, Ratssystem
from antraege.services import ratsabruf_schreiben
from antraege.services.protokoll import vermerken
from antraege.services.ratsabruf_lesen import lies
from antraege.services.ratsabruf_netz import Netz, NichtLesbar
from antraege.services.ratsvorschlag import Vorschlag, deute, vorschlag

__all__ = [
    "Vorschlag",
    "aufgeben",
    "ausfuehren",
    "beginnen",
    "deute",
    "einrichten",
    "faellige",
    "taeglich",
    "vorschlag",
]

log = logging.getLogger(__name__)
E = Ratsabruf.Ergebnis
LAENGSTENS: Final = timedelta(minutes=20)  # a run that says nothing for longer has died
LAEUFT_SCHON: Final = "Das Ratsinformationssystem wird gerade abgerufen."
ABGEBROCHEN: Final = "Der Abruf ist abgebrochen. Es ist nichts geändert."
NIEMAND: Final = "Der Hintergrunddienst ist nicht erreichbar. Bitte versuchen Sie es später noch einmal."
TECHNISCH: Final = "Der Abruf ist an einem technischen Fehler gescheitert. Es ist nichts geändert."


@transaction.atomic
def einrichten(*, landkreis: Landkreis, adresse: str, aktiv: bool, by: Benutzer, heute: date) -> Ratssystem:
    """Say where the district's council system is read, and whether every day. Raises ``ValidationError`` at a field."""
    system = Ratssystem.objects.filter(landkreis=landkreis).first() or Ratssystem(landkreis=landkreis)
    verlange(by, "ratssystem.abrufen", system)
    system.adresse, system.aktiv = adresse.strip(), aktiv
    system.full_clean()
    system.save()
    vermerken(Ereignis.RATSDATEN_UEBERNOMMEN, system, by=by, wirksam_am=heute, text=f"Adresse: {system}")
    return system


def beginnen(*, ratssystem: Ratssystem, by: Benutzer, heute: date) -> Ratsabruf:
    """Begin a run; what died on the way ends first. Raises ``Konflikt`` while another one runs."""
    verlange(by, "ratssystem.abrufen", ratssystem)
    laeuft = ratssystem.abrufe.filter(ergebnis=E.LAEUFT)
    laeuft.filter(begonnen_am__lt=zeit.jetzt() - LAENGSTENS).update(
        ergebnis=E.GESCHEITERT, beendet_am=zeit.jetzt(), bericht=ABGEBROCHEN
    )
    try:
        with transaction.atomic():
            return Ratsabruf.objects.create(
                ratssystem=ratssystem,
                begonnen_am=zeit.jetzt(),
                veranlasst_von=None if by.ist_system else by,
            )
    except IntegrityError as fehler:
        raise Konflikt(LAEUFT_SCHON) from fehler


def aufgeben(pk: int) -> None:
    """End a run that nobody takes up."""
    _beenden(Ratsabruf.objects.get(pk=pk), E.GESCHEITERT, [NIEMAND])


def faellige(heute: date) -> list[Ratssystem]:
    """Give the active systems that were not read on this day yet."""
    gelesen = Ratsabruf.objects.filter(begonnen_am__date=heute)
    return list(Ratssystem.objects.filter(aktiv=True).exclude(pk__in=gelesen.values("ratssystem")))


def taeglich(heute: date) -> list[Ratsabruf]:
    """Read each active system that was not read today; one that is just being read is left alone."""
    gelesen, system_konto = [], Benutzer.objects.system()
    for system in faellige(heute):
        with suppress(Konflikt):
            abruf = beginnen(ratssystem=system, by=system_konto, heute=heute)
            gelesen.append(ausfuehren(abruf=abruf, heute=heute))
    return gelesen


def ausfuehren(*, abruf: Ratsabruf, heute: date, netz: Netz | None = None) -> Ratsabruf:
    """Read and write one run that has begun; its result and report say what came of it. Never raises for what it read."""
    try:
        _lesen_und_schreiben(abruf, heute, netz)
    except NichtLesbar as fehler:
        _beenden(abruf, E.GESCHEITERT, [str(fehler)])
    except ValidationError as fehler:
        _beenden(abruf, E.GESCHEITERT, fehler.messages)
    except (DatabaseError, ValueError, TypeError):
        log.exception("Ratsabruf %s", abruf.pk)
        _beenden(abruf, E.GESCHEITERT, [TECHNISCH])
    return abruf


def _lesen_und_schreiben(abruf: Ratsabruf, heute: date, netz: Netz | None) -> None:
    system = abruf.ratssystem
    netz = netz or Netz(system.adresse)
    gelesen = lies(netz, system.adresse, system.landkreis, heute=heute, seit=_seit(abruf))
    with transaction.atomic():
        # Two runs exclude each other; acts that only refer to the district do not wait.
        Landkreis.objects.select_for_update(no_key=True).get(pk=system.landkreis_id)
        bilanz = ratsabruf_schreiben.schreibe(system.landkreis, gelesen)
        abruf.neu, abruf.geaendert = bilanz.neu, bilanz.geaendert
        _beenden(abruf, E.TEILWEISE if bilanz.auffaellig else E.VOLLSTAENDIG, bilanz.auffaellig)
        if bilanz.neu or bilanz.geaendert:
            by = abruf.veranlasst_von or Benutzer.objects.system()
            text = f"{bilanz.neu} neu, {bilanz.geaendert} geändert"
            vermerken(Ereignis.RATSDATEN_UEBERNOMMEN, abruf, by=by, wirksam_am=heute, text=text)


def _seit(abruf: Ratsabruf) -> datetime | None:
    """From when on changes are asked for: the last complete run. Whoever asks by hand gets everything."""
    if abruf.veranlasst_von_id:
        return None
    fertige = abruf.ratssystem.abrufe.filter(ergebnis=E.VOLLSTAENDIG)
    return fertige.order_by("-begonnen_am").values_list("begonnen_am", flat=True).first()


def _beenden(abruf: Ratsabruf, ergebnis: str, saetze: Sequence[str]) -> None:
    """Close the run, once: one that was given up meanwhile stays given up, and what it wrote is undone."""
    abruf.ergebnis, abruf.beendet_am, abruf.bericht = E(ergebnis), zeit.jetzt(), "\n".join(saetze)
    felder = ("ergebnis", "beendet_am", "bericht", "neu", "geaendert")
    offen = Ratsabruf.objects.filter(pk=abruf.pk, ergebnis=E.LAEUFT)
    if not offen.update(**{name: getattr(abruf, name) for name in felder}) and ergebnis != E.GESCHEITERT:
        raise Konflikt(ABGEBROCHEN)
