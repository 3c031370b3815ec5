"""Rights around positions. Whether the district may create one at all is asked of services/stellentor.py."""

from __future__ import annotations

from antraege.models import Antrag, Benutzer, Rolle, Status, Stelle
from antraege.rechte.antrag import BEFANGEN
from antraege.rechte.grund import Bedingung, Recht

PERSONAL = frozenset({Rolle.PERSONAL})
SACHBEARBEITUNG = frozenset({Rolle.SACHBEARBEITUNG})


def _beschieden(user: Benutzer, antrag: Antrag) -> bool:
    return antrag.status in {Status.BESCHIEDEN, Status.ABGESCHLOSSEN}


def _bewilligt(user: Benutzer, antrag: Antrag) -> bool:
    return bool(antrag.bewilligt_vzae)


def _zustaendig(user: Benutzer, stelle: Stelle) -> bool:
    rolle = Rolle.SACHBEARBEITUNG if stelle.anstellungstraeger_id else Rolle.PERSONAL
    return user.ist_system or user.hat_rolle(rolle, landkreis_id=stelle.landkreis_id)


RECHTE: dict[str, Recht] = {
    "stelle.erfassen": Recht(
        SACHBEARBEITUNG,
        (
            BEFANGEN,
            Bedingung(
                _beschieden, "Ein geförderter Stellenanteil lässt sich erst nach dem Bescheid erfassen."
            ),
            Bedingung(_bewilligt, "Bewilligt wurde kein Stellenanteil, also gibt es keinen zu erfassen."),
        ),
    ),
    "stelle.landesanteil_erfassen": Recht(SACHBEARBEITUNG),
    "stelle.schaffen": Recht(PERSONAL),
    "stelle.beenden": Recht(
        PERSONAL | SACHBEARBEITUNG,
        (
            Bedingung(
                _zustaendig,
                "Stellen des Landkreises beendet Personal und Organisation, geförderte Stellen der Kommunen die Sachbearbeitung Förderung.",
            ),
            Bedingung(
                lambda user, stelle: stelle.status != Stelle.Status.BEENDET, "Die Stelle ist schon beendet."
            ),
        ),
    ),
}
