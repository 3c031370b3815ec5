"""Somebody is away: preview, entry, the substitute finds the tasks, acts, and the log says in whose name; by keyboard, too."""

import pytest

from antraege.models import Protokolleintrag, Vertretung
from tests import factories as f
from tests.journeys.buehne import baue, eingereicht
from workflows import verfahren

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEUTE = f"{f.TAG:%d.%m.%Y}"


@pytest.fixture
def gang(rundgang):
    """An application at its check, taken by the officer; the Kämmerei's person will stand in for her."""
    rundgang.beginne("vertretung", bilder=False, buehne=baue("verwaltung")).tag(f.TAG)
    rundgang.antrag = eingereicht(rundgang.buehne)
    return rundgang


def aufgabe(gang):
    return verfahren.offene_aufgaben(gang.antrag).get()


def test_the_substitute_finds_the_tasks_and_acts_in_her_name(gang):
    vertreterin = gang.als("kaemmerei")
    vertreterin.oeffne("/aufgaben/")
    vertreterin.steht("0 offen")
    eintragen(gang)
    handeln(gang, vertreterin)
    beenden(gang, vertreterin)


def eintragen(gang):
    """Nothing is stored by the preview; the second button enters exactly what was seen."""
    buero = gang.als("buero")
    buero.oeffne("/vertretung/")
    buero.link("Vertretung eintragen")
    buero.waehle("Vertretung durch", "I. Haushalt")
    buero.datum("Erster Tag", HEUTE)
    buero.datum("Letzter Tag", "26.03.2027")
    buero.knopf("Weiter zur Vorschau")
    buero.steht("Formale Prüfung", gang.ort)
    assert not Vertretung.objects.exists()
    buero.knopf("Vertretung so eintragen")
    buero.steht("I. Haushalt vertritt D. Musterfrau vom 18.03.2027 bis 26.03.2027.")
    v = Vertretung.objects.get()
    assert (v.fuer, v.durch) == (gang.buehne.leute["buero"], gang.buehne.leute["kaemmerei"])


def handeln(gang, vertreterin):
    """The task stands among hers; what she does is logged as done for the other."""
    vertreterin.aufgabe("Formale Prüfung", gang.ort)
    vertreterin.knopf("Vollständigkeit feststellen")
    vertreterin.steht("Die Vollständigkeit ist festgestellt.")
    vertreterin.oeffne(f"/antraege/{gang.antrag.pk}/")
    vertreterin.steht("als Vertretung für D. Musterfrau")
    eintrag = Protokolleintrag.objects.filter(antrag=gang.antrag).latest("pk")
    assert (eintrag.benutzer, eintrag.vertretung_fuer) == (
        gang.buehne.leute["kaemmerei"],
        gang.buehne.leute["buero"],
    )


def beenden(gang, vertreterin):
    """Ended before its time, the tasks are hers no longer."""
    buero = gang.als("buero")
    buero.oeffne("/vertretung/")
    buero.link("D. Musterfrau")
    buero.knopf("Vertretung beenden")
    buero.steht("Die Vertretung ist beendet.")
    vertreterin.oeffne("/aufgaben/")
    vertreterin.steht("0 offen")


def test_a_substitution_by_keyboard(gang):
    buero = gang.als("buero")
    buero.oeffne("/vertretung/neu/")
    buero.tabbe("Vertretung durch")
    buero.page.keyboard.type("I. H")
    for tag in ("18032027", "26032027"):
        for teil in (tag[:2], tag[2:4], tag[4:]):
            buero.taste("Tab")
            buero.page.keyboard.type(teil)
    buero.enter()
    buero.steht("Formale Prüfung")
    buero.tabbe("Vertretung so eintragen")
    buero.enter()
    buero.steht("I. Haushalt vertritt D. Musterfrau vom 18.03.2027 bis 26.03.2027.")
    assert Vertretung.objects.get().durch == gang.buehne.leute["kaemmerei"]
