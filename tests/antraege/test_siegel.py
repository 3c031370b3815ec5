"""The log's seal: gapless, in commit order, and any change shows."""

from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from antraege.models import Ereignis, Protokolleintrag, Protokollsiegel, Protokolltext
from antraege.services import siegel
from antraege.services.protokoll import vermerken
from tests import factories as f


def schreiben(runde, person, n=1):
    for _ in range(n):
        vermerken(Ereignis.KONTINGENT_ERFASST, runde, by=person, wirksam_am=f.TAG)


@pytest.fixture
def runde(transactional_db):
    """A round stands for any object of the district."""
    return f.runde(f.landkreis())


@pytest.fixture
def person(runde):
    return f.benutzer("kaemmerei", runde.programm.landkreis)


def test_a_rolled_back_act_leaves_no_gap(runde, person):
    schreiben(runde, person)
    with transaction.atomic():
        schreiben(runde, person, 2)
        transaction.set_rollback(True)
    schreiben(runde, person)
    assert list(Protokollsiegel.objects.order_by("nr").values_list("nr", flat=True)) == [1, 2]
    assert siegel.pruefen().heil


def test_the_seal_follows_the_order_of_commits(runde, person):
    with transaction.atomic():
        schreiben(runde, person)
        frueh = Protokolleintrag.objects.latest("pk").pk
        faden = Thread(target=_anderswo, args=(runde, person))
        faden.start()
        faden.join()
    letztes = Protokollsiegel.objects.order_by("nr").values_list("eintrag_id", flat=True)
    assert list(letztes)[-1] == frueh


def _anderswo(runde, person):
    schreiben(runde, person)
    connections.close_all()


def test_many_writers_at_once_give_one_unbroken_chain(runde, person):
    faeden = [Thread(target=_mehrmals, args=(runde, person)) for _ in range(4)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    befund = siegel.pruefen()
    assert (befund.versiegelt, befund.heil) == (40, True)


def _mehrmals(runde, person):
    schreiben(runde, person, 10)
    connections.close_all()


@pytest.mark.parametrize(
    ("befehl", "bruch"),
    [
        ("UPDATE antraege_protokolleintrag SET nachher = 'x' WHERE id = (SELECT eintrag_id FROM antraege_protokollsiegel WHERE nr = 2)", 2),
        ("DELETE FROM antraege_protokollsiegel WHERE nr = 2", 3),
        ("UPDATE antraege_protokollsiegel SET hash = repeat('0', 64) WHERE nr = 3", 3),
    ],
)  # fmt: skip
def test_whoever_changes_a_row_behind_the_triggers_is_found(runde, person, befehl, bruch):
    schreiben(runde, person, 4)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(befehl)
    assert siegel.pruefen().bruch == bruch
    with pytest.raises(CommandError, match=f"Nr. {bruch}"):
        call_command("protokoll_pruefen")


def test_changed_words_are_found_by_their_sum(runde, person):
    eintrag = vermerken(Ereignis.KONTINGENT_ERFASST, runde, by=person, wirksam_am=f.TAG, text="drei Personen")
    assert siegel.pruefen().heil
    Protokolltext.objects.filter(pk=eintrag.text_id).update(text="vier Personen")
    assert siegel.pruefen().bruch == 1


def test_the_words_may_be_erased_and_the_chain_holds(runde, person):
    eintrag = vermerken(
        Ereignis.KONTINGENT_ERFASST, runde, by=person, wirksam_am=f.TAG, text="Frau M. rief an"
    )
    eintrag.text.delete()
    assert siegel.pruefen().heil
