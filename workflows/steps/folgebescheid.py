"""Draft a later notice; its release, provision and posting are the steps of every notice."""

from functools import cached_property

from antraege.formate import datum
from antraege.forms.folgebescheid import FolgebescheidForm, VerwerfenForm
from antraege.services import bescheid, folgebescheid, haushalt, zinsstand
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

    @cached_property
    def entwurf(self):
        """The draft, read once for all that the page says of it."""
        return bescheid.aktueller(self.objekt)

    def hinweis(self):
        """Which kind, and which notice it follows."""
        entwurf = self.entwurf
        alt = entwurf.aendert
        text = f"Er bezieht sich auf den {alt.get_art_display()} {alt.nummer} vom {datum(alt.datum)} und nennt nur, was sich ändert."
        return Alert("info", entwurf.get_art_display(), text)

    def fakten(self):
        """Asked and granted side by side."""
        return [*super().fakten(), self.bewilligt()]

    def liste(self):
        """What the budget says."""
        entwurf = self.entwurf
        return (
            "Voraussetzungen",
            haushaltspunkte(haushalt.punkte(self.objekt, self.heute, entwurf), entwurf, self.user),
        )

    def texte(self):
        """What the interest would be today, where an earlier draft asked for some."""
        return [("Zinsen bis heute", zinsstand.bis_heute(self.entwurf, self.heute))]
