"""The pages: own messages only, and the demo's mail without a way out of its folder."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege.models import Mitgliedschaft
from notifications import ausgang, postausgang
from notifications.kontext import ungelesen
from notifications.models import Nachricht
from tests import factories as f
from tests.notifications.hilfen import eintrag, relay

pytestmark = pytest.mark.django_db
SEITE = 6  # session, person, memberships, list, and the menu's two numbers


def post(anzahl: int = 1):
    """A clerk with that many messages."""
    antrag, clerk = f.entwurf()
    for _ in range(anzahl):
        eintrag(antrag)
    relay()
    return clerk


@pytest.fixture
def angemeldet(client):
    def anmelden(person):
        client.force_login(person)
        return client

    return anmelden


def test_the_list_costs_the_same_for_one_and_three(angemeldet, settings, django_assert_num_queries):
    settings.DEMO = False  # whose clock is read once a second
    for anzahl in (1, 3):
        client = angemeldet(post(anzahl))
        client.get("/nachrichten/")
        with django_assert_num_queries(SEITE):
            assert client.get("/nachrichten/").content.decode().count("Ihr Antrag ist vollständig") == anzahl


def test_opening_marks_as_read_once(angemeldet):
    clerk = post(2)
    client, erste = angemeldet(clerk), Nachricht.objects.visible_to(clerk).first()
    antwort = client.get(reverse("nachricht", args=[erste.pk]))
    gelesen = Nachricht.objects.get(pk=erste.pk).gelesen_am
    client.get(reverse("nachricht", args=[erste.pk]))
    assert "Die formale Prüfung ist am 18.03.2027 abgeschlossen" in antwort.content.decode()
    assert (ungelesen(clerk), Nachricht.objects.get(pk=erste.pk).gelesen_am) == (1, gelesen)


def test_unread_ones_are_counted_in_the_menu(angemeldet):
    seite = angemeldet(post(3)).get("/nachrichten/").content.decode()
    assert '<span class="app-count app-count--new">3<' in seite


def test_a_foreign_message_is_as_absent_as_none(angemeldet):
    fremde = Nachricht.objects.visible_to(post()).get()
    client = angemeldet(post())
    assert client.get(reverse("nachricht", args=[fremde.pk])).status_code == 404
    assert client.get(reverse("nachricht", args=[fremde.pk + 999])).status_code == 404
    assert Nachricht.objects.get(pk=fremde.pk).gelesen_am is None


def test_an_email_row_is_no_page(angemeldet):
    client, brief = angemeldet(post()), Nachricht.objects.get(kanal="email")
    assert client.get(reverse("nachricht", args=[brief.pk])).status_code == 404


def test_who_left_the_office_no_longer_reads_its_messages():
    clerk = post()
    Mitgliedschaft.objects.filter(benutzer=clerk).update(bis="2020-01-01", von="2019-01-01")
    del clerk.aktive_mitgliedschaften
    assert ungelesen(clerk) == 0


def test_more_than_a_page_goes_on_by_key(angemeldet):
    client = angemeldet(post(30))
    seite = client.get("/nachrichten/")
    zweite = client.get("/nachrichten/" + seite.context["weiter"])
    assert (len(seite.context["rows"]), len(zweite.context["rows"]), zweite.context["weiter"]) == (25, 5, "")


def test_visitors_are_sent_to_the_login(client):
    assert client.get("/nachrichten/").status_code == 302


@pytest.fixture
def dateien(settings, tmp_path):
    settings.EMAIL_BACKEND = "notifications.channels.datei.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def test_the_viewer_lists_mails_and_shows_one(client, dateien):
    post(2)
    ausgang.versenden()
    name = postausgang.namen()[0]
    assert client.get("/demo/postausgang/").content.decode().count("Ihr Antrag ist vollständig") == 2
    brief = client.get(reverse("post", args=[name])).content.decode()
    assert "Guten Tag," in brief
    assert Nachricht.objects.filter(kanal="email").last().empfaenger_adresse in brief


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_viewer_asks_the_database_nothing(client, dateien, anzahl):
    post(anzahl)
    ausgang.versenden()
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/demo/postausgang/").content.decode().count("vollständig") == anzahl
    # but for the day, which is read once a second
    assert [q["sql"] for q in seen.captured_queries if "demouhr" not in q["sql"]] == []


@pytest.mark.parametrize("name", ["..%2Fsettings", "1-1", "abc", "1234567890123-1.eml"])
def test_the_viewer_never_leaves_its_folder(client, dateien, name):
    (dateien.parent / "settings.eml").write_text("geheim")
    assert client.get(f"/demo/postausgang/{name}/").status_code == 404


def test_outside_the_demo_there_is_no_viewer(client, dateien, settings):
    settings.DEMO = False
    assert client.get("/demo/postausgang/").status_code == 404
    assert client.get("/demo/postausgang/1234567890123-1/").status_code == 404


def test_the_administration_sees_why_a_message_failed(angemeldet):
    clerk = post()
    Nachricht.objects.filter(kanal="email").update(status="fehlgeschlagen", fehler="550 unbekannt")
    clerk.is_staff = clerk.is_superuser = True
    clerk.save()
    seite = angemeldet(clerk).get("/admin/notifications/nachricht/?status__exact=fehlgeschlagen")
    assert "550 unbekannt" in seite.content.decode()
