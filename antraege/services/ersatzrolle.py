"""Which role of the district's office steps in where nobody of another one is there or may act (praxis 4 (2))."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Ereignis, Ersatzrolle, Landkreis, Rolle
from antraege.services.protokoll import vermerken


@transaction.atomic
def bestimmen(*, landkreis: Landkreis, rolle: str, ersatz: str, by: Benutzer, heute: date) -> bool:
    """Let ``ersatz`` step in for ``rolle``; empty takes it back. False where it is so already.

    It holds from the next look into the worklist on; nothing that was done changes.
    """
    zeile = Ersatzrolle.objects.filter(landkreis=landkreis, rolle=rolle).select_for_update().first()
    zeile = zeile or Ersatzrolle(landkreis=landkreis, rolle=rolle)
    verlange(by, "ersatzrolle.bestimmen", zeile)
    if ersatz == rolle:
        raise ValidationError({rolle: "Eine Rolle kann nicht ihr eigener Ersatz sein."})
    if (vorher := zeile.ersatz) == ersatz:
        return False
    zeile.ersatz = ersatz
    if ersatz:
        zeile.save()
    pk = zeile.pk
    if not ersatz:
        zeile.delete()
        zeile.pk = pk
    worte = f"{Rolle(rolle).label}: {Rolle(ersatz).label if ersatz else 'kein Ersatz'}"
    vermerken(
        Ereignis.ERSATZROLLE_BESTIMMT,
        zeile,
        by=by,
        wirksam_am=heute,
        vorher=vorher,
        nachher=ersatz,
        text=worte,
    )
    return True
