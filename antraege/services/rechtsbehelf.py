"""When a notice becomes final: by waiver at once, or when the month for a remedy has passed without a timely one."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Bescheid, Ereignis, Frist, Widerspruch
from antraege.services import termine
from antraege.services.bescheid_stand import im_stand, sperre, weiter

S = Bescheid.Status
EIN_TAG = timedelta(days=1)


@transaction.atomic
def verzichten(*, bescheid: Bescheid, by: Benutzer, heute: date) -> Bescheid:
    """Waive every remedy for the municipality: the notice is final at once, the month ends.

    Raises ``Verweigert`` before it is known, to whoever may not receive notices, and while an objection is open.
    """
    bescheid = im_stand(bescheid, S.BEKANNTGEGEBEN)
    verlange(by, "rechtsbehelf.verzichten", bescheid)
    _bestandskraeftig(
        bescheid,
        heute,
        Ereignis.RECHTSBEHELF_VERZICHT,
        by=by,
        heute=heute,
        verzichtet_am=zeit.jetzt(),
        verzichtet_von=by,
    )
    return bescheid


@transaction.atomic
def ablaufen(*, frist: Frist, by: Benutzer, heute: date) -> bool:
    """State that a notice is final since the day after its month; give False where that was done or an objection is open."""
    bescheid = Bescheid.objects.select_related("antrag").get(fristen=frist)
    sperre(bescheid.antrag)
    bescheid.refresh_from_db(fields=["status"])
    offen = Frist.objects.faellig(am=heute).filter(pk=frist.pk).exists()
    if not offen or bescheid.status != S.BEKANNTGEGEBEN or ist_gehemmt(bescheid):
        return False
    feststellen(bescheid, frist.faellig_am + EIN_TAG, by=by, heute=heute)
    return True


def feststellen(bescheid: Bescheid, seit: date, *, by: Benutzer, heute: date) -> None:
    """Let a locked notice be final since the day ``seit``."""
    _bestandskraeftig(bescheid, seit, Ereignis.BESCHEID_BESTANDSKRAEFTIG, by=by, heute=heute)


def ist_gehemmt(bescheid: Bescheid) -> bool:
    """Say whether a timely objection is open."""
    return Widerspruch.objects.hemmend().filter(bescheid=bescheid).exists()


def _bestandskraeftig(bescheid: Bescheid, seit: date, ereignis: Ereignis, **felder) -> None:  # type: ignore[no-untyped-def]
    weiter(bescheid, S.BESTANDSKRAEFTIG, ereignis, sichtbar=True, bestandskraeftig_am=seit, **felder)
    termine.erledigen(Frist.Art.RECHTSBEHELF, bescheid=bescheid, jetzt=zeit.jetzt())
