"""Which motion authorises a programme's positions; whether it does is asked of its decision (R19 to R21)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Beschlussantrag, Ereignis, Foerderprogramm, Vorlage
from antraege.services.protokoll import vermerken


@transaction.atomic
def bestimmen(
    *,
    vorlage: Vorlage,
    programm: Foerderprogramm,
    beschlussantrag: Beschlussantrag,
    by: Benutzer,
    heute: date,
) -> None:
    """Name the motion of ``vorlage`` that a programme's positions rest on. Raises ``ValidationError`` at a field."""
    verlange(by, "vorlage.ermaechtigung_bestimmen", vorlage)
    if programm.landkreis_id != vorlage.landkreis_id:
        raise ValidationError({"programm": "Dieses Programm gehört zu einem anderen Landkreis."})
    if beschlussantrag.vorlage_id != vorlage.pk:
        raise ValidationError({"beschlussantrag": "Dieser Beschlussantrag steht auf einer anderen Vorlage."})
    programm.ermaechtigung = beschlussantrag
    programm.save(update_fields=["ermaechtigung"])
    vermerken(
        Ereignis.ERMAECHTIGUNG_BESTIMMT,
        programm,
        by=by,
        wirksam_am=heute,
        text=f"{vorlage}, {beschlussantrag}",
    )
