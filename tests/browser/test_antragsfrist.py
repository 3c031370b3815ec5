"""The head of unit moves a round's last day; the municipality sees it at its draft and in its mail, and is in time."""

from datetime import date, timedelta

import pytest

from antraege.models import Antrag, Frist, Protokolleintrag
from tests import factories as f
from tests.journeys.buehne import entwurf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPAETER = date(2027, 4, 9)


def test_the_last_day_moves_for_everybody(rundgang):
    rundgang.beginne("antragsfrist", bilder=False).tag(f.TAG)
    antrag = entwurf(rundgang.buehne)
    verlaengern(rundgang, antrag)
    kommune_liest(rundgang, antrag)
    rundgang.tag(f.SCHLUSS + timedelta(days=2))
    einreichen(rundgang)


def verlaengern(gang, antrag):
    """Never earlier; with a later day it is done and written down, and the draft's deadline moves along."""
    leitung = gang.als("leitung")
    leitung.oeffne(f"/runden/{antrag.runde_id}/")
    leitung.link("Antragsfrist verlängern")
    leitung.datum("Neues Ende der Antragsfrist", "24.03.2027")
    leitung.trage({"Grund": "Das Portal war nicht erreichbar."})
    leitung.knopf("Antragsfrist verlängern")
    leitung.steht("Das neue Ende muss nach dem bisherigen (31.03.2027) liegen")
    leitung.datum("Neues Ende der Antragsfrist", f"{SPAETER:%d.%m.%Y}")
    leitung.knopf("Antragsfrist verlängern")
    leitung.steht("Die Antragsfrist ist verlängert.", "09.04.2027")
    assert Frist.objects.get(antrag=antrag, art="antrag").faellig_am == SPAETER
    eintrag = Protokolleintrag.objects.get(art="antragsfrist_verlaengert")
    assert str(eintrag.text) == "Das Portal war nicht erreichbar."


def kommune_liest(gang, antrag):
    """By mail, and at the draft."""
    mail = next(text for betreff, text in gang.post().items() if "Antragsfrist" in betreff)
    assert "endet nun am Freitag, 09.04.2027, 24:00 Uhr" in mail
    clerk = gang.als("clerk")
    clerk.oeffne(f"/antraege/{antrag.pk}/angaben/")
    clerk.steht("09.04.2027")
    clerk.fehlt("31.03.2027")


def einreichen(gang):
    """After the old last day, before the new one: nothing is late."""
    clerk = gang.als("clerk")
    clerk.oeffne("/")
    clerk.link("Prüfen und einreichen")
    clerk.knopf("Antrag verbindlich einreichen")
    clerk.steht("Ihr Antrag ist eingegangen.")
    antrag = Antrag.objects.get()
    assert (antrag.status, antrag.verspaetet) == ("eingereicht", False)
