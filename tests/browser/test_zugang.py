"""Nobody of a municipality gets in any more: the district lets it in again, by mail, link and a new account."""

import re

import pytest

from antraege.models import Benutzer, Mitgliedschaft, Rolle
from tests import factories as f
from tests.browser.blick import axe
from tests.journeys.buehne import entwurf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORT = "Ein-langes-Passwort-27"
ADRESSE = "neu@bondorf.example"


@pytest.fixture
def gang(rundgang):
    """A municipality with a draft; its clerk has left."""
    rundgang.beginne("zugang", bilder=False).tag(f.TAG)
    rundgang.antrag = entwurf(rundgang.buehne)
    return rundgang


def test_the_district_lets_a_municipality_in_again(gang):
    wiederherstellen(gang)
    neu = annehmen(gang, gang.fenster("neu"))
    weiterarbeiten(gang, neu)


def wiederherstellen(gang):
    """The clerk's account is closed, a new person invited; the link goes to the functional mailbox alone."""
    buero, clerk = gang.als("buero"), gang.buehne.leute["clerk"]
    gang.als("clerk")
    buero.oeffne("/zugang/")
    buero.link(gang.ort)
    buero.link("Zugang wiederherstellen")
    buero.trage({"Name": "Frau Neu", "E-Mail-Adresse der Person": ADRESSE})
    buero.kreuze("Zugangsverwaltung der Kommune", clerk.name)
    buero.knopf("Zugang wiederherstellen")
    buero.steht("Die Einladung ist unterwegs", "Frau Neu")
    clerk.refresh_from_db()
    assert not clerk.is_active
    gang.als("clerk").oeffne("/aufgaben/")
    assert "/konto/login/" in gang.als("clerk").page.url


def annehmen(gang, neu):
    """The mail's link opens the invitation; two passwords that differ come back, then the account is made."""
    mail = next(text for text in gang.post().values() if "/einladung/" in text)
    neu.oeffne(re.search(r"/einladung/\S+", mail)[0])
    neu.steht("Einladung annehmen", "lädt Frau Neu ein: Zugangsverwaltung der Kommune")
    axe(neu.page)
    neu.trage({"Passwort": PASSWORT, "Passwort wiederholen": "anders"})
    neu.knopf("Konto anlegen und annehmen")
    neu.steht("Bitte geben Sie zweimal dasselbe Passwort ein")
    neu.trage({"Passwort": PASSWORT, "Passwort wiederholen": PASSWORT})
    neu.knopf("Konto anlegen und annehmen")
    neu.steht(f"Sie haben jetzt die Rolle Zugangsverwaltung der Kommune für {gang.ort}.")
    return neu


def weiterarbeiten(gang, neu):
    """The draft stayed with the municipality; the old roles have ended."""
    assert neu.oeffne(f"/antraege/{gang.antrag.pk}/") == 200
    person = Benutzer.objects.get(email=ADRESSE)
    assert person.mitgliedschaften.get().rolle == Rolle.KOMMUNE_ZUGANG
    alte = Mitgliedschaft.objects.get(benutzer=gang.buehne.leute["clerk"])
    assert alte.bis == f.TAG.replace(day=f.TAG.day - 1)


def test_a_withdrawn_invitation_opens_nothing(gang):
    gang.buehne.leute["zugang"] = f.benutzer(Rolle.KOMMUNE_ZUGANG, gang.buehne.kreis, gang.buehne.ort)
    zugang = gang.als("zugang")
    zugang.oeffne("/zugang/")
    zugang.link("Person einladen")
    zugang.trage({"Name": "Herr Weiter", "E-Mail-Adresse der Person": "weiter@bondorf.example"})
    zugang.kreuze("Sachbearbeitung der Kommune")
    zugang.knopf("Einladung senden")
    zugang.steht("Herr Weiter")
    mail = next(text for text in gang.post().values() if "/einladung/" in text)
    zugang.page.get_by_role("button", name="Einladung widerrufen").click()
    zugang.steht("Die Einladung ist widerrufen.")
    fremd = gang.fenster("weiter")
    assert fremd.oeffne(re.search(r"/einladung/\S+", mail)[0]) == 410
    fremd.steht("Diese Einladung wurde widerrufen.")
