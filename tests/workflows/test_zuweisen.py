"""Taking, assigning and giving back a task: who may, who gets it, what the log says, who is told."""

from datetime import date

import pytest
from django.test import Client

from antraege.fehler import Verweigert
from antraege.models import Protokolleintrag, Rolle, Vertretung
from notifications import ausgang
from notifications.empfaenger import Verzeichnis
from tests import factories as f
from tests.workflows.fall import Fall, ereignisse
from tests.workflows.test_seiten import aufgabe, browser
from workflows import door
from workflows.fehler import SchonErledigt

pytestmark = pytest.mark.django_db


def fall_und_kollegin(*acts):
    fall = Fall().gehe("einreichen", *acts)
    return fall, f.benutzer(Rolle.SACHBEARBEITUNG, fall.kreis, name="Frau Linde")


def letzter(fall):
    return Protokolleintrag.objects.filter(antrag=fall.antrag).latest("pk")


def test_taking_assigning_and_giving_back_are_in_the_log_with_their_words():
    fall, linde = fall_und_kollegin()
    pk = aufgabe(fall, "formale_pruefung").pk
    with fall.uhr():
        assert door.uebernehmen(pk, fall.wer("sb"))
        assert door.zuweisen(pk, fall.wer("sb"), linde)
        assert door.freigeben(pk, fall.wer("sgl"))
    worte = [e.text.text for e in Protokolleintrag.objects.filter(art__startswith="aufgabe").order_by("pk")]
    assert ereignisse(fall.antrag)[-3:] == ["aufgabe_uebernommen", "aufgabe_zugewiesen", "aufgabe_abgegeben"]
    assert worte == [
        "Formale Prüfung",
        "Formale Prüfung: an Frau Linde",
        "Formale Prüfung: bisher bei Frau Linde",
    ]


def test_the_second_time_changes_nothing():
    fall, linde = fall_und_kollegin()
    pk = aufgabe(fall, "formale_pruefung").pk
    with fall.uhr():
        vorher = [door.zuweisen(pk, fall.wer("sgl"), linde), door.zuweisen(pk, fall.wer("sgl"), linde)]
        assert [*vorher, door.uebernehmen(pk, linde)] == [True, False, False]
        assert [door.freigeben(pk, linde), door.freigeben(pk, linde)] == [True, False]
    assert ereignisse(fall.antrag)[-2:] == ["aufgabe_zugewiesen", "aufgabe_abgegeben"]


def test_an_act_takes_without_an_entry_of_its_own():
    fall, _ = fall_und_kollegin("vollstaendig")
    assert "aufgabe_uebernommen" not in ereignisse(fall.antrag)


def test_the_person_is_told_in_the_portal_and_nobody_else():
    fall, linde = fall_und_kollegin()
    with fall.uhr():
        door.zuweisen(aufgabe(fall, "formale_pruefung").pk, fall.wer("sgl"), linde)
        nachrichten = list(ausgang.nachrichten_zu(letzter(fall), Verzeichnis(fall.tag)))
    assert [(n.benutzer, n.kanal, n.art) for n in nachrichten] == [(linde, "portal", "aufgabe_zugewiesen")]


def test_the_municipality_reads_nothing_of_it():
    fall, linde = fall_und_kollegin()
    with fall.uhr():
        door.zuweisen(aufgabe(fall, "formale_pruefung").pk, fall.wer("sgl"), linde)
    assert not letzter(fall).sichtbar_kommune


def test_a_colleague_who_does_not_have_it_cannot_assign_it():
    fall, linde = fall_und_kollegin()
    with fall.uhr(), pytest.raises(Verweigert) as fehler:
        door.zuweisen(aufgabe(fall, "formale_pruefung").pk, linde, linde)
    assert fehler.value.satz == "Zuweisen kann die Aufgabe, wer sie übernommen hat, oder die Leitung."


def test_whoever_recommended_is_not_given_the_signature():
    fall = Fall().gehe("einreichen", "vollstaendig")
    f.Mitgliedschaft.objects.create(
        benutzer=fall.sb, rolle=Rolle.SACHGEBIETSLEITUNG, landkreis=fall.kreis, von="2016-01-01"
    )
    fall.gehe("empfehlen")
    pk = aufgabe(fall, "zeichnung").pk
    with fall.uhr():
        for versuch in (
            lambda: door.zuweisen(pk, fall.wer("sgl"), fall.wer("sb")),
            lambda: door.uebernehmen(pk, fall.wer("sb")),
        ):
            with pytest.raises(Verweigert) as fehler:
                versuch()
            assert fehler.value.satz.startswith("Sie haben die Empfehlung selbst abgegeben.")
        antwort = browser(fall.wer("sb")).post(f"/aufgaben/{pk}/uebernehmen/")
    assert antwort.status_code == 409
    assert aufgabe(fall, "zeichnung").owner is None


def test_only_for_people_of_the_office():
    fall, _ = fall_und_kollegin()
    kasse = f.benutzer(Rolle.KAEMMEREI, fall.kreis, name="Herr Esche")
    with fall.uhr(), pytest.raises(Verweigert) as fehler:
        door.zuweisen(aufgabe(fall, "formale_pruefung").pk, fall.wer("sgl"), kasse)
    assert (
        fehler.value.satz
        == "Herr Esche gehört heute nicht zur zuständigen Stelle: Sachbearbeitung Förderung."
    )


def test_a_done_task_cannot_be_given_away():
    fall, linde = fall_und_kollegin()
    pk = aufgabe(fall, "formale_pruefung").pk
    fall.gehe("vollstaendig")
    with fall.uhr(), pytest.raises(SchonErledigt):
        door.zuweisen(pk, fall.wer("sgl"), linde)


def test_the_page_names_who_is_away_and_assigns():
    fall, linde = fall_und_kollegin()
    tage = {"von": date(2027, 3, 15), "bis": date(2027, 3, 19)}
    Vertretung.objects.create(fuer=linde, durch=fall.sb, landkreis=fall.kreis, **tage)
    url = f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/"
    with fall.uhr():
        leitung = browser(fall.wer("sgl"))
        assert "Aufgabe zuweisen" in leitung.get(url).content.decode()
        seite = leitung.get(f"{url}zuweisen/").content.decode()
        assert f"Frau Linde (heute abwesend, Vertretung: {fall.sb})" in seite
        assert leitung.post(f"{url}zuweisen/", {"an": ""}).status_code == 422
        assert leitung.post(f"{url}zuweisen/", {"an": linde.pk}).status_code == 302
    assert aufgabe(fall, "formale_pruefung").owner == linde


def test_the_page_says_why_it_is_not_possible():
    fall, linde = fall_und_kollegin()
    url = f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/zuweisen/"
    with fall.uhr():
        assert "Zuweisen kann die Aufgabe, wer sie" in browser(linde).get(url).content.decode()
        antwort = browser(linde).post(url, {"an": fall.sb.pk})
    assert antwort.status_code == 422
    assert aufgabe(fall, "formale_pruefung").owner is None


def test_foreign_tasks_do_not_exist():
    fall, foreign = Fall().gehe("einreichen"), Fall()
    client = Client()
    client.force_login(foreign.sgl)
    assert client.get(f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/zuweisen/").status_code == 404
