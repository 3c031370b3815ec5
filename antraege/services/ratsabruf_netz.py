"""Fetching from the council system: JSON objects and paged lists over HTTP, from the configured host alone and within limits.

What the other side answers is not trusted: its links lead nowhere else, its pages end, its size and time are bounded.
Which machines may be reached at all says ``ratsabruf_weg``.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from time import monotonic
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request

from antraege.services.ratsabruf_weg import NichtLesbar, oeffner

__all__ = ["Fehlt", "Netz", "NichtLesbar"]

WARTEN: Final = 10.0  # seconds for a connection and each part of an answer
DAUER: Final = 300.0  # seconds for the whole run
ANTWORT_HOECHSTENS: Final = 8 * 1024 * 1024
ANFRAGEN_HOECHSTENS: Final = 2000
SEITEN_HOECHSTENS: Final = 500
STUECK: Final = 64 * 1024


class Fehlt(NichtLesbar):
    """One object cannot be had: it is not there (404, 410), or its address leads elsewhere."""


class _NurDieserOrt(HTTPRedirectHandler):
    """Follows a redirect only where it stays on the same host."""

    def __init__(self, ort: str) -> None:
        self.ort = ort

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if _ort(newurl) != self.ort:
            fp.close()
            raise Fehlt(f"{req.full_url} leitet auf eine andere Adresse um: {newurl[:200]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Netz:
    """One run's way to the council system at ``adresse``; counts and times what it fetches."""

    def __init__(self, adresse: str, *, warten: float = WARTEN, dauer: float = DAUER) -> None:
        self.ort = _ort(adresse)
        self.warten, self.ende = warten, monotonic() + dauer
        self.anfragen = 0
        self.oeffner = oeffner(self._rest, _NurDieserOrt(self.ort))

    def hole(self, adresse: str) -> dict[str, Any]:
        """Fetch one object. Raises ``NichtLesbar``, for a missing one ``Fehlt``."""
        inhalt = self._inhalt(self._geprueft(adresse))
        try:
            objekt = json.loads(inhalt)
        except (ValueError, RecursionError) as fehler:
            wort = "eine Webseite (HTML)" if inhalt.lstrip()[:1] == b"<" else "kein JSON"
            raise NichtLesbar(f"{adresse} antwortet mit etwas anderem als JSON: {wort}.") from fehler
        if not isinstance(objekt, dict):
            raise NichtLesbar(f"{adresse} antwortet nicht mit einem Objekt.")
        return objekt

    def liste(self, adresse: str, **filter_: str) -> Iterator[Any]:
        """Fetch all pages of a list, one after the other. Raises ``NichtLesbar`` where they do not end."""
        seite = mit_filter(adresse, filter_)
        gesehen: set[str] = set()
        while seite:
            if seite in gesehen or len(gesehen) >= SEITEN_HOECHSTENS:
                raise NichtLesbar(f"Die Liste {adresse} hat kein Ende: Ihre Seiten verweisen im Kreis.")
            gesehen.add(seite)
            objekt = self.hole(seite)
            daten, links = objekt.get("data"), objekt.get("links", {})
            if not isinstance(daten, list) or not isinstance(links, dict):
                raise NichtLesbar(f"{adresse} ist keine Liste nach OParl.")
            yield from daten
            weiter = links.get("next")
            seite = weiter if isinstance(weiter, str) else ""

    def _geprueft(self, adresse: str) -> str:
        if _ort(adresse) != self.ort:
            raise Fehlt(f"Ein Verweis führt auf eine andere Adresse: {adresse[:200]}")
        self.anfragen += 1
        if self.anfragen > ANFRAGEN_HOECHSTENS:
            raise NichtLesbar(f"Nach {ANFRAGEN_HOECHSTENS} Anfragen ist noch nicht alles gelesen.")
        return adresse

    def _rest(self) -> float:
        """The seconds to wait for the next byte, never beyond the end of the run."""
        rest = self.ende - monotonic()
        if rest <= 0:
            raise NichtLesbar("Der Abruf hat zu lange gedauert.")
        return min(self.warten, rest)

    def _inhalt(self, adresse: str) -> bytes:
        anfrage = Request(adresse, headers={"Accept": "application/json", "User-Agent": "Foerderlauf"})  # noqa: S310  _geprueft
        try:
            with self.oeffner.open(anfrage, timeout=self._rest()) as antwort:
                return self._lies(antwort, adresse)
        except HTTPError as fehler:
            fehler.close()
            art = Fehlt if fehler.code in {404, 410} else NichtLesbar
            raise art(f"{adresse} antwortet mit dem Fehler {fehler.code}.") from fehler
        except TimeoutError as fehler:
            self._rest()
            raise NichtLesbar(
                f"{adresse} antwortet nicht innerhalb von {self.warten:g} Sekunden."
            ) from fehler
        except URLError as fehler:
            zu_spaet = isinstance(fehler.reason, TimeoutError)
            if zu_spaet:
                self._rest()  # says so where the whole run is over
            wort = "antwortet nicht rechtzeitig" if zu_spaet else "ist nicht erreichbar"
            raise NichtLesbar(f"{adresse} {wort}.") from fehler
        except (OSError, http.client.HTTPException, ValueError) as fehler:
            raise NichtLesbar(f"Die Verbindung zu {adresse} ist abgerissen.") from fehler

    def _lies(self, antwort: Any, adresse: str) -> bytes:
        teile, laenge = [], 0
        while stueck := antwort.read1(STUECK):
            teile.append(stueck)
            laenge += len(stueck)
            if laenge > ANTWORT_HOECHSTENS:
                raise NichtLesbar(f"Die Antwort von {adresse} ist größer als 8 MB.")
        if antwort.length:  # it promised more than it sent
            raise http.client.IncompleteRead(b"", antwort.length)
        return b"".join(teile)


def mit_filter(adresse: str, filter_: dict[str, str]) -> str:
    """Add parameters to a list's address, which may carry its own."""
    teile = urlsplit(adresse)
    abfrage = urlencode(parse_qsl(teile.query, keep_blank_values=True) + list(filter_.items()))
    return urlunsplit(teile._replace(query=abfrage, fragment=""))


def _ort(adresse: str) -> str:
    """Scheme, host and port; raises ``NichtLesbar`` for anything but http and https."""
    try:
        teile = urlsplit(adresse)
        port = teile.port or {"http": 80, "https": 443}[teile.scheme]
    except (ValueError, KeyError) as fehler:
        raise NichtLesbar(f"Das ist keine Webadresse: {adresse[:200]}") from fehler
    if not teile.hostname or teile.username or teile.password:
        raise NichtLesbar(f"Das ist keine Webadresse: {adresse[:200]}")
    return f"{teile.scheme}://{teile.hostname}:{port}"
