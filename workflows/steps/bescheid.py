"""Steps around the notice in the district's office, and the record of the funded share."""

from antraege.forms.bescheid import BescheidEntwurfForm
from antraege.forms.schritte import RueckgabeForm
from antraege.forms.stelle import StelleErfassenForm
from antraege.services import bescheid, stelle
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

    def texte(self):
        """The draft."""
        entwurf = bescheid.aktueller(self.objekt)
        return [
            (f"{entwurf.get_art_display()}, entworfen von {entwurf.entworfen_von}", entwurf.begruendung),
            ("Nebenbestimmungen", entwurf.nebenbestimmungen),
        ]


class BescheidEntwerfen(AntragView):
    """Draft the notice; after a return it is drafted anew."""

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
