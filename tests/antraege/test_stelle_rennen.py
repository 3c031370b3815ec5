"""Two connections insert the last 0.50 VZÄ by plain SQL at the same time: exactly one commits, whatever bounds the sum."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import psycopg
import pytest
from django.db import connection

from antraege.models import Einvernehmen, Finanzierungsanteil, Inanspruchnahme, Stelle
from tests import factories as f
from tests.antraege.stellenfall import HALB, beschieden, landesfall, uebertragen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ANTEIL = "INSERT INTO antraege_finanzierungsanteil (stelle_id, runde_id, antrag_id, vzae, beginn, ende) VALUES (%s, %s, %s, %s, %s, %s)"


def stellen(fall, antrag=None):
    """Two empty positions, written as the municipality's so that nothing pays them yet."""
    runde = antrag.runde if antrag else fall.runde
    ort, kreis = (antrag.kommune, antrag.landkreis) if antrag else (fall.ort, fall.kreis)
    von = f.benutzer("sachbearbeitung", kreis)
    return [
        Stelle.objects.create(
            landkreis=kreis,
            nummer=f"S-{nr}",
            anstellungstraeger=ort,
            einsatzort=ort,
            vzae=HALB,
            beginn=runde.beginn,
            ende=runde.ende,
            angelegt_von=von,
            angelegt_am="2027-07-12T10:00+02:00",
        )
        for nr in range(2)
    ]


def bewilligt():
    """The last 0.50 of a notice, for two positions."""
    antrag, _ = beschieden()
    return [[(ANTEIL, anteil(s, antrag.runde, antrag))] for s in stellen(None, antrag)]


def beansprucht():
    """The last 0.50 a municipality claimed for itself, for two positions."""
    fall = landesfall()
    Inanspruchnahme.objects.update(art="selbst")
    return [[(ANTEIL, anteil(s, fall.runde))] for s in stellen(fall)]


def auf_einer_stelle():
    """The last 0.50 of one position, from two sources."""
    fall = landesfall()
    Inanspruchnahme.objects.update(art="selbst", vzae=Decimal("2.00"))
    eine, _ = stellen(fall)
    return [[(ANTEIL, anteil(eine, fall.runde))]] * 2


def gesichert():
    """The last 0.50 of the secured money, for two municipalities whose shares the district took over."""
    fall = landesfall(gesichert="0.50")
    ort = f.kommune(fall.kreis, "Jettingen")
    uebertragen(fall, ort)
    zum_landkreis = (
        "UPDATE antraege_stelle SET anstellungstraeger_id = NULL, einsatzort_id = %s WHERE id = %s"
    )
    orte = zip((fall.ort, ort), stellen(fall), strict=True)
    return [[(zum_landkreis, (o.pk, s.pk)), (ANTEIL, anteil(s, fall.runde))] for o, s in orte]


def anteil(ziel, runde, antrag=None):
    return (ziel.pk, runde.pk, antrag.pk if antrag else None, HALB, ziel.beginn, ziel.ende)


def verbindung():
    d = connection.settings_dict
    return psycopg.connect(
        dbname=d["NAME"], user=d["USER"] or None, host=d["HOST"] or None, port=d["PORT"] or None
    )


def schreiben(befehle, start):
    """One transaction; None where it commits, else the name of the rule that refused."""
    with verbindung() as eigene:
        start.wait(10)
        try:
            for befehl, werte in befehle:
                eigene.execute(befehl, werte)
            eigene.execute(
                "SELECT pg_sleep(0.2)"
            )  # long enough for the other one to come while this is not committed
            eigene.commit()
        except psycopg.errors.CheckViolation as fehler:
            return fehler.diag.constraint_name
    return None


@pytest.mark.parametrize(
    ("lage", "regel"),
    [
        (bewilligt, "anteil_hoechstens_bewilligt"),
        (beansprucht, "anteil_hoechstens_beansprucht"),
        (auf_einer_stelle, "anteile_hoechstens_stelle"),
        (gesichert, "stelle_r21_umfang"),
    ],
)
def test_exactly_one_gets_the_last_half(lage, regel):
    befehle, start = lage(), Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        ergebnisse = list(pool.map(schreiben, befehle, [start] * 2))
    assert sorted(ergebnisse, key=str) == sorted([None, regel], key=str)
    assert Finanzierungsanteil.objects.count() == 1


def test_a_position_and_the_loss_of_its_motion_never_meet():
    fall = landesfall()
    eine, _ = stellen(fall)
    zum_landkreis = ("UPDATE antraege_stelle SET anstellungstraeger_id = NULL WHERE id = %s", (eine.pk,))
    entziehen = ("UPDATE antraege_foerderprogramm SET ermaechtigung_id = NULL", ())
    befehle, start = [[zum_landkreis, (ANTEIL, anteil(eine, fall.runde))], [entziehen]], Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        ergebnisse = list(pool.map(schreiben, befehle, [start] * 2))
    assert ergebnisse in ([None, "programm_traegt_stellen"], ["stelle_r19_ermaechtigung", None])
    assert Finanzierungsanteil.objects.count() == (ergebnisse[0] is None)


def test_repeatable_read_is_refused_because_it_adds_up_an_old_picture():
    (befehle, _) = beansprucht()
    with verbindung() as eigene:
        eigene.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with pytest.raises(psycopg.errors.InvalidTransactionState):
            eigene.execute(*befehle[0])
    assert Einvernehmen.objects.exists()
