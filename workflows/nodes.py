"""Our nodes: the engine's without its views and URLs, whose errors always propagate (nothing half done, no locals stored).

A failing automatic node rolls the whole act back; a task in the state ERROR never arises.
"""

from contextlib import nullcontext

from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.signals import flow_started, task_started
from viewflow.workflow.status import PROCESS

from antraege import zeit
from workflows import aemter
from workflows.writebehind import current


class Propagating:
    """No guard: the stock one may keep all local variables of the failing frame in ``task.data`` (personal data)."""

    def exception_guard(self):
        """Let the error through."""
        return nullcontext()


class StartActivation(nodes.StartHandle.activation_class):
    """Without the stock lock and savepoints: nobody else sees the process before COMMIT."""

    @Activation.status.super()
    def execute(self):
        """Store the process and go on to its first task."""
        task_started.send(sender=self.flow_class, process=self.process, task=self.task)
        self.process.save()
        self.complete()
        flow_started.send(sender=self.flow_class, process=self.process, task=self.task)
        self.activate_next()


class Start(nodes.StartHandle):
    """The beginning of a procedure, part of an act (``workflows.door.beginnen``)."""

    activation_class = StartActivation


class HumanActivation(Propagating, nodes.ViewActivation):
    """A task of a person."""

    @Activation.status.super()
    def assign(self, user):
        """Take the task; the stock engine never fills ``assigned``."""
        self.task.assigned = zeit.jetzt()
        super().assign.original(user)

    @Activation.status.super()
    def complete(self):
        """Done, by the clock that readers live by; the step writes the row at its end."""
        super().complete.original()
        self.task.finished = zeit.jetzt()


class HumanTask(nodes.View):
    """A step of a person in the office ``rolle`` (a role, or a function of the domain object that names it).

    ``frist``: the kind of deadline shown beside it in the worklist. ``laeuft_ab``: the system may do it
    once it has no object any more: after that deadline, or where a late application has become timely.
    """

    activation_class = HumanActivation

    def __init__(self, rolle, *, frist=None, laeuft_ab=False):
        super().__init__(view=None)
        self.rolle, self.frist, self.laeuft_ab = rolle, frist, laeuft_ab

    def calc_owner_permission(self, activation):
        """The office, as the task stores it."""
        objekt = activation.process.gegenstand
        rolle = self.rolle(objekt) if callable(self.rolle) else self.rolle
        return aemter.amt(rolle, objekt)

    def calc_owner_permission_obj(self, activation):
        """The office already names its municipality or district."""

    def can_assign(self, user, task):
        """Whoever holds the office today, while nobody has taken it; the system where the task expires."""
        return task.owner_id is None and self.can_execute(user, task)

    def can_execute(self, user, task):
        """Asked anew at each act: a role that ended since the task was taken no longer counts; an Ersatzrolle may step in."""
        if user.ist_system:
            return self.laeuft_ab
        return task.owner_permission in aemter.aemter(user) or task.springt_ein(user)

    def can_unassign(self, user, task):
        """Whoever has taken it gives it back; so may a head of the district's office, for somebody who is ill."""
        return task.owner_id is not None and (
            task.owner_id == user.pk or aemter.leitet(user, task.owner_permission)
        )


class FunctionActivation(Propagating, nodes.FunctionActivation):
    """Without the stock savepoint: an error ends the whole act, so there is nothing to go back to."""

    @Activation.status.super()
    def activate(self):
        """Call the function."""
        self.task.started = zeit.jetzt()
        task_started.send(sender=self.flow_class, process=self.process, task=self.task)
        self.flow_task._func(self)


class Function(nodes.Function):
    """An automatic step."""

    activation_class = FunctionActivation


class HandleActivation(Propagating, nodes.HandleActivation):
    pass


class Handle(nodes.Handle):
    """A step that waits until another procedure wakes it (``workflows.door.weiter``)."""

    activation_class = HandleActivation


class IfActivation(Propagating, nodes.IfActivation):
    """Without the stock savepoint, as above."""

    @Activation.status.super()
    def activate(self):
        """Ask the condition."""
        self._condition_result = self.flow_task._condition(self)


class If(nodes.If):
    """One of two ways."""

    activation_class = IfActivation


class SwitchActivation(Propagating, nodes.SwitchActivation):
    """Without the stock savepoint, as above."""

    @Activation.status.super()
    def activate(self):
        """Take the first branch whose condition holds; the default has none."""
        branches = self.flow_task._branches
        self.next_task = next(node for node, condition in branches if condition is None or condition(self))


class Switch(nodes.Switch):
    """One of several ways."""

    activation_class = SwitchActivation


class EndActivation(Propagating, nodes.EndActivation):
    """Ends the process. Inside a step the step's own unwritten tasks are counted, too."""

    @Activation.status.super()
    def activate(self):
        """Close the process unless a task is open elsewhere in it."""
        if current() is None:
            super().activate.original()
        elif not self._others_open(current()):
            self.process.status = PROCESS.DONE
            self.process.finished = zeit.jetzt()
            self.process.save(update_fields=["status", "finished"])

    def _others_open(self, step):
        here = [task for task in step.changed.values() if task.process_id == self.process.pk]
        if any(task.finished is None for task in here if task.pk != self.task.pk):
            return True
        stored = self.flow_class.task_class._default_manager.filter(
            process=self.process, finished__isnull=True
        )
        return stored.exclude(pk__in=[task.pk for task in here]).exists()


class End(nodes.End):
    """The end of a procedure."""

    activation_class = EndActivation
