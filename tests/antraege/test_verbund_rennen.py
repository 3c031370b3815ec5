"""Two connections submit applications that name the same municipality at the same time: exactly one commits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from django.db import connection

from antraege.models import Antrag
from tests import factories as f
from tests.antraege.verbundfall import eigener, gemeinsam, verbundfall

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

EINGANG = (
    "UPDATE antraege_antrag SET status = 'eingereicht', status_kommune = 'eingereicht', eingegangen_am = now(),"
    " vorgangsnummer = %s WHERE id = %s"
)


def eigener_und_gemeinsamer():
    antrag, _, (partner,) = verbundfall()
    return antrag, eigener(antrag, partner)[0]


def zwei_gemeinsame():
    antrag, _, (partner,) = verbundfall()
    zweiter, clerk = eigener(antrag, f.kommune(antrag.landkreis, "Drittort"))
    gemeinsam(zweiter, clerk, [partner], ("0.25", "0.25"))
    return antrag, zweiter


def verbindung():
    d = connection.settings_dict
    return psycopg.connect(
        dbname=d["NAME"], user=d["USER"] or None, host=d["HOST"] or None, port=d["PORT"] or None
    )


def eingehen(antrag, start):
    """One transaction; None where it commits, else the name of the rule that refused."""
    with verbindung() as eigene:
        start.wait(10)
        try:
            eigene.execute(EINGANG, (f"V-{antrag.pk}", antrag.pk))
            eigene.execute("SELECT pg_sleep(0.2)")  # long enough for the other one to come before the commit
            eigene.commit()
        except psycopg.errors.CheckViolation as fehler:
            return fehler.diag.constraint_name
    return None


@pytest.mark.parametrize("lage", [eigener_und_gemeinsamer, zwei_gemeinsame])
def test_exactly_one_goes_in(lage):
    antraege, start = lage(), Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        ergebnisse = list(pool.map(eingehen, antraege, [start] * 2))
    assert sorted(ergebnisse, key=str) == sorted([None, "kommune_einmal_je_runde"], key=str)
    assert Antrag.objects.eingegangen().count() == 1
