"""Rights around how a notice becomes known and final: consent, posting, waiver, objection."""

from __future__ import annotations

from typing import Any

from antraege import zeit
from antraege.models import Bescheid, Rolle, Widerspruch
from antraege.rechte.antrag import KOMMUNE, LEITUNG, SACHBEARBEITUNG
from antraege.rechte.bescheid import EMPFANGSBERECHTIGT, UNBEFANGEN
from antraege.rechte.grund import Bedingung, Recht, im_stand

S = Bescheid.Status

BEKANNT = Bedingung(
    lambda user, bescheid: (
        bescheid.bekanntgegeben_am is not None and bescheid.bekanntgegeben_am <= zeit.heute()
    ),
    "Das geht erst, wenn der Bescheid bekannt gegeben ist.",
)
OHNE_WIDERSPRUCH = Bedingung(
    lambda user, bescheid: not Widerspruch.objects.hemmend().filter(bescheid=bescheid.pk).exists(),
    "Zu diesem Bescheid ist ein Widerspruch offen. Nehmen Sie ihn zuerst zurück.",
    "Sachbearbeitung Förderung",
)


def _offen(user: Any, widerspruch: Widerspruch) -> bool:
    return widerspruch.status == Widerspruch.Status.OFFEN


def _zweite_person(user: Any, widerspruch: Widerspruch) -> bool:
    return user.pk not in (widerspruch.erfasst_von_id, widerspruch.bescheid.entworfen_von_id)


RECHTE: dict[str, Recht] = {
    "bekanntgabe.zustimmen": Recht(frozenset({Rolle.KOMMUNE_ZUGANG, Rolle.KOMMUNE_ZEICHNUNG})),
    "bescheid.versenden": Recht(SACHBEARBEITUNG, (im_stand(S.BEREITGESTELLT),)),
    "rechtsbehelf.verzichten": Recht(
        KOMMUNE, (im_stand(S.BEKANNTGEGEBEN), BEKANNT, EMPFANGSBERECHTIGT, OHNE_WIDERSPRUCH)
    ),
    "widerspruch.erfassen": Recht(
        SACHBEARBEITUNG, (UNBEFANGEN, im_stand(S.BEKANNTGEGEBEN, S.BESTANDSKRAEFTIG))
    ),
    "widerspruch.entscheiden": Recht(
        LEITUNG,
        (
            UNBEFANGEN,
            Bedingung(_offen, "Über diesen Widerspruch ist schon entschieden."),
            Bedingung(
                _zweite_person,
                "Sie haben den Bescheid entworfen oder den Widerspruch erfasst. Entscheiden muss eine andere Person (Vier-Augen-Prinzip).",
                "Sachgebietsleitung oder Amtsleitung",
            ),
        ),
    ),
}
