"""``manage.py protokoll_pruefen``: is the sealed log whole?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from antraege.services import siegel


class Command(BaseCommand):
    """Recomputes every seal; ends with an error where the chain is broken."""

    help = "Prüft den versiegelten Verlauf und nennt die erste Stelle, an der er nicht stimmt."

    def handle(self, *args: Any, **options: Any) -> None:
        befund = siegel.pruefen()
        if befund.bruch is not None:
            raise CommandError(
                f"Der Verlauf ist verändert: Siegel Nr. {befund.bruch} passt nicht zu seinem Eintrag."
            )
        if befund.ohne_siegel:
            raise CommandError(f"{befund.ohne_siegel} Einträge haben kein Siegel.")
        self.stdout.write(
            f"Der Verlauf ist unverändert: {befund.versiegelt} Einträge, letzter Hash {befund.kopf}."
        )
