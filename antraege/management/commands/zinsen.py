"""manage.py zinsen: compute the interest on what is to be repaid and say how it came about."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from antraege import zinsen


class Command(BaseCommand):
    help = "Berechnet Zinsen auf eine Erstattung (§ 49a Abs. 3 LVwVfG): manage.py zinsen --betrag 16000 --ab 2023-01-01 --bis 2023-12-31"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--betrag", required=True, type=_betrag, help="EUR, zum Beispiel 16000.00")
        parser.add_argument("--ab", required=True, type=_tag, help="erster Tag, der Zinsen trägt")
        parser.add_argument(
            "--bis", required=True, type=_tag, help="letzter Tag, der Zinsen trägt: der Tag vor der Zahlung"
        )
        parser.add_argument(
            "--zahlung",
            action="append",
            default=[],
            type=_zahlung,
            metavar="TAG/BETRAG",
            help="Teilzahlung, mehrfach möglich",
        )
        parser.add_argument(
            "--aufschlag", type=_betrag, default=zinsen.AUFSCHLAG, help="Prozentpunkte über dem Basiszinssatz"
        )
        parser.add_argument("--json", action="store_true", help="Betrag und Weg als JSON")

    def handle(self, *args: Any, **o: Any) -> None:
        saetze = zinsen.basiszinssaetze()
        try:
            ergebnis = zinsen.zinsen(
                o["betrag"], o["ab"], o["bis"], saetze, aufschlag=o["aufschlag"], zahlungen=o["zahlung"]
            )
        except (ValueError, zinsen.BasiszinsFehlt) as grund:
            raise CommandError(str(grund)) from None
        self.stdout.write(_als_json(ergebnis) if o["json"] else "\n".join(ergebnis.spur))


def _als_json(ergebnis: zinsen.Zinsen) -> str:
    return json.dumps({"betrag": str(ergebnis.betrag), "spur": list(ergebnis.spur)}, ensure_ascii=False)


def _tag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"»{text}« ist kein Tag. Bitte so angeben: 2023-01-01.") from None


def _betrag(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ArgumentTypeError(f"»{text}« ist kein Betrag. Bitte so angeben: 16000.00.") from None


def _zahlung(text: str) -> tuple[date, Decimal]:
    am, _, betrag = text.partition("/")
    return _tag(am), _betrag(betrag)
