"""manage.py bescheid_pruefen: set stored notices again and say whether they are what was provided."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from antraege.models import Bescheid
from antraege.services.bescheid_pruefung import Urteil, pruefe


class Command(BaseCommand):
    """Exits with an error where a notice differs; what cannot be compared is named and no error."""

    help = "Gespeicherte Bescheide neu setzen und vergleichen: gleich, abweichend oder nicht vergleichbar."

    def add_arguments(self, parser: CommandParser) -> None:
        """One notice by its number, else all; the answer for people or for machines."""
        parser.add_argument("--nummer", help="nur diesen Bescheid, zum Beispiel BB-2027-0001")
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge one after the other."""
        bescheide = Bescheid.objects.exclude(pdf="").order_by("pk")
        if options["nummer"]:
            bescheide = bescheide.filter(nummer=options["nummer"])
            if not bescheide:
                raise CommandError(f"Einen bereitgestellten Bescheid {options['nummer']} gibt es nicht.")
        befunde = [pruefe(bescheid) for bescheid in bescheide.iterator()]
        if options["json"]:
            self.stdout.write(json.dumps([asdict(b) for b in befunde], ensure_ascii=False, indent=1))
        else:
            self._berichte(befunde)
        if abweichend := [b.nummer for b in befunde if b.urteil == Urteil.ABWEICHEND]:
            raise CommandError(f"Abweichend: {', '.join(abweichend)}")

    def _berichte(self, befunde: list[Any]) -> None:
        for b in befunde:
            self.stdout.write(f"{b.nummer}: {b.urteil}{f' ({b.grund})' if b.grund else ''}")
        zahlen = [f"{sum(b.urteil == u for b in befunde)} {u}" for u in Urteil]
        self.stdout.write(f"{len(befunde)} Bescheide: {', '.join(zahlen)}.")
