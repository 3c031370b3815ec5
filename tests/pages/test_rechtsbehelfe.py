"""The pages after a notice is known, consent and budget: what they say before an act, and that they do it."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Bescheid, Haushaltsermaechtigung, Rolle, Widerspruch
from antraege.services import zustellung
from tests import dateiproben as probe
from tests import factories as f
from tests.pages.antworten import seite
from tests.workflows.fall import offen
from tests.workflows.test_ablauf import bereitgestellt
from tests.workflows.test_versand import abgelaufen

pytestmark = pytest.mark.django_db


@pytest.fixture
def bekannt():
    """A notice that became known yesterday."""
    fall = bereitgestellt().gehe("oeffnen")
    fall.tag += timedelta(days=2)
    with zeit.gestellt(fall.tag, time(11)):
        yield fall, Bescheid.objects.get()


def test_the_case_shows_the_dates_with_their_trace_and_the_waiver(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("clerk"))
    text = seite(client.get(reverse("antrag", args=[fall.antrag.pk])))
    assert "Bekanntgabe und Rechtsbehelf" in text
    assert "im Portal abgerufen 18.03.2027 + 1 Tag" in text
    assert reverse("rechtsbehelf_verzicht", args=[papier.pk]) in text


def test_the_waiver_says_what_follows_and_is_one_button(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("clerk"))
    url = reverse("rechtsbehelf_verzicht", args=[papier.pk])
    assert "Der Bescheid wird sofort bestandskräftig." in seite(client.get(url))
    assert client.post(url).status_code == 302
    papier.refresh_from_db()
    assert papier.status == "bestandskraeftig"


def test_an_objection_is_recorded_and_decided_by_a_second_person(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("sb"))
    daten = {"weg": "post", "tag_tag": "19", "tag_monat": "3", "tag_jahr": "2027", "uhrzeit": "10:30"}
    antwort = client.post(
        reverse("widerspruch_neu", args=[papier.pk]), daten | {"datei": probe.datei(probe.pdf(), "W.pdf")}
    )
    zeile = Widerspruch.objects.get()
    assert antwort.url == reverse("widerspruch", args=[zeile.pk])
    client.force_login(fall.wer("al"))
    antwort = client.post(antwort.url, {"ergebnis": "abgeholfen", "vermerk": "Begründet."})
    zeile.refresh_from_db()
    assert (antwort.status_code, zeile.status) == (302, "abgeholfen")
    client.force_login(fall.wer("clerk"))
    assert "Begründet." not in seite(client.get(reverse("widerspruch", args=[zeile.pk])))


def test_the_municipality_may_be_faster_than_the_post(client):
    fall = abgelaufen()
    with fall.uhr():
        client.force_login(fall.wer("clerk"))
        url = reverse("bescheid_oeffnen", args=[fall.antrag.pk])
        assert url in seite(client.get(reverse("antrag", args=[fall.antrag.pk])))
        assert "beginnt die Rechtsbehelfsfrist" in seite(client.get(url))
        assert client.post(url).url == reverse("bescheid", args=[Bescheid.objects.get().pk])
    assert offen(fall.antrag) == ["stelle_erfassen"]


def test_consent_is_one_button_and_can_be_withdrawn(client, am_tag):
    kreis = f.landkreis()
    ort = f.kommune(kreis, zustimmung=False)
    client.force_login(f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, kreis, ort))
    url = reverse("bekanntgabe", args=[ort.pk])
    assert "Bescheide kommen per Post" in seite(client.get(url))
    client.post(url, {"act": "zustimmen"})
    assert zustellung.im_portal(ort)
    assert "Ihre Kommune hat zugestimmt" in seite(client.get(url))
    client.post(url, {"act": "widerrufen"})
    assert not zustellung.im_portal(ort)


def test_the_kaemmerei_records_a_year_and_bad_figures_stay_typed(client, am_tag):
    kreis = f.landkreis()
    programm = f.programm(kreis)
    client.force_login(f.benutzer(Rolle.KAEMMEREI, kreis))
    url = reverse("haushalt", args=[programm.pk])
    daten = {"jahr": "27", "produkt": "31.80", "ansatz": "64.000,00"}
    text = seite(client.post(url, daten))
    assert "Bitte das Jahr mit vier Ziffern eingeben" in text
    assert "64.000,00" in text
    assert client.post(url, daten | {"jahr": "2027"}).status_code == 302
    zeile = Haushaltsermaechtigung.objects.get()
    client.post(reverse("haushalt_aendern", args=[zeile.pk]), {"ansatz": "70.000,00", "gesperrt": "on"})
    zeile.refresh_from_db()
    assert (zeile.ansatz, zeile.gesperrt, zeile.in_kraft_am) == (70000, True, None)


@pytest.mark.parametrize("zeilen", [1, 3])
def test_the_budget_page_asks_as_much_for_three_years_as_for_one(
    client, am_tag, zeilen, django_assert_num_queries
):
    kreis = f.landkreis()
    programm = f.programm(kreis)
    for jahr in range(2027, 2027 + zeilen):
        programm.ermaechtigungen.create(jahr=jahr, produkt="31.80", ansatz=1, in_kraft_am=date(2027, 1, 1))
    client.force_login(f.benutzer(Rolle.KAEMMEREI, kreis))
    url = reverse("haushalt", args=[programm.pk])
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
