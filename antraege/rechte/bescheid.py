"""Rights around a notice: one person drafts, another releases; only the municipality itself opens it."""

from __future__ import annotations

from typing import Any

from antraege.models import Antrag, Bescheid, Status
from antraege.rechte.antrag import AMT, BEFANGEN, KOMMUNE, LEITUNG, SACHBEARBEITUNG
from antraege.rechte.grund import Bedingung, Recht, im_stand

S = Bescheid.Status


def _entschieden(user: Any, antrag: Antrag) -> bool:
    return antrag.status == Status.BESCHLOSSEN


def _noch_entschieden(user: Any, bescheid: Bescheid) -> bool:
    return bescheid.aendert_id is not None or _entschieden(user, bescheid.antrag)


def _nicht_selbst_entworfen(user: Any, bescheid: Bescheid) -> bool:
    return user.pk != bescheid.entworfen_von_id


def _ist_bekannt(user: Any, antrag: Antrag) -> bool:
    letzter = antrag.bescheide.gueltig().first()
    return letzter is not None and letzter.bekanntgegeben_am is not None


def _unbefangen(user: Any, bescheid: Bescheid) -> bool:
    return BEFANGEN.erfuellt(user, bescheid.antrag)


def _empfangsberechtigt(user: Any, bescheid: Bescheid) -> bool:
    ort = bescheid.antrag.kommune_id
    return any(m.empfangsberechtigt and m.kommune_id == ort for m in user.aktive_mitgliedschaften)


EMPFANGSBERECHTIGT = Bedingung(
    _empfangsberechtigt,
    "Bescheide öffnen und auf Rechtsbehelf verzichten kann nur, wer für die Kommune Bescheide empfangen darf.",
    "empfangsberechtigte Person der Kommune; die Zugangsverwaltung der Kommune legt fest, wer das ist",
)
IM_PORTAL = Bedingung(
    lambda user, bescheid: bescheid.weg == Bescheid.Weg.PORTAL,
    "Dieser Bescheid kommt per Post: Ihre Kommune hatte der Bekanntgabe im Portal nicht zugestimmt.",
)
ENTSCHIEDEN = Bedingung(_entschieden, "Einen Bescheid gibt es erst, wenn über den Antrag entschieden ist.")
NOCH_ENTSCHIEDEN = Bedingung(
    _noch_entschieden, "Freigeben lässt sich der Bescheid nur, solange der Antrag im Stand „Entschieden“ ist."
)
BEKANNT = Bedingung(
    _ist_bekannt,
    "Ein Folgebescheid bezieht sich auf einen bekannt gegebenen Bescheid. Der letzte ist noch nicht so weit.",
)
UNBEFANGEN = Bedingung(_unbefangen, BEFANGEN.satz, BEFANGEN.wer)
IN_ARBEIT = Bedingung(
    lambda user, bescheid: bescheid.in_arbeit,
    "Der Entwurf liegt zur Freigabe vor. Ändern lässt er sich erst, wenn er ohne Freigabe zurückgegeben ist.",
    "Sachgebietsleitung oder Amtsleitung",
)
VORGELEGT = Bedingung(
    lambda user, bescheid: not bescheid.in_arbeit,
    "Der Entwurf ist noch in Arbeit. Freigeben oder zurückgeben lässt er sich, sobald er zur Freigabe gegeben ist.",
    "Sachbearbeitung Förderung",
)
ZWEITE_PERSON = Bedingung(
    _nicht_selbst_entworfen,
    "Sie haben den Bescheid selbst entworfen. Freigeben muss eine andere Person (Vier-Augen-Prinzip).",
    "Sachgebietsleitung oder Amtsleitung",
)

RECHTE: dict[str, Recht] = {
    "bescheid.entwerfen": Recht(SACHBEARBEITUNG, (BEFANGEN, ENTSCHIEDEN)),
    "bescheid.ueberarbeiten": Recht(SACHBEARBEITUNG, (UNBEFANGEN, im_stand(S.ENTWURF), IN_ARBEIT)),
    "bescheid.freigeben": Recht(
        LEITUNG, (UNBEFANGEN, im_stand(S.ENTWURF), NOCH_ENTSCHIEDEN, VORGELEGT, ZWEITE_PERSON)
    ),
    "bescheid.zurueckgeben": Recht(LEITUNG, (UNBEFANGEN, im_stand(S.ENTWURF), VORGELEGT, ZWEITE_PERSON)),
    "bescheid.bereitstellen": Recht(AMT, (im_stand(S.FREIGEGEBEN),)),
    "bescheid.oeffnen": Recht(KOMMUNE, (im_stand(S.BEREITGESTELLT), IM_PORTAL, EMPFANGSBERECHTIGT)),
    "folgebescheid.beginnen": Recht(SACHBEARBEITUNG, (BEFANGEN, BEKANNT)),
    "folgebescheid.entwerfen": Recht(SACHBEARBEITUNG, (UNBEFANGEN, im_stand(S.ENTWURF), IN_ARBEIT)),
    "folgebescheid.verwerfen": Recht(SACHBEARBEITUNG, (UNBEFANGEN, im_stand(S.ENTWURF), IN_ARBEIT)),
    "textbaustein.bearbeiten": Recht(SACHBEARBEITUNG),
    "bescheid.per_post": Recht(AMT, (im_stand(S.BEREITGESTELLT),)),
}
