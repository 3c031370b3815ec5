"""Notes on a case: what was said on the telephone, what came by mail or post, what was thought. Written once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.models import Aktenvermerk, Antrag, Benutzer, Ereignis
from antraege.services import anlagen
from antraege.services.protokoll import vermerken


@transaction.atomic
def schreiben(
    *,
    antrag: Antrag,
    art: str,
    vom: date,
    betreff: str,
    by: Benutzer,
    heute: date,
    text: str = "",
    datei: File | None = None,
) -> Aktenvermerk:
    """Add a note of the day ``vom`` with its original, in any state of the application; the municipality learns nothing.

    Raises ``Verweigert``, ``ValidationError`` at a field.
    """
    verlange(by, "antrag.vermerken", antrag)
    _pruefe(vom, betreff, text, datei, heute)
    vermerk = Aktenvermerk(
        antrag=antrag,
        art=art,
        vom=vom,
        betreff=betreff.strip(),
        text=text.strip(),
        erfasst_am=zeit.jetzt(),
        erfasst_von=by,
        **_original(datei),
    )
    vermerk.clean_fields(exclude=["datei"])
    vermerk.save()
    if vermerk.datei:
        anlagen.nur_mit_commit(vermerk.datei)
    vermerken(Ereignis.AKTENVERMERK, vermerk, antrag=antrag, by=by, wirksam_am=vom, text=vermerk.betreff)
    return vermerk


def _pruefe(vom: date, betreff: str, text: str, datei: File | None, heute: date) -> None:
    if vom > heute:
        raise ValidationError({"vom": "Dieser Tag liegt in der Zukunft. Bitte prüfen Sie das Datum."})
    if not betreff.strip():
        raise ValidationError({"betreff": "Bitte nennen Sie in wenigen Worten, worum es geht."})
    if not text.strip() and datei is None:
        raise ValidationError({"text": "Bitte schreiben Sie einen Text, oder hängen Sie das Original an."})


def _original(datei: File | None) -> dict[str, Any]:
    return {} if datei is None else {"datei": datei, **anlagen.angaben_zu(datei, mit_email=True)}
