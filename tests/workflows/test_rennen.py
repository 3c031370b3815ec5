"""Two connections meet on one task: exactly one wins, the other gets a page, nothing is done twice."""

import threading
import time
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from antraege.models import Bescheid, Frist, Protokolleintrag, Zeichnung
from tests import factories as f
from tests.workflows.fall import Fall, ereignisse, offen, status
from tests.workflows.test_seiten import aufgabe
from workflows.ablauf import rechtzeitig_geworden
from workflows.door import open_task
from workflows.models import Antragsprozess, Aufgabe

pytestmark = pytest.mark.django_db(transaction=True)


def zugleich(*acts):
    """Run the acts in threads that start together; give their results in order."""
    start, ergebnisse = threading.Barrier(len(acts)), [None] * len(acts)

    def laufe(nr, act):
        try:
            start.wait()
            ergebnisse[nr] = act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=laufe, args=(nr, act)) for nr, act in enumerate(acts)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    return ergebnisse


def post(person, url, data):
    """A POST of a browser of its own."""
    client = Client()
    client.force_login(person)
    return lambda: client.post(url, data).status_code


def paare(anzahl, acts, knoten, wer, data):
    """So many pairs of the same person submitting the same task; give (codes, case) of each."""
    erster = Fall()
    for _ in range(anzahl):
        fall = Fall(kreis=erster.kreis, runde=erster.runde, vzae="0.25", personen=30).gehe(*acts)
        url = f"/aufgaben/{aufgabe(fall, knoten).pk}/"
        yield zugleich(*(post(fall.wer(wer), url, data) for _ in range(2))), fall


def pruefe(anzahl):
    """Every pair has one winner and one log entry."""
    for codes, fall in paare(anzahl, ["einreichen"], "formale_pruefung", "sb", {"act": "vollstaendig"}):
        assert sorted(codes) == [302, 409]
        assert ereignisse(fall.antrag).count("antrag_vollstaendig") == 1
        assert offen(fall.antrag) == ["fachliche_pruefung"]


def test_five_pairs_on_one_task_have_one_winner_each():
    pruefe(5)


@pytest.mark.slow
def test_a_hundred_pairs_on_one_task_have_one_winner_each():
    pruefe(100)


def test_two_persons_sign_once():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen")
    other = f.benutzer("sachgebietsleitung", fall.kreis)
    url = f"/aufgaben/{aufgabe(fall, 'zeichnung').pk}/"
    with fall.uhr():
        codes = zugleich(*(post(person, url, {"act": "zeichnen"}) for person in (fall.wer("sgl"), other)))
    assert sorted(codes) == [302, 409]
    assert Zeichnung.objects.filter(antrag=fall.antrag).count() == 1


def test_withdrawal_against_the_check_leaves_one_story():
    for _ in range(5):
        fall = Fall().gehe("einreichen")
        url = f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/"
        codes = zugleich(
            post(fall.wer("sb"), url, {"act": "vollstaendig"}), lambda fall=fall: fall.zurueckziehen()
        )
        assert status(fall.antrag) == "zurueckgezogen"
        assert offen(fall.antrag) == []
        assert codes[0] in (302, 409)
        assert Antragsprozess.objects.get(antrag=fall.antrag).status == "CANCELED"


@contextmanager
def gehalten(sperren):
    """Another connection holds what ``sperren`` locks; this one waits only briefly."""
    gesperrt, fertig = threading.Event(), threading.Event()

    def halten():
        with transaction.atomic():
            sperren()
            gesperrt.set()
            fertig.wait()
        connections.close_all()

    halter = threading.Thread(target=halten)
    halter.start()
    gesperrt.wait()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    try:
        yield
    finally:
        fertig.set()
        halter.join()
        connection.close()


def test_a_lock_held_too_long_is_a_page():
    fall = Fall().gehe("einreichen")
    url = f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/"
    with gehalten(lambda: list(Antragsprozess.objects.select_for_update().filter(antrag=fall.antrag))):
        code = post(fall.wer("sb"), url, {"act": "vollstaendig"})()
    assert (code, status(fall.antrag)) == (409, "eingereicht")


def siegel():
    """The lock that every COMMIT with log entries takes last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(4711, 1)")


def test_an_act_that_fails_at_commit_is_not_called_done():
    fall = Fall().gehe("einreichen")
    url = f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/"
    client = Client()
    client.force_login(fall.wer("sb"))
    with gehalten(siegel):
        antwort = client.post(url, {"act": "vollstaendig"})
    assert (antwort.status_code, status(fall.antrag)) == (409, "eingereicht")
    assert "Die Vollständigkeit ist festgestellt" not in antwort.content.decode()


def test_the_decision_and_a_withdrawal_do_not_wait_for_each_other_for_ever():
    fall = Fall("beschluss").gehe("einreichen", "vollstaendig", "empfehlen", "zeichnen").vorlage_anlegen()
    fall.vorlage_gehe("freigabe", "freigeben", "al").beraten("empfohlen")

    def beschliessen():
        return fall.beraten("unveraendert_beschlossen") and "entschieden"

    ergebnisse = zugleich(beschliessen, lambda: fall.zurueckziehen() or "zurückgezogen")
    assert "entschieden" in ergebnisse
    assert status(fall.antrag) in ("zurueckgezogen", "beschlossen")
    assert Bescheid.objects.count() == 0
    assert Aufgabe.objects.von(fall.vorlage).offen().count() == 0
    assert Protokolleintrag.objects.filter(art="vorlage_beschlossen").count() == 1


def test_an_extension_takes_no_deadline_before_the_application():
    """Else it and the municipality's answer would each hold what the other needs."""
    fall = Fall().gehe("einreichen", "zurueckgeben")
    url, data = f"/antraege/{fall.antrag.pk}/frist-verlaengern/", {"grund": "Krankheit."}
    data |= {"bis_tag": "03", "bis_monat": "05", "bis_jahr": "2027"}
    with fall.uhr():
        verlaengern = post(fall.wer("sb"), url, data)
        antworten = aufgabe(fall, "ergaenzung").pk
    codes = []
    anderer = threading.Thread(target=lambda: (codes.append(verlaengern()), connections.close_all()))
    with open_task(antworten, fall.wer("clerk")):
        anderer.start()
        assert wartet()
        Frist.objects.offen().select_for_update(nowait=True).get(antrag=fall.antrag)
    anderer.join()
    assert codes == [302]


def test_a_sweep_that_meets_a_faster_person_changes_and_reports_nothing(caplog):
    fall = Fall()
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    fall.schritt(fall.antrag, "entwurf", "einreichen", "clerk", grund_verspaetung="Stau.").gehe("vorschlagen")
    gezaehlt = []

    def zaehlen():
        type(fall.runde).objects.filter(pk=fall.runde.pk).update(antrag_bis=fall.tag)
        gezaehlt.append(rechtzeitig_geworden(fall.tag))
        connections.close_all()

    lauf = threading.Thread(target=zaehlen)
    with transaction.atomic():
        fall.gehe("zulassen")
        lauf.start()
        assert wartet()
    lauf.join()
    assert (gezaehlt, caplog.text, offen(fall.antrag)) == ([0], "", ["formale_pruefung"])


def wartet():
    """Whether another connection of this database comes to wait for a lock."""
    sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(
                "SELECT pg_stat_clear_snapshot()"
            )  # a transaction would see the same picture for ever
            if cursor.execute(sql).fetchone():
                return True
            time.sleep(0.02)
    return False
