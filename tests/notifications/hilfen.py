"""What the tests of messages share: sealing without COMMIT, and planted log entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from antraege.models import Antrag, Ereignis, Protokolleintrag
from notifications import ausgang
from notifications.models import Nachricht

MOMENT = datetime(2027, 3, 18, 10, 42, tzinfo=ZoneInfo("Europe/Berlin"))


def siegeln() -> None:
    """Seal now what COMMIT would seal: a test that rolls back never commits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def ohne_tore() -> Iterator[None]:
    """Plant rows past the gates of the database, which are not what the test is about."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def eintrag(antrag: Antrag, art: str = Ereignis.ANTRAG_VOLLSTAENDIG, /, **felder) -> Protokolleintrag:
    """A log entry about an application, as the acts write it."""
    vorgabe = {
        "landkreis": antrag.landkreis,
        "antrag": antrag,
        "objekt_art": "antrag",
        "objekt_id": antrag.pk,
        "art": art,
        "benutzer": antrag.angelegt_von,
        "geschehen_am": MOMENT,
        "wirksam_am": MOMENT.date(),
        "sichtbar_kommune": True,
    }
    return Protokolleintrag.objects.create(**(vorgabe | felder))


def relay() -> list[Nachricht]:
    """Seal, read the log to its end, and give all messages in order."""
    siegeln()
    while ausgang.uebertragen():
        pass
    return list(Nachricht.objects.order_by("pk"))
