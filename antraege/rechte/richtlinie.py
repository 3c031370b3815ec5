"""Rights around a round's rules: one person drafts, another states them."""

from __future__ import annotations

from antraege.rechte.grund import Recht

RECHTE: dict[str, Recht] = {}
