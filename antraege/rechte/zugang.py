"""Rights around accounts: invitations, substitution, recovery.

What an act is about brings its office: an Einladung, Mitgliedschaft or Vertretung (stored or not yet), an Ersatzrolle.
"""

from __future__ import annotations

from antraege.models import Benutzer, Rolle, Vertretung
from antraege.rechte.antrag import AMT, LEITUNG
from antraege.rechte.grund import Bedingung, Recht

VERWALTUNG = frozenset({Rolle.KOMMUNE_ZUGANG})
# Who may enter the absence of somebody who is ill: the one who manages the accounts, or the mayor's office (praxis 4 (1)).
FUER_ANDERE_DER_KOMMUNE = VERWALTUNG | {Rolle.KOMMUNE_ZEICHNUNG}


def vertritt_oder_leitet(user: Benutzer, vertretung: Vertretung) -> bool:
    """Say whether ``user`` may enter or end this absence: the own one, or somebody else's of an office in its care."""
    if user.pk == vertretung.fuer_id:
        return True
    if vertretung.kommune_id is None:
        return user.hat_rolle(*LEITUNG, landkreis_id=vertretung.landkreis_id)
    return user.hat_rolle(*FUER_ANDERE_DER_KOMMUNE, kommune_id=vertretung.kommune_id) or user.hat_rolle(
        *AMT, landkreis_id=vertretung.landkreis_id
    )


SELBST_ODER_LEITUNG = Bedingung(
    vertritt_oder_leitet,
    "Eine Vertretung tragen Sie für sich selbst ein. Für andere kann es die Leitung, in der Kommune die Zugangsverwaltung.",
    "Sachgebietsleitung, Amtsleitung oder Zugangsverwaltung der Kommune",
)
LAEUFT = Bedingung(
    lambda user, vertretung: vertretung.beendet_am is None, "Diese Vertretung ist schon beendet."
)
OFFEN = Bedingung(
    lambda user, einladung: einladung.angenommen_am is None and einladung.widerrufen_am is None,
    "Diese Einladung ist schon angenommen oder widerrufen.",
)

RECHTE: dict[str, Recht] = {
    "zugang.verwalten": Recht(VERWALTUNG | AMT),
    "zugang.widerrufen": Recht(VERWALTUNG | AMT, (OFFEN,)),
    "zugang.wiederherstellen": Recht(AMT),
    "ersatzrolle.bestimmen": Recht(frozenset({Rolle.AMTSLEITUNG})),
    "vertretung.eintragen": Recht(frozenset(Rolle), (SELBST_ODER_LEITUNG,)),
    "vertretung.beenden": Recht(frozenset(Rolle), (SELBST_ODER_LEITUNG, LAEUFT)),
}
