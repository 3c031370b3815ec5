"""Steps around the notice in the district's office, and the record of the funded share."""

from django.urls import reverse

from antraege.formate import datum
from antraege.forms.bescheid import BescheidEntwurfForm
from antraege.forms.schritte import RueckgabeForm
from antraege.forms.stelle import StelleErfassenForm
from antraege.services import bescheid, nachreichung, stelle
from antraege.views.bausteine import Condition
from antraege.views.bescheide import blatt
from workflows.steps.basis import AntragView, Handlung


class BescheidFreigeben(AntragView):
    """A second person releases the draft, or sends it back."""

    handlungen = (
        Handlung(
            "freigeben",
            "Bescheid freigeben",
            bescheid.freigeben,
            "bescheid.freigeben",
            "Der Bescheid ist freigegeben und liegt im Portal bereit. Die Kommune wird benachrichtigt.",
            worueber=bescheid.aktueller,
            hinweis="Mit der Freigabe erhält der Bescheid seine Nummer und sein Datum. Danach ändert ihn niemand mehr.",
        ),
        Handlung(
            "zurueckgeben",
            "Ohne Freigabe zurückgeben",
            bescheid.zurueckgeben,
            "bescheid.zurueckgeben",
            "Der Entwurf ist ohne Freigabe zurückgegeben.",
            RueckgabeForm,
            worueber=bescheid.aktueller,
        ),
    )

    def blatt(self):
        """The letter as it will be, and the address of its proof."""
        entwurf = bescheid.aktueller(self.objekt)
        return {"sheet": blatt(entwurf), "url": reverse("bescheid", args=[entwurf.pk])}

    def liste(self):
        """What must be there before a notice may go out."""
        return ("Voraussetzungen", voraussetzungen(self.objekt, self.heute))


class BescheidEntwerfen(AntragView):
    """Draft the notice; after a return it is drafted anew."""

    def fakten(self):
        """Asked and granted side by side."""
        return [*super().fakten(), self.bewilligt()]

    def liste(self):
        """What must be there before a notice may go out."""
        return ("Voraussetzungen", voraussetzungen(self.objekt, self.heute))

    handlungen = (
        Handlung(
            "entwerfen",
            "Bescheid zur Freigabe geben",
            bescheid.entwerfen,
            "bescheid.entwerfen",
            "Der Entwurf liegt jetzt zur Freigabe bei der Sachgebietsleitung.",
            BescheidEntwurfForm,
        ),
    )


class StelleErfassen(AntragView):
    """Record the funded share as a position limited in time."""

    handlungen = (
        Handlung(
            "erfassen",
            "Stellenanteil erfassen",
            stelle.anteil_erfassen,
            "stelle.erfassen",
            "Der geförderte Stellenanteil ist erfasst.",
            StelleErfassenForm,
        ),
    )


def voraussetzungen(antrag, heute):
    """[Condition]: decided, the budget of the first year in force, no paper still to follow (then the notice says so)."""
    haushalt = bescheid.haushalt_fehlt(antrag, heute)
    entschieden = f"Entschieden am {datum(antrag.entschieden_am)}: {antrag.get_ergebnis_display()}."
    return [
        Condition(True, entschieden),
        Condition(
            not haushalt,
            haushalt or "Der Haushalt steht dem Bescheid nicht entgegen.",
            who="Kämmerei" if haushalt else "",
        ),
        *_nachreichung(antrag),
    ]


def _nachreichung(antrag):
    offen = bescheid.nachzureichen(antrag)
    if offen is None:
        return []
    satz = f"Noch nicht da, nachzureichen bis {datum(offen.faellig_am)}: {nachreichung.namen(antrag)}. Die Nebenbestimmungen verlangen es."
    return [Condition(False, satz, who="Kommune")]
