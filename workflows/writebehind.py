"""Task rows written once, at the end of a step, instead of with every move of the engine.

Within a step the engine's own calls (``assign``, ``start``, ``execute``) run unchanged, but a task they save is only
remembered; ``Step.flush`` writes one UPDATE for a changed task and one INSERT for all new ones. Outside a step
everything is stock. Facts of the domain are never held back: services write at once.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import connection, models

from antraege.services.gesammelt import einfuegen

IDS = 5  # the longest way of automatic nodes behind one human task, and one more
_steps: ContextVar[tuple["Step", ...]] = ContextVar("steps", default=())


class NextIds(models.Func):
    """Ids for tasks to come, drawn by the SELECT that locks; no statement of their own."""

    function = "ARRAY"
    template = "%(function)s(SELECT nextval(pg_get_serial_sequence('viewflow_task', 'id')) FROM generate_series(1, %(count)s))"
    output_field = models.Field()
    contains_column_references = False

    def __init__(self):
        super().__init__(count=IDS)

    def get_db_converters(self, connection):
        return []


class Step:
    """What one act moves: the locked task, the tasks it creates, and in whose name and on which day it happens."""

    def __init__(self, ids, by, heute: date):
        self.ids, self.by, self.heute = list(ids), by, heute
        self.known = {}
        self.changed = {}

    def watch(self, task):
        """Remember how a locked task stands in the database, to write only what changes."""
        self.known[task.pk] = _values(task)

    def task_id(self):
        """An id for a new task."""
        if not self.ids:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {NextIds.template % {'function': 'ARRAY', 'count': IDS}}")
                self.ids = cursor.fetchone()[0]
        return self.ids.pop(0)

    def holds(self, task):
        """Whether this step writes the row: it locked it or creates it."""
        return task.pk in self.known or task._state.adding

    def remember(self, task):
        """Keep a task that the engine saved, to be written by ``flush``."""
        self.changed[task.pk] = task

    def offene(self):
        """The task of a person that waits now, of those this step has moved."""
        return next(task for task in self.changed.values() if task.finished is None)

    def flush(self):
        """Write what changed: one UPDATE for each task that was there, one INSERT for all new ones."""
        new = []
        for task in self.changed.values():
            if task.pk in self.known:
                self._update(task)
            else:
                new.append(task)
        einfuegen(*new)
        self.changed.clear()

    def _update(self, task):
        before = self.known[task.pk]
        changed = {name: value for name, value in _values(task).items() if value != before[name]}
        if changed:
            type(task)._base_manager.filter(pk=task.pk).update(**changed)


def _values(task):
    return {field.attname: getattr(task, field.attname) for field in task._meta.concrete_fields}


def current():
    """The step that runs now, the innermost where one moves other processes; None outside."""
    steps = _steps.get()
    return steps[-1] if steps else None


@contextmanager
def running(step):
    """Within the block ``step`` takes the tasks' writes; they are flushed at its end and dropped on an error."""
    token = _steps.set((*_steps.get(), step))
    try:
        yield step
        step.flush()
    finally:
        _steps.reset(token)


class WriteBehind(models.Model):
    """Mixin for a proxy of the engine's Task."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Give a new task its id before the row exists."""
        if self.pk is None and current() is not None:
            self.pk = current().task_id()
        super().save(*args, **kwargs)

    def save_base(self, *args, **kwargs):
        """Write now, or at the end of the step that holds this task."""
        step = current()
        if step is not None and step.holds(self):
            step.remember(self)
        else:
            super().save_base(*args, **kwargs)
