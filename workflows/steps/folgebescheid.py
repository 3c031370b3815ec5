"""Draft a later notice; its release, provision and posting are the steps of every notice."""

from antraege.formate import datum
from antraege.forms.folgebescheid import FolgebescheidForm, VerwerfenForm
from antraege.services import bescheid, folgebescheid, haushalt
from workflows.steps.basis import Alert, AntragView, Handlung
from workflows.steps.bescheid import haushaltspunkte


class FolgebescheidEntwerfen(AntragView):
    """Write what the kind needs, or drop the draft."""

    handlungen = (
        Handlung(
            "entwerfen",
            "Folgebescheid zur Freigabe geben",
            folgebescheid.entwerfen,
            "folgebescheid.entwerfen",
            "Der Entwurf liegt jetzt zur Freigabe bei der Sachgebietsleitung.",
            FolgebescheidForm,
            worueber=bescheid.aktueller,
        ),
        Handlung(
            "verwerfen",
            "Entwurf verwerfen",
            folgebescheid.verwerfen,
            "folgebescheid.verwerfen",
            "Der Entwurf ist verworfen. Der bisherige Bescheid gilt unverändert.",
            VerwerfenForm,
            worueber=bescheid.aktueller,
        ),
    )

    def hinweis(self):
        """Which kind, and which notice it follows."""
        entwurf = bescheid.aktueller(self.objekt)
        alt = entwurf.aendert
        text = f"Er bezieht sich auf den {alt.get_art_display()} {alt.nummer} vom {datum(alt.datum)} und nennt nur, was sich ändert."
        return Alert("info", entwurf.get_art_display(), text)

    def fakten(self):
        """Asked and granted side by side."""
        return [*super().fakten(), self.bewilligt()]

    def liste(self):
        """What the budget says."""
        entwurf = bescheid.aktueller(self.objekt)
        return (
            "Voraussetzungen",
            haushaltspunkte(haushalt.punkte(self.objekt, self.heute, entwurf), entwurf, self.user),
        )
