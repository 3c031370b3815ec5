"""The page of the closing sheet: for the office alone, with the way to each broken case, at constant cost."""

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Inanspruchnahme, Rolle
from tests import factories as f
from tests.antraege.stellenfall import HEUTE, landesfall
from tests.pages.stellenwelt import BEGINN, ohne_regeln, stelle

pytestmark = pytest.mark.django_db
# Session, person, roles, clock, three numbers in the menu; the round; the sheet (no application, so no notice).
ABFRAGEN = 7 + 1 + 10


@pytest.fixture(autouse=True)
def tag():
    with zeit.gestellt(HEUTE):
        yield


def seite(client, wer, runde):
    client.force_login(wer)
    return client.get(reverse("schlussblatt", args=[runde.pk]))


def test_the_office_reads_it_and_the_round_leads_there(client):
    fall = landesfall()
    fall.schaffen()
    worte = seite(client, fall.kaemmerei, fall.runde).content.decode()
    for satz in (
        "Alles passt zusammen",
        "Vom Landkreis geschaffen",
        "0,25",
        "Selbst genutzt, übertragen, verzichtet",
    ):
        assert satz in worte
    runde = client.get(reverse("runde", args=[fall.runde.pk])).content.decode()
    assert reverse("schlussblatt", args=[fall.runde.pk]) in runde


def test_a_municipality_and_another_district_get_nothing(client):
    fall = landesfall()
    for wer in (fall.clerk, f.benutzer(Rolle.KAEMMEREI, f.landkreis())):
        assert seite(client, wer, fall.runde).status_code == 404
    client.force_login(fall.clerk)
    assert "schluss/" not in client.get(reverse("runde", args=[fall.runde.pk])).content.decode()


def test_each_broken_case_leads_to_its_page(client):
    fall = landesfall()
    fall.schaffen()
    neu = stelle(fall.ort, nummer="S-1", quellen=[(fall.runde, "0.50", BEGINN, HEUTE)])
    with ohne_regeln():
        Inanspruchnahme.objects.update(vzae=0)
    worte = seite(client, fall.kaemmerei, fall.runde).content.decode()
    assert "Alles passt zusammen" not in worte
    for weg in (reverse("inanspruchnahme", args=[fall.runde.pk]), reverse("stelle", args=[neu.pk])):
        assert weg in worte


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(client, django_assert_num_queries, anzahl):
    kreis = f.landkreis()
    runde = f.runde(kreis)
    for nr in range(anzahl):
        stelle(f.kommune(kreis), runde, nummer=f"S-{nr}")
    client.force_login(f.benutzer(Rolle.KAEMMEREI, kreis))
    zeit.vergiss_demotag()
    with django_assert_num_queries(ABFRAGEN):
        client.get(reverse("schlussblatt", args=[runde.pk]))
