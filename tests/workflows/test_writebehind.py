"""Write-behind: unchanged engine calls, one UPDATE and one INSERT a step, nothing left after an error."""

import pytest
from django.http import Http404

from antraege.fehler import Verweigert
from antraege.models import Benutzer
from antraege.services import pruefung
from tests.workflows.fall import Fall, offen, weg
from workflows.door import open_task
from workflows.fehler import Belegt, SchonErledigt
from workflows.models import Aufgabe
from workflows.verfahren import offene_aufgaben
from workflows.writebehind import IDS, Step, current, running

pytestmark = pytest.mark.django_db


def task(fall):
    return offene_aufgaben(fall.antrag).get()


def test_tasks_of_a_step_keep_the_order_they_were_made_in():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen", "zeichnen")
    assert weg(fall.antrag)[-3:] == ["gezeichnet", "entscheidungsweg", "verwaltung_entscheidet"]


def scheitern(fall):
    with open_task(task(fall).pk, fall.sb) as vorgang:
        vorgang.handeln(pruefung.vollstaendigkeit_feststellen)
        raise RuntimeError


def test_an_error_leaves_nothing_and_closes_the_step():
    fall = Fall().gehe("einreichen")
    before = list(Aufgabe.objects.values_list("pk", "status", "owner"))
    with pytest.raises(RuntimeError):
        scheitern(fall)
    assert list(Aufgabe.objects.values_list("pk", "status", "owner")) == before
    assert current() is None


def test_looking_changes_nothing():
    fall = Fall().gehe("einreichen")
    with open_task(task(fall).pk, fall.sb):
        pass
    assert (task(fall).owner, offen(fall.antrag)) == (None, ["formale_pruefung"])


def test_more_ids_are_drawn_where_the_first_do_not_reach():
    step = Step([], None, None)
    ids = [step.task_id() for _ in range(IDS + 1)]
    assert ids == sorted(set(ids))


def test_rows_the_step_does_not_hold_are_written_at_once():
    fall = Fall().gehe("einreichen")
    row = task(fall)
    with running(Step([], fall.sb, fall.tag)):
        row.external_task_id = "sofort"
        row.save()
        assert Aufgabe.objects.filter(external_task_id="sofort").exists()


def test_the_door_refuses_in_this_order():
    fall, foreign = Fall().gehe("einreichen"), Fall()
    pk = task(fall).pk
    with pytest.raises(Http404), open_task(pk, foreign.sb):
        pass
    with pytest.raises(Verweigert), open_task(pk, fall.sgl):
        pass
    Aufgabe.objects.filter(pk=pk).update(owner=fall.sgl, status="ASSIGNED")
    with pytest.raises(Belegt), open_task(pk, fall.sb):
        pass
    Aufgabe.objects.filter(pk=pk).update(status="DONE")
    with pytest.raises(SchonErledigt), open_task(pk, fall.sb):
        pass


def test_the_system_may_do_only_what_expires():
    fall = Fall().gehe("einreichen")
    with pytest.raises(Verweigert), open_task(task(fall).pk, Benutzer.objects.system()):
        pass


def test_a_role_that_ended_counts_no_more():
    fall = Fall().gehe("einreichen")
    with open_task(task(fall).pk, fall.wer("sb")) as vorgang:
        vorgang.uebernehmen()
    fall.sb.mitgliedschaften.update(bis="2020-01-01")
    with pytest.raises(Http404), open_task(task(fall).pk, fall.wer("sb")):
        pass
