"""manage.py demouhr [TAG]: show or set the day the demo lives in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from antraege import zeit


class Command(BaseCommand):
    help = "Zeigt den Tag der Demo oder stellt ihn (nur in der Demo). Die Uhrzeit läuft weiter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tag", nargs="?", help="neuer Tag, zum Beispiel 2027-07-06")

    def handle(self, *args: Any, tag: str | None, **options: Any) -> None:
        if tag is not None:
            self._stelle(tag)
        self.stdout.write(zeit.heute().isoformat())

    def _stelle(self, tag: str) -> None:
        try:
            zeit.stelle_demouhr(zeit.tag(tag))
        except ValueError:
            raise CommandError(f"»{tag}« ist kein Tag. Bitte so angeben: 2027-07-06.") from None
        except zeit.KeineDemo as grund:
            raise CommandError(str(grund)) from None
