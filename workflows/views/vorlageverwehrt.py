"""Which acts of a paper's steps are not possible now: whose step it is not yet, or not any more, with the reason of its right.

Acts without a task say it at their own button (``vorlagenhandeln``), those on files and motions in their own block.
"""

from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.models import Vorlage
from antraege.views import niederschrift
from antraege.views.bausteine import Act
from workflows.views.verwehrt import nach_grund, satz_zu

SCHRITTE = (
    ("vorlage.ueberarbeiten", "Vorlage ausarbeiten"),
    ("vorlage.mitzeichnen", "Vorlage mitzeichnen"),
    ("vorlage.freigeben", "Vorlage freigeben"),
    ("vorlage.zurueckgeben", "Vorlage ohne Zeichnung zurückgeben"),
    ("vorlage.vorberatung_erfassen", "Ergebnis der Vorberatung erfassen"),
    ("vorlage.beschluss_erfassen", "Beschluss erfassen"),
)


def nicht_moeglich(user, vorlage):
    """[Act] for whoever has the role, each with its reason and who can; a withdrawn paper has no steps any more."""
    if vorlage.status == Vorlage.Status.ZURUECKGEZOGEN:
        return []
    return nach_grund(
        [
            Act(label, reason=satz_zu(auskunft))
            for recht, label, worum in (
                *((r, label, vorlage) for r, label in SCHRITTE),
                *_minuten(user, vorlage),
            )
            if hat_recht(user, RECHTE[recht], worum) and not (auskunft := may(user, recht, worum))
        ]
    )


def _minuten(user, vorlage):
    """The sitting of a released paper that is recorded next: its minutes confirm nothing yet."""
    if vorlage.status != Vorlage.Status.FREIGEGEBEN or not user.hat_rolle(
        *RECHTE[niederschrift.RECHT].rollen, landkreis_id=vorlage.landkreis_id
    ):
        return
    for schritt in vorlage.beratungsfolge.offen().select_related("vorlage")[:1]:
        yield niederschrift.RECHT, "Ergebnis mit der Niederschrift bestätigen", schritt
