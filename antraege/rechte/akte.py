"""Rights around the case: notes, other ways in, imports."""

from __future__ import annotations

from antraege.rechte.grund import Recht

RECHTE: dict[str, Recht] = {}
