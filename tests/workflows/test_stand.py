"""Where a procedure stands: in words for everybody, as a picture for the district's office alone."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from tests.workflows.fall import Fall
from workflows.stand import schritte
from workflows.views.verfahrensbild import stand_je_knoten

pytestmark = pytest.mark.django_db


def bild(person, antrag, frage=""):
    client = Client()
    client.force_login(person)
    return client.get(f"/antraege/{antrag.pk}/verfahrensbild.svg{frage}")


def test_the_office_reads_every_step():
    fall = Fall().gehe("einreichen", "vollstaendig")
    assert schritte(fall.antrag, fall.sb)[:4] == [
        ("Antrag ausfüllen und einreichen", "erledigt"),
        ("Formale Prüfung", "erledigt"),
        ("Fachliche Prüfung", "jetzt"),
        ("Empfehlung zeichnen", "danach"),
    ]


def test_a_loop_makes_the_later_steps_come_again():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen", "ohne_zeichnung")
    stand = dict(schritte(fall.antrag, fall.sb))
    assert (stand["Fachliche Prüfung"], stand["Empfehlung zeichnen"]) == ("jetzt", "danach")


def test_a_detour_shows_once_it_was_taken():
    fall = Fall().gehe("einreichen", "zurueckgeben")
    assert ("Antrag ergänzen", "jetzt") in schritte(fall.antrag, fall.sb)
    assert ("Antrag ergänzen", "jetzt") in schritte(fall.antrag, fall.clerk)


@pytest.mark.parametrize(
    "acts", [["vollstaendig"], ["vollstaendig", "empfehlen"], ["vollstaendig", "empfehlen", "zeichnen"]]
)
def test_the_municipality_cannot_tell_the_office_s_steps_apart(acts):
    fall = Fall().gehe("einreichen", *acts)
    assert schritte(fall.antrag, fall.clerk) == [
        ("Antrag ausfüllen und einreichen", "erledigt"),
        ("Bearbeitung im Landratsamt", "jetzt"),
        ("Bescheid öffnen", "danach"),
    ]


def test_after_a_withdrawal_nothing_is_next():
    fall = Fall().gehe("einreichen", "vollstaendig")
    fall.zurueckziehen()
    fall.antrag.refresh_from_db()
    assert schritte(fall.antrag, fall.clerk) == [
        ("Antrag ausfüllen und einreichen", "erledigt"),
        ("Bearbeitung im Landratsamt", "erledigt"),
    ]


def test_after_a_withdrawn_draft_no_step_is_told():
    fall = Fall()
    fall.zurueckziehen()
    fall.antrag.refresh_from_db()
    assert schritte(fall.antrag, fall.clerk) == []


def test_the_round_decides_which_way_is_told():
    fall = Fall("beschluss").gehe("einreichen")
    assert ("Beschluss des Gremiums", "danach") in schritte(fall.antrag, fall.sb)


def test_the_picture_shows_the_last_task_of_each_node():
    fall = Fall().gehe("einreichen", "zurueckgeben", "ergaenzen")
    stand = stand_je_knoten(fall.antrag)
    assert (stand["formale_pruefung"], stand["ergaenzung"]) == ("jetzt", "erledigt")


def test_the_picture_is_an_svg_without_styles():
    fall = Fall().gehe("einreichen")
    text = bild(fall.sb, fall.antrag).content.decode()
    ET.fromstring(text)
    assert "steht hier" in text
    assert "style" not in text


def test_a_municipality_gets_no_picture_and_a_foreign_office_neither():
    fall, foreign = Fall().gehe("einreichen"), Fall()
    assert bild(fall.clerk, fall.antrag).status_code == 404
    assert bild(foreign.sb, fall.antrag).status_code == 404


@pytest.mark.parametrize("acts", [[], ["vollstaendig"], ["vollstaendig", "empfehlen", "zeichnen"]])
def test_the_cut_out_shows_the_place_where_the_case_stands(acts):
    fall = Fall().gehe("einreichen", *acts)
    wurzel = ET.fromstring(bild(fall.sb, fall.antrag, "?ausschnitt=1").content)
    x, y, breite, hoehe = (int(zahl) for zahl in wurzel.get("viewBox").split())
    hier = next(t for t in wurzel.iter("{http://www.w3.org/2000/svg}text") if t.text == "steht hier")
    assert x < float(hier.get("x")) < x + breite
    assert y < float(hier.get("y")) < y + hoehe
    assert breite < int(ET.fromstring(bild(fall.sb, fall.antrag).content).get("width"))
