"""Take over an earlier application: the page says what came over, what stayed, and what never comes over."""

from datetime import date

import pytest
from django.urls import reverse

from antraege.models import Antrag
from antraege.services import antrag as antragsdienst
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]


@pytest.fixture
def fall(client):
    alt, clerk = f.entwurf("0.75")
    rd = alt.runde
    folge = f.runde(
        alt.landkreis,
        programm=rd.programm,
        fassung=rd.fassung,
        kuerzel="KFR28",
        beginn=date(2028, 9, 1),
        ende=date(2029, 8, 31),
    )
    neu = antragsdienst.anlegen(kommune=alt.kommune, runde=folge, by=clerk, heute=f.TAG)
    client.force_login(clerk)
    return neu, alt


def adresse(antrag):
    return reverse("antrag_uebernehmen", args=[antrag.pk])


def test_what_came_over_and_what_not_is_said(client, fall):
    neu, alt = fall
    daten = {"quelle": alt.pk, "ersetzen": "nein", "version": neu.version}
    seite = client.post(adresse(neu), daten, follow=True).content.decode()
    assert "Übernommen: " in seite
    assert "Unverändert geblieben, weil schon ausgefüllt: Ansprechperson" in seite
    assert "Nicht übernommen werden: Personen am Stichtag" in seite
    assert Antrag.objects.get(pk=neu.pk).begruendung == alt.begruendung


def test_an_application_of_somebody_else_is_no_choice(client, fall):
    neu, _ = fall
    fremder, _ = f.entwurf()
    antwort = client.post(adresse(neu), {"quelle": fremder.pk, "ersetzen": "nein", "version": neu.version})
    assert list(antwort.context["form"].errors) == ["quelle"]
    assert fremder.kommune.name not in antwort.content.decode()


def test_the_way_is_offered_where_there_is_something(client, fall):
    neu, alt = fall
    assert adresse(neu) in client.get(reverse("antrag", args=[neu.pk])).content.decode()
    assert adresse(alt) in client.get(reverse("antrag", args=[alt.pk])).content.decode()


def test_a_first_application_says_that_there_is_none(client):
    antrag, clerk = f.entwurf()
    client.force_login(clerk)
    assert "Ihre Kommune hat noch keinen anderen Antrag." in client.get(adresse(antrag)).content.decode()
    akte = client.get(reverse("antrag", args=[antrag.pk])).content.decode()
    assert adresse(antrag) not in akte
    assert "früheren Antrag übernehmen ist nicht möglich: Ihre Kommune hat noch keinen" in akte


def test_the_sentence_goes_where_there_is_one(client, fall):
    seite = client.get(reverse("antrag", args=[fall[0].pk]))
    assert "übernehmen ist nicht möglich" not in seite.content.decode()


def test_a_number_does_not_break_in_its_label(client, fall):
    neu, alt = fall
    Antrag.objects.filter(pk=alt.pk).update(vorgangsnummer="BB-<1>")
    seite = client.get(adresse(neu)).content.decode()
    assert f'{alt.runde}: <span class="app-num">BB-&lt;1&gt;</span>, 0,75' in seite
