"""Acts on several cases at once: what each case would meet, and then each through the code of the single act, on its own.

Every case is its own transaction, so a refusal of one never takes back another. Run a second time, each says it is done.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import Http404

from antraege.fehler import Verweigert
from antraege.models import Antrag
from antraege.views.gleichzeitig import WARTEZEIT
from workflows.fehler import SchonErledigt
from workflows.models import Aufgabe
from workflows.views.konflikt import erledigt_satz

HOECHSTENS = 100
ERLEDIGT, SCHON, NICHT = "erledigt", "schon erledigt", "nicht möglich"


@dataclass(frozen=True)
class Fall:
    """One chosen case: the application or paper, its task (None: no task of a person is open), and how it was chosen."""

    objekt: object
    aufgabe: Aufgabe | None
    wahl: tuple[str, int]


@dataclass(frozen=True)
class Ergebnis:
    """What became of a case: ``stand`` is erledigt, schon erledigt or nicht möglich, with its sentence."""

    fall: Fall
    stand: str
    satz: str


def faelle(user, aufgaben, antraege):
    """The chosen cases this person may see, in the order of the choice; foreign ones do not exist. At most 100."""
    aufgaben, antraege = list(dict.fromkeys(aufgaben)), list(dict.fromkeys(antraege))
    tasks = {t.pk: t for t in _tasks(user).filter(pk__in=aufgaben)}
    sichtbar = Antrag.objects.visible_to(user).mit_rahmen().select_related("fassung").filter(pk__in=antraege)
    rows = {a.pk: a for a in sichtbar}
    offen = offene(rows)
    gefunden = [Fall(tasks[pk].gegenstand, tasks[pk], ("aufgabe", pk)) for pk in aufgaben if pk in tasks]
    gefunden += [Fall(rows[pk], offen.get(pk), ("antrag", pk)) for pk in antraege if pk in rows]
    return gefunden[:HOECHSTENS]


def _tasks(user):
    return Aufgabe.objects.visible_to(user).mit_gegenstand()


def offene(antraege):
    """Application's key -> its open task, whoever's it is: a municipality's, too, tells what is waited for."""
    von = {"process__antragsprozess__antrag__in": list(antraege)}
    tasks = Aufgabe.objects.filter(**von, flow_task_type="HUMAN").offen().mit_gegenstand() if antraege else ()
    return {task.gegenstand.pk: task for task in tasks}


def ausfuehren(handlung, user, gewaehlt, sendung):
    """[Ergebnis] of every case, one after the other; ``sendung``: the valid form and the data as they were sent."""
    return [einzeln(handlung, user, fall, sendung) for fall in gewaehlt]


def einzeln(handlung, user, fall, sendung):
    """The ``Ergebnis`` of one case, in a transaction of its own."""
    try:
        satz = handlung.tue(fall, user, sendung)
    except SchonErledigt as fehler:
        return Ergebnis(fall, SCHON, erledigt_satz(fehler.aufgabe))
    except Verweigert as fehler:
        return Ergebnis(fall, NICHT, mit_hilfe(fehler))
    except ValidationError as fehler:
        return Ergebnis(fall, NICHT, " ".join(fehler.messages))
    except Http404:
        return Ergebnis(fall, NICHT, "Diesen Vorgang gibt es für Sie nicht mehr.")
    except OperationalError as fehler:
        if not isinstance(fehler.__cause__, WARTEZEIT):
            raise
        return Ergebnis(
            fall, NICHT, "Dieser Vorgang wird gerade bearbeitet. Bitte versuchen Sie es gleich noch einmal."
        )
    return Ergebnis(fall, ERLEDIGT, satz) if satz else Ergebnis(fall, SCHON, handlung.schon)


def mit_hilfe(grund):
    """The sentence why not, with who can help where it does not say so itself (a refusal or an ``Auskunft``)."""
    return f"{grund.satz} Das kann: {grund.wer}." if grund.wer and grund.wer not in grund.satz else grund.satz
