"""The money of a round: each new state of knowledge is a row of its own, none is ever changed (R4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import formate
from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Ereignis, Foerderprogramm, Foerderrunde, Kontingent
from antraege.services.protokoll import vermerken
from antraege.services.stellenzeilen import sperre


@transaction.atomic
def kontingent_erfassen(
    *,
    runde: Foerderrunde,
    art: str,
    vzae: Decimal,
    by: Benutzer,
    heute: date,
    bezug: str = Kontingent.Bezug.ALLE,
    betrag: Decimal | None = None,
    grundlage: str = "",
    stand: date | None = None,
    historisch: bool = False,
) -> Kontingent:
    """Record what is known of a round's shares (VZÄ) and money (EUR) on the day ``stand``: estimate, preliminary or final.

    A final one is the Land's Bescheid: it secures the money (R17, R21) and puts an announced programme into force.
    Raises ``ValidationError`` at the field, such as a final one without its Grundlage.
    """
    verlange(by, "kontingent.erfassen", runde)
    runde = sperre(runde)
    kontingent = Kontingent(
        runde=runde,
        art=art,
        bezug=bezug,
        vzae=vzae,
        betrag=betrag,
        grundlage=grundlage.strip(),
        stand=stand or heute,
        erfasst_von=by,
    )
    _pruefen(kontingent, heute)
    kontingent.save()
    if art == Kontingent.Art.ENDGUELTIG and runde.programm.geber == Foerderprogramm.Geber.LAND:
        Foerderprogramm.objects.filter(pk=runde.programm_id).update(status=Foerderprogramm.Status.IN_KRAFT)
    vermerken(
        Ereignis.KONTINGENT_ERFASST,
        kontingent,
        by=by,
        wirksam_am=kontingent.stand,
        nachher=f"{art}, {formate.vzae(vzae)}",
        text=grundlage.strip(),
        historisch=historisch,
    )
    return kontingent


def _pruefen(kontingent: Kontingent, heute: date) -> None:
    kontingent.clean_fields()
    if kontingent.art == Kontingent.Art.ENDGUELTIG and not kontingent.grundlage:
        raise ValidationError(
            {"grundlage": "Bitte die Grundlage nennen, zum Beispiel: Bescheid vom 12.02.2027, Az. 15.2-1234."}
        )
    if kontingent.stand > heute:
        raise ValidationError({"stand": "Der Stand kann nicht in der Zukunft liegen."})
