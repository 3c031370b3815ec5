"""The life of a round: drafted or copied from the last one, changed, published once, its last day moved later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest

from antraege import formate, fristen, zeit
from antraege.berechtigungen import verlange
from antraege.dauer import Dauer
from antraege.fehler import Konflikt
from antraege.models import (
    Benutzer,
    Ereignis,
    Foerderprogramm,
    Foerderrunde,
    Frist,
    Richtlinienfassung,
    Zielgruppe,
)
from antraege.services.antrag import begruendet
from antraege.services.protokoll import vermerken

JAHR: Final = Dauer(1, "J")
TAG: Final = timedelta(days=1)
HOECHSTENS: Final = timedelta(days=366)
ENTWURF_STAENDE: Final = ("entwurf", "zur_unterschrift")
S = Foerderrunde.Status


@transaction.atomic
def runde_anlegen(
    *,
    programm: Foerderprogramm,
    werte: dict[str, Any],
    zielgruppen: Sequence[Zielgruppe],
    by: Benutzer,
    heute: date,
) -> Foerderrunde:
    """Draft a round. Raises ``ValidationError`` at a field. Drafting leaves no log entry."""
    verlange(by, "runde.anlegen", programm)
    return _geschrieben(
        Foerderrunde(programm=programm, beispieldaten=programm.beispieldaten), werte, zielgruppen
    )


@transaction.atomic
def runde_speichern(
    *,
    runde: Foerderrunde,
    werte: dict[str, Any],
    zielgruppen: Sequence[Zielgruppe],
    by: Benutzer,
    heute: date,
) -> Foerderrunde:
    """Save a round in preparation. Raises ``ValidationError`` at a field, ``Verweigert`` once it is published."""
    runde = _gesperrt(runde)
    verlange(by, "runde.bearbeiten", runde)
    return _geschrieben(runde, werte, zielgruppen)


def _geschrieben(
    runde: Foerderrunde, werte: dict[str, Any], zielgruppen: Sequence[Zielgruppe]
) -> Foerderrunde:
    for feld, wert in werte.items():
        setattr(runde, feld, wert)
    _stimmig(runde)
    runde.full_clean()
    runde.save()
    runde.zielgruppen.set(zielgruppen)
    return runde


def _stimmig(runde: Foerderrunde) -> None:
    """What several columns say together, as far as no constraint says it; each sentence at its field."""
    if runde.fassung_id is not None and runde.fassung.programm_id != runde.programm_id:
        raise ValidationError({"fassung": "Diese Fassung gehört zu einem anderen Programm."})
    if (runde.antrag_von is None) != (runde.antrag_bis is None):
        fehlt = "antrag_von" if runde.antrag_von is None else "antrag_bis"
        raise ValidationError({fehlt: "Bitte geben Sie beide Tage der Antragsfrist an."})
    if runde.nachreichen_bis and runde.antrag_bis and runde.nachreichen_bis < runde.antrag_bis:
        raise ValidationError(
            {"nachreichen_bis": "Der letzte Tag zum Nachreichen liegt vor dem Ende der Antragsfrist."}
        )
    _traegt_stellen(runde)


def _traegt_stellen(runde: Foerderrunde) -> None:
    """Its days stay around what they fund; a share granted by a notice lasts as that says, the database looks (R18)."""
    if runde.pk is None or runde.beginn is None or runde.ende is None:
        return
    anteile = runde.anteile.filter(antrag=None)
    for feld, draussen in {"beginn": Q(beginn__lt=runde.beginn), "ende": Q(ende__gt=runde.ende)}.items():
        if anteile.filter(draussen).exists():
            raise ValidationError({feld: "In dieser Runde gibt es Stellen außerhalb der neuen Förderzeit."})


@transaction.atomic
def runde_kopieren(*, runde: Foerderrunde, by: Benutzer, heute: date) -> Foerderrunde:
    """Propose the next round from ``runde``: all days a year later, the same target groups, the newest stated version.

    No Kontingent is copied: money is known anew each time (R4). Raises ``Konflikt`` where the year is taken (R2).
    """
    verlange(by, "runde.anlegen", runde.programm)
    neu = Foerderrunde.objects.get(pk=runde.pk)
    neu.pk, neu.status, neu.veroeffentlicht_am, neu.kopie_von = None, S.ENTWURF, None, runde
    neu._state.adding = True
    neu.name, neu.kuerzel = naechster_name(runde.name), naechster_name(runde.kuerzel)
    neu.beginn, neu.ende = JAHR.nach(runde.beginn), JAHR.letzter_tag(runde.ende + TAG)
    for feld in ("antrag_von", "antrag_bis", "stichtag", "nachreichen_bis"):
        tag = getattr(runde, feld)
        setattr(neu, feld, JAHR.nach(tag) if tag else None)
    neu.fassung = neueste_fassung(runde.programm) or runde.fassung
    if neu.entscheidung == Foerderrunde.Entscheidung.KENNTNISNAHME:
        neu.entscheidung = Foerderrunde.Entscheidung.VERWALTUNG  # the same, and still offered
    try:
        neu.full_clean()
    except ValidationError as fehler:
        raise Konflikt(f"Die Kopie ist nicht möglich: {' '.join(fehler.messages)}") from fehler
    neu.save()
    neu.zielgruppen.set(runde.zielgruppen.all())
    return neu


def naechster_name(name: str) -> str:
    """Count years and numbers of a name one up: ``2. Förderrunde 2027/28`` gives ``3. Förderrunde 2028/29``."""
    if re.search(r"\d", name) is None:
        return f"{name} 2"
    return re.sub(r"\d+", lambda zahl: _eins_mehr(zahl[0]), name)


def _eins_mehr(zahl: str) -> str:
    return str(int(zahl) + 1).zfill(len(zahl))


def neueste_fassung(programm: Foerderprogramm) -> Richtlinienfassung | None:
    """Give the newest stated version of a programme's rules."""
    fest = programm.fassungen.filter(status=Richtlinienfassung.Status.FESTGESTELLT)
    return fest.order_by("-nummer").first()


@transaction.atomic
def runde_verwerfen(*, runde: Foerderrunde, by: Benutzer, heute: date) -> None:
    """Discard a round in preparation."""
    runde = _gesperrt(runde)
    verlange(by, "runde.bearbeiten", runde)
    if runde.kontingente.exists():
        raise Konflikt("Zu dieser Runde ist schon ein Kontingent erfasst. Sie bleibt in Vorbereitung.")
    runde.delete()


@transaction.atomic
def runde_veroeffentlichen(*, runde: Foerderrunde, by: Benutzer, heute: date) -> None:
    """Show the round to the municipalities, once; each is told by mail (through the log)."""
    verlange(by, "runde.veroeffentlichen", _gesperrt(runde))  # it waits for whoever is changing it
    jetzt = zeit.jetzt()
    if not Foerderrunde.objects.filter(pk=runde.pk, status=S.ENTWURF).update(
        status=S.VEROEFFENTLICHT, veroeffentlicht_am=jetzt
    ):
        raise Konflikt("Die Runde ist schon veröffentlicht.")
    runde.status, runde.veroeffentlicht_am = S.VEROEFFENTLICHT, jetzt
    vermerken(
        Ereignis.RUNDE_VEROEFFENTLICHT,
        runde,
        by=by,
        wirksam_am=heute,
        vorher=S.ENTWURF,
        nachher=S.VEROEFFENTLICHT,
        sichtbar=True,
    )


@transaction.atomic
def antragsfrist_verlaengern(
    *, runde: Foerderrunde, bis: date, grund: str, by: Benutzer, heute: date
) -> None:
    """Move the last day for applications of a published round later, also after it has passed, with a reason.

    The deadlines of all drafts move along; papers may follow at least as long. Every municipality is told.
    Raises ``ValidationError`` at ``bis`` or ``grund``.
    """
    # FOR UPDATE also waits for applications that are being begun: their deadline is then there to be moved.
    runde = Foerderrunde.objects.select_related("programm").select_for_update(of=("self",)).get(pk=runde.pk)
    verlange(by, "antragsfrist.verlaengern", runde)
    alt = runde.antrag_bis
    _spaeter(bis, alt or heute, heute)
    grund = begruendet(grund)
    felder: dict[str, Any] = {"antrag_bis": bis}
    if runde.nachreichen_bis:
        felder["nachreichen_bis"] = Greatest("nachreichen_bis", bis)
    Foerderrunde.objects.filter(pk=runde.pk).update(**felder)
    _fristen_verschieben(runde, bis)
    vermerken(
        Ereignis.ANTRAGSFRIST_VERLAENGERT,
        runde,
        by=by,
        wirksam_am=heute,
        text=grund,
        vorher=formate.datum(alt),
        nachher=formate.datum(bis),
        sichtbar=True,
    )


def _spaeter(bis: date, alt: date, heute: date) -> None:
    if bis <= alt or bis < heute:
        raise ValidationError(
            {
                "bis": f"Das neue Ende muss nach dem bisherigen ({formate.datum(alt)}) liegen und darf nicht vorbei sein."
            }
        )
    if bis > heute + HOECHSTENS:
        raise ValidationError(
            {"bis": "Das neue Ende liegt mehr als ein Jahr in der Zukunft. Bitte prüfen Sie das Datum."}
        )


def _fristen_verschieben(runde: Foerderrunde, bis: date) -> None:
    ergebnis = fristen.termin(bis)
    offen = Frist.objects.offen().filter(
        art=Frist.Art.ANTRAG, antrag__runde=runde, antrag__status__in=ENTWURF_STAENDE
    )
    offen.update(faellig_am=ergebnis.tag, spur=ergebnis.text, abgelaufen_am=None)


def _gesperrt(runde: Foerderrunde) -> Foerderrunde:
    gesperrt = Foerderrunde.objects.select_for_update(no_key=True, of=("self",))
    return gesperrt.select_related("programm", "fassung").get(pk=runde.pk)
