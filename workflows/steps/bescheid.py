"""Steps around the notice in the district's office, and the record of the funded share."""

from functools import cached_property

from django.urls import reverse

from antraege.berechtigungen import may
from antraege.formate import datum
from antraege.forms.bescheid import BescheidEntwurfForm, VersandForm
from antraege.forms.schritte import RueckgabeForm
from antraege.forms.stelle import StelleErfassenForm
from antraege.models import Bescheid
from antraege.services import bescheid, haushalt, nachreichung, stelle, zinsstand
from antraege.views.bausteine import Condition
from antraege.views.bescheide import blatt
from workflows.steps.basis import Alert, AntragView, Handlung


class BescheidFreigeben(AntragView):
    """A second person releases the draft, or sends it back."""

    handlungen = (
        Handlung(
            "freigeben",
            "Bescheid freigeben",
            bescheid.freigeben,
            "bescheid.freigeben",
            "Der Bescheid ist freigegeben. Die Kommune wird benachrichtigt.",
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

    @cached_property
    def entwurf(self):
        """The draft, read once for all that the page says of it."""
        return bescheid.aktueller(self.objekt)

    def blatt(self):
        """The letter as it will be, and the address of its proof."""
        return _blatt(self.entwurf, "Entwurf, nicht zugestellt", "Entwurf als PDF ansehen")

    def texte(self):
        """What the interest on a recovery would be today; the letter itself names no amount."""
        return [("Zinsen bis heute", zinsstand.bis_heute(self.entwurf, self.heute))]

    def liste(self):
        """What must be there before a notice may go out."""
        return ("Voraussetzungen", voraussetzungen(self.objekt, self.heute, self.user))


class BescheidEntwerfen(AntragView):
    """Draft the notice; after a return it is drafted anew."""

    def fakten(self):
        """Asked and granted side by side."""
        return [*super().fakten(), self.bewilligt()]

    def liste(self):
        """What must be there before a notice may go out."""
        return ("Voraussetzungen", voraussetzungen(self.objekt, self.heute, self.user))

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


class Versand(AntragView):
    """Print the notice, post it, record the day: without consent to the portal, or after nobody opened it there."""

    handlungen = (
        Handlung(
            "versenden",
            "Tag der Aufgabe zur Post festhalten",
            bescheid.versenden,
            "bescheid.versenden",
            "Der Tag ist festgehalten. Wann der Bescheid als bekannt gegeben gilt und bis wann Widerspruch möglich ist, steht beim Antrag.",
            VersandForm,
            worueber=bescheid.aktueller,
        ),
    )

    def hinweis(self):
        """Why it goes by post, and that the municipality may still be faster."""
        if bescheid.aktueller(self.objekt).weg == Bescheid.Weg.PORTAL:
            text = "Die Kommune hat den Bescheid nicht in zehn Tagen geöffnet. Öffnet sie ihn, bevor er zur Post geht, gilt das, und diese Aufgabe entfällt."
        else:
            text = "Die Kommune hat der Bekanntgabe im Portal nicht zugestimmt."
        return Alert("info", "Dieser Bescheid geht per Post", text)

    def blatt(self):
        """The letter as it is sent, and the address of the file to print."""
        papier = bescheid.aktueller(self.objekt)
        return _blatt(papier, "Freigegeben, noch nicht zur Post gegeben", "Bescheid als PDF ausdrucken")


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


def _blatt(papier, marke, link):
    return {
        "sheet": blatt(papier),
        "url": reverse("bescheid", args=[papier.pk]),
        "marke": marke,
        "link": link,
    }


def voraussetzungen(antrag, heute, user):
    """[Condition]: decided, what the budget says, no paper still to follow (then the notice says so)."""
    entwurf = bescheid.aktueller(antrag)
    entschieden = f"Entschieden am {datum(antrag.entschieden_am)}: {antrag.get_ergebnis_display()}."
    return [
        Condition(True, entschieden),
        *haushaltspunkte(haushalt.punkte(antrag, heute, entwurf), entwurf, user),
        *_nachreichung(antrag),
    ]


def haushaltspunkte(punkte, entwurf, user):
    """What stands in the way may be an exception's to allow: whoever may do so is led to its page by the sentence."""
    if not punkte:
        return [Condition(True, "Der Haushalt steht dem Bescheid nicht entgegen.")]
    darf = entwurf is not None and may(user, "haushalt.ausnahme", entwurf)
    ausnahme = reverse("haushalt_ausnahme", args=[entwurf.pk]) if darf else ""
    return [Condition(p.ja, p.satz, who=p.wer, url=ausnahme if p.aufschub else "") for p in punkte]


def _nachreichung(antrag):
    offen = bescheid.nachzureichen(antrag)
    if offen is None:
        return []
    satz = f"Noch nicht da, nachzureichen bis {datum(offen.faellig_am)}: {nachreichung.namen(antrag)}. Die Nebenbestimmungen verlangen es."
    return [Condition(False, satz, who="Kommune")]
