"""``manage.py ratsabruf [--faellig]``: read the council systems now, and print what came of it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from antraege import zeit
from antraege.fehler import Konflikt
from antraege.models import Benutzer, Ratsabruf, Ratssystem
from antraege.services import ratsabruf


class Command(BaseCommand):
    help = "Ruft die Ratsinformationssysteme ab (OParl); mit --faellig nur die, die heute noch nicht gelesen sind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to keep to once a day."""
        parser.add_argument("--faellig", action="store_true", help="nur, was heute noch nicht gelesen ist")

    def handle(self, *args: Any, faellig: bool, **options: Any) -> None:
        """Read each system and print its report."""
        heute = zeit.heute()
        abrufe = (
            ratsabruf.taeglich(heute) if faellig else [self._lies(s, heute) for s in Ratssystem.objects.all()]
        )
        for abruf in filter(None, abrufe):
            self._berichte(abruf)
        if not abrufe:
            self.stdout.write("Es ist nichts abzurufen.")

    def _lies(self, system: Ratssystem, heute: Any) -> Ratsabruf | None:
        try:
            abruf = ratsabruf.beginnen(ratssystem=system, by=Benutzer.objects.system(), heute=heute)
        except Konflikt as fehler:
            self.stdout.write(f"{system}: {fehler.satz}")
            return None
        return ratsabruf.ausfuehren(abruf=abruf, heute=heute)

    def _berichte(self, abruf: Ratsabruf) -> None:
        zahlen = f"{abruf.neu} neu, {abruf.geaendert} geändert"
        self.stdout.write(f"{abruf.ratssystem}: {abruf.get_ergebnis_display()}, {zahlen}")
        for satz in abruf.bericht.splitlines():
            self.stdout.write(f"  {satz}")
