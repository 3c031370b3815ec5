"""Erasing who filled a position: after the district's time the initials go, how much was filled stays (Art. 5 Abs. 1 e DSGVO)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from antraege.models import Benutzer, Besetzung, Ereignis, Stelle
from antraege.services.protokoll import vermerken


def loeschen(heute: date) -> int:
    """Erase what is due on that day, one transaction a position; give how many persons that were."""
    faellig = Besetzung.objects.zu_loeschen(heute)
    stellen = Stelle.objects.filter(pk__in=faellig.values("stelle")).select_related("antrag").order_by("pk")
    system = Benutzer.objects.system()
    return sum(_der_stelle(stelle, system, heute) for stelle in stellen)


@transaction.atomic
def _der_stelle(stelle: Stelle, system: Benutzer, heute: date) -> int:
    """The log says how many, not who; two runs at once erase, and say so, once."""
    Stelle.objects.select_for_update(no_key=True).get(pk=stelle.pk)
    faellig = Besetzung.objects.zu_loeschen(heute).filter(stelle=stelle).values_list("pk", flat=True)
    zahl = Besetzung.objects.filter(pk__in=[*faellig]).update(kennzeichen="", geloescht_am=heute)
    if zahl:
        vermerken(
            Ereignis.KENNZEICHEN_GELOESCHT,
            stelle,
            antrag=stelle.antrag,
            by=system,
            wirksam_am=heute,
            nachher=f"{zahl} gelöscht",
            historisch=stelle.historisch,
        )
    return zahl
