"""Which motion authorises a programme's positions; whether it does is asked of its decision (R19 to R21)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Beschlussantrag, Ereignis, Foerderprogramm, Vorlage
from antraege.models.programm import STELLEN
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
    _sperre_runden(programm)
    if not beschlussantrag.ermaechtigt and programm.traegt_stellen:
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


def _sperre_runden(programm: Foerderprogramm) -> None:
    """As the trigger does, but before the programme: whoever creates a position holds its round first, too."""
    list(programm.runden.order_by("pk").select_for_update(no_key=True).values_list("pk"))
