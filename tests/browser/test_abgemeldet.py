"""The session ends while somebody writes: they sign in again by the page, and the form is as they left it; nobody else gets it."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from antraege.models import Antrag, Protokolleintrag
from tests import factories as f
from tests.browser.blick import PHONE, axe, passt
from tests.journeys.buehne import entwurf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORT = "ein-langes-wort-42"
KNOPF = "Ja, Antrag zurückziehen"
TEXT = "Getippt, als die Sitzung schon\nzu Ende war"


@pytest.fixture
def gang(rundgang):
    rundgang.beginne("abgemeldet", bilder=False).tag(f.TAG)
    cache.clear()
    rundgang.antrag = entwurf(rundgang.buehne)
    for wer in ("clerk", "mayor"):
        rundgang.buehne.leute[wer].set_password(PASSWORT)
        rundgang.buehne.leute[wer].save()
    return rundgang


def anmelden(fenster, person):
    """By the page, in this window."""
    fenster.goto("/konto/login/")
    fenster.fill("#id_login", person.email)
    fenster.fill("#id_password", PASSWORT)
    fenster.get_by_role("button", name="Anmelden").click()
    fenster.wait_for_url(lambda url: "/konto/" not in url)


def tippe(gang):
    """The clerk writes, the session ends on the server, the button is pressed; the page that keeps the text."""
    clerk = gang.fenster("clerk")
    anmelden(clerk.page, gang.buehne.leute["clerk"])
    clerk.oeffne(f"/antraege/{gang.antrag.pk}/zurueckziehen/")
    Session.objects.all().delete()
    clerk.page.fill("#id_grund", TEXT)
    clerk.knopf(KNOPF)
    clerk.steht("Sie sind nicht mehr angemeldet", TEXT)
    return clerk


def test_signed_in_again_the_form_is_as_it_was_left(gang):
    clerk = tippe(gang)
    axe(clerk.page)
    clerk.page.set_viewport_size(PHONE)
    passt(clerk.page)
    with clerk.kontext.expect_page() as neues:
        clerk.page.get_by_role("link", name="Anmelden (neues Fenster)").click()
    assert re.search(r"next=/antraege/\d+/zurueckziehen/|next=%2Fantraege", neues.value.url)
    anmelden(neues.value, gang.buehne.leute["clerk"])
    clerk.knopf("Ins Formular übernehmen")
    clerk.steht(f"Sie senden als {gang.buehne.leute['clerk'].name}, Sachbearbeitung")
    assert clerk.page.input_value("#id_grund") == TEXT
    assert stand(gang) == ("entwurf", 0)  # nothing has happened by itself
    passt(clerk.page)
    axe(clerk.page)
    clerk.knopf(KNOPF)
    assert stand(gang) == ("zurueckgezogen", 1)


def test_choices_are_read_in_words_and_a_date_in_one_line(gang):
    clerk = gang.fenster("clerk")
    anmelden(clerk.page, gang.buehne.leute["clerk"])
    clerk.oeffne("/vertretung/neu/")
    Session.objects.all().delete()
    clerk.page.select_option("[name=durch]", label=gang.buehne.leute["mayor"].name)
    for teil, wert in (("tag", "4"), ("monat", "10"), ("jahr", "2027")):
        clerk.page.fill(f"[name=von_{teil}]", wert)
    clerk.knopf("Weiter zur Vorschau")
    clerk.steht("gewählt (die Worte stehen im Formular)", "4.10.2027")
    anmelden(clerk.kontext.new_page(), gang.buehne.leute["clerk"])
    clerk.knopf("Ins Formular übernehmen")
    clerk.page.locator(".app-why summary", has_text="Ihre Eingabe").click()
    clerk.steht(gang.buehne.leute["mayor"].name, "4.10.2027")
    assert "gewählt (" not in clerk.page.locator(".app-typed").inner_text()
    assert clerk.page.input_value("[name=von_monat]") == "10"
    assert clerk.page.locator("[name=durch] option:checked").inner_text() == gang.buehne.leute["mayor"].name


def test_another_person_gets_nothing_sent(gang):
    clerk = tippe(gang)
    anmelden(clerk.kontext.new_page(), gang.buehne.leute["mayor"])
    clerk.knopf("Ins Formular übernehmen")
    clerk.steht("Diese Eingabe gehört zu einem anderen Konto", TEXT)
    clerk.knopf("Ins Formular übernehmen")
    clerk.steht("Diese Eingabe gehört zu einem anderen Konto")
    assert stand(gang) == ("entwurf", 0)


def stand(gang):
    """(its state, how often it was withdrawn)"""
    eintraege = Protokolleintrag.objects.filter(antrag=gang.antrag, nachher="zurueckgezogen")
    return Antrag.objects.get(pk=gang.antrag.pk).status, eintraege.count()
