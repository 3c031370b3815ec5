"""Rows that wait for one another: one INSERT a table, behind the rows they name; an error drops them."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from antraege.models import Ereignis, Foerderrunde, Frist, Protokolleintrag, Rolle
from antraege.services.gesammelt import einfuegen, gesammelt
from antraege.services.protokoll import vermerken
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def runde():
    return f.runde(f.landkreis())


@pytest.fixture
def sb(runde):
    return f.benutzer(Rolle.SACHBEARBEITUNG, runde.programm.landkreis)


def vermerke(runde, sb, *texte):
    for text in texte:
        vermerken(Ereignis.KONTINGENT_ERFASST, runde, by=sb, wirksam_am=f.TAG, text=text)


def texte():
    return list(Protokolleintrag.objects.order_by("pk").values_list("text__text", flat=True))


def test_rows_of_many_acts_go_in_by_one_insert_a_table(runde, sb):
    with CaptureQueriesContext(connection) as gesehen, gesammelt():
        vermerke(runde, sb, "", "erstens", "", "zweitens")
        assert texte() == []
    tabellen = [q["sql"].split('"')[1] for q in gesehen if q["sql"].startswith("INSERT")]
    assert tabellen == ["antraege_protokolltext", "antraege_protokolleintrag"]
    assert texte() == [None, "erstens", None, "zweitens"]


def scheitern(runde, sb):
    with gesammelt():
        vermerke(runde, sb, "verworfen")
        raise RuntimeError


def test_an_error_drops_what_waits(runde, sb):
    with pytest.raises(RuntimeError):
        scheitern(runde, sb)
    vermerke(runde, sb, "danach")
    assert texte() == ["danach"]


def test_nothing_to_insert_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0), gesammelt():
        einfuegen()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_waits():
    with pytest.raises(RuntimeError, match="needs a transaction"), gesammelt():
        pass


def wartend_vermerken(runde, sb):
    frist = Frist(landkreis=runde.programm.landkreis)
    with gesammelt():
        einfuegen(frist)
        vermerken(Ereignis.FRIST_ABGELAUFEN, frist, by=sb, wirksam_am=f.TAG)


def test_a_row_that_waits_is_in_no_log_entry_yet(runde, sb):
    with pytest.raises(RuntimeError, match=r"antraege\.Frist has no key yet"):
        wartend_vermerken(runde, sb)


def test_a_row_names_none_of_its_own_table_that_waits(runde, sb):
    erste = Foerderrunde(programm=runde.programm)
    with pytest.raises(RuntimeError, match="names a row that waits"), gesammelt():
        einfuegen(erste, Foerderrunde(programm=runde.programm, kopie_von=erste))


def test_a_row_may_name_a_stored_one_of_its_own_table(runde):
    neue = deepcopy(runde)
    neue.pk, neue.kuerzel, neue.status, neue.kopie_von = None, "KFR28", "entwurf", runde
    neue.beginn, neue.ende = neue.beginn.replace(year=2028), neue.ende.replace(year=2029)
    with gesammelt():
        einfuegen(neue)
    assert Foerderrunde.objects.get(kuerzel="KFR28").kopie_von == runde
