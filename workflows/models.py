"""Thin processes: one link to the domain object and nothing else. Facts live in ``antraege``."""

from datetime import date

from django.db import models
from django.db.models import Case, DateField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from viewflow.workflow.managers import TaskQuerySet
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from antraege import zeit
from antraege.berechtigungen import may
from antraege.models import Frist
from antraege.rechte.aufgabe import Uebergabe
from antraege.rechte.grund import Auskunft
from workflows import aemter
from workflows.writebehind import WriteBehind, current

OFFEN = (STATUS.NEW, STATUS.ASSIGNED)
GEGENSTAENDE = (
    "process__antragsprozess__antrag__kommune",
    "process__antragsprozess__antrag__runde",
    "process__antragsprozess__antrag__fassung",
    "process__vorlagenprozess__vorlage",
    "owner",
)
OHNE_FRIST = date.max


class AufgabeQuerySet(TaskQuerySet):
    """Words about tasks of people."""

    def visible_to(self, user):
        """Tasks of the user's own municipality or district, whoever there may do them; nothing of others."""
        return self.bei(aemter.traeger(user))

    def bei(self, traeger):
        """Tasks of people at these tenants ("kommune:17"), whatever the role."""
        wege = Q(pk__in=())
        for wer in traeger:
            wege |= Q(owner_permission__endswith=f"@{wer}")
        return self.filter(wege, flow_task_type="HUMAN")

    def fuer(self, user):
        """Tasks that the roles held today may take; one IN over an index, no join."""
        return self.filter(owner_permission__in=aemter.aemter(user), flow_task_type="HUMAN")

    def offen(self):
        """Neither done nor cancelled."""
        return self.filter(status__in=OFFEN)

    def zu_tun(self, user):
        """Open ones ``user`` may do: taken by nobody or by this person."""
        return self.fuer(user).offen().filter(Q(owner=user) | Q(owner__isnull=True))

    def meine(self, user):
        """Those ``user`` has taken."""
        return self.filter(owner=user)

    def frei(self):
        """Those nobody has taken."""
        return self.filter(owner__isnull=True)

    def von(self, objekt):
        """Tasks of the procedure about one application or paper, oldest first."""
        prozess = Vorlagenprozess if objekt._meta.model_name == "vorlage" else Antragsprozess
        return self.filter(**{f"process__{prozess._meta.model_name}__{prozess.GEGENSTAND}": objekt}).order_by(
            "pk"
        )

    def mit_gegenstand(self):
        """Load what a row of the worklist shows: one query for any number of rows."""
        return self.select_related(*GEGENSTAENDE)

    def mit_frist(self, arten):
        """Annotate ``bis``, the open deadline of each task's node (``arten``: node reference -> Frist.Art); far away without one."""
        art = Case(*(When(flow_task=ref, then=Value(art)) for ref, art in arten.items()), default=Value(""))
        frist = Frist.objects.offen().filter(
            antrag=OuterRef("process__antragsprozess__antrag"), art=OuterRef("frist_art")
        )
        bis = Coalesce(Subquery(frist.values("faellig_am")[:1]), Value(OHNE_FRIST, DateField()))
        return self.annotate(frist_art=art).annotate(bis=bis)


class Aufgabe(WriteBehind, Task):
    """A task of a flow. The office it is addressed to stands in ``owner_permission`` (see aemter.py)."""

    objects = AufgabeQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"

    def save(self, *args, **kwargs):
        """Stamp a new task with the clock that its readers live by (the demo's day, not the machine's)."""
        if self._state.adding and self.pk is None:
            self.created = zeit.jetzt()
        super().save(*args, **kwargs)

    @property
    def knoten(self):
        """Name of the node in its flow."""
        return self.flow_task.name

    @property
    def gegenstand(self):
        """The application or paper this is about."""
        return self.coerced_process.gegenstand

    @property
    def ist_offen(self):
        """Whether somebody can still do it."""
        return self.status in OFFEN

    def zuweisbar_durch(self, user):
        """Whether ``user`` may give it to a colleague: an ``Auskunft``."""
        if aemter.ist_kommunal(self.owner_permission):
            return Auskunft(False, "Diese Aufgabe kann jede Person der Kommune erledigen.")
        wechsel = Uebergabe(self.gegenstand, self.flow_task.task_title, self.owner, None)
        return may(user, "aufgabe.zuweisen", wechsel)


class Vorgaenger:
    """``previous`` without rows inside a step: the order of ids tells it, as no flow of ours splits or undoes."""

    def __get__(self, task, owner=None):
        return NichtGemerkt() if current() is not None else Task.previous.__get__(task, owner)


class NichtGemerkt:
    """Takes what the engine adds and keeps nothing."""

    def add(self, *tasks):
        """Forget."""


Aufgabe.previous = Vorgaenger()


class Antragsprozess(Process):
    """The procedure of one application."""

    GEGENSTAND = "antrag"
    antrag = models.OneToOneField(
        "antraege.Antrag", models.PROTECT, related_name="prozess", verbose_name="Antrag"
    )

    class Meta:
        verbose_name = "Antragsverfahren"
        verbose_name_plural = "Antragsverfahren"

    @property
    def gegenstand(self):
        """The application."""
        return self.antrag


class Vorlagenprozess(Process):
    """The way of one paper through the committees."""

    GEGENSTAND = "vorlage"
    vorlage = models.OneToOneField(
        "antraege.Vorlage", models.PROTECT, related_name="prozess", verbose_name="Sitzungsvorlage"
    )

    class Meta:
        verbose_name = "Beschlussverfahren"
        verbose_name_plural = "Beschlussverfahren"

    @property
    def gegenstand(self):
        """The paper."""
        return self.vorlage
