"""Lateness excused (Wiedereinsetzung in den vorigen Stand, § 70 Abs. 2 with § 60 VwGO): a late objection counts as if timely.

Whoever was kept from the month without fault, asked for it within two weeks after that ended and objected in that time gets
it; without asking, too, where that is plain (Abs. 2 Satz 4). A person judges that and writes why; what follows is computed.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Ereignis, Widerspruch
from antraege.services import rechtsbehelf
from antraege.services.protokoll import vermerken
from antraege.services.regelsatz import als_konflikt
from antraege.services.widerspruch import gesperrt

FELDER = ("wiedereingesetzt_am", "wiedereingesetzt_von", "wiedereinsetzung")


@transaction.atomic
def gewaehren(*, widerspruch: Widerspruch, grund: str, by: Benutzer, heute: date) -> Widerspruch:
    """Excuse the lateness of an open objection as a second person: the notice is not final, nor ever was.

    Raises ``Verweigert`` to whoever drafted or recorded, for a timely one, after a waiver, a decision or a judgment, ``ValidationError`` without a reason.
    """
    bescheid = gesperrt(widerspruch.bescheid)
    widerspruch.refresh_from_db(fields=["status", "wiedereingesetzt_am"])
    verlange(by, "widerspruch.wiedereinsetzen", widerspruch)
    if not grund.strip():
        raise ValidationError({"grund": "Bitte nennen Sie den Grund der Wiedereinsetzung."})
    widerspruch.wiedereingesetzt_am, widerspruch.wiedereingesetzt_von = heute, by
    widerspruch.wiedereinsetzung = grund.strip()
    with als_konflikt(
        Widerspruch, "wiedereinsetzung_nicht_nach_verzicht", "wiedereinsetzung_vor_der_entscheidung"
    ):
        widerspruch.save(update_fields=FELDER)
    rechtsbehelf.hemmen(bescheid)
    vermerken(
        Ereignis.WIDERSPRUCH_WIEDEREINGESETZT,
        widerspruch,
        antrag=widerspruch.antrag,
        by=by,
        wirksam_am=heute,
        text=grund.strip(),
        sichtbar=True,
    )
    return widerspruch
