"""Which motion authorises a programme's positions; whether it does is asked of its decision (R19 to R21)."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import (
    Benutzer,
    Beschlussantrag,
    Ereignis,
    Finanzierungsanteil,
    Foerderprogramm,
    Vorlage,
)
from antraege.services.protokoll import vermerken

STELLEN: Final = "In diesem Programm gibt es schon Stellen des Landkreises. Sie brauchen einen Beschlussantrag, den der Kreistag angenommen hat; dieser ist es noch nicht (R19)."


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
    if not beschlussantrag.ermaechtigt and _traegt_stellen(programm):
        raise ValidationError({"beschlussantrag": STELLEN})
    programm.ermaechtigung = beschlussantrag
    programm.save(update_fields=["ermaechtigung"])
    vermerken(
        Ereignis.ERMAECHTIGUNG_BESTIMMT,
        programm,
        by=by,
        wirksam_am=heute,
        text=f"{vorlage}, {beschlussantrag}",
    )


def _traegt_stellen(programm: Foerderprogramm) -> bool:
    """Say whether positions of the district rest on what the programme names."""
    return Finanzierungsanteil.objects.filter(
        runde__programm=programm, stelle__anstellungstraeger=None
    ).exists()
