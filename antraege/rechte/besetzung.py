"""Rights around who fills a position."""

from __future__ import annotations

from antraege.models import Benutzer, Rolle, Stelle
from antraege.rechte.antrag import KOMMUNE
from antraege.rechte.grund import Bedingung, Recht


def _anstellungstraeger(user: Benutzer, stelle: Stelle) -> bool:
    """The employer knows who works there; for a municipality the office may report in its stead."""
    if stelle.anstellungstraeger_id is None:
        return user.ist_system or user.hat_rolle(Rolle.PERSONAL, landkreis_id=stelle.landkreis_id)
    return (
        user.ist_system
        or user.hat_rolle(*KOMMUNE, kommune_id=stelle.anstellungstraeger_id)
        or user.hat_rolle(Rolle.SACHBEARBEITUNG, landkreis_id=stelle.landkreis_id)
    )


RECHTE: dict[str, Recht] = {
    "besetzung.pflegen": Recht(
        KOMMUNE | {Rolle.PERSONAL, Rolle.SACHBEARBEITUNG},
        (
            Bedingung(
                _anstellungstraeger,
                "Die Besetzung meldet der Anstellungsträger, für Kommunen auch die Sachbearbeitung Förderung.",
            ),
        ),
    ),
}
