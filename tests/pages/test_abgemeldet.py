"""What was typed survives the end of a session: it stays in the browser and is sent once more."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from antraege.models import Antrag
from antraege.services.antrag import anlegen
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
WORTE = 'Ein "langer" Text\nin zwei Zeilen'
HIER = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def entwurf():
    kreis = f.landkreis()
    ort, runde = f.kommune(kreis), f.runde(kreis)
    clerk = f.benutzer("kommune_sachbearbeitung", kreis, ort)
    return anlegen(kommune=ort, runde=runde, by=clerk, heute=f.TAG), clerk


def adresse(antrag):
    return reverse("antrag_abschnitt", args=[antrag.pk, "angaben"])


def felder(antwort):
    """The hidden fields of the page, as the browser would send them."""
    gefunden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', antwort.content.decode())
    return {name: unescape(wert) for name, wert in gefunden}


def getippt(client, antrag, **mehr):
    seite = client.get(adresse(antrag)).content.decode()
    versteckt = dict(re.findall(r'name="(version|stand|csrfmiddlewaretoken)" value="([^"]*)"', seite))
    return versteckt | {"begruendung": WORTE, "ansprechperson": "Frau Amsel"} | mehr


def test_a_form_sent_after_the_session_ended_is_kept_and_sent_again(entwurf):
    antrag, clerk = entwurf
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    daten = getippt(client, antrag)
    del client.cookies["sessionid"]
    seite = client.post(adresse(antrag), daten, **HIER)
    assert (seite.status_code, seite.templates[0].name) == (403, "abgemeldet.html")
    assert felder(seite)["begruendung"] == WORTE
    assert f"?next={adresse(antrag)}" in seite.content.decode()
    client.force_login(clerk)  # in another window
    assert client.post(adresse(antrag), felder(seite), **HIER).status_code == 302
    assert Antrag.objects.get(pk=antrag.pk).begruendung.splitlines() == WORTE.splitlines()


def test_signed_in_anew_elsewhere_one_click_more_is_enough(entwurf):
    antrag, clerk = entwurf
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    alt = getippt(client, antrag)
    del client.cookies["csrftoken"]
    client.get(adresse(antrag))  # another window: another token
    seite = client.post(adresse(antrag), alt, **HIER)
    assert seite.templates[0].name == "abgemeldet.html"
    assert client.post(adresse(antrag), felder(seite), **HIER).status_code == 302


@pytest.mark.parametrize(
    ("mehr", "herkunft"),
    [({"passwort": "geheim"}, HIER), ({}, {"HTTP_ORIGIN": "https://anders.example"}), ({}, {})],
)
def test_no_password_and_nothing_of_another_origin_is_shown_again(entwurf, mehr, herkunft):
    antrag, clerk = entwurf
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    seite = client.post(
        adresse(antrag), {"begruendung": "Fremd", "csrfmiddlewaretoken": "x" * 64} | mehr, **herkunft
    )
    assert (seite.status_code, seite.templates[0].name) == (403, "403_csrf.html")
    assert "Fremd" not in seite.content.decode()


def test_where_nothing_was_typed_the_way_leads_to_the_sign_in(entwurf, client):
    antrag, _ = entwurf
    assert client.post(adresse(antrag), {"act": "weiter"}).status_code == 302
    assert (
        client.post(adresse(antrag), {"begruendung": "x"}, headers={"X-Selbst-Speichern": "1"}).status_code
        == 302
    )
