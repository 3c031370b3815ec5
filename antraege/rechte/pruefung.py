"""Rights around what the office does beside the steps of the check: points, opinions."""

from __future__ import annotations

from antraege.rechte.grund import Recht

RECHTE: dict[str, Recht] = {}
