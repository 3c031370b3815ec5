"""A later notice from the application's page to its opening, and a text block seen in a letter before it is used."""

import pytest

from antraege.models import Bescheid
from tests import factories as f
from tests.journeys.buehne import Buehne
from tests.workflows.fall import Fall
from tests.workflows.test_bescheidverfahren import BIS_ZUM_BESCHEID

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gang(rundgang):
    fall = Fall().gehe(*BIS_ZUM_BESCHEID, "stelle_erfassen")
    leute = {"buero": fall.sb, "leitung": fall.sgl, "clerk": fall.clerk}
    rundgang.fall = fall
    buehne = Buehne(fall.kreis, fall.ort, fall.runde, leute)
    return rundgang.beginne("rundgang-folgebescheid", buehne=buehne).tag(f.TAG)


def test_a_revocation_from_its_beginning_to_its_opening(gang):
    buero, leitung, clerk = gang.als("buero"), gang.als("leitung"), gang.als("clerk")
    adresse = f"/antraege/{gang.fall.antrag.pk}/"
    buero.oeffne(adresse)
    buero.link("Folgebescheid beginnen")
    buero.schau("beginnen")
    buero.page.get_by_label("Widerrufsbescheid (§ 49 LVwVfG)").check()
    buero.knopf("Entwurf beginnen")
    buero.schau("entwurf")
    buero.trage({"Stellenanteil, der bleibt oder neu gilt": "0,00"})
    buero.datum("Wirksam ab", "01.01.2028")
    buero.knopf("Folgebescheid zur Freigabe geben")
    buero.steht("Der Bescheid belastet die Kommune.")
    buero.schau("ohne-anhoerung")
    buero.datum("Kommune angehört mit Schreiben vom", "01.03.2027")
    buero.knopf("Folgebescheid zur Freigabe geben")
    buero.steht("Der Entwurf liegt jetzt zur Freigabe bei der Sachgebietsleitung.")
    leitung.oeffne("/aufgaben/")
    leitung.aufgabe("Folgebescheid freigeben")
    leitung.steht("bisher 0,50\xa0VZÄ, neu 0,00\xa0VZÄ")
    leitung.schau("freigabe")
    leitung.knopf("Bescheid freigeben")
    clerk.oeffne(adresse)
    clerk.link("Bescheid öffnen")
    with clerk.page.expect_response("**/bescheide/*/"):
        clerk.page.get_by_role("button", name="Bescheid öffnen (Bekanntgabe)").click()
    buero.oeffne(adresse)
    buero.steht("Widerrufsbescheid", "Bescheid bekannt gegeben")
    buero.schau("akte")
    assert Bescheid.objects.get(art="widerruf").status == "bekanntgegeben"


def test_a_text_block_is_seen_in_a_letter_and_saved(gang):
    buero = gang.als("buero")
    buero.oeffne(f"/richtlinien/{gang.fall.runde.programm_id}/textbausteine/")
    buero.schau("leer")
    buero.link("Neuer Textbaustein")
    buero.trage({"Titel": "Dank", "Text": "Danke, {kommune}."})
    buero.page.get_by_label("Begründung", exact=True).check()
    buero.page.get_by_label("Vorschau an diesem Antrag").select_option(str(gang.fall.antrag.pk))
    buero.knopf("Vorschau ansehen")
    buero.steht(f"Danke, Gemeinde {gang.ort}.")
    buero.schau("vorschau")
    buero.knopf("Speichern")
    buero.steht("Der Textbaustein ist gespeichert.")
    buero.schau("liste")
