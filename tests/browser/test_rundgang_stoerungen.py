"""What goes wrong between people and browsers: twice, both at once, too late, not mine."""

from datetime import timedelta

import pytest

from antraege.models import Ereignis, Protokolleintrag
from tests import factories as f
from tests.journeys.buehne import eingereicht, entwurf
from workflows import verfahren

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EINREICHEN = "Antrag verbindlich einreichen"


@pytest.fixture
def gang(rundgang):
    return rundgang.beginne("rundgang-stoerung").tag(f.TAG)


def adresse(antrag):
    """The page of its open task."""
    return f"/aufgaben/{verfahren.offene_aufgaben(antrag).get().pk}/"


def eingaenge(antrag):
    return Protokolleintrag.objects.filter(antrag=antrag, art=Ereignis.ANTRAG_EINGEREICHT).count()


def test_a_double_click_submits_once(gang):
    antrag, clerk = entwurf(gang.buehne), gang.als("clerk")
    clerk.oeffne(adresse(antrag))
    clerk.page.get_by_role("button", name=EINREICHEN).dblclick()
    clerk.steht("Ihr Antrag ist eingegangen.")
    assert eingaenge(antrag) == 1
    assert [betreff for betreff in gang.post() if "ist eingegangen" in betreff] != []


def test_a_second_window_is_told_that_it_was_already_done(gang):
    antrag, clerk = entwurf(gang.buehne), gang.als("clerk")
    clerk.oeffne(adresse(antrag))
    zweites = clerk.neues_fenster()
    clerk.knopf(EINREICHEN)
    clerk.page, _ = zweites, clerk.page
    clerk.knopf(EINREICHEN)
    clerk.steht("Diese Aufgabe ist schon erledigt", gang.buehne.leute["clerk"].name)
    clerk.schau("schon-erledigt")
    assert eingaenge(antrag) == 1


def test_two_officers_on_one_task(gang):
    antrag = eingereicht(gang.buehne)
    buero, kollegin = gang.als("buero"), gang.als("kollegin")
    for platz in (buero, kollegin):
        platz.oeffne(adresse(antrag))
    buero.uebernehmen()
    kollegin.knopf("Vollständigkeit feststellen")
    kollegin.steht("Diese Aufgabe hat jemand anderes übernommen", "D. Musterfrau", "Formale Prüfung")
    kollegin.schau("vergeben")


def test_what_was_typed_can_still_be_read(gang):
    antrag = eingereicht(gang.buehne)
    buero, kollegin = gang.als("buero"), gang.als("kollegin")
    kollegin.oeffne(adresse(antrag))
    kollegin.waehle("Anmerkung 1: Feld", "Eigenanteil der Kommune")
    kollegin.trage({"Anmerkung 1: Was fehlt oder stimmt nicht?": "Lange getippt."})
    buero.oeffne(adresse(antrag))
    buero.knopf("Vollständigkeit feststellen")
    kollegin.knopf("Zur Ergänzung zurückgeben")
    kollegin.steht("Diese Aufgabe ist schon erledigt", "Lange getippt.")


def test_the_round_closed_while_the_page_was_open(gang):
    antrag, clerk = entwurf(gang.buehne), gang.als("clerk")
    clerk.oeffne(adresse(antrag))
    gang.tag(f.SCHLUSS + timedelta(days=1))
    clerk.knopf(EINREICHEN)
    clerk.steht("Die Antragsfrist ist am 31.03.2027 abgelaufen", "Grund der Verspätung")
    clerk.schau("verspaetet")
    clerk.trage({"Grund der Verspätung": "Das Portal war am Abend nicht erreichbar."})
    clerk.knopf("Verspätet einreichen")
    clerk.steht("Ihr Antrag ist eingegangen.", "verspätet")


def test_a_foreign_application_looks_like_none(gang):
    antrag, fremde = eingereicht(gang.buehne), gang.als("fremde")
    gesehen = []
    for pfad in (f"/antraege/{antrag.pk}/", "/antraege/999999/"):
        assert fremde.oeffne(pfad) == 404
        gesehen.append(fremde.page.locator("main").inner_text())
    assert gesehen[0] == gesehen[1]
    fremde.schau("fremd")
