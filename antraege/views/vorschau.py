"""The form of a version or round as a clerk will see it: the real forms over an application that is never saved."""

from antraege.forms.angaben import AngabenForm
from antraege.forms.fallzahlen import FallzahlenForm
from antraege.forms.stellenanteile import StellenanteileForm
from antraege.forms.unterlagen import UnterlagenForm
from antraege.models import Antrag, Foerderrunde, Kommune
from antraege.regelwerk import regelwerk
from antraege.services.vollstaendigkeit import ABSCHNITTE

FORMS = {
    "angaben": AngabenForm,
    "stellenanteile": StellenanteileForm,
    "fallzahlen": FallzahlenForm,
    "unterlagen": UnterlagenForm,
}
OHNE = 0  # a key no row has: its relations are asked for and are empty


def vorschau_der_fassung(fassung, heute):
    """The forms of a version in its newest round; without one a round of no days and no target groups."""
    runde = fassung.runden.order_by("-beginn").first() or fassung.programm.runden.order_by("-beginn").first()
    if runde is None:
        runde = Foerderrunde(pk=OHNE, name="Noch keine Runde", beginn=heute, ende=heute)
    runde.programm, runde.fassung = fassung.programm, fassung
    return vorschau(runde, heute)


def vorschau(runde, heute):
    """[(title, form)] of the four sections and the papers of the round's version, for one municipality of the district."""
    kreis = runde.programm.landkreis
    kommune = Kommune.objects.filter(landkreis=kreis).first() or Kommune(
        pk=OHNE, landkreis=kreis, name="Musterstadt"
    )
    antrag = Antrag(pk=OHNE, landkreis=kreis, kommune=kommune, runde=runde, fassung=runde.fassung)
    return {
        "abschnitte": [
            (titel, form_class(antrag=antrag, heute=heute, auto_id=f"{key}_%s"))
            for (key, form_class), titel in zip(FORMS.items(), ABSCHNITTE.values(), strict=True)
        ],
        "papiere": [_papier(regel) for regel in regelwerk(runde.fassung).unterlagen],
        "muster": kommune.name,
    }


def _papier(regel):
    pflicht = "Pflicht" if regel.pflicht else "freiwillig"
    folgt = ", darf nachgereicht werden" if regel.nachreichbar else ""
    return (str(regel), f"{pflicht}{folgt}. {regel.hinweis}".strip())
