"""Rights around a paper: the office of the council writes and records, the head of the office releases."""

from __future__ import annotations

from typing import Any

from antraege.models import Rolle, Vorlage
from antraege.rechte.grund import Bedingung, Recht

GESCHAEFTSSTELLE = frozenset({Rolle.GESCHAEFTSSTELLE})
AMTSLEITUNG = frozenset({Rolle.AMTSLEITUNG})
S = Vorlage.Status


def _stand(*erlaubt: str) -> Bedingung:
    labels = " oder ".join(f"„{S(s).label}“" for s in erlaubt)
    return Bedingung(lambda user, vorlage: vorlage.status in erlaubt, f"Das geht nur im Stand {labels}.")


def _nicht_selbst_erstellt(user: Any, vorlage: Vorlage) -> bool:
    return user.pk != vorlage.erstellt_von_id


ZWEITE_PERSON = Bedingung(
    _nicht_selbst_erstellt,
    "Sie haben die Vorlage selbst erstellt. Freigeben muss eine zweite Person (Vier-Augen-Prinzip).",
    "Amtsleitung",
)

RECHTE: dict[str, Recht] = {
    "vorlage.erstellen": Recht(GESCHAEFTSSTELLE),
    "vorlage.freigeben": Recht(AMTSLEITUNG, (_stand(S.MITZEICHNUNG), ZWEITE_PERSON)),
    "vorlage.zurueckgeben": Recht(AMTSLEITUNG, (_stand(S.MITZEICHNUNG),)),
    "vorlage.ueberarbeiten": Recht(GESCHAEFTSSTELLE, (_stand(S.ENTWURF),)),
    "vorlage.vorberatung_erfassen": Recht(GESCHAEFTSSTELLE, (_stand(S.FREIGEGEBEN),)),
    "vorlage.beschluss_erfassen": Recht(GESCHAEFTSSTELLE, (_stand(S.FREIGEGEBEN),)),
}
