"""Rights around committees and sittings: the office of the council keeps them, by hand or from its own system."""

from __future__ import annotations

from antraege.models import Rolle
from antraege.rechte.grund import Recht

GESCHAEFTSSTELLE = frozenset({Rolle.GESCHAEFTSSTELLE})

RECHTE: dict[str, Recht] = {
    "gremium.pflegen": Recht(GESCHAEFTSSTELLE),
    "sitzung.eintragen": Recht(GESCHAEFTSSTELLE),
    "ratssystem.abrufen": Recht(GESCHAEFTSSTELLE),
}
