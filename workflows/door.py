"""The only door to a task: ``open_task`` locks, checks again behind the lock, and hands out the activation.

One SELECT locks process, task and domain row, in this order (any other order meets ``Flow.cancel`` in a deadlock), and
reads what the act needs. Nothing else in the project may call ``.activation(`` (a test forbids it).
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from viewflow.workflow.lock import lock_scope
from viewflow.workflow.status import STATUS

from antraege import zeit
from antraege.fehler import Verweigert
from workflows import aemter
from workflows.fehler import Belegt, SchonErledigt
from workflows.models import Antragsprozess, Vorlagenprozess
from workflows.sperren import gesperrt
from workflows.writebehind import Step, current, running


@dataclass(frozen=True)
class Vorgang:
    """An open task behind its lock: ``gegenstand`` is the application or paper, fresh; ``by`` acts on the day ``heute``."""

    activation: object
    step: Step

    @property
    def aufgabe(self):
        """The task."""
        return self.activation.task

    @property
    def gegenstand(self):
        """The application or paper."""
        return self.activation.process.gegenstand

    def uebernehmen(self):
        """Take the task; taking it twice changes nothing. The system takes an expired one from whoever has it."""
        if self.aufgabe.owner_id not in (None, self.step.by.pk):
            self.activation.unassign()
        if self.aufgabe.owner_id is None:
            self.activation.assign(self.step.by)

    def handeln(self, act, **facts):
        """Run the service ``act`` on the domain object, then let the flow go on; both or neither happen."""
        name = self.activation.process.GEGENSTAND
        self.uebernehmen()
        self.activation.start(None)
        result = act(**{name: self.gegenstand}, by=self.step.by, heute=self.step.heute, **facts)
        self.activation.execute()
        return result


@contextmanager
def open_task(pk, user, *, heute=None):
    """Lock task ``pk`` for an act of ``user``; gives a ``Vorgang``.

    Raises Http404 for a task of others (as for none), ``SchonErledigt``, ``Belegt`` where another person has taken it,
    ``Verweigert`` where the user does not hold the office.
    """
    with _vorgang(pk, user, heute, _darf_handeln, _traeger(user)) as vorgang:
        yield vorgang


@contextmanager
def open_fuer_die_kommune(pk, user, *, heute):
    """Lock a municipality's task that the district ends in its stead; the act itself checks who may and when."""
    with _vorgang(pk, user, heute, lambda task, user: None, traeger=None) as vorgang:
        yield vorgang


def freigeben(pk, user):
    """Give a taken task back to its office: by the person who took it, or in the district by a head (illness).

    Raises as ``open_task``; a task that nobody has taken stays as it is.
    """
    with _vorgang(pk, user, None, _darf_freigeben, _traeger(user)) as vorgang:
        if vorgang.aufgabe.owner_id is not None:
            vorgang.activation.unassign()


@contextmanager
def _vorgang(pk, user, heute, pruefe, traeger):
    with _locked(pk, traeger) as task:
        if not task.ist_offen:
            raise SchonErledigt(task)
        pruefe(task, user)
        _sperre_antraege(task)
        with running(_step(task, user, heute)) as step:
            yield Vorgang(task.flow_task.activation_class(task), step)


def weiter(task_pk):
    """Run the waiting Handle ``task_pk`` of another process, inside the step that wakes it."""
    outer = current()
    with _locked(task_pk, None) as task:
        if task.status != STATUS.NEW:
            raise SchonErledigt(task)
        with running(_step(task, outer.by, outer.heute)):
            activation = task.flow_task.activation_class(task)
            activation.run(None)
            activation.execute()


def _traeger(user):
    return None if user.ist_system else aemter.traeger(user)


def _step(task, user, heute):
    step = Step(task.ids, user, heute or zeit.heute())
    step.watch(task)
    return step


def _darf_handeln(task, user):
    if task.owner_id not in (None, user.pk) and not user.ist_system:
        raise Belegt(task)
    if not task.flow_task.can_execute(user, task):
        raise Verweigert(
            "Diese Aufgabe liegt bei einer anderen Stelle.", wer=aemter.wort(task.owner_permission)
        )


def _darf_freigeben(task, user):
    if task.owner_id is not None and not task.flow_task.can_unassign(user, task):
        raise Belegt(task)


def _sperre_antraege(task):
    """A paper moves applications: take their processes first, in order of id, as each one's own steps do."""
    if isinstance(task.process.coerced, Vorlagenprozess):
        der_vorlage = Antragsprozess.objects.filter(antrag__beschlussantrag__vorlage=task.gegenstand)
        list(der_vorlage.order_by("antrag_id").select_for_update(of=("self",)).values_list("pk"))


@contextmanager
def _locked(pk, traeger):
    """The task with its process and domain object, all three rows locked until the transaction ends."""
    found = []

    @contextmanager
    def rows(flow_class, process_pk):
        with transaction.atomic():
            found.append(gesperrt(pk, traeger))
            if found[0] is None:
                raise Http404
            yield

    with lock_scope(rows, None, None):
        yield found[0]
