"""Reporting who fills a position, and until when. A change of the person or of the size is an end and a new beginning.

The log says how much was filled from when, never by whom.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import formate
from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Besetzung, Ereignis, Stelle
from antraege.services.protokoll import vermerken
from antraege.services.stellenzeilen import nach_den_regeln


@transaction.atomic
def besetzen(
    *,
    stelle: Stelle,
    kennzeichen: str,
    vzae: Decimal,
    beginn: date,
    by: Benutzer,
    ende: date | None = None,
    stunden: Decimal | None = None,
    vollzeit: Decimal | None = None,
) -> Besetzung:
    """Record a person from a day on; without an end to the end of the position.

    Raises ``ValidationError`` at the field, ``Verweigert`` outside the position or above its size on any day.
    """
    gesperrt = Stelle.objects.select_for_update(no_key=True).get(pk=stelle.pk)
    verlange(by, "besetzung.pflegen", gesperrt)
    neu = Besetzung(
        stelle=gesperrt,
        kennzeichen=kennzeichen.strip(),
        vzae=vzae,
        stunden=stunden,
        vollzeit=vollzeit,
        beginn=beginn,
        ende=ende,
    )
    neu.full_clean()
    with nach_den_regeln():
        neu.save()
    worte = f"{formate.vzae(vzae)} ab {formate.datum(beginn)}"
    _vermerken(Ereignis.STELLE_BESETZT, neu, beginn, worte, by)
    return neu


@transaction.atomic
def freimelden(*, besetzung: Besetzung, ende: date, by: Benutzer) -> None:
    """Record the last day of a person. Raises ``ValidationError`` for a day outside the time reported so far."""
    stelle = Stelle.objects.select_for_update(no_key=True).get(pk=besetzung.stelle_id)
    verlange(by, "besetzung.pflegen", stelle)
    gesperrt = Besetzung.objects.select_for_update().get(pk=besetzung.pk)
    spaetestens = min(gesperrt.ende or stelle.ende, stelle.ende)
    if not gesperrt.beginn <= ende <= spaetestens:
        zeitraum = formate.zeitraum(gesperrt.beginn, spaetestens)
        raise ValidationError({"ende": f"Bitte einen Tag der gemeldeten Zeit angeben: {zeitraum}."})
    gesperrt.ende = ende
    with nach_den_regeln():
        gesperrt.save(update_fields=["ende"])
    worte = f"{formate.vzae(gesperrt.vzae)} bis {formate.datum(ende)}"
    _vermerken(Ereignis.STELLE_UNBESETZT, gesperrt, ende, worte, by)
    besetzung.refresh_from_db()


def _vermerken(ereignis: Ereignis, besetzung: Besetzung, tag: date, worte: str, by: Benutzer) -> None:
    """To its employer the entry is visible; the place of work of a district's position reads nothing of it."""
    stelle = besetzung.stelle
    vermerken(
        ereignis,
        stelle,
        by=by,
        antrag=stelle.antrag,
        wirksam_am=tag,
        nachher=worte,
        sichtbar=stelle.anstellungstraeger_id == stelle.einsatzort_id,
        historisch=stelle.historisch,
    )
