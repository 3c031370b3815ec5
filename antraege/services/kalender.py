"""Reading a calendar file (.ics, RFC 5545): its appointments as plain values, and a sentence for each that cannot be read.

A series is not unrolled and time zones of the file's own are not followed: both can be made to grow without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files import File
from icalendar import Event

from antraege import zeit
from antraege.formate import datum

HOECHSTENS: Final = 1024 * 1024
TERMINE_HOECHSTENS: Final = 500
LEER: Final = "Die Datei ist leer."
ZU_GROSS: Final = "Die Datei ist größer als 1 MB. Bitte exportieren Sie einen kürzeren Zeitraum."
ZU_VIELE: Final = (
    f"Die Datei hat mehr als {TERMINE_HOECHSTENS} Termine. Bitte exportieren Sie einen kürzeren Zeitraum."
)
KEIN_KALENDER: Final = "Das ist keine Kalenderdatei. Gebraucht wird eine Datei vom Typ .ics (iCalendar)."
OHNE_TERMINE: Final = "Die Kalenderdatei enthält keinen Termin."
NICHT_OEFFENTLICH: Final = re.compile(r"nicht[\s-]*öffentlich", re.IGNORECASE)
STEUERZEICHEN: Final = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Termin:
    """An appointment of the file: ``kennung`` is its UID; without ``beginn`` it takes the whole day."""

    kennung: str
    titel: str
    tag: date
    beginn: time | None
    ort: str
    oeffentlich: bool
    abgesagt: bool


@dataclass(frozen=True)
class Unlesbar:
    """An appointment that cannot be taken over: what it is called, and why."""

    titel: str
    satz: str


def lies(datei: File) -> list[Termin | Unlesbar]:
    """Give the appointments of an uploaded file, in its order. Raises ``ValidationError`` at ``datei`` for no calendar."""
    if not datei.size:
        raise _fehler(LEER)
    if datei.size > HOECHSTENS:
        raise _fehler(ZU_GROSS)
    bloecke = list(_bloecke(datei.read()))
    if not bloecke:
        raise _fehler(OHNE_TERMINE)
    return [_termin(block) for block in bloecke]


def _fehler(satz: str) -> ValidationError:
    return ValidationError({"datei": satz})


def _bloecke(inhalt: bytes) -> Iterator[str]:
    """The text of each VEVENT, its folded lines joined; everything else of the file is left out."""
    zeilen = re.sub(rb"\r?\n[ \t]", b"", inhalt.removeprefix(b"\xef\xbb\xbf")).splitlines()
    if not zeilen or zeilen[0].strip().upper() != b"BEGIN:VCALENDAR":
        raise _fehler(KEIN_KALENDER)
    block: list[bytes] | None = None
    anzahl = 0
    for zeile in zeilen:
        marke = zeile.strip().upper()
        if marke == b"BEGIN:VEVENT":
            block, anzahl = [], anzahl + 1
        if anzahl > TERMINE_HOECHSTENS:
            raise _fehler(ZU_VIELE)
        if block is not None:
            block.append(zeile)
        if marke == b"END:VEVENT" and block:
            yield "\r\n".join(map(_entziffert, block))
            block = None


def _entziffert(zeile: bytes) -> str:
    """A whole line (folding may cut a letter in two); what is no UTF-8 comes from an old Windows program."""
    try:
        return zeile.decode()
    except UnicodeDecodeError:
        return zeile.decode("cp1252", "replace")


def _termin(block: str) -> Termin | Unlesbar:
    titel = _titel_im_text(block)
    try:
        event = Event.from_ical(block)
        titel = _text(event.get("summary")) or titel
        return _gelesen(event, titel)
    except _Grund as grund:
        return Unlesbar(titel, str(grund))
    except Exception:  # the library raises many kinds; one malformed event must not end the file
        return Unlesbar(titel, "Der Termin ist nicht lesbar.")


class _Grund(Exception):
    """Why an appointment is left out."""


def _gelesen(event: Any, titel: str) -> Termin:
    kennung = _text(event.get("uid"))
    if not kennung or len(kennung) > 400:
        raise _Grund("Der Termin hat keine Kennung (UID): Er ließe sich nicht wiedererkennen.")
    if "RRULE" in event or "RDATE" in event:
        raise _Grund("Der Termin wiederholt sich. Bitte tragen Sie die einzelnen Sitzungen ein.")
    if "RECURRENCE-ID" in event:
        kennung = f"{kennung}#{event['RECURRENCE-ID'].to_ical().decode()}"
    tag, beginn = _wann(event)
    return Termin(
        kennung=kennung,
        titel=titel,
        tag=tag,
        beginn=beginn,
        ort=_text(event.get("location"))[:200],
        oeffentlich=not NICHT_OEFFENTLICH.search(titel)
        and _text(event.get("class")).upper() not in {"PRIVATE", "CONFIDENTIAL"},
        abgesagt=_text(event.get("status")).upper() == "CANCELLED",
    )


def _wann(event: Any) -> tuple[date, time | None]:
    """Day and begin in Berlin; a time without a zone, or with one of the file's own, is meant there already."""
    if "DTSTART" not in event:
        raise _Grund("Der Termin hat keinen Tag.")
    wann: Any = event.decoded("DTSTART")
    if isinstance(wann, datetime):
        wann = wann.astimezone(zeit.BERLIN) if wann.tzinfo else wann
        tag, beginn = wann.date(), wann.time().replace(second=0, microsecond=0)
    else:
        tag, beginn = wann, None
    if tag.year not in zeit.JAHRE:
        raise _Grund(f"Das Jahr ist nicht möglich: {datum(tag)}.")
    return tag, beginn


def _text(wert: Any) -> str:
    return STEUERZEICHEN.sub(" ", str(wert or "")).strip()


def _titel_im_text(block: str) -> str:
    zeile = next((z for z in block.splitlines() if z.upper().startswith("SUMMARY")), "")
    return _text(zeile.partition(":")[2])[:200] or "Termin ohne Titel"
