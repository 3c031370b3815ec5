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
from antraege.models import Antrag, Benutzer
from antraege.rechte.aufgabe import Uebergabe
from antraege.regelwerk import behalten
from antraege.services import aufgabe as aufgabe_service
from antraege.services.gehalten import gehalten
from workflows import aemter, einlass
from workflows.fehler import SchonErledigt
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
        """Take the task; taking it twice changes nothing. The system takes an expired one from whoever has it.

        So does a substitute, and whoever steps in for an office where nobody can do it: then the log says why.
        """
        if self.aufgabe.owner_id == self.step.by.pk:
            return
        if self.step.by.springt_ein:
            aufgabe_service.einspringen(**_uebergabe(self, self.step.by))
        if self.aufgabe.owner_id is not None:
            self.activation.unassign()
        self.activation.assign(self.step.by)

    def handeln(self, act, **facts):
        """Run the service ``act`` on the domain object, then let the flow go on; both or neither happen."""
        name = self.activation.process.HANDELT_AN
        self.uebernehmen()
        self.activation.start(None)
        result = act(**{name: self.gegenstand}, by=self.step.by, heute=self.step.heute, **facts)
        self.activation.execute()
        return result

    def fortsetzen(self, act, **facts):
        """Run the service ``act`` on the domain object of a waiting Handle, then let the flow go on; both or neither."""
        result = act(
            **{self.activation.process.HANDELT_AN: self.gegenstand},
            by=self.step.by,
            heute=self.step.heute,
            **facts,
        )
        self.activation.run(None)
        self.activation.execute()
        return result


@contextmanager
def beginnen(objekt, flow_class, user, *, heute):
    """Begin the procedure about ``objekt``; gives the ``Vorgang`` of its first task, for an act that ends it at once.

    Nobody else can see it before COMMIT, so nothing is locked, and its tasks are written once, when the block ends.
    """
    with running(Step((), user, heute)) as step:
        flow_class.start.run(**{flow_class.process_class.GEGENSTAND: objekt})
        task = step.offene()
        yield Vorgang(task.flow_task.activation_class(task), step)


@contextmanager
def open_wartend(pk, user, *, heute):
    """Lock a Handle that waits for another procedure, for an act of ``user`` that leads the case away from it.

    Gives a ``Vorgang`` whose ``fortsetzen`` runs the act and lets the flow go on; the act itself checks who may.
    """
    with _vorgang(pk, user, heute, lambda task, user: None, traeger=None) as vorgang:
        yield vorgang


@contextmanager
def open_task(pk, user, *, heute=None):
    """Lock task ``pk`` for an act of ``user``; gives a ``Vorgang``.

    Raises Http404 for a task of others (as for none), ``SchonErledigt``, ``Belegt`` where another person has taken it,
    ``Verweigert`` where the user does not hold the office.
    """
    with _vorgang(pk, user, heute, einlass.darf_handeln, _traeger(user)) as vorgang:
        yield vorgang


@contextmanager
def open_ohne_amt(pk, user, *, heute):
    """Lock a task for an act that ends it from outside its office; the act itself checks who may and when."""
    with _vorgang(pk, user, heute, lambda task, user: None, traeger=None) as vorgang:
        yield vorgang


def uebernehmen(pk, user):
    """Take a task of the own office, free or an absent person's, with its log entry; False where one has it already.

    Raises as ``open_task``, and ``Verweigert`` for whoever could do none of its acts: that would only keep others from it.
    """
    with open_task(pk, user) as vorgang:
        if vorgang.aufgabe.owner_id == user.pk:
            return False
        einlass.vergebbar(vorgang.aufgabe, user, vorgang.step.heute)
        if not vorgang.step.by.springt_ein:
            aufgabe_service.uebernehmen(**_uebergabe(vorgang, user))
        vorgang.uebernehmen()
        return True


def zuweisen(pk, user, an):
    """Give a task to the colleague ``an`` of its office: by the person who took it, or by a head; False where ``an`` has it.

    Raises as ``open_task``, and ``Verweigert`` where ``an`` could do none of its acts, with the sentence of the first.
    """
    with _vorgang(pk, user, None, einlass.darf_vergeben, _traeger(user)) as vorgang:
        if vorgang.aufgabe.owner_id == an.pk:
            return False
        einlass.vergebbar(vorgang.aufgabe, an, vorgang.step.heute)
        aufgabe_service.zuweisen(**_uebergabe(vorgang, an))
        if vorgang.aufgabe.owner_id is not None:
            vorgang.activation.unassign()
        vorgang.activation.assign(an)
        return True


def freigeben(pk, user):
    """Give a taken task back to its office: by the person who took it, or in the district by a head (illness).

    Raises as ``open_task``; False for a task that nobody has taken: it stays as it is.
    """
    with _vorgang(pk, user, None, einlass.darf_freigeben, _traeger(user)) as vorgang:
        if vorgang.aufgabe.owner_id is None:
            return False
        aufgabe_service.abgeben(**_uebergabe(vorgang, None))
        vorgang.activation.unassign()
        return True


def heimholen(pk, *, heute):
    """Give a task back to its office in the system's name where its holder may do it no longer (heimfall.py)."""
    with _vorgang(pk, Benutzer.objects.system(), heute, lambda task, user: None, traeger=None) as vorgang:
        person = vorgang.aufgabe.owner
        if person is None or vorgang.aufgabe.flow_task.can_execute(person, vorgang.aufgabe):
            return False
        aufgabe_service.heimfallen(**_uebergabe(vorgang, None))
        vorgang.activation.unassign()
        return True


def _uebergabe(vorgang, an):
    task = vorgang.aufgabe
    wechsel = Uebergabe(vorgang.gegenstand, task.flow_task.task_title, task.owner, an)
    return {"uebergabe": wechsel, "by": vorgang.step.by, "heute": vorgang.step.heute}


@contextmanager
def _vorgang(pk, user, heute, pruefe, traeger):
    with _locked(pk, traeger) as task:
        if not task.ist_offen:
            raise SchonErledigt(task)
        by = pruefe(task, user) or user
        _sperre_antraege(task)
        with _gehalten(task.gegenstand), running(_step(task, by, heute)) as step:
            yield Vorgang(task.flow_task.activation_class(task), step)


def weiter(task_pk):
    """Run the waiting Handle ``task_pk`` of another process, inside the step that wakes it."""
    outer = current()
    with _locked(task_pk, None) as task:
        if task.status != STATUS.NEW:
            raise SchonErledigt(task)
        with gehalten(task.gegenstand), running(_step(task, outer.by, outer.heute)):
            activation = task.flow_task.activation_class(task)
            activation.run(None)
            activation.execute()


def _gehalten(objekt):
    """What is locked counts as held, and so do the rules an application rests on."""
    if isinstance(objekt, Antrag):
        behalten(objekt.fassung)
    return gehalten(objekt)


def _traeger(user):
    return None if user.ist_system else aemter.traeger(user)


def _step(task, user, heute):
    step = Step(task.ids, user, heute or zeit.heute())
    step.watch(task)
    return step


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
