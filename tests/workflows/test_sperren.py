"""The kept text of the locking SELECT reads what the plain queryset reads, whoever asks for whichever task."""

import pytest
from django.db import connection, connections, transaction

from tests.workflows.fall import Fall
from workflows import aemter, sperren, verfahren
from workflows.models import Antragsprozess
from workflows.sperren import gesperrt, zeilen

pytestmark = pytest.mark.django_db


def aufgabe(fall):
    return verfahren.offene_aufgaben(fall.antrag)[0].pk


def gelesen(task):
    antrag = task.process.coerced.gegenstand
    objekte = (
        task,
        task.process,
        antrag,
        antrag.kommune,
        antrag.landkreis,
        antrag.runde.programm,
        antrag.fassung,
    )
    return [[getattr(objekt, feld.attname) for feld in objekt._meta.concrete_fields] for objekt in objekte]


@pytest.mark.parametrize("wer", ["clerk", None])
def test_the_kept_text_reads_what_the_queryset_reads(wer, django_assert_num_queries):
    for fall in (Fall(), Fall()):
        traeger = wer and aemter.traeger(fall.wer(wer))
        plain = zeilen(Antragsprozess, aufgabe(fall), traeger).get()
        pk = plain.pk
        with django_assert_num_queries(1):
            kept = gesperrt(pk, traeger)
            assert gelesen(kept) == gelesen(plain)
        assert len(set(kept.ids) - set(plain.ids)) == len(kept.ids)


def test_the_kept_text_knows_the_tenant():
    mine, foreign = Fall(), Fall()
    assert gesperrt(aufgabe(mine), aemter.traeger(mine.wer("clerk"))) is not None
    assert gesperrt(aufgabe(mine), aemter.traeger(foreign.wer("clerk"))) is None
    assert gesperrt(aufgabe(mine), []) is None


def test_beside_an_event_loop_the_text_is_made_for_the_other_connection():
    sperren._fertig(Antragsprozess, None)
    here = connections["default"]
    connections["default"] = other = connections.create_connection("default")
    try:
        with transaction.atomic():
            assert sperren._fertig(Antragsprozess, None).compiler.connection is other
    finally:
        other.close()
        connections["default"] = here
    assert sperren._fertig(Antragsprozess, None).compiler.connection is here


def test_the_server_does_not_try_every_order_of_the_joins():
    with connection.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")
        assert int(cursor.fetchone()[0]) <= 6
