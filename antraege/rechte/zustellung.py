"""Rights around how a notice becomes known and final: consent, posting, waiver, objection, action at the court."""

from __future__ import annotations

from typing import Any

from antraege import zeit
from antraege.models import Bescheid, Frist, Klage, Rolle, Widerspruch
from antraege.rechte.antrag import KOMMUNE, LEITUNG, SACHBEARBEITUNG
from antraege.rechte.bescheid import EMPFANGSBERECHTIGT, UNBEFANGEN
from antraege.rechte.grund import Bedingung, Recht, im_stand

S = Bescheid.Status


def _im_abruf(bescheid: Bescheid) -> bool:
    """Whether its ten days still run; without consent none do."""
    im_portal = bescheid.weg == Bescheid.Weg.PORTAL
    return im_portal and Frist.objects.offen().filter(bescheid=bescheid.pk, art=Frist.Art.ABRUF).exists()


BEKANNT = Bedingung(
    lambda user, bescheid: (
        bescheid.bekanntgegeben_am is not None and bescheid.bekanntgegeben_am <= zeit.heute()
    ),
    "Das geht erst, wenn der Bescheid bekannt gegeben ist.",
)
ABRUF_VORBEI = Bedingung(
    lambda user, bescheid: not _im_abruf(bescheid),
    "Der Bescheid liegt im Portal zum Abruf. Per Post geht er erst, wenn ihn in zehn Tagen niemand geöffnet hat.",
    "empfangsberechtigte Person der Kommune, indem sie ihn öffnet",
)
OHNE_WIDERSPRUCH = Bedingung(
    lambda user, bescheid: not Widerspruch.objects.hemmend().filter(bescheid=bescheid.pk).exists(),
    "Zu diesem Bescheid ist ein Widerspruch offen. Nehmen Sie ihn zuerst zurück.",
    "Sachbearbeitung Förderung",
)

OHNE_KLAGE = Bedingung(
    lambda user, bescheid: not Klage.objects.hemmend().filter(bescheid=bescheid.pk).exists(),
    "Gegen diesen Bescheid ist eine Klage anhängig. Nehmen Sie sie zuerst beim Gericht zurück.",
)
OHNE_VERZICHT = Bedingung(
    lambda user, bescheid: bescheid.verzichtet_am is None,
    "Die Kommune hat auf Rechtsbehelfe verzichtet. Eine Klage ändert daran nichts; halten Sie sie als Aktenvermerk fest.",
)
# A late one that was refused is no proceeding before the court: another letter may still have come in time.
OHNE_WIDERSPRUCHSBESCHEID = Bedingung(
    lambda user, bescheid: (
        not Widerspruch.objects.zaehlend().filter(bescheid=bescheid.pk, zugestellt_am__isnull=False).exists()
    ),
    "Über den Widerspruch gegen diesen Bescheid ist schon entschieden. Ein neuer ist nicht möglich, nur noch die Klage.",
)


OHNE_URTEIL = Bedingung(
    lambda user, bescheid: not Klage.objects.rechtskraeftig().filter(bescheid=bescheid.pk).exists(),
    "Über die Klage gegen diesen Bescheid ist rechtskräftig entschieden. Ein weiterer Rechtsbehelf ist nicht möglich; ein Schreiben halten Sie als Aktenvermerk fest.",
)
# It waits for no remedy any more, and a waiver would make final what the court has taken away.
OHNE_AUFHEBUNG = Bedingung(
    lambda user, bescheid: not Klage.objects.aufhebend().filter(bescheid=bescheid.pk).exists(),
    "Das Gericht hat diesen Bescheid aufgehoben. Er wird nicht mehr bestandskräftig; was gilt, sagt ein neuer Bescheid.",
    "Sachbearbeitung Förderung",
)


def _offen(user: Any, widerspruch: Widerspruch) -> bool:
    return widerspruch.status == Widerspruch.Status.OFFEN


def _zweite_person(user: Any, widerspruch: Widerspruch) -> bool:
    return user.pk not in (widerspruch.erfasst_von_id, widerspruch.bescheid.entworfen_von_id)


def _verspaetet(user: Any, widerspruch: Widerspruch) -> bool:
    return widerspruch.verspaetet


def _nicht_wiedereingesetzt(user: Any, widerspruch: Widerspruch) -> bool:
    return widerspruch.wiedereingesetzt_am is None


def _ohne_verzicht(user: Any, widerspruch: Widerspruch) -> bool:
    return widerspruch.bescheid.verzichtet_am is None


def _ohne_urteil(user: Any, widerspruch: Widerspruch) -> bool:
    return OHNE_URTEIL.erfuellt(user, widerspruch.bescheid)


def _ohne_widerspruchsbescheid(user: Any, widerspruch: Widerspruch) -> bool:
    return OHNE_WIDERSPRUCHSBESCHEID.erfuellt(user, widerspruch.bescheid)


NICHT_ENTSCHIEDEN = Bedingung(_offen, "Über diesen Widerspruch ist schon entschieden.")
ZWEITE_PERSON = Bedingung(
    _zweite_person,
    "Sie haben den Bescheid entworfen oder den Widerspruch erfasst. Entscheiden muss eine andere Person (Vier-Augen-Prinzip).",
    "Sachgebietsleitung oder Amtsleitung",
)


def _anhaengig(user: Any, klage: Klage) -> bool:
    return klage.status == Klage.Status.ANHAENGIG


def _unbeteiligt(user: Any, klage: Klage) -> bool:
    return user.pk not in (klage.erfasst_von_id, klage.bescheid.entworfen_von_id)


RECHTE: dict[str, Recht] = {
    "bekanntgabe.zustimmen": Recht(frozenset({Rolle.KOMMUNE_ZUGANG, Rolle.KOMMUNE_ZEICHNUNG})),
    "bescheid.versenden": Recht(SACHBEARBEITUNG, (im_stand(S.BEREITGESTELLT), ABRUF_VORBEI)),
    "rechtsbehelf.verzichten": Recht(
        KOMMUNE,
        (
            im_stand(S.BEKANNTGEGEBEN),
            BEKANNT,
            EMPFANGSBERECHTIGT,
            OHNE_WIDERSPRUCH,
            OHNE_KLAGE,
            OHNE_AUFHEBUNG,
        ),
    ),
    "widerspruch.erfassen": Recht(
        SACHBEARBEITUNG,
        (UNBEFANGEN, im_stand(S.BEKANNTGEGEBEN, S.BESTANDSKRAEFTIG), OHNE_URTEIL, OHNE_WIDERSPRUCHSBESCHEID),
    ),
    "widerspruch.entscheiden": Recht(
        LEITUNG,
        (
            UNBEFANGEN,
            NICHT_ENTSCHIEDEN,
            ZWEITE_PERSON,
        ),
    ),
    "widerspruch.wiedereinsetzen": Recht(
        LEITUNG,
        (
            UNBEFANGEN,
            NICHT_ENTSCHIEDEN,
            Bedingung(
                _verspaetet, "Der Widerspruch ist rechtzeitig. Eine Wiedereinsetzung braucht er nicht."
            ),
            Bedingung(_nicht_wiedereingesetzt, "Die Wiedereinsetzung ist schon gewährt."),
            Bedingung(
                _ohne_verzicht,
                "Die Kommune hat auf Rechtsbehelfe verzichtet. Eine Wiedereinsetzung ändert daran nichts.",
            ),
            Bedingung(
                _ohne_urteil,
                "Über die Klage gegen diesen Bescheid ist rechtskräftig entschieden. Eine Wiedereinsetzung ändert daran nichts.",
            ),
            Bedingung(
                _ohne_widerspruchsbescheid,
                "Über einen anderen Widerspruch gegen diesen Bescheid ist schon entschieden. Eine Wiedereinsetzung ändert daran nichts.",
            ),
            ZWEITE_PERSON,
        ),
    ),
    "klage.erfassen": Recht(
        SACHBEARBEITUNG,
        (UNBEFANGEN, im_stand(S.BEKANNTGEGEBEN, S.BESTANDSKRAEFTIG), OHNE_VERZICHT, OHNE_URTEIL),
    ),
    "klage.beenden": Recht(
        LEITUNG,
        (
            UNBEFANGEN,
            Bedingung(_anhaengig, "Das Ende dieser Klage ist schon festgehalten."),
            Bedingung(
                _unbeteiligt,
                "Sie haben den Bescheid entworfen oder die Klage erfasst. Ihr Ende hält eine andere Person fest (Vier-Augen-Prinzip).",
                "Sachgebietsleitung oder Amtsleitung",
            ),
        ),
    ),
}
