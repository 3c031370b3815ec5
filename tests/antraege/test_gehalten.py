"""Within an act that holds the application nothing is asked twice; another copy of its row, and any other act, asks anew."""

from contextlib import nullcontext

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from antraege.fehler import Konflikt
from antraege.models import Antrag, Bekanntgabezustimmung
from antraege.services import zustellung
from antraege.services.bescheid_stand import sperre
from antraege.services.gehalten import atomar, einmal, gehalten, haelt, merken
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def antrag():
    return b.beschlossen()[0]


def test_what_is_held_is_read_once(antrag, django_assert_num_queries):
    with gehalten(antrag):
        assert zustellung.am_antrag_im_portal(antrag)
        Bekanntgabezustimmung.objects.filter(kommune=antrag.kommune).delete()
        with django_assert_num_queries(0):
            assert zustellung.am_antrag_im_portal(antrag)
    assert not zustellung.am_antrag_im_portal(antrag)


def test_a_held_application_is_not_locked_again(antrag, django_assert_num_queries):
    with gehalten(antrag), django_assert_num_queries(0):
        sperre(antrag)
    with django_assert_num_queries(1):
        sperre(antrag)


def test_another_copy_of_the_row_is_not_held(antrag):
    kopie = Antrag.objects.get(pk=antrag.pk)
    with gehalten(antrag):
        assert haelt(antrag)
        assert not haelt(kopie)
        merken(kopie, "was", "alt")
        assert einmal(kopie, "was", lambda: "neu") == "neu"


def test_what_an_act_wrote_is_known_to_it_alone(antrag):
    with gehalten(antrag):
        merken(antrag, "was", "geschrieben")
        with gehalten(antrag):
            assert einmal(antrag, "was", lambda: "innen") == "innen"
        assert einmal(antrag, "was", lambda: "gelesen") == "geschrieben"
    assert einmal(antrag, "was", lambda: "gelesen") == "gelesen"


def test_an_error_lets_go(antrag):
    with pytest.raises(Konflikt), gehalten(antrag):
        raise Konflikt("Halt.")
    assert not haelt(antrag)


@atomar
def umbenannt(*, antrag, faellt=False):
    """An act that writes and may fail behind it."""
    Antrag.objects.filter(pk=antrag.pk).update(aktenzeichen="460.1")
    if faellt:
        raise Konflikt("Halt.")


def sicherungspunkte(antrag):
    with CaptureQueriesContext(connection) as gesehen:
        umbenannt(antrag=antrag)
    return sum(q["sql"].startswith("SAVEPOINT") for q in gesehen)


def test_a_savepoint_is_opened_only_where_the_application_is_not_held(antrag):
    assert sicherungspunkte(antrag) == 1
    with gehalten(antrag):
        assert sicherungspunkte(antrag) == 0


@pytest.mark.parametrize("wie", [gehalten, nullcontext])
def test_what_fails_is_taken_back_either_way(antrag, wie):
    with pytest.raises(Konflikt), transaction.atomic(), wie(antrag):
        umbenannt(antrag=antrag, faellt=True)
    assert Antrag.objects.get(pk=antrag.pk).aktenzeichen != "460.1"
