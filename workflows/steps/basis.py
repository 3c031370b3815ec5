"""What a step is: a page over a task with one or more acts, each a button that binds a form to a service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from antraege.berechtigungen import may
from antraege.einsicht import status_fuer
from antraege.formate import euro, vzae, zahl
from antraege.forms.schritte import Schrittform
from antraege.views.bausteine import Act, Fact


@dataclass(frozen=True)
class Handlung:
    """One act of a step. ``meldung`` is the flash after it; ``{0}`` is the application or paper as it stands then.

    ``recht`` is the key in RECHTE, asked about ``worueber`` (default: the application or paper) so that a refusal
    explains itself before anybody tries. ``fest``: facts that the button alone decides. ``zwischen``: the service that
    keeps what was entered so far, without ending the task (the form's button ``sichern``); ``zwischen_recht``: the right
    to do so where it holds while the act itself has to wait.
    """

    name: str
    label: str
    act: Callable
    recht: str
    meldung: str
    form_class: type = Schrittform
    hinweis: str = ""
    fest: Mapping = field(default_factory=dict)
    zwischen: Callable | None = None
    zwischen_recht: str = ""
    worueber: Callable = lambda objekt: objekt


class StepView:
    """A step of a person. Subclasses name its acts and what the page shows above them."""

    handlungen: tuple[Handlung, ...] = ()
    # Long pages lead from the top to their acts.
    lang = False

    def __init__(self, aufgabe, user, heute):
        self.aufgabe, self.user, self.heute = aufgabe, user, heute
        self.objekt = aufgabe.gegenstand

    @classmethod
    def handlung(cls, name):
        """The act of that name; KeyError for another step's."""
        return {handlung.name: handlung for handlung in cls.handlungen}[name]

    def auskunft(self):
        """Whether this person may do at least one of the acts now; if none, why not the first."""
        antworten = [may(self.user, h.recht, h.worueber(self.objekt)) for h in self.handlungen]
        return next((antwort for antwort in antworten if antwort), antworten[0])

    @property
    def titel(self):
        """What is to be done, as the drawing calls it."""
        return self.aufgabe.flow_task.task_title

    def beschriftung(self, handlung, form):
        """Label of the act's button."""
        return handlung.label

    def form(self, handlung, data=None, **mehr):
        """The form of an act, empty or with what was sent."""
        return handlung.form_class(
            data,
            objekt=self.objekt,
            user=self.user,
            heute=self.heute,
            initial={"act": handlung.name},
            auto_id=f"{handlung.name}_%s",
            **mehr,
        )

    def bloecke(self, gesendet=None, extra=(), **mehr):
        """For the template: each act with its form, or refused with its reason.

        ``gesendet``: the form that failed or is shown again; ``mehr``: act -> keywords of its form.
        """
        for nr, handlung in enumerate(self.handlungen):
            auskunft = may(self.user, handlung.recht, handlung.worueber(self.objekt))
            grund = "" if auskunft else f"{auskunft.satz}{_hilfe(auskunft.wer)}"
            if grund and not self._sicherbar(handlung):
                yield {"abgelehnt": Act(handlung.label, reason=grund)}
                continue
            hier = gesendet is not None and gesendet.initial.get("act") == handlung.name
            form = gesendet if hier else self.form(handlung, **mehr.get(handlung.name, {}))
            yield {
                "handlung": handlung,
                "form": form,
                "wartet": grund,
                "submit": self.beschriftung(handlung, form),
                "extra": extra if hier else (),
                "kind": "secondary" if nr else "primary",
            }

    def _sicherbar(self, handlung):
        """Whether there is something this person may keep although the act itself has to wait."""
        darf = handlung.zwischen_recht and may(self.user, handlung.zwischen_recht, self.objekt)
        return bool(darf and self.form(handlung).weitere)

    def seitlich(self):
        """Context of what stands at the side of the page beyond deadline and office; subclasses give theirs."""
        return {}

    # What the page shows above the acts; subclasses give what theirs needs

    def hinweis(self):
        """An Alert above everything, or None."""

    def fakten(self):
        """Key figures."""
        return []

    def liste(self):
        """(heading, [Condition]): what is there and what is missing; None without."""

    def texte(self):
        """[(heading, text)]: words of others that this step judges."""
        return []

    def tabelle(self):
        """Computed figures as a table (caption, columns, rows), or None."""

    def vergleich(self):
        """Remarks of the last return with old beside new (bemerkungen), and what else changed (sonst); {} without."""
        return {}

    def stellungnahmen(self):
        """Opinions of other offices (zeilen, fehlend, erbitten); {} without."""
        return {}

    @property
    def name(self):
        """What it is about, for the way back."""
        return str(self.objekt)

    @property
    def zeile(self):
        """One line under the heading."""
        return ""

    @property
    def stand(self):
        """(code, label) of the legal state this person may see."""
        return (self.objekt.status, self.objekt.get_status_display())

    def ziel(self):
        """Where to go after the act."""
        return reverse(self.objekt._meta.model_name, args=[self.objekt.pk])


class AntragView(StepView):
    """A step about an application."""

    @property
    def name(self):
        """Municipality and round: a draft has no number."""
        return f"{self.objekt.kommune}: {self.objekt.runde}"

    zeile = name

    @property
    def stand(self):
        """The municipality sees what was released to it."""
        status = status_fuer(self.user, self.objekt)
        return (status.value, status.label)

    def fakten(self):
        """What was asked."""
        antrag = self.objekt
        return [
            Fact("Beantragt", vzae(antrag.beantragt_vzae), euro(antrag.beantragt_betrag)),
            Fact("Personen", zahl(antrag.personen_gesamt, 0), "am Stichtag"),
            Fact("Eigenanteil", euro(antrag.eigenanteil)),
        ]

    def empfohlen(self):
        """The figure of the recommendation, in the steps that may show it."""
        return Fact(
            "Empfohlen", vzae(self.objekt.empfohlen_vzae), euro(self.objekt.empfohlen_betrag), on=True
        )

    def bewilligt(self):
        """The figure of the decision, in the steps of the notice."""
        return Fact(
            "Bewilligt", vzae(self.objekt.bewilligt_vzae), euro(self.objekt.bewilligt_betrag), on=True
        )


@dataclass(frozen=True)
class Alert:
    """Kind (info, warning, success), title and text of a note."""

    kind: str
    title: str
    text: str


def _hilfe(wer):
    return f" Das kann: {wer}." if wer else ""
