"""Two people who record the same decision at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from antraege.fehler import Verweigert
from antraege.models import Beschlussergebnis, Status, Vorlage
from antraege.services import gremium
from tests.antraege import beschluesse as b
from tests.antraege.test_gremium import beschlussreif, staende

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_of_two_people_recording_the_same_decision_one_wins():
    amt, papier, antraege = beschlussreif("0.50")
    schritt, person, start, ergebnisse = (
        gremium.naechster_schritt(papier),
        amt.geschaeftsstelle,
        Barrier(2),
        [],
    )

    def erfassen():
        kopie, angabe = Vorlage.objects.get(pk=papier.pk), {1: {"wert": "unveraendert_beschlossen"}}
        start.wait(10)
        try:
            gremium.beschluss_erfassen(
                vorlage=kopie, schritt=schritt, ergebnisse=angabe, by=person, heute=b.KT
            )
            ergebnisse.append("erfasst")
        except Verweigert as fehler:
            ergebnisse.append(type(fehler).__name__)
        finally:
            connection.close()

    threads = [Thread(target=erfassen) for _ in range(2)]
    [t.start() for t in threads]
    [t.join(30) for t in threads]
    assert (sorted(ergebnisse), staende(antraege)) == (["Konflikt", "erfasst"], [Status.BESCHLOSSEN])
    assert Beschlussergebnis.objects.filter(schritt=schritt).count() == 1
