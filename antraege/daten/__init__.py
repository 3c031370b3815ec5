"""Tables and polygons the product ships with; sources and licences in README.md beside them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

DATEN: Final = Path(__file__).parent


def tabelle(name: str) -> list[dict[str, str]]:
    """Give the rows of ``<name>.csv`` in this folder, columns by their heading."""
    with (DATEN / f"{name}.csv").open(encoding="utf-8", newline="") as datei:
        return list(csv.DictReader(datei))
