"""From one message of the catalogue to rows: one for each recipient and channel, none for those who may not know."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.db.models.functions import Now

from antraege.models import Benutzer, Kommune
from notifications import texte
from notifications.catalogue import Botschaft
from notifications.empfaenger import ALLE_KOMMUNEN, KOMMUNE, Verzeichnis
from notifications.fall import Fall
from notifications.models import Kanal, Nachricht, Status

log = logging.getLogger(__name__)


def nachrichten(fall: Fall, botschaft: Botschaft, verzeichnis: Verzeichnis) -> list[Nachricht]:
    """Unsaved rows of one message; where it cannot be written, one parked row for a person to see.

    Nobody outside hears of what the log keeps inside, and the district hears nothing of drafts. What goes to all
    municipalities is written for each, with its name in the subject.
    """
    if botschaft.an == ALLE_KOMMUNEN:
        eine = replace(botschaft, an=KOMMUNE)
        orte = verzeichnis.kommunen(fall.landkreis.pk)
        return [n for ort in orte for n in nachrichten(replace(fall, kommune=ort), eine, verzeichnis)]
    try:
        return _geschrieben(fall, botschaft, verzeichnis)
    except DatabaseError:
        raise  # the transaction is broken, nothing more can be written in it
    except Exception as fehler:
        log.exception("Nachricht %s zu %s ließ sich nicht schreiben", botschaft.art, fall.anlass)
        return [_geparkt(fall, botschaft, fehler)]


def _geschrieben(fall: Fall, botschaft: Botschaft, verzeichnis: Verzeichnis) -> list[Nachricht]:
    ziele = list(_ziele(fall, botschaft, verzeichnis))
    if not ziele:
        return []
    brief = texte.schreibe(botschaft.art, fall, botschaft.schritt)
    texte_je_kanal = {Kanal.EMAIL: texte.mail(brief, fall), Kanal.PORTAL: brief.text}
    return [
        _nachricht(
            fall,
            botschaft,
            ziel,
            betreff=brief.betreff,
            text=texte_je_kanal[ziel["kanal"]],
            **_stand(ziel["kanal"]),
        )
        for ziel in ziele
    ]


def _geparkt(fall: Fall, botschaft: Botschaft, fehler: Exception) -> Nachricht:
    ziel = {"kanal": Kanal.EMAIL, "empfaenger_adresse": fall.landkreis.postfach}
    return _nachricht(
        fall, botschaft, ziel, betreff=botschaft.art, status=Status.GEPARKT, fehler=repr(fehler)[:300]
    )


def _ziele(fall: Fall, botschaft: Botschaft, verzeichnis: Verzeichnis) -> Iterator[dict[str, Any]]:
    an = botschaft.an(fall) if callable(botschaft.an) else botschaft.an
    if an == KOMMUNE:
        yield from _ziele_kommune(fall, botschaft, verzeichnis) if fall.kommune_darf_wissen else ()
    elif an and fall.amt_darf_wissen:
        yield from _ziele_amt(fall, botschaft, verzeichnis, an)


def _ziele_kommune(fall: Fall, botschaft: Botschaft, verzeichnis: Verzeichnis) -> Iterator[dict[str, Any]]:
    kommune = cast(Kommune, fall.kommune)
    if Kanal.EMAIL in botschaft.kanaele:
        yield {"kanal": Kanal.EMAIL, "kommune": kommune, "empfaenger_adresse": kommune.postfach}
    if Kanal.PORTAL in botschaft.kanaele:
        for person in verzeichnis.kommune(kommune):
            yield {"kanal": Kanal.PORTAL, "kommune": kommune, "benutzer": person}


def _ziele_amt(
    fall: Fall, botschaft: Botschaft, verzeichnis: Verzeichnis, an: str | Benutzer
) -> Iterator[dict[str, Any]]:
    for person in (an,) if isinstance(an, Benutzer) else verzeichnis.amt(fall.landkreis.pk, an):
        if fall.eintrag is not None and person.pk == fall.eintrag.benutzer_id:
            continue  # who acted need not be told
        if Kanal.EMAIL in botschaft.kanaele:
            yield {"kanal": Kanal.EMAIL, "empfaenger_adresse": person.email}
        if Kanal.PORTAL in botschaft.kanaele:
            yield {"kanal": Kanal.PORTAL, "benutzer": person}


def _nachricht(fall: Fall, botschaft: Botschaft, adressat: dict[str, Any], **inhalt: Any) -> Nachricht:
    name = adressat.get("empfaenger_adresse") or adressat["benutzer"].pk
    schluessel = _schluessel(fall.anlass, botschaft.art, adressat["kanal"], name)
    return Nachricht(
        landkreis=fall.landkreis,
        eintrag=fall.eintrag,
        frist=fall.frist,
        stufe=fall.stufe,
        art=botschaft.art,
        antwort_an=fall.landkreis.postfach,
        geschehen_am=fall.geschehen_am,
        schluessel=schluessel,
        message_id=_message_id(schluessel),
        **adressat,
        **inhalt,
    )


def _stand(kanal: str) -> dict[str, Any]:
    # In the portal the row itself is the message: it is there as soon as it is written.
    return {"status": Status.GESENDET, "gesendet_am": Now()} if kanal == Kanal.PORTAL else {}


def _schluessel(anlass: str, art: str, kanal: str, adressat: object) -> str:
    """Occasion, text, channel and address: the same message is never written twice."""
    name = str(adressat).lower()
    kurz = name if len(name) <= 100 else sha256(name.encode()).hexdigest()
    return f"{anlass}:{art}:{kanal}:{kurz}"


def _message_id(schluessel: str) -> str:
    """The same on every copy, so that receiving systems can drop a second one."""
    host = urlsplit(settings.BASIS_URL).hostname or "localhost"
    return f"<{sha256(schluessel.encode()).hexdigest()[:32]}@{host}>"
