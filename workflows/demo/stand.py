"""The two stages at which the demo can be opened, each from an empty database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import F

from antraege import zeit
from antraege.models import Landkreis
from notifications import ausgang
from notifications.models import Nachricht
from workflows.demo import ehrenamt, geschichte, geschichten, grundlagen, nufringen, sitzungen
from workflows.demo.buehne import Buehne, Geschichte, spielen, zeitgeber

TAG: Final = {"laufend": date(2027, 10, 4), "leer": date(2027, 3, 1)}
BEGINN: Final = date(2027, 1, 1)
RUECKSTAND: Final = 7  # days of messages not read yet
Meldung = Callable[[str], None]


def laden(stand: str, melde: Meldung = print) -> None:
    """Load the demo at ``stand`` and set its clock; raises ``CommandError`` outside the demo and where data are."""
    pruefen()
    melde("  Landkreis, Kommunen, Programme, Runden, Konten")
    b = Buehne(grundlagen.laden())
    melde("  2016 bis 2018: zwei Förderrunden mit je 17 Kommunen, Sitzungen des Kreistags")
    spielen(geschichte.geschichten(b), post=False)
    ausgang.leeren()  # reads past the history, which tells nobody anything
    melde("  Das laufende Jahr, Tag für Tag" if stand == "laufend" else "  Die offene Runde")
    gestern = TAG[stand] - timedelta(days=1)  # what is due on the day itself, the demo's own beat does
    spielen([*_gegenwart(b, stand), zeitgeber(BEGINN, gestern)])
    _gelesen(gestern - timedelta(days=RUECKSTAND))
    zeit.stelle_demouhr(TAG[stand])


def _gelesen(bis: date) -> None:
    """Nobody comes back to forty unread messages: what is older than a week has been read."""
    alt = Nachricht.objects.filter(kanal="portal", gelesen_am__isnull=True, geschehen_am__date__lte=bis)
    alt.update(gelesen_am=F("geschehen_am"))


def _gegenwart(b: Buehne, stand: str) -> list[Geschichte]:
    if stand == "leer":
        return [nufringen.entwurf_2027(b)]
    return [
        *geschichten.geschichten(b),
        *ehrenamt.geschichten(b),
        sitzungen.sitzung_2027(b),
        sitzungen.sitzung_herbst(b),
        nufringen.entwurf_2028(b),
    ]


def pruefen() -> None:
    """Raise ``CommandError`` outside the demo and where the database holds data."""
    if not settings.DEMO:
        raise CommandError("Beispieldaten gibt es nur in der Demo (DEMO=1).")
    if Landkreis.objects.exists():
        raise CommandError(
            "Die Datenbank enthält schon Daten. Beispieldaten lassen sich nur in eine leere laden: make demo STAND=laufend fängt neu an."
        )
