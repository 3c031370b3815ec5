"""The form while somebody writes: it saves itself, loses nothing without a network, and never overwrites a second window."""

import pytest
from playwright.sync_api import expect

from antraege.models import Antrag, Fallzahl
from tests import factories as f
from tests.browser.blick import PHONE, axe, passt
from tests.journeys.buehne import entwurf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FRIST = 15_000  # milliseconds: a save comes 3 seconds after a change, the next try 8 after a failure


@pytest.fixture
def schreibtisch(rundgang):
    """(the clerk at the first section, the draft)."""
    gang = rundgang.beginne("selbstspeichern").tag(f.TAG)
    antrag, clerk = entwurf(gang.buehne), gang.als("clerk")
    clerk.oeffne(adresse(antrag, "angaben"))
    return clerk, antrag


def adresse(antrag, abschnitt):
    return f"/antraege/{antrag.pk}/{abschnitt}/"


def gespeichert(page):
    expect(page.locator("#speicherstand")).to_contain_text("Gespeichert um", timeout=FRIST)


def feld(antrag, name):
    return getattr(Antrag.objects.get(pk=antrag.pk), name)


def test_what_is_typed_saves_itself(schreibtisch):
    clerk, antrag = schreibtisch
    clerk.page.fill("#id_begruendung", "Getippt und nicht gesendet")
    gespeichert(clerk.page)
    assert feld(antrag, "begruendung") == "Getippt und nicht gesendet"
    clerk.page.get_by_role("button", name="Speichern und weiter").click()
    clerk.page.wait_for_url("**/stellenanteile/")


def test_a_second_window_chooses_and_overwrites_nothing(schreibtisch):
    clerk, antrag = schreibtisch
    zweites = clerk.neues_fenster()
    zweites.fill("#id_begruendung", "Aus dem zweiten")
    gespeichert(zweites)
    clerk.page.fill("#id_begruendung", "Aus dem ersten")
    expect(clerk.page.locator("#konflikt")).to_contain_text("Aus dem zweiten", timeout=FRIST)
    assert feld(antrag, "begruendung") == "Aus dem zweiten"
    axe(clerk.page)
    clerk.page.get_by_role("button", name="Diese Fassung übernehmen").click()
    expect(clerk.page.get_by_text("Gespeichert.", exact=True)).to_be_visible()
    assert feld(antrag, "begruendung") == "Aus dem ersten"


def test_without_a_network_nothing_is_lost(schreibtisch):
    clerk, antrag = schreibtisch
    clerk.page.context.set_offline(True)
    clerk.page.fill("#id_begruendung", "Ohne Netz")
    expect(clerk.page.locator("#speicherstand")).to_contain_text("Keine Verbindung", timeout=FRIST)
    clerk.page.get_by_role("button", name="Speichern und weiter").click()
    expect(clerk.page.locator("#id_begruendung")).to_have_value("Ohne Netz")
    clerk.page.context.set_offline(False)
    gespeichert(clerk.page)
    assert feld(antrag, "begruendung") == "Ohne Netz"


def test_a_wrong_number_is_said_at_its_field_and_the_rest_is_saved(schreibtisch):
    clerk, antrag = schreibtisch
    clerk.oeffne(adresse(antrag, "stellenanteile"))
    clerk.page.fill("#id_eigenanteil", "7.000,00")
    clerk.page.fill("#id_beantragt_vzae", "0,52")
    clerk.page.locator("#id_eigenanteil").focus()
    gespeichert(clerk.page)
    expect(clerk.page.get_by_text("Bitte in Schritten von 0,05")).to_be_visible()
    axe(clerk.page)
    assert str(feld(antrag, "eigenanteil")) == "7000.00"


def test_the_reason_is_asked_once_the_number_differs_and_320_pixels_are_enough(schreibtisch):
    clerk, antrag = schreibtisch
    gruppe = antrag.runde.zielgruppen.order_by("pk").first()
    Fallzahl.objects.create(
        kommune=antrag.kommune, zielgruppe=gruppe, stichtag=antrag.runde.stichtag, personen=52
    )
    clerk.page.set_viewport_size(PHONE)
    clerk.oeffne(adresse(antrag, "fallzahlen"))
    grund = clerk.page.locator(f"#id_abweichung_{gruppe.pk}")
    clerk.page.fill(f"#id_zielgruppe_{gruppe.pk}", "52")
    expect(grund).to_be_hidden()
    clerk.page.fill(f"#id_zielgruppe_{gruppe.pk}", "50")
    expect(grund).to_be_visible()
    passt(clerk.page)
    axe(clerk.page)
