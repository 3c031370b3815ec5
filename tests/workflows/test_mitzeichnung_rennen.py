"""The route of signatures with two persons at once."""

import threading

import pytest
from django.db import connection

from antraege.models import Mitzeichnung, Rolle
from tests import factories as f
from tests.workflows.fall import offen
from tests.workflows.test_mitzeichnung import amt, mit_weg

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def zugleich(fall, *taten):
    start, ergebnisse = threading.Barrier(len(taten)), []

    def tue(knoten, act, wer, facts):
        try:
            start.wait(10)
            fall.vorlage_gehe(knoten, act, wer, **facts)
            ergebnisse.append(act)
        except Exception as fehler:
            ergebnisse.append(type(fehler).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=tue, args=tat) for tat in taten]
    [t.start() for t in threads]
    [t.join(30) for t in threads]
    return sorted(ergebnisse)


def test_of_two_persons_at_one_station_one_signs():
    fall = mit_weg()
    fall.zweite = f.benutzer(Rolle.SACHGEBIETSLEITUNG, fall.kreis)
    taten = [("mitzeichnung", "mitzeichnen", wer, {"bemerkung": ""}) for wer in ("sgl", "zweite")]
    ergebnisse = zugleich(fall, *taten)
    assert ergebnisse.count("mitzeichnen") == 1
    assert Mitzeichnung.objects.filter(ergebnis="gezeichnet").count() == 1
    assert (offen(fall.vorlage), amt(fall)[0]) == (["mitzeichnung"], "kaemmerei")


def test_release_against_return_leaves_one_of_them():
    fall = mit_weg([])
    fall.zweite = f.benutzer(Rolle.AMTSLEITUNG, fall.kreis)
    ergebnisse = zugleich(
        fall,
        ("freigabe", "freigeben", "al", {}),
        ("freigabe", "zurueckgeben", "zweite", {"grund": "Titel."}),
    )
    fall.vorlage.refresh_from_db()
    gewonnen = {
        "freigegeben": (["vorberatung"], "freigeben"),
        "entwurf": (["ueberarbeitung"], "zurueckgeben"),
    }
    knoten, act = gewonnen[fall.vorlage.status]
    assert (offen(fall.vorlage), ergebnisse.count(act), len(ergebnisse)) == (knoten, 1, 2)
    assert Mitzeichnung.objects.exclude(ergebnis="offen").count() == 1
