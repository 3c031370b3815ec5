"""Rights around what the office does beside the steps of the check: points, opinions, a signature that is voided."""

from __future__ import annotations

from typing import Any

from antraege.models import Antrag, Benutzer, Fachstellungnahme, Rolle, Status
from antraege.rechte.antrag import AMT, BEFANGEN, SACHBEARBEITUNG, ZUGELASSEN
from antraege.rechte.grund import Bedingung, Recht, im_stand

# Who may be asked for an opinion: never the deciding office itself (praxis 3, row 13).
FACHSTELLEN = frozenset(
    {Rolle.KAEMMEREI, Rolle.PERSONAL, Rolle.AUSLAENDERBEHOERDE, Rolle.KOORDINATION, Rolle.RECHTSAMT}
)


def _gebeten(user: Benutzer, bitte: Fachstellungnahme) -> bool:
    return user.ist_system or user.hat_rolle(bitte.stelle, landkreis_id=bitte.antrag.landkreis_id)


def _offen(user: Any, bitte: Fachstellungnahme) -> bool:
    return bitte.offen


def _unbefangen(user: Any, bitte: Fachstellungnahme) -> bool:
    return BEFANGEN.erfuellt(user, bitte.antrag)


def _auf_keiner_vorlage(user: Any, antrag: Antrag) -> bool:
    return antrag.beschlussantrag_id is None


OFFEN = Bedingung(_offen, "Die Bitte ist schon beantwortet oder zurückgenommen.")
UNBEFANGEN = Bedingung(_unbefangen, BEFANGEN.satz, BEFANGEN.wer)
GEBETEN = Bedingung(_gebeten, "Um diese Stellungnahme ist eine andere Stelle gebeten.")
AUF_KEINER_VORLAGE = Bedingung(
    _auf_keiner_vorlage,
    "Der Antrag steht auf einer Sitzungsvorlage. Zuerst ist er von der Vorlage zu nehmen.",
    Rolle.GESCHAEFTSSTELLE.label,
)

RECHTE: dict[str, Recht] = {
    "pruefung.punkte_formal": Recht(SACHBEARBEITUNG, (im_stand(Status.EINGEREICHT), BEFANGEN, ZUGELASSEN)),
    "pruefung.punkte_fachlich": Recht(SACHBEARBEITUNG, (im_stand(Status.VOLLSTAENDIG), BEFANGEN)),
    "pruefung.zeichnung_aufheben": Recht(AMT, (im_stand(Status.GEZEICHNET), BEFANGEN, AUF_KEINER_VORLAGE)),
    "pruefung.fachstellungnahme_erbitten": Recht(
        SACHBEARBEITUNG, (im_stand(Status.EINGEREICHT, Status.VOLLSTAENDIG), BEFANGEN)
    ),
    "pruefung.fachstellungnahme_zuruecknehmen": Recht(SACHBEARBEITUNG, (UNBEFANGEN, OFFEN)),
    "pruefung.fachstellungnahme_abgeben": Recht(FACHSTELLEN, (GEBETEN, UNBEFANGEN, OFFEN)),
}
