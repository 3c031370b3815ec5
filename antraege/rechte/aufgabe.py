"""Rights around tasks of others: to assign them."""

from __future__ import annotations

from antraege.rechte.grund import Recht

RECHTE: dict[str, Recht] = {}
