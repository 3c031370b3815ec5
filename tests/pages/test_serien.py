"""The page of all notices: its counts, its effect before, the start, the run's page with and without a worker."""

from copy import deepcopy

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege.models import Bekanntgabezustimmung, Serienlauf
from tests.workflows.test_seiten import browser
from tests.workflows.test_serien import bauen
from workflows import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(bauen)


@pytest.fixture
def drei(gebaut):
    return deepcopy(gebaut)


def seite(fall, wer):
    with fall.uhr():
        return browser(fall.wer(wer)).get(reverse("runde_bescheide", args=[fall.runde.pk]))


def starten(fall, wer, act):
    with fall.uhr():
        return browser(fall.wer(wer)).post(
            reverse("runde_bescheide", args=[fall.runde.pk]), {"act": act}, follow=True
        )


def lauf(fall, wer):
    pk = Serienlauf.objects.latest("pk").pk
    with fall.uhr():
        return browser(fall.wer(wer)).get(reverse("serie", args=[pk]))


def worte(antwort):
    return " ".join(antwort.content.decode().split())


def test_the_effect_is_said_before_and_changes_nothing(drei):
    Bekanntgabezustimmung.objects.filter(kommune=drei[0].ort).delete()
    antwort = seite(drei[0], "sb")
    assert "<strong>3</strong> Bescheide werden entworfen, zusammen 1,50 VZÄ" in worte(antwort)
    assert [zeile.cells[5] for zeile in antwort.context["zeilen"]] == [
        "wird entworfen und zur Freigabe gegeben"
    ] * 3
    assert "Alle Bescheide freigeben" not in worte(antwort)
    for fall in drei:
        fall.gehe("bescheid_entwerfen")
    antwort = seite(drei[0], "sgl")
    assert "Im Portal liegen danach 2, per Post zu senden sind 1." in worte(antwort)
    assert not Serienlauf.objects.exists()


def test_the_page_says_who_is_next_and_why_not(drei):
    drei[1].gehe("bescheid_entwerfen", "bescheid_zurueckgeben")
    zeilen = {zeile.note: zeile.cells for zeile in seite(drei[0], "sb").context["zeilen"]}
    zurueck = zeilen[drei[1].antrag.vorgangsnummer]
    assert zurueck[5].startswith("Der Entwurf kam ohne Freigabe zurück.")
    assert zurueck[4].label == "Sachbearbeitung Förderung: Bescheid entwerfen"
    zeilen = [zeile.cells for zeile in seite(drei[0], "gs").context["zeilen"]]
    assert {zelle[4] for zelle in zeilen} == {"Sachbearbeitung Förderung: Bescheid entwerfen"}


def test_started_it_waits_until_somebody_works_on_it(drei, django_capture_on_commit_callbacks):
    antwort = starten(drei[0], "sb", "entwerfen")
    assert antwort.headers["Refresh"] == "2"
    assert "Diese Serie wartet" in worte(antwort)
    with drei[0].uhr():
        tasks.serien_fortsetzen()
    fertig = lauf(drei[0], "sb")
    assert "Refresh" not in fertig.headers
    assert "<strong>3</strong> erledigt" in worte(fertig)
    assert [zeile.cells[1].text for zeile in fertig.context["zeilen"]] == ["Erledigt"] * 3


def test_a_second_start_is_refused_with_its_sentence(drei):
    starten(drei[0], "sb", "entwerfen")
    assert "Hier läuft schon eine Serie." in worte(starten(drei[0], "sb", "entwerfen"))
    assert "Alle Bescheide entwerfen (" not in worte(seite(drei[0], "sb"))
    assert Serienlauf.objects.count() == 1


@pytest.mark.parametrize(("wer", "act"), [("sb", "freigeben"), ("sgl", "entwerfen"), ("gs", "entwerfen")])
def test_only_the_role_of_the_act_starts_it(drei, wer, act):
    assert starten(drei[0], wer, act).status_code == 403


def test_nobody_of_a_municipality_sees_it(drei):
    starten(drei[0], "sb", "entwerfen")
    assert seite(drei[0], "clerk").status_code == 403
    assert lauf(drei[0], "clerk").status_code == 404


def test_pages_ask_as_often_for_one_case_as_for_three(drei):
    with drei[0].uhr():
        einer = bauen(1)[0]
    assert [_abfragen(fall) for fall in (einer, drei[0])] == [[10, 8]] * 2


def _abfragen(fall):
    """Queries of the page of all notices and of a run's page."""
    seite(fall, "sb")  # what is read once a process
    starten(fall, "sb", "entwerfen")
    Serienlauf.objects.update(beendet_am=F("gestartet_am"))
    client = browser(fall.wer("sb"))
    eigene = reverse("runde_bescheide", args=[fall.runde.pk])
    zahlen = []
    for adresse in (eigene, reverse("serie", args=[Serienlauf.objects.latest("pk").pk])):
        with fall.uhr(), CaptureQueriesContext(connection) as gesehen:
            client.get(adresse)
        zahlen.append(len(gesehen))
    return zahlen
