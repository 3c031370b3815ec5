"""``manage.py erinnerungen --am 2027-03-01 [--probe]``: the reminders due on a day."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from antraege import zeit
from antraege.formate import datum_lang
from notifications import reminders
from notifications.models import Kanal, Nachricht

SPALTEN = ("Empfänger", "Betreff", "Stufe", "Frist")


class Command(BaseCommand):
    help = "Reiht die Erinnerungen eines Tages zum Versand ein; mit --probe zeigt er sie nur."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day and whether to write."""
        parser.add_argument("--am", help="Tag als JJJJ-MM-TT, sonst der heutige")
        parser.add_argument("--probe", action="store_true", help="nur zeigen, nichts schreiben")

    def handle(self, *args: Any, am: str | None, probe: bool, **options: Any) -> None:
        """Print or queue."""
        tag = _tag(am)
        with zeit.gestellt(tag):
            if probe:
                self._zeigen(tag)
            else:
                self.stdout.write(f"{datum_lang(tag)}: {reminders.einreihen(tag)} Nachrichten eingereiht.")

    def _zeigen(self, tag: date) -> None:
        neu = reminders.neue_nachrichten(tag)
        self.stdout.write(f"Probe für {datum_lang(tag)}: nichts wird geschrieben oder gesendet.\n")
        if not neu:
            self.stdout.write("An diesem Tag geht keine Erinnerung hinaus.")
            return
        for zeile in _tabelle([SPALTEN, *map(_zeile, neu)]):
            self.stdout.write(zeile)


def _tag(text: str | None) -> date:
    try:
        return zeit.tag(text) if text else zeit.heute()
    except ValueError:
        raise CommandError(f"»{text}« ist kein Tag. Bitte so angeben: --am 2027-03-01") from None


def _zeile(n: Nachricht) -> tuple[str, ...]:
    an = n.empfaenger_adresse if n.kanal == Kanal.EMAIL else f"Portal: {n.benutzer}"
    return (an, n.betreff, n.stufe, str(n.frist))


def _tabelle(zeilen: list[tuple[str, ...]]) -> list[str]:
    breiten = [max(len(zeile[i]) for zeile in zeilen) for i in range(len(zeilen[0]))]
    return [
        "  ".join(wert.ljust(breite) for wert, breite in zip(zeile, breiten, strict=True)).rstrip()
        for zeile in zeilen
    ]
