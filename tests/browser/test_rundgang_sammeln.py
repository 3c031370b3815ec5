"""Several signatures at once, by keyboard alone and at 320 px: tick, read the effect, send, read the result."""

import pytest

from antraege.models import Antrag
from tests import factories as f
from tests.browser.blick import PHONE, WIDE
from tests.journeys.buehne import ORTE, baue, zur_zeichnung

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def leitung(rundgang):
    """The head of unit before her tasks."""
    rundgang.beginne("rundgang-sammeln", buehne=baue("verwaltung")).tag(f.TAG)
    zur_zeichnung(rundgang.buehne)
    return rundgang.als("leitung")


def test_three_signatures_by_keyboard(leitung):
    leitung.oeffne("/aufgaben/")
    leitung.schau("aufgaben")
    for ort in ORTE[:2]:
        leitung.tabbe(f"Auswählen: Empfehlung zeichnen, {ort}")
        leitung.taste("Space")
    leitung.tabbe("Mit den ausgewählten Vorgängen")
    leitung.page.keyboard.type("Empfehlungen")
    leitung.tabbe("Weiter zur Vorschau")
    leitung.enter()
    leitung.steht("Bei 2 von 2 ausgewählten Vorgängen ist das möglich.", "Noch ist nichts geändert.")
    leitung.schau("vorschau")
    leitung.tabbe("Empfehlungen zeichnen (2)")
    leitung.enter()
    leitung.steht("2 von 2 erledigt")
    leitung.schau("ergebnis")
    assert Antrag.objects.filter(status="beschlossen").count() == 2


def test_all_of_the_page_on_a_phone(leitung):
    leitung.page.set_viewport_size(PHONE)
    leitung.oeffne("/aufgaben/")
    leitung.link("Alle auf dieser Seite auswählen")
    leitung.page.get_by_label("Mit den ausgewählten Vorgängen").select_option("zeichnen")
    leitung.knopf("Weiter zur Vorschau")
    leitung.knopf("Empfehlungen zeichnen (3)")
    leitung.steht("3 von 3 erledigt")
    leitung.page.set_viewport_size(WIDE)
    assert Antrag.objects.filter(status="beschlossen").count() == 3
