"""Two connections insert the last 0.50 VZÄ by plain SQL at the same time: exactly one commits, whatever bounds the sum."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from time import sleep

import psycopg
import pytest
from django.db import connection, transaction

from antraege.models import Einvernehmen, Finanzierungsanteil, Inanspruchnahme, Stelle
from antraege.services import stelle
from tests import factories as f
from tests.antraege.stellenfall import HALB, HEUTE, beschieden, landesfall, uebertragen

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


LAGEN = [
    (bewilligt, "anteil_hoechstens_bewilligt"),
    (beansprucht, "anteil_hoechstens_beansprucht"),
    (auf_einer_stelle, "anteile_hoechstens_stelle"),
    (gesichert, "stelle_r21_umfang"),
]


@pytest.mark.parametrize(("lage", "regel"), LAGEN)
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


def _zuruecksetzen(fall_ort):
    """Nothing pays the positions again, and they are the municipality's."""
    with transaction.atomic():
        Finanzierungsanteil.objects.all().delete()
        Stelle.objects.update(anstellungstraeger=fall_ort)


def _einmal(eigene, befehle, start):
    """One transaction on a kept connection; None where it commits, else the name of the rule."""
    start.wait(10)
    try:
        for befehl, werte in befehle:
            eigene.execute(befehl, werte)
        eigene.commit()
    except psycopg.errors.CheckViolation as fehler:
        eigene.rollback()
        return fehler.diag.constraint_name
    return None


@pytest.mark.parametrize(("lage", "regel"), LAGEN)
def test_of_fifty_pairs_on_two_kept_connections_one_commits_each_time(lage, regel):
    """Four situations, two hundred pairs for the last half in all."""
    befehle, start = lage(), Barrier(2)
    ort = Stelle.objects.first().anstellungstraeger
    with verbindung() as eine, verbindung() as andere, ThreadPoolExecutor(2) as pool:
        for _ in range(50):
            ergebnisse = list(pool.map(_einmal, (eine, andere), befehle, [start] * 2))
            assert sorted(ergebnisse, key=str) == sorted([None, regel], key=str)
            assert Finanzierungsanteil.objects.count() == 1
            _zuruecksetzen(ort)


def _wartet():
    """Wait until some connection of this database waits for a lock."""
    with verbindung() as eigene:
        eigene.autocommit = True
        for _ in range(200):
            frage = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            if eigene.execute(frage).fetchone()[0]:
                return
            sleep(0.05)
    raise AssertionError("nobody waits")


def _beenden(fall, neu):
    try:
        stelle.beenden(stelle=neu, ende=date(2027, 9, 30), grund="x", by=fall.personal, heute=HEUTE)
    finally:
        connection.close()


def test_whoever_ends_a_position_does_not_meet_whoever_records_a_source():
    """Both take the round first: the other way round each had what the other one wanted."""
    fall = landesfall()
    neu = fall.schaffen()
    with verbindung() as eigene, ThreadPoolExecutor(1) as pool:
        eigene.execute("SELECT FROM antraege_foerderrunde WHERE id = %s FOR NO KEY UPDATE", (fall.runde.pk,))
        ende = pool.submit(_beenden, fall, neu)
        _wartet()
        eigene.execute("SELECT FROM antraege_stelle WHERE id = %s FOR NO KEY UPDATE", (neu.pk,))
        eigene.commit()
        ende.result(20)
    assert Stelle.objects.get().ende == date(2027, 9, 30)


def test_a_creation_waits_for_a_lower_kontingent_and_then_sees_it():
    fall = landesfall()
    eine, _ = stellen(fall)
    weniger = "INSERT INTO antraege_kontingent (runde_id, art, bezug, vzae, stand, grundlage) VALUES (%s, 'endgueltig', 'landkreis', 0, '2027-07-01', 'Änderungsbescheid')"
    zum_landkreis = ("UPDATE antraege_stelle SET anstellungstraeger_id = NULL WHERE id = %s", (eine.pk,))
    with verbindung() as eigene, verbindung() as andere, ThreadPoolExecutor(1) as pool:
        eigene.execute(weniger, (fall.runde.pk,))
        schaffen = pool.submit(
            _einmal, andere, [zum_landkreis, (ANTEIL, anteil(eine, fall.runde))], Barrier(1)
        )
        _wartet()
        eigene.commit()
        assert schaffen.result(20) == "stelle_r21_umfang"


@pytest.mark.parametrize(
    ("nehmen", "regel"),
    [
        ("UPDATE antraege_inanspruchnahme SET art = 'verzicht', vzae = 0", "stelle_r15_verzicht"),
        ("UPDATE antraege_einvernehmen SET widerrufen_am = '2027-07-01'", "stelle_r14_einvernehmen"),
        ("UPDATE antraege_foerderrunde SET ende = '2027-11-30'", "anteil_in_der_foerderzeit"),
    ],
)
def test_a_creation_waits_for_who_takes_away_its_ground(nehmen, regel):
    fall = landesfall()
    eine, _ = stellen(fall)
    zum_landkreis = ("UPDATE antraege_stelle SET anstellungstraeger_id = NULL WHERE id = %s", (eine.pk,))
    with verbindung() as eigene, verbindung() as andere, ThreadPoolExecutor(1) as pool:
        eigene.execute(nehmen)
        schaffen = pool.submit(
            _einmal, andere, [zum_landkreis, (ANTEIL, anteil(eine, fall.runde))], Barrier(1)
        )
        _wartet()
        eigene.commit()
        assert schaffen.result(20) == regel


def test_repeatable_read_is_refused_because_it_adds_up_an_old_picture():
    (befehle, _) = beansprucht()
    with verbindung() as eigene:
        eigene.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with pytest.raises(psycopg.errors.InvalidTransactionState):
            eigene.execute(*befehle[0])
    assert Einvernehmen.objects.exists()
