"""Rights around a round's money and the municipalities' answers to it."""

from __future__ import annotations

from antraege.models import Benutzer, Foerderprogramm, Inanspruchnahme, Rolle
from antraege.rechte.grund import Bedingung, Recht

KAEMMEREI = frozenset({Rolle.KAEMMEREI})
LEITUNG = frozenset({Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG})
PRUEFUNG = frozenset({Rolle.PRUEFUNG})
SACHBEARBEITUNG = frozenset({Rolle.SACHBEARBEITUNG})
# The municipality itself, or the office on its behalf, with the wording and the day of what it declared.
ERKLAEREND = frozenset({Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG, Rolle.SACHBEARBEITUNG})


def _drittmittel(user: Benutzer, inanspruchnahme: Inanspruchnahme) -> bool:
    return inanspruchnahme.runde.programm.geber == Foerderprogramm.Geber.LAND


DRITTMITTEL = Bedingung(
    _drittmittel,
    "Eine Inanspruchnahme gibt es nur in Programmen, die Dritte finanzieren: Der Landkreis schafft aus eigenen Mitteln keine Stellen für Kommunen.",
)

RECHTE: dict[str, Recht] = {
    "kontingent.erfassen": Recht(KAEMMEREI),
    "fallzahl.erfassen": Recht(SACHBEARBEITUNG),
    # Silence and waiver there are in every programme; only what goes to the district needs the money of others (R17).
    "verzicht.erklaeren": Recht(ERKLAEREND),
    "ruecklauf.einsehen": Recht(LEITUNG | SACHBEARBEITUNG | PRUEFUNG),
    "ruecklauf.erinnern": Recht(LEITUNG | SACHBEARBEITUNG),
    "inanspruchnahme.erklaeren": Recht(ERKLAEREND, (DRITTMITTEL,)),
    "einvernehmen.erklaeren": Recht(ERKLAEREND, (DRITTMITTEL,)),
}
