"""The outbox: read the sealed log, write what is owed as rows, hand the rows to their channels.

Whatever dies in between (worker, broker, mail server), the row says what is still owed. A message may go out twice
(then with the same Message-ID), never not at all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from time import monotonic
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from antraege import zeit
from antraege.models import Ereignis, Protokolleintrag, Protokollsiegel
from notifications import briefe, fall
from notifications.catalogue import KATALOG
from notifications.channels import Aufgeschoben, KanalGestoert, Unzustellbar, email, portal
from notifications.empfaenger import Verzeichnis
from notifications.models import HOECHSTENS_VERSUCHE, Kanal, Lesezeichen, Nachricht, Status

log = logging.getLogger(__name__)

LESER: Final = "ausgang"
# Longer than a task may live (120 s), so that no living worker loses its claim.
LEASE: Final = timedelta(minutes=5)
KANAL_PAUSE: Final = timedelta(seconds=30)
# Minutes to the next try after each 4xx; the last holds until MAXIMALALTER is over.
AUFSCHUB: Final = (1, 5, 15, 60)
MAXIMALALTER: Final = timedelta(days=5)
KANAELE: Final[Mapping[str, Callable[[Nachricht], None]]] = {
    Kanal.EMAIL: email.deliver,
    Kanal.PORTAL: portal.deliver,
}


# Log -> rows


@transaction.atomic
def uebertragen(limit: int = 500) -> int:
    """Read on from the Lesezeichen, write the messages of each entry; give how many entries were read.

    Rows and Lesezeichen move in one transaction. Where another relay is reading, it gives 0 at once.
    """
    Lesezeichen.objects.get_or_create(name=LESER)
    zeichen = Lesezeichen.objects.select_for_update(skip_locked=True).filter(name=LESER).first()
    if zeichen is None:
        return 0
    siegel = list(_siegel_nach(zeichen.nr)[:limit])
    if siegel:
        verzeichnis = Verzeichnis(zeit.heute())
        zeilen = [n for s in siegel for n in nachrichten_zu(s.eintrag, verzeichnis)]
        Nachricht.objects.bulk_create(zeilen, batch_size=500, ignore_conflicts=True)
        Lesezeichen.objects.filter(pk=zeichen.pk).update(nr=siegel[-1].nr)
    return len(siegel)


def nachrichten_zu(eintrag: Protokolleintrag, verzeichnis: Verzeichnis) -> list[Nachricht]:
    """The unsaved messages one log entry causes; loaded history causes none."""
    if eintrag.historisch:
        return []
    botschaften = KATALOG.get(Ereignis(eintrag.art), ())
    anlass = fall.aus_eintrag(eintrag) if botschaften else None
    return [n for b in botschaften if anlass for n in briefe.nachrichten(anlass, b, verzeichnis)]


def _siegel_nach(nr: int) -> Any:
    rahmen = ("eintrag__landkreis", "eintrag__antrag__kommune", "eintrag__antrag__runde")
    return Protokollsiegel.objects.filter(nr__gt=nr).select_related(*rahmen).order_by("nr")


# Rows -> channels


def versenden(sekunden: float = 60) -> int:
    """Send what is due, one after the other, each marked before the next; give how many went out.

    Stops at a failing channel (the next sweep probes it with one message) and when the time is over.
    """
    parken()
    ende, gesendet = monotonic() + sekunden, 0
    while monotonic() < ende and (nachricht := beanspruchen()):
        if not zustellen(nachricht):
            break
        gesendet += nachricht.status == Status.GESENDET
    return gesendet


def beanspruchen() -> Nachricht | None:
    """Claim the next due message with a lease and count the try; None if there is none."""
    naechste = Nachricht.objects.faellig().order_by("naechster_versuch", "pk")
    with transaction.atomic():
        pk = naechste.select_for_update(skip_locked=True).values_list("pk", flat=True).first()
        if pk is None:
            return None
        Nachricht.objects.filter(pk=pk).update(
            status=Status.IN_VERSAND, versuche=F("versuche") + 1, lease_bis=Now() + LEASE
        )
        return Nachricht.objects.get(pk=pk)


def zustellen(nachricht: Nachricht) -> bool:
    """Deliver a claimed message and write down what came of it; False where the channel itself fails."""
    try:
        KANAELE[nachricht.kanal](nachricht)
    except KanalGestoert as fehler:
        log.warning("Kanal %s gestört: %s", nachricht.kanal, fehler)
        _warten(nachricht, KANAL_PAUSE, fehler, versuche=0)
        return False
    except Aufgeschoben as fehler:
        _aufschieben(nachricht, fehler)
    except Unzustellbar as fehler:
        _enden(nachricht, Status.FEHLGESCHLAGEN, fehler)
    except Exception as fehler:
        log.exception("Nachricht %s ließ sich nicht senden", nachricht.pk)
        _nach_ausfall(nachricht, fehler)
    else:
        _gesendet(nachricht)
    return True


def parken() -> int:
    """Set aside messages whose every claim ended without an answer: something in them kills the worker."""
    verwaist = Nachricht.objects.filter(status=Status.IN_VERSAND, lease_bis__lt=Now())
    return verwaist.filter(versuche__gte=HOECHSTENS_VERSUCHE).update(
        status=Status.GEPARKT, lease_bis=None, fehler="Der Versand brach wiederholt ohne Antwort ab."
    )


def leeren() -> int:
    """Relay and send all there is; give how many messages went out (demo data, tests, commands)."""
    while uebertragen():
        pass
    return versenden(sekunden=3600)


def _gesendet(nachricht: Nachricht) -> None:
    # Whoever holds the lease by now: it did go out.
    nachricht.status = Status.GESENDET
    Nachricht.objects.filter(pk=nachricht.pk).update(
        status=Status.GESENDET, gesendet_am=Now(), lease_bis=None, fehler=""
    )


def _aufschieben(nachricht: Nachricht, fehler: Exception) -> None:
    if Nachricht.objects.filter(pk=nachricht.pk, erstellt__lt=Now() - MAXIMALALTER).exists():
        return _enden(nachricht, Status.FEHLGESCHLAGEN, fehler)
    minuten = AUFSCHUB[min(nachricht.aufschuebe, len(AUFSCHUB) - 1)]
    return _warten(
        nachricht, timedelta(minutes=minuten), fehler, versuche=0, aufschuebe=nachricht.aufschuebe + 1
    )


def _nach_ausfall(nachricht: Nachricht, fehler: Exception) -> None:
    if nachricht.versuche >= HOECHSTENS_VERSUCHE:
        return _enden(nachricht, Status.GEPARKT, fehler)
    return _warten(nachricht, timedelta(minutes=1), fehler)


def _warten(nachricht: Nachricht, pause: timedelta, fehler: Exception, **felder: object) -> None:
    _schreiben(nachricht, fehler, status=Status.WARTEND, naechster_versuch=Now() + pause, **felder)


def _enden(nachricht: Nachricht, status: Status, fehler: Exception) -> None:
    _schreiben(nachricht, fehler, status=status)


def _schreiben(nachricht: Nachricht, fehler: Exception, **felder: object) -> None:
    # Only while the lease is ours: another worker may have taken the message over.
    unsere = Nachricht.objects.filter(
        pk=nachricht.pk, status=Status.IN_VERSAND, lease_bis=nachricht.lease_bis
    )
    unsere.update(lease_bis=None, fehler=str(fehler)[:300], **felder)
