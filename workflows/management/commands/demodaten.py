"""manage.py demodaten --stand laufend|leer: load the demo's data into an empty database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workflows.demo import stand as staende


class Command(BaseCommand):
    help = "Lädt die Beispieldaten in eine leere Datenbank (nur in der Demo)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stand",
            choices=sorted(staende.TAG),
            default="laufend",
            help="wie weit die Geschichten erzählt sind",
        )

    def handle(self, *args: Any, stand: str, **options: Any) -> None:
        begonnen = monotonic()
        staende.pruefen()
        leeren(Path(settings.EMAIL_FILE_PATH), "*.eml")
        staende.laden(stand, melde=lambda zeile: self.stdout.write(zeile))
        self.stdout.write(
            f"  fertig nach {monotonic() - begonnen:.0f} s; der Tag der Demo ist der {staende.TAG[stand]:%d.%m.%Y}"
        )


def leeren(ordner: Path, muster: str) -> None:
    """Remove the mails of the demo before: the viewer reads the folder."""
    for datei in ordner.glob(muster):
        datei.unlink()
