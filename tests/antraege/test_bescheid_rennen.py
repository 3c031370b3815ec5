"""Numbers of notices under two connections."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from antraege.fehler import Konflikt
from antraege.models import Bescheid
from antraege.services import bescheid
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.test_bescheid import JULI, entworfen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_numbers_are_gapless_when_two_connections_release_at_once():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antraege = [b.gezeichnet(rd, amt, "0.25", personen=30) for _ in range(6)]
    papier = b.vorlage(amt, rd, antraege)
    b.beraten(papier, amt)
    b.beschliessen(papier, amt)
    for antrag in antraege:
        antrag.refresh_from_db()
        entworfen(antrag, amt)
    _gleichzeitig(antraege, amt)
    nummern = sorted(Bescheid.objects.values_list("nummer", flat=True))
    assert nummern == [f"{amt.kreis.kuerzel}-2027-{n:04d}" for n in range(1, 7)]


def _gleichzeitig(antraege, amt):
    """Release them on two connections, each pair at the same moment; a failing release draws no number."""
    start = Barrier(2)
    person = amt.sachgebietsleitung

    def laeufer(meine):
        try:
            for antrag in meine:
                start.wait(10)
                bescheid.freigeben(antrag=antrag, by=person, heute=JULI)
                with pytest.raises(Konflikt):
                    bescheid.freigeben(antrag=antrag, by=person, heute=JULI)
        finally:
            connection.close()

    threads = [Thread(target=laeufer, args=(antraege[i::2],)) for i in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
