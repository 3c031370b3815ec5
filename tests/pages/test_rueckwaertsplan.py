"""The sitting a round aims at, and the plan back from it on the application's page: for the office alone."""

from datetime import date, time

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Sitzung
from tests import factories as f
from tests.pages.antworten import seite
from tests.workflows.fall import Fall

pytestmark = pytest.mark.django_db
RUNDE = 21
SATZ = "KT 05.07.2027: Empfehlung gezeichnet bis 10.05.2027"


@pytest.fixture
def fall():
    fall = Fall("beschluss").gehe("einreichen", "vollstaendig")
    sga, _ = f.sitzungen(fall.kreis)
    Sitzung.objects.filter(pk=sga.pk).update(abgabeschluss=date(2027, 5, 10))
    return fall


def bestimme(client, fall, **daten):
    client.force_login(fall.wer("sb"))
    with fall.uhr():
        return client.post(reverse("zielsitzung", args=[fall.runde.pk]), daten)


def oeffne(client, fall, wer, tag=f.TAG):
    client.force_login(fall.wer(wer))
    with zeit.gestellt(tag, time(9, 0)):
        return client.get(reverse("antrag", args=[fall.antrag.pk]))


def test_the_office_names_the_sitting_and_its_applications_show_by_when(client, fall):
    kreistag = Sitzung.objects.get(gremium__kurz="KT")
    assert bestimme(client, fall, zielsitzung=kreistag.pk).status_code == 302
    antwort = oeffne(client, fall, "sb")
    assert SATZ in seite(antwort)
    assert "gefährdet" not in seite(antwort)
    runde = client.get(reverse("runde", args=[fall.runde.pk]))
    assert "Beschluss vorgesehen in: KT am 05.07.2027" in seite(runde)


def test_the_office_is_warned_and_the_municipality_reads_nothing_of_it(client, fall):
    bestimme(client, fall, zielsitzung=Sitzung.objects.get(gremium__kurz="KT").pk)
    spaet = date(2027, 5, 5)
    assert "Die Sitzung am 05.07.2027 ist damit gefährdet." in seite(oeffne(client, fall, "sb", spaet))
    kommune = oeffne(client, fall, "clerk", spaet)
    assert not kommune.context.get("rueckwaerts")
    assert all(wort not in seite(kommune) for wort in (SATZ, "gefährdet", "Bis zum Beschluss"))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_round_lists_whose_sitting_is_in_danger_for_the_office_alone(
    client, fall, anzahl, django_assert_num_queries
):
    weitere = [Fall("beschluss", kreis=fall.kreis, runde=fall.runde) for _ in range(anzahl - 1)]
    for anderer in weitere:
        anderer.gehe("einreichen", "vollstaendig")
    bestimme(client, fall, zielsitzung=Sitzung.objects.get(gremium__kurz="KT").pk)
    adresse = reverse("runde", args=[fall.runde.pk])
    with zeit.gestellt(date(2027, 5, 5), time(9, 0)):
        client.force_login(fall.wer("clerk"))
        kommune = client.get(adresse)
        client.force_login(fall.wer("sb"))
        with django_assert_num_queries(RUNDE):
            antwort = client.get(adresse)
    assert [zeile.cells[1].text for zeile in antwort.context["bis_zur_sitzung"]] == ["gefährdet"] * anzahl
    assert (kommune.context["bis_zur_sitzung"], "gefährdet" in seite(kommune)) == ((), False)
    with zeit.gestellt(date(2027, 4, 19), time(9, 0)):
        frueher = client.get(adresse).context["bis_zur_sitzung"]
    assert {zeile.cells[1].text for zeile in frueher} == {"im Plan"}


def test_a_sitting_that_only_advises_is_no_goal(client, fall):
    antwort = bestimme(client, fall, zielsitzung=Sitzung.objects.get(gremium__kurz="SGA").pk)
    assert "zielsitzung" in antwort.context["form"].errors
    fall.runde.refresh_from_db()
    assert fall.runde.zielsitzung is None
