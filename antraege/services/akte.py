"""The number under which the district's own file keeps the case; the notice bears it beside the Vorgangsnummer."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import Antrag, Benutzer, Ereignis
from antraege.services.druck import BUCHSTABEN
from antraege.services.protokoll import vermerken

# Whatever else was typed might not be printable on the notice.
ZEICHEN: Final = re.compile(rf"[{BUCHSTABEN}0-9_ ./:,;()+–-]*")


@transaction.atomic
def aktenzeichen_eintragen(*, antrag: Antrag, aktenzeichen: str, by: Benutzer, heute: date) -> None:
    """Enter, change or take away the file number; a note in the Verlauf says so, for the office alone.

    The lock waits for a release that is under way. Raises ``Verweigert`` once a notice bears it, ``ValidationError``.
    """
    gesperrt = Antrag.objects.select_for_update().get(pk=antrag.pk)
    verlange(by, "antrag.aktenzeichen_eintragen", gesperrt)
    neu = " ".join(aktenzeichen.split())
    if len(neu) > 60 or not ZEICHEN.fullmatch(neu):
        raise ValidationError(
            {
                "aktenzeichen": "Bitte nur lateinische Buchstaben, Ziffern und die Zeichen . / : , ; ( ) + - eingeben."
            }
        )
    if neu != gesperrt.aktenzeichen:
        Antrag.objects.filter(pk=antrag.pk).update(aktenzeichen=neu)
        text = f"Aktenzeichen: {neu or 'keines'} (vorher: {gesperrt.aktenzeichen or 'keines'})"
        vermerken(Ereignis.AKTENVERMERK, gesperrt, by=by, wirksam_am=heute, text=text)
    antrag.aktenzeichen = neu
