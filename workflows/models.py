"""Thin processes: one link to the domain object and nothing else. Facts live in ``antraege``.

``GEGENSTAND``: the link. ``WEG``: from the process to what its acts are about, ``HANDELT_AN``: what services call that.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from viewflow.workflow.managers import TaskQuerySet
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from antraege import zeit
from antraege.berechtigungen import may
from antraege.rechte.aufgabe import Uebergabe
from antraege.rechte.grund import Auskunft
from workflows import aemter
from workflows import ersatz as ersatzdienst
from workflows.writebehind import WriteBehind, current

OFFEN = (STATUS.NEW, STATUS.ASSIGNED)
GEGENSTAENDE = (
    "process__antragsprozess__antrag__kommune",
    "process__antragsprozess__antrag__runde",
    "process__antragsprozess__antrag__fassung",
    "process__vorlagenprozess__vorlage",
    "process__bescheidprozess__bescheid__antrag__kommune",
    "process__bescheidprozess__bescheid__antrag__runde",
    "process__bescheidprozess__bescheid__antrag__fassung",
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
        """Tasks that the roles held today may do, also as a substitute; one IN over an index, no join.

        Where this person has to step in for another office the few tasks nobody there can do come on top (ersatz.py).
        """
        eigene, ersatz = Q(owner_permission__in=aemter.aemter(user)), ersatzdienst.aufgaben(user)
        return self.filter(eigene if ersatz is None else eigene | ersatz, flow_task_type="HUMAN")

    def offen(self):
        """Neither done nor cancelled."""
        return self.filter(status__in=OFFEN)

    def zu_tun(self, user):
        """Open ones ``user`` may do: taken by nobody, by this person, or by somebody it stands in for."""
        bei, ersatz = ersatzdienst.bei(user), ersatzdienst.aufgaben(user)
        return self.fuer(user).offen().filter(bei if ersatz is None else bei | ersatz)

    def meine(self, user):
        """Those ``user`` has taken."""
        return self.filter(owner=user)

    def frei(self):
        """Those nobody has taken."""
        return self.filter(owner__isnull=True)

    def von(self, objekt):
        """Tasks of the procedure about one application, paper or later notice, oldest first."""
        prozess = next(p for p in PROZESSE if objekt._meta.model_name == p.GEGENSTAND)
        return self.filter(**{f"process__{prozess._meta.model_name}__{prozess.GEGENSTAND}": objekt}).order_by(
            "pk"
        )

    def am_antrag(self, antrag):
        """Open tasks of people about an application, those of its later notices too, by the worklist's rows."""
        return self.filter(vorrat__antrag=antrag).order_by("pk")

    def mit_gegenstand(self):
        """Load what a row of the worklist shows: one query for any number of rows."""
        return self.select_related(*GEGENSTAENDE)

    def arbeitsvorrat(self, user):
        """Those of ``zu_tun`` with deadline (``bis``) and open points, by the rows made for it: at 10,000 as cheap as at 10.

        Whoever has to step in for another office gets them by the tasks themselves: they are few.
        """
        if ersatzdienst.aufgaben(user) is None:
            bei = Q(vorrat__person=user) | Q(vorrat__person__in=user.vertretene)
            offen = self.filter(bei | Q(vorrat__person__isnull=True), vorrat__amt__in=aemter.aemter(user))
        else:
            offen = self.zu_tun(user)
        return offen.annotate(bis=F("vorrat__bis"), offene_punkte=F("vorrat__offene_punkte"))


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
        """The application or paper this is about; a later notice's is its application."""
        return self.coerced_process.gegenstand

    @property
    def ist_offen(self):
        """Whether somebody can still do it."""
        return self.status in OFFEN

    def springt_ein(self, user):
        """Whether nobody of its office can do it and ``user`` holds the Ersatzrolle; a query only where that may be."""
        if self.owner_permission not in ersatzdienst.luecken(user):
            return False
        return Aufgabe.objects.filter(ersatzdienst.aufgaben(user) or Q(pk__in=()), pk=self.pk).exists()

    def liegt_bei_anderen(self, user):
        """Whether somebody else has taken it whose task ``user`` may not do: neither stands in nor steps in for them."""
        if self.owner_id in (None, user.pk, *(person.pk for person in user.vertretene)):
            return False
        luecke = ersatzdienst.luecken(user).get(self.owner_permission)
        return luecke is None or self.owner_id not in luecke.inhaber

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


def _verweis(modell, name):
    """A link whose target no check of the database locks: the row follows from others."""
    return models.ForeignKey(
        modell,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
        verbose_name=name,
    )


class Arbeitsvorrat(models.Model):
    """What the worklist is sorted and filtered by: one row for each open task of a person, kept by triggers (0003, 0005)."""

    aufgabe = models.OneToOneField(
        Task,
        models.CASCADE,
        primary_key=True,
        db_constraint=False,
        related_name="vorrat",
        verbose_name="Aufgabe",
    )
    amt = models.CharField("Stelle", max_length=255)
    person = _verweis(settings.AUTH_USER_MODEL, "übernommen von")
    knoten = models.CharField("Schritt", max_length=255)
    antrag = _verweis("antraege.Antrag", "Antrag")
    runde = _verweis("antraege.Foerderrunde", "Förderrunde")
    vorlage = _verweis("antraege.Vorlage", "Vorlage")
    bis = models.DateField("Frist")
    offene_punkte = models.PositiveSmallIntegerField("offene Punkte")

    class Meta:
        verbose_name = "Aufgabe im Arbeitsvorrat"
        verbose_name_plural = "Arbeitsvorrat"
        indexes = [
            models.Index(fields=["amt", "bis", "aufgabe"], name="vorrat_nach_frist"),
            models.Index(
                fields=["amt", "offene_punkte", "bis", "aufgabe"], name="vorrat_nach_vollstaendigkeit"
            ),
            models.Index(fields=["antrag"], name="vorrat_je_antrag"),
            models.Index(fields=["vorlage"], name="vorrat_je_vorlage"),
        ]


class Antragsprozess(Process):
    """The procedure of one application."""

    GEGENSTAND = WEG = HANDELT_AN = "antrag"
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

    GEGENSTAND = WEG = HANDELT_AN = "vorlage"
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


class Bescheidprozess(Process):
    """The way of a later notice: amendment, revocation, recovery, final notice.

    Linked to the notice; its acts, like those on the first one, are acts on the application and its latest notice.
    """

    GEGENSTAND = "bescheid"
    WEG, HANDELT_AN = "bescheid__antrag", "antrag"
    bescheid = models.OneToOneField(
        "antraege.Bescheid", models.PROTECT, related_name="prozess", verbose_name="Bescheid"
    )

    class Meta:
        verbose_name = "Bescheidverfahren"
        verbose_name_plural = "Bescheidverfahren"

    @property
    def gegenstand(self):
        """The application."""
        return self.bescheid.antrag


PROZESSE = (Antragsprozess, Vorlagenprozess, Bescheidprozess)
