"""The rules as tables that a lawyer and an accountant can read and correct: `;`, TT.MM.JJJJ, decimal comma."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path


def lies(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this file, cells as text."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as datei:
        return list(csv.DictReader(datei, delimiter=";", strict=True))


def tag(text: str) -> date:
    """Read "31.03.2027"."""
    return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007  # a calendar day has no zone


def zahl(text: str) -> Decimal:
    """Read "46.500,00"."""
    return Decimal(text.replace(".", "").replace(",", "."))
