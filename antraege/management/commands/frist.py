"""manage.py frist: compute a deadline and say why it ends on this day."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from antraege import fristen


class Command(BaseCommand):
    help = "Berechnet eine Frist und nennt den Weg dorthin: manage.py frist --ab 2017-10-17 --dauer 14T"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--ab", required=True, type=_tag, help="Tag des Ereignisses, beim Zeitraum sein erster Tag"
        )
        parser.add_argument("--dauer", required=True, help="14T, 2W, 1M oder 1J")
        parser.add_argument("--art", choices=["frist", "termin", "zeitraum"], default="frist")
        parser.add_argument(
            "--stopp",
            action="append",
            default=[],
            type=_stopp,
            metavar="VON/BIS",
            help="Uhr steht, mehrfach möglich",
        )
        parser.add_argument("--modus", choices=["weiter", "neu"], default="weiter", help="nach dem Stopp")
        parser.add_argument("--land", default=fristen.LAND, help="Land der Behörde, zum Beispiel BW")
        parser.add_argument("--json", action="store_true", help="Tag und Weg als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ergebnis = _berechne(**options)
        except ValueError as grund:
            raise CommandError(str(grund)) from None
        self.stdout.write(_als_json(ergebnis, options["art"]) if options["json"] else ergebnis.text)


def _berechne(
    *, ab: date, dauer: str, art: str, stopp: list[fristen.Stopp], land: str, **options: Any
) -> fristen.Ergebnis:
    if art == "frist":
        return fristen.frist(ab, dauer, land, stopps=stopp, modus=options["modus"])
    if stopp:
        raise ValueError("Nur eine Frist kann angehalten werden, kein Termin und kein Zeitraum.")
    return fristen.termin(ab, dauer, land) if art == "termin" else fristen.zeitraum(ab, dauer, land)


def _als_json(ergebnis: fristen.Ergebnis, art: str) -> str:
    daten = {"tag": ergebnis.tag.isoformat(), "art": art, "text": ergebnis.text, "spur": list(ergebnis.spur)}
    return json.dumps(daten, ensure_ascii=False)


def _tag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"»{text}« ist kein Tag. Bitte so angeben: 2017-10-17.") from None


def _stopp(text: str) -> fristen.Stopp:
    von, _, bis = text.partition("/")
    try:
        return fristen.Stopp(_tag(von), _tag(bis))
    except ValueError as grund:
        raise ArgumentTypeError(str(grund)) from None
