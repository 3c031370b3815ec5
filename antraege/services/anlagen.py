"""Papers of an application: added and taken away while it can be edited; the council's decision also later.

A draft's papers write no log entry: like every saving of a draft they tell nobody anything. The row keeps who and when.
"""

from __future__ import annotations

from datetime import date
from hashlib import file_digest
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import may, verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Anlage, Antrag, Benutzer
from antraege.services import antrag as antraege
from antraege.services import dateien

HOECHSTZAHL: Final = 30


@transaction.atomic
def hinzufuegen(*, antrag: Antrag, art: str, datei: File, by: Benutzer, heute: date) -> Anlage:
    """Attach ``datei``; after submission only the decision that was to follow (it closes its deadline).

    Raises Verweigert where the application cannot be edited, ValidationError({"datei": ...}) for a file we do not take.
    """
    antrag = _gesperrt(antrag)
    nachreichung = not may(by, "antrag.bearbeiten", antrag) and art == Anlage.Art.BESCHLUSS
    verlange(by, "antrag.nachreichen" if nachreichung else "antrag.bearbeiten", antrag)
    if antrag.anlagen.filter(entfernt_am__isnull=True).count() >= HOECHSTZAHL:
        raise Verweigert(
            f"Ein Antrag kann höchstens {HOECHSTZAHL} Unterlagen haben. Bitte entfernen Sie zuerst eine andere."
        )
    anlage = _ablegen(antrag, art, datei, by)
    if nachreichung:
        antraege.beschluss_nachgereicht(antrag=antrag, by=by, heute=heute)
    return anlage


@transaction.atomic
def entfernen(*, anlage: Anlage, by: Benutzer, heute: date) -> None:
    """Take a paper away while the application can be edited; row and file stay. Raises Verweigert, Konflikt."""
    antrag = _gesperrt(anlage.antrag)
    verlange(by, "antrag.bearbeiten", antrag)
    entfernt = Anlage.objects.filter(pk=anlage.pk, entfernt_am__isnull=True).update(entfernt_am=zeit.jetzt())
    if not entfernt:
        raise Konflikt("Diese Unterlage ist schon entfernt.")
    anlage.refresh_from_db()


def _gesperrt(antrag: Antrag) -> Antrag:
    # An upload must not slip in between the check and a submission in another window.
    return Antrag.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=antrag.pk)


def _ablegen(antrag: Antrag, art: str, datei: File, by: Benutzer) -> Anlage:
    name = dateien.bereinigt(datei.name or "")
    try:
        dateiart = dateien.pruefe(datei, name)
    except ValidationError as fehler:
        raise ValidationError({"datei": fehler.messages}) from None
    pruefsumme = file_digest(datei, "sha256").hexdigest()
    datei.seek(0)
    datei.name = name
    return Anlage.objects.create(
        antrag=antrag,
        art=art,
        datei=datei,
        name=name,
        groesse=datei.size,
        sha256=pruefsumme,
        inhaltstyp=dateiart.inhaltstyp,
        hochgeladen_am=zeit.jetzt(),
        hochgeladen_von=by,
    )
