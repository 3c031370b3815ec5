"""Steps of a paper's way through the committees."""

from antraege.forms.ergebnis import BeschlussForm, VorberatungForm
from antraege.forms.gremium import MitzeichnungForm
from antraege.forms.schritte import RueckgabeForm
from antraege.forms.vorlagenentwurf import EntwurfForm
from antraege.services import gremium, mitzeichnung, vorlagenentwurf
from antraege.views import vorlagenteile
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


ZURUECKGEBEN = Handlung(
    "zurueckgeben",
    "Zur Überarbeitung zurückgeben",
    gremium.vorlage_zurueckgeben,
    "vorlage.zurueckgeben",
    "Die Vorlage ist zur Überarbeitung zurückgegeben.",
    RueckgabeForm,
)


class Zeichnung(VorlageView):
    """A signature under a paper: above the acts its money and its texts, beside them the paper and its files."""

    def fakten(self):
        """What is asked for and proposed in all."""
        zeilen = vorlagenteile.zeilen(self.user, vorlagenteile.antraege(self.objekt), [])
        return vorlagenteile.fakten(self.objekt, vorlagenteile.posten(zeilen))

    def texte(self):
        """The paper in its own order: facts, motions, financial effects."""
        vorlage = self.objekt
        return [
            ("Sachverhalt", vorlage.sachverhalt),
            *super().texte(),
            ("Finanzielle Auswirkungen", vorlage.finanzen),
        ]

    def seitlich(self):
        """One click away: the paper, its applications and its files."""
        return {"unterlagen": vorlagenteile.zum_lesen(self.user, self.objekt)}


class Mitzeichnung(Zeichnung):
    """A station of the route signs the paper, or sends it back."""

    handlungen = (
        Handlung(
            "mitzeichnen",
            "Vorlage mitzeichnen",
            mitzeichnung.mitzeichnen,
            "vorlage.mitzeichnen",
            "Die Vorlage ist mitgezeichnet.",
            MitzeichnungForm,
        ),
        ZURUECKGEBEN,
    )


class Freigabe(Zeichnung):
    """The last station releases the paper, or sends it back."""

    handlungen = (
        Handlung(
            "freigeben",
            "Vorlage freigeben",
            gremium.vorlage_freigeben,
            "vorlage.freigeben",
            "Die Vorlage ist freigegeben.",
        ),
        ZURUECKGEBEN,
    )


class Ueberarbeitung(VorlageView):
    """Write the paper, first or after a return, and hand it in for signature."""

    handlungen = (
        Handlung(
            "ueberarbeiten",
            "Zur Mitzeichnung geben",
            gremium.vorlage_ueberarbeiten,
            "vorlage.ueberarbeiten",
            "Die Vorlage liegt jetzt zur Mitzeichnung.",
            EntwurfForm,
            zwischen=vorlagenentwurf.speichern,
        ),
    )

    def texte(self):
        """Nothing above the form: it shows the motions itself."""
        return []


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
            "Das Ergebnis ist erfasst. Was zu jeder Ziffer beschlossen ist, gilt damit.",
            BeschlussForm,
        ),
    )
