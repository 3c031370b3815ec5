"""Steps of a paper's way through the committees."""

from antraege.forms.schritte import RueckgabeForm
from antraege.services import gremium
from workflows.steps.basis import Handlung, StepView


class VorlageView(StepView):
    """A step of a paper."""

    @property
    def zeile(self):
        """The paper's title."""
        return self.objekt.titel

    def texte(self):
        """The motions."""
        return [
            (f"Beschlussantrag Ziffer {z.ziffer}", z.wortlaut)
            for z in self.objekt.beschlussantraege.order_by("ziffer")
        ]


class Freigabe(VorlageView):
    """A second person releases the paper, or sends it back."""

    handlungen = (
        Handlung(
            "freigeben",
            "Vorlage freigeben",
            gremium.vorlage_freigeben,
            "vorlage.freigeben",
            "Die Vorlage ist freigegeben.",
        ),
        Handlung(
            "zurueckgeben",
            "Zur Überarbeitung zurückgeben",
            gremium.vorlage_zurueckgeben,
            "vorlage.zurueckgeben",
            "Die Vorlage ist zur Überarbeitung zurückgegeben.",
            RueckgabeForm,
        ),
    )


class Ueberarbeitung(VorlageView):
    """Revise the motions after a return."""

    handlungen = (
        Handlung(
            "ueberarbeiten",
            "Überarbeitung abschließen",
            gremium.vorlage_ueberarbeiten,
            "vorlage.ueberarbeiten",
            "Die Vorlage liegt wieder zur Freigabe.",
        ),
    )


class Vorberatung(VorlageView):
    """What the advising committee recommends, Ziffer by Ziffer."""

    handlungen = (
        Handlung(
            "erfassen",
            "Ergebnis der Vorberatung erfassen",
            gremium.vorberatung_erfassen,
            "vorlage.vorberatung_erfassen",
            "Das Ergebnis der Vorberatung ist erfasst.",
        ),
    )


class Beschluss(VorlageView):
    """What the Kreistag decides; every application of the paper moves with it."""

    handlungen = (
        Handlung(
            "erfassen",
            "Beschluss erfassen",
            gremium.beschluss_erfassen,
            "vorlage.beschluss_erfassen",
            "Der Beschluss ist erfasst. Die Anträge der Vorlage sind weitergeführt.",
        ),
    )
