"""Runs over the notices of a paper, or of what the administration decided in a round: which cases, how far, what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Benutzer,
    Bescheid,
    Ereignis,
    Foerderrunde,
    Serienlauf,
    Serienzeile,
    Status,
    Vorlage,
)
from antraege.services import laufsperre
from antraege.services.protokoll import vermerken

E, H = Serienzeile.Ergebnis, Serienlauf.Handlung
# From the decision on; before it there is nothing to write, withdrawn ones get no notice.
ENTSCHIEDEN: Final = (Status.BESCHLOSSEN, Status.BESCHIEDEN, Status.ABGESCHLOSSEN)
EREIGNIS: Final[dict[str, Ereignis]] = {
    H.ENTWERFEN: Ereignis.BESCHEIDE_ENTWORFEN,
    H.FREIGEBEN: Ereignis.BESCHEIDE_FREIGEGEBEN,
}


def faelle(ziel: Vorlage | Foerderrunde) -> QuerySet[Antrag]:
    """The decided applications of a paper, or those of a round that are on none, by municipality."""
    if isinstance(ziel, Vorlage):
        alle = Antrag.objects.filter(beschlussantrag__vorlage=ziel)
    else:
        alle = Antrag.objects.filter(runde=ziel, beschlussantrag__isnull=True)
    return mit_rahmen(alle.filter(status__in=ENTSCHIEDEN)).order_by("kommune__sortiername", "pk")


def mit_rahmen(antraege: QuerySet[Antrag]) -> QuerySet[Antrag]:
    """Load what rights and rows ask of an application."""
    return antraege.select_related("kommune", "landkreis", "runde__programm", "fassung")


def erste_bescheide(antraege: Iterable[Antrag]) -> dict[int, Bescheid]:
    """Application's key -> its first notice, with all that rights ask of it; one query."""
    je_antrag = {antrag.pk: antrag for antrag in antraege}
    bescheide = Bescheid.objects.filter(antrag__in=je_antrag, aendert__isnull=True)
    gefunden = {b.antrag_id: b for b in bescheide.select_related("entworfen_von").order_by("pk")}
    for pk, bescheid in gefunden.items():
        bescheid.antrag = je_antrag[pk]
    return gefunden


@transaction.atomic
def starten(
    *, ziel: Vorlage | Foerderrunde, handlung: str, antraege: Iterable[Antrag], by: Benutzer
) -> Serienlauf:
    """Begin a run over these cases; a worker does them (workflows/serien.py).

    Raises ``Verweigert`` without a case, ``Konflikt`` while another run of the paper or round goes on.
    """
    verlange(by, f"serie.{handlung}", ziel)
    gewaehlt = list(antraege)
    if not gewaehlt:
        raise Verweigert("Hier ist gerade kein Bescheid zu bearbeiten.")
    wo = {"vorlage": ziel} if isinstance(ziel, Vorlage) else {"runde": ziel}
    try:
        with transaction.atomic():
            lauf = Serienlauf.objects.create(
                **wo, handlung=handlung, gestartet_am=zeit.jetzt(), gestartet_von=by, gesamt=len(gewaehlt)
            )
    except IntegrityError:
        raise Konflikt("Hier läuft schon eine Serie. Bitte warten Sie, bis sie fertig ist.") from None
    Serienzeile.objects.bulk_create(Serienzeile(lauf=lauf, antrag=antrag) for antrag in gewaehlt)
    return lauf


def wird_bearbeitet(lauf: Serienlauf) -> bool:
    """Say whether a worker holds this run right now."""
    return laufsperre.wird_bearbeitet(laufsperre.SERIE, lauf.pk)


def festhalten(zeile: Serienzeile, ergebnis: str, satz: str) -> None:
    """Note what became of a case. Raises ``Konflikt`` where that was noted before."""
    offen = Serienzeile.objects.filter(pk=zeile.pk, ergebnis=E.OFFEN)
    if not offen.update(ergebnis=ergebnis, satz=satz[:400]):
        raise Konflikt("Dieser Fall der Serie ist schon bearbeitet.")


def anzahlen(lauf: Serienlauf) -> dict[str, int]:
    """Result -> how many cases; every result is there."""
    zahlen = lauf.zeilen.order_by().values_list("ergebnis").annotate(Count("pk"))
    return dict.fromkeys(E.values, 0) | dict(zahlen)


@transaction.atomic
def beenden(*, lauf: Serienlauf, by: Benutzer, heute: date) -> None:
    """End a run with no case left; the office hears of it once, where something was done."""
    if not Serienlauf.objects.laufend().filter(pk=lauf.pk).update(beendet_am=zeit.jetzt()):
        return
    zahlen = anzahlen(lauf)
    if zahlen[E.GETAN]:
        text = f"{lauf.ziel}: {zahlen[E.GETAN]} von {lauf.gesamt}"
        vermerken(EREIGNIS[lauf.handlung], lauf, by=by, wirksam_am=heute, text=text)


def in_serie(antrag: Antrag, handlung: str, *, am: datetime, by_id: int) -> bool:
    """Say whether this person's act at the moment ``am`` was a case of a run, whose one message tells of all."""
    zeilen = Serienzeile.objects.filter(
        antrag=antrag,
        ergebnis=E.GETAN,
        lauf__handlung=handlung,
        lauf__gestartet_von=by_id,
        lauf__gestartet_am__lte=am,
    )
    return zeilen.exclude(lauf__beendet_am__lt=am).exists()
