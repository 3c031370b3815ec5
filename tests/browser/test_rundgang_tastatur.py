"""Without a mouse: log in, skip to the content, save a section, be led to what is wrong, submit, answer remarks."""

import pytest

from antraege.models import Antrag
from tests import factories as f
from tests.journeys.buehne import entwurf, zurueckgegeben

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk(rundgang):
    """The clerk at the login page of a new window, with a draft waiting."""
    rundgang.beginne("rundgang-tastatur").tag(f.TAG)
    entwurf(rundgang.buehne)
    platz = rundgang.fenster("clerk")
    platz.oeffne("/konto/login/")
    return platz


def anmelden(clerk, person):
    """By mail address and password, as outside the demo."""
    clerk.tabbe("E-Mail")
    clerk.page.keyboard.type(person.email)
    clerk.taste("Tab")
    clerk.page.keyboard.type("sehr-geheim-123")
    clerk.enter()
    clerk.steht("Ihre Aufgaben")


def test_the_first_tab_leads_past_the_menu(clerk):
    clerk.taste("Tab")
    assert clerk.fokus("className") == "app-skip"
    clerk.taste("Enter")
    assert clerk.fokus("id") == "inhalt"


def test_one_section_is_corrected_and_saved(clerk, rundgang):
    anmelden(clerk, rundgang.buehne.leute["clerk"])
    for ziel in ("Anträge", "Entwurf", "Stellenanteile"):
        clerk.tabbe(ziel)
        clerk.enter()
    clerk.tabbe("Beantragter Stellenanteil")
    clerk.page.keyboard.type("viel")
    clerk.enter()
    vom_fehler_zum_feld(clerk)


def vom_fehler_zum_feld(clerk):
    """The summary has the focus, its first link leads to the field; corrected, it is saved with Enter."""
    assert "app-errors" in clerk.fokus("className")
    clerk.schau("fehler")
    clerk.tabbe("Bitte eine Zahl mit Komma eingeben")
    clerk.taste("Enter")
    assert clerk.fokus("id") == "id_beantragt_vzae"
    clerk.taste("Control+A")
    clerk.page.keyboard.type("0,60")
    clerk.tabbe("Zwischenspeichern")
    clerk.enter()
    clerk.steht("Gespeichert.")


def test_the_draft_is_submitted(rundgang):
    gang = rundgang.beginne("rundgang-tastatur", bilder=False, entscheidung="verwaltung").tag(f.TAG)
    entwurf(gang.buehne)
    clerk = gang.als("clerk")
    for ziel in ("Prüfen und einreichen", "Antrag verbindlich einreichen"):
        clerk.tabbe(ziel)
        clerk.enter()
    clerk.steht("Ihr Antrag ist eingegangen.")
    assert Antrag.objects.get().status == "eingereicht"


def test_a_remark_is_answered(rundgang):
    gang = rundgang.beginne("rundgang-tastatur", bilder=False, entscheidung="verwaltung").tag(f.TAG)
    antrag, clerk = zurueckgegeben(gang.buehne, ("eigenanteil", "Woher kommt er?")), gang.als("clerk")
    clerk.tabbe("Aufgabe öffnen")
    clerk.enter()
    clerk.tabbe("Ihre Antwort zu: Eigenanteil der Kommune")
    clerk.page.keyboard.type("Aus dem Haushalt 2027.")
    clerk.tabbe("Ergänzung einreichen")
    clerk.enter()
    clerk.steht("Der Tag des ersten Eingangs bleibt erhalten.")
    assert str(antrag.anmerkungen.get().antwort) == "Aus dem Haushalt 2027."
