"""The district's own Word template: the latest one is used; earlier ones stay beside the papers made with them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Ereignis, Hausvorlage, Landkreis
from antraege.services import dateien, hausvorlage_pruefung, vorlage_docx
from antraege.services.anlagen import angaben_zu, nur_mit_commit
from antraege.services.protokoll import vermerken


def ersetzen(*, landkreis: Landkreis, datei: File, by: Benutzer, heute: date) -> Hausvorlage:
    """Use this Word file for every release from now on. Raises ``ValidationError({"datei": [...]})`` with all it lacks."""
    verlange(by, "hausvorlage.ersetzen", Hausvorlage(landkreis=landkreis))
    angaben = _angenommen(datei)
    if angaben["inhaltstyp"] != dateien.DOCX.inhaltstyp:
        raise ValidationError({"datei": hausvorlage_pruefung.KEIN_DOCX})
    _brauchbar(datei)
    neu = Hausvorlage(
        landkreis=landkreis,
        name=angaben["name"],
        sha256=angaben["sha256"],
        hochgeladen_am=zeit.jetzt(),
        hochgeladen_von=by,
    )
    return _gespeichert(neu, datei, by, heute)


def _angenommen(datei: File) -> dict[str, Any]:
    try:
        return angaben_zu(datei)
    except ValidationError as fehler:
        statt = [hausvorlage_pruefung.STATT.get(satz, satz) for satz in fehler.messages]
        raise ValidationError({"datei": statt}) from None


def _brauchbar(datei: File) -> None:
    try:
        hausvorlage_pruefung.pruefe(datei.read())
    except ValidationError as fehler:
        raise ValidationError({"datei": fehler.messages}) from None
    datei.seek(0)


@transaction.atomic
def _gespeichert(neu: Hausvorlage, datei: File, by: Benutzer, heute: date) -> Hausvorlage:
    neu.datei.save(neu.name, datei, save=False)
    nur_mit_commit(neu.datei)
    neu.save()
    vermerken(Ereignis.HAUSVORLAGE_ERSETZT, neu, by=by, wirksam_am=heute, nachher=neu.name[:30])
    return neu


def aktuelle(landkreis: Landkreis) -> Hausvorlage | None:
    """Give the template in use; None where the district uses the built-in one."""
    return Hausvorlage.objects.filter(landkreis=landkreis).first()


def inhalt(landkreis: Landkreis) -> tuple[bytes, str]:
    """Give the bytes of the template in use and their SHA-256."""
    eigene = aktuelle(landkreis)
    if eigene is None:
        return vorlage_docx.eingebaut(), sha256(vorlage_docx.eingebaut()).hexdigest()
    with eigene.datei.open("rb") as datei:
        return datei.read(), eigene.sha256
