"""Rights of runs over many notices: who may start one; each case asks the single act's right again."""

from __future__ import annotations

from antraege.rechte.antrag import LEITUNG, SACHBEARBEITUNG
from antraege.rechte.grund import Recht

RECHTE: dict[str, Recht] = {
    "serie.entwerfen": Recht(SACHBEARBEITUNG),
    "serie.freigeben": Recht(LEITUNG),
}
