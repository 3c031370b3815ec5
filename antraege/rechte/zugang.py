"""Rights around accounts: invitations, substitution, recovery."""

from __future__ import annotations

from antraege.rechte.grund import Recht

RECHTE: dict[str, Recht] = {}
