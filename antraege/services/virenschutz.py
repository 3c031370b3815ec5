"""The virus scanner, where one is configured (CLAMD_ADDRESS): clamd's INSTREAM, over TCP or a socket file.

Fails closed: what could not be scanned is not stored. It is asked before any row is locked.
"""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from struct import pack
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

from antraege.services.dateien_saetze import BEFUND, OHNE_VIRENSCHUTZ, VIRENSCHUTZ_ZU_GROSS

log = logging.getLogger(__name__)

DAUER = 30.0  # seconds for the whole conversation
STUECK: Final = 64 * 1024
ANTWORT_HOECHSTENS: Final = 4096


def pruefe(datei: File) -> None:
    """Have ``datei`` scanned. Raises ValidationError for a finding and where there is no clear answer."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        antwort = _antwort(datei)
    except OSError as fehler:
        log.warning("Virenschutz %s: %r", settings.CLAMD_ADDRESS, fehler)
        raise ValidationError(OHNE_VIRENSCHUTZ) from None
    finally:
        datei.seek(0)
    if antwort != "stream: OK":
        raise ValidationError(_satz(antwort))


def _satz(antwort: str) -> str:
    if antwort.startswith("stream: ") and antwort.endswith(" FOUND"):
        return BEFUND
    log.warning("Virenschutz %s: %.200r", settings.CLAMD_ADDRESS, antwort)
    return VIRENSCHUTZ_ZU_GROSS if "size limit exceeded" in antwort else OHNE_VIRENSCHUTZ


def _antwort(datei: File) -> str:
    ende = monotonic() + DAUER
    with _verbunden(ende) as verbindung:
        with suppress(BrokenPipeError, ConnectionResetError):  # it hung up in the middle: its answer says why
            _senden(verbindung, datei, ende)
        return _lesen(verbindung, ende)


def _verbunden(ende: float) -> socket.socket:
    adresse = urlsplit(settings.CLAMD_ADDRESS)
    if adresse.scheme == "tcp":
        return socket.create_connection((adresse.hostname, adresse.port or 3310), timeout=_rest(ende))
    verbindung = socket.socket(socket.AF_UNIX)
    try:
        verbindung.settimeout(_rest(ende))
        verbindung.connect(adresse.path)
    except OSError:
        verbindung.close()
        raise
    return verbindung


def _senden(verbindung: socket.socket, datei: File, ende: float) -> None:
    """A command, then chunks with their length in front, then an empty one."""
    datei.seek(0)
    verbindung.sendall(b"zINSTREAM\0")
    while stueck := datei.read(STUECK):
        verbindung.settimeout(_rest(ende))
        verbindung.sendall(pack(">I", len(stueck)) + stueck)
    verbindung.sendall(pack(">I", 0))


def _lesen(verbindung: socket.socket, ende: float) -> str:
    antwort = b""
    while not antwort.endswith(b"\0") and len(antwort) < ANTWORT_HOECHSTENS:
        verbindung.settimeout(_rest(ende))
        if not (stueck := verbindung.recv(ANTWORT_HOECHSTENS)):
            break
        antwort += stueck
    return antwort.rstrip(b"\0\n").decode("utf-8", "replace")


def _rest(ende: float) -> float:
    """Seconds left; TimeoutError when there are none."""
    if (rest := ende - monotonic()) <= 0:
        raise TimeoutError("keine Antwort")
    return rest
