"""Rights after a decision: its conditions, each settled by the office it names, and its confirmation by the minutes."""

from __future__ import annotations

from typing import Any

from antraege.models import Massgabe, Rolle
from antraege.rechte.grund import Bedingung, Recht

# Offices that act; whoever only reads or pays out is given nothing to settle.
ZUSTAENDIG = frozenset(
    {
        Rolle.SACHBEARBEITUNG,
        Rolle.SACHGEBIETSLEITUNG,
        Rolle.AMTSLEITUNG,
        Rolle.GESCHAEFTSSTELLE,
        Rolle.KAEMMEREI,
        Rolle.PERSONAL,
        Rolle.AUSLAENDERBEHOERDE,
        Rolle.KOORDINATION,
        Rolle.RECHTSAMT,
        Rolle.DEZERNAT,
        Rolle.LANDRAT,
    }
)


def _eigene(user: Any, massgabe: Massgabe) -> bool:
    return user.hat_rolle(massgabe.rolle, landkreis_id=massgabe.vorlage.landkreis_id)


EIGENE = Bedingung(
    _eigene, "Diese Maßgabe erledigt eine andere Stelle.", lambda massgabe: massgabe.get_rolle_display()
)
OFFEN = Bedingung(lambda user, massgabe: massgabe.erledigt_am is None, "Diese Maßgabe ist schon erledigt.")
ERFASST = Bedingung(
    lambda user, schritt: schritt.erfasst_am is not None,
    "Zu dieser Sitzung ist noch kein Ergebnis erfasst. Bestätigt wird, was erfasst ist.",
)
VORLAEUFIG = Bedingung(
    lambda user, schritt: schritt.bestaetigt_am is None,
    "Dieses Ergebnis ist schon mit dem Auszug aus der Niederschrift bestätigt.",
)

RECHTE: dict[str, Recht] = {
    "massgabe.erledigen": Recht(ZUSTAENDIG, (EIGENE, OFFEN)),
    "niederschrift.bestaetigen": Recht(frozenset({Rolle.GESCHAEFTSSTELLE}), (ERFASST, VORLAEUFIG)),
}
