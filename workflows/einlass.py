"""Who the door lets in: what it asks behind the lock, and the same questions for a page that shows why it would refuse."""

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.rechte.aufgabe import HAT_SIE
from antraege.rechte.grund import Auskunft
from workflows import aemter, ersatz, steps
from workflows.fehler import Belegt, SchonErledigt


def auskunft(frage, task, user, *mehr):
    """What the door would say to ``user`` now, as an ``Auskunft``; ``frage`` is one of the four below. Locks nothing."""
    try:
        if not task.ist_offen:
            raise SchonErledigt(task)
        frage(task, user, *mehr)
    except Verweigert as fehler:
        return Auskunft(False, fehler.satz, fehler.wer)
    return Auskunft(True)


def handelbar(task, user):
    """Whether ``user`` may do an act of it; which of them, the act says."""
    darf_handeln(task, user)


def uebernehmbar(task, user):
    """Whether ``user`` may take it."""
    darf_handeln(task, user)
    vergebbar(task, user, zeit.heute())


def abgebbar(task, user):
    """Whether ``user`` may give it back."""
    if task.owner_id is None:
        raise Verweigert("Diese Aufgabe hat niemand übernommen.")
    darf_freigeben(task, user)


def zuweisbar(task, user, an):
    """Whether ``user`` may give it to ``an`` (None: to whom, is not said yet)."""
    darf_vergeben(task, user)
    if an is not None:
        vergebbar(task, an, zeit.heute())


def darf_handeln(task, user):
    """Give ``user`` as it acts here: with the office's role where it steps in for it."""
    if not user.ist_system and task.liegt_bei_anderen(user):
        raise Belegt(task)
    if not task.flow_task.can_execute(user, task):
        raise Verweigert(
            "Diese Aufgabe liegt bei einer anderen Stelle.", wer=aemter.wort(task.owner_permission)
        )
    return ersatz.handelnd(user, task)


def darf_vergeben(task, user):
    """Refuse where ``user`` neither has the task nor heads its office."""
    if not (task.owner_id == user.pk or aemter.leitet(user, task.owner_permission)):
        raise Verweigert(HAT_SIE.satz, wer=HAT_SIE.wer)


def darf_freigeben(task, user):
    """Refuse where somebody else has the task."""
    if task.owner_id is not None and not task.flow_task.can_unassign(user, task):
        raise Belegt(task)


def vergebbar(task, an, heute):
    """Refuse where ``an`` could not do the task: a task of the district, of an office held today, and at least one of its acts."""
    if aemter.ist_kommunal(task.owner_permission):  # nobody there could free it again
        raise Verweigert("Diese Aufgabe kann jede Person der Kommune erledigen, sie wird nicht übernommen.")
    if not task.flow_task.can_execute(an, task):
        rolle = aemter.wort(task.owner_permission)
        raise Verweigert(f"{an} gehört heute nicht zur zuständigen Stelle: {rolle}.", wer=rolle)
    if not (auskunft := steps.schritt(task, ersatz.handelnd(an, task), heute).auskunft()):
        raise Verweigert(auskunft.satz, wer=auskunft.wer)
