"""Rights around positions. Whether the district may create one at all is asked of services/stellentor.py."""

from __future__ import annotations

from antraege.models import Antrag, Benutzer, Rolle, Status, Stelle
from antraege.rechte.antrag import BEFANGEN, KOMMUNE
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


def _anstellungstraeger(user: Benutzer, stelle: Stelle) -> bool:
    """Whoever employs the person decides: the municipality its own, the district's office of staff the district's."""
    if stelle.anstellungstraeger_id:
        return user.ist_system or user.hat_rolle(*KOMMUNE, kommune_id=stelle.anstellungstraeger_id)
    return user.ist_system or user.hat_rolle(Rolle.PERSONAL, landkreis_id=stelle.landkreis_id)


def _laeuft(user: Benutzer, stelle: Stelle) -> bool:
    return stelle.status != Stelle.Status.BEENDET


NICHT_BEENDET = Bedingung(_laeuft, "Die Stelle ist schon beendet.")

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
            NICHT_BEENDET,
        ),
    ),
    "stelle.entscheiden": Recht(
        PERSONAL | KOMMUNE,
        (
            Bedingung(
                _anstellungstraeger, "Über das Ende der Finanzierung entscheidet der Anstellungsträger."
            ),
            NICHT_BEENDET,
        ),
    ),
}
