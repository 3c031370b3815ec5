"""The page of the council information system: address, runs with their reports, the button."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Ratsabruf, Ratssystem, Rolle
from tests import factories as f
from tests.pages.antworten import seite

pytestmark = pytest.mark.django_db
KOSTEN = 8


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(date(2027, 5, 10), time(11)):
        yield


@pytest.fixture
def system():
    return Ratssystem.objects.create(landkreis=f.landkreis(), adresse="https://ris.example/oparl")


@pytest.fixture
def buero(client, system):
    client.force_login(f.benutzer(Rolle.GESCHAEFTSSTELLE, system.landkreis))


def lauf(system, ergebnis="gescheitert", vor=1, **felder):
    return Ratsabruf.objects.create(
        ratssystem=system, ergebnis=ergebnis, begonnen_am=zeit.jetzt() - timedelta(minutes=vor), **felder
    )


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_history_costs_the_same_for_one_and_three(
    client, system, buero, django_assert_num_queries, anzahl
):
    for _ in range(anzahl):
        lauf(system, bericht="https://ris.example/ ist nicht erreichbar.")
    with django_assert_num_queries(KOSTEN):
        antwort = client.get(reverse("ratssystem"))
    assert (len(antwort.context["zeilen"]), "ist nicht erreichbar." in seite(antwort)) == (anzahl, True)


@pytest.mark.parametrize(("adresse", "satz"), [("ftp://ris.example/", "gültige"), ("", "Bitte füllen Sie")])
def test_what_is_no_address_is_refused_at_its_field(client, system, buero, adresse, satz):
    antwort = client.post(reverse("ratssystem"), {"adresse": adresse})
    assert (satz in seite(antwort), Ratssystem.objects.get().adresse) == (True, "https://ris.example/oparl")


def test_the_address_is_kept(client, system, buero):
    assert client.post(reverse("ratssystem"), {"adresse": "https://ris.example/neu"}).status_code == 302
    assert Ratssystem.objects.values_list("adresse", "aktiv").get() == ("https://ris.example/neu", False)


def test_the_button_begins_one_run(client, system, buero):
    for _ in range(2):
        antwort = client.post(reverse("ratsabruf_starten"), follow=True)
    assert list(Ratsabruf.objects.values_list("ergebnis", flat=True)) == ["laeuft"]
    assert "wird gerade abgerufen" in seite(antwort)
    assert antwort["Refresh"] == "3"


def test_without_an_address_there_is_nothing_to_read(client, system, buero):
    Ratssystem.objects.all().delete()
    assert "zuerst die Adresse" in seite(client.post(reverse("ratsabruf_starten"), follow=True))
