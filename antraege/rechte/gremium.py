"""Rights around a paper: the office of the council writes and records, the head of the office releases."""

from __future__ import annotations

from typing import Any

from antraege.models import Rolle, Vorlage
from antraege.rechte.grund import Bedingung, Recht, im_stand

GESCHAEFTSSTELLE = frozenset({Rolle.GESCHAEFTSSTELLE})
AMTSLEITUNG = frozenset({Rolle.AMTSLEITUNG})
S = Vorlage.Status


def _nicht_selbst_erstellt(user: Any, vorlage: Vorlage) -> bool:
    return user.pk != vorlage.erstellt_von_id


ZWEITE_PERSON = Bedingung(
    _nicht_selbst_erstellt,
    "Sie haben die Vorlage selbst erstellt. Freigeben muss eine zweite Person (Vier-Augen-Prinzip).",
    "Amtsleitung",
)

RECHTE: dict[str, Recht] = {
    "vorlage.erstellen": Recht(GESCHAEFTSSTELLE),
    "vorlage.freigeben": Recht(AMTSLEITUNG, (im_stand(S.MITZEICHNUNG), ZWEITE_PERSON)),
    "vorlage.zurueckgeben": Recht(AMTSLEITUNG, (im_stand(S.MITZEICHNUNG),)),
    "vorlage.ueberarbeiten": Recht(GESCHAEFTSSTELLE, (im_stand(S.ENTWURF),)),
    "vorlage.vorberatung_erfassen": Recht(GESCHAEFTSSTELLE, (im_stand(S.FREIGEGEBEN),)),
    "vorlage.beschluss_erfassen": Recht(GESCHAEFTSSTELLE, (im_stand(S.FREIGEGEBEN),)),
}
