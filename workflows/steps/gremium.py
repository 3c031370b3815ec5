"""Steps of a paper's way through the committees."""

from antraege.forms.ergebnis import BeschlussForm, VorberatungForm
from antraege.forms.gremium import UeberarbeitungForm
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
            UeberarbeitungForm,
        ),
    )


class Vorberatung(VorlageView):
    """What the advising committee recommends, Ziffer by Ziffer; the form shows the motions beside their fields."""

    def texte(self):
        """Nothing above the form."""
        return []

    handlungen = (
        Handlung(
            "erfassen",
            "Ergebnis der Vorberatung erfassen",
            gremium.vorberatung_erfassen,
            "vorlage.vorberatung_erfassen",
            "Das Ergebnis der Vorberatung ist erfasst.",
            VorberatungForm,
        ),
    )


class Beschluss(Vorberatung):
    """What the Kreistag decides; every application of the paper moves with it."""

    handlungen = (
        Handlung(
            "erfassen",
            "Beschluss erfassen",
            gremium.beschluss_erfassen,
            "vorlage.beschluss_erfassen",
            "Das Ergebnis ist erfasst. Über die Anträge, zu denen beschlossen ist, ist damit entschieden.",
            BeschlussForm,
        ),
    )
