"""The number under which the district's own file keeps the case; the notice bears it beside the Vorgangsnummer."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import Antrag, Benutzer, Ereignis
from antraege.services.protokoll import vermerken
from antraege.zeichen import AKTENZEICHEN, AKTENZEICHEN_SATZ


@transaction.atomic
def aktenzeichen_eintragen(*, antrag: Antrag, aktenzeichen: str, by: Benutzer, heute: date) -> None:
    """Enter, change or take away the file number; a note in the Verlauf says so, for the office alone.

    The lock waits for a release that is under way. Raises ``Verweigert`` once a notice bears it, ``ValidationError``.
    """
    gesperrt = Antrag.objects.select_for_update().get(pk=antrag.pk)
    verlange(by, "antrag.aktenzeichen_eintragen", gesperrt)
    neu = " ".join(aktenzeichen.split())
    if len(neu) > 60 or not re.match(AKTENZEICHEN, neu):
        raise ValidationError({"aktenzeichen": AKTENZEICHEN_SATZ})
    if neu != gesperrt.aktenzeichen:
        Antrag.objects.filter(pk=antrag.pk).update(aktenzeichen=neu)
        text = f"Aktenzeichen: {neu or 'keines'} (vorher: {gesperrt.aktenzeichen or 'keines'})"
        vermerken(Ereignis.AKTENVERMERK, gesperrt, by=by, wirksam_am=heute, text=text)
    antrag.aktenzeichen = neu
