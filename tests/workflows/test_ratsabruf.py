"""The worker reads the council system: once for each run, once a day for each system."""

from datetime import date, time

import pytest

from antraege import zeit
from antraege.models import Ratsabruf, Ratssystem, Sitzung
from tests import factories as f
from tests.antraege.ratsserver import ratssystem
from workflows import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def rat():
    with ratssystem() as rat, zeit.gestellt(date(2027, 5, 10), time(11)):
        Ratssystem.objects.create(landkreis=f.landkreis(), adresse=f"{rat.ort}/system")
        yield rat


def ergebnisse():
    return list(Ratsabruf.objects.values_list("ergebnis", flat=True))


def test_a_doubled_task_reads_once(rat):
    lauf = Ratsabruf.objects.create(ratssystem=Ratssystem.objects.get(), begonnen_am=zeit.jetzt())
    tasks.ratsabruf(lauf.pk)
    gefragt = sum(rat.gefragt.values())
    tasks.ratsabruf(lauf.pk)
    assert (ergebnisse(), Sitzung.objects.count()) == (["vollstaendig"], 2)
    assert sum(rat.gefragt.values()) == gefragt


def test_each_system_is_read_once_a_day(rat):
    for _ in range(2):
        tasks.ratsabrufe()
    with zeit.gestellt(date(2027, 5, 11), time(7)):
        tasks.ratsabrufe()
    assert ergebnisse() == ["vollstaendig"] * 2


def test_one_that_is_not_active_is_left_alone(rat):
    Ratssystem.objects.update(aktiv=False)
    tasks.ratsabrufe()
    assert ergebnisse() == []


def test_without_a_broker_the_run_ends_at_once(rat, django_capture_on_commit_callbacks, monkeypatch):
    def fort(*args, **kwargs):
        raise OSError("kein Broker")

    monkeypatch.setattr(tasks.ratsabruf, "apply_async", fort)
    lauf = Ratsabruf.objects.create(ratssystem=Ratssystem.objects.get(), begonnen_am=zeit.jetzt())
    with django_capture_on_commit_callbacks(execute=True):
        tasks.ratsabruf_wecken(lauf.pk)
    lauf.refresh_from_db()
    assert (lauf.ergebnis, "Hintergrunddienst" in lauf.bericht) == ("gescheitert", True)
