"""Tasks come back to their office when whoever took them may do them no longer.

A role ended (change of person, a leaver), an account was closed, a substitution is over, the Ersatzrolle is not needed
any more. Celery beat looks every minute; until then nobody is kept from working, for the office is asked at each act.
"""

from workflows import pannen
from workflows.door import heimholen
from workflows.fehler import SchonErledigt
from workflows.models import Aufgabe


def feststellen(heute):
    """Give back what nobody may do who holds it; give how many there were. One query a person who holds a task."""
    return sum(_einzeln(task, heute) for task in _uebernommene())


def _uebernommene():
    """Taken tasks; those of one person share one account, so its roles are read once."""
    personen = {}
    taken = Aufgabe.objects.offen().filter(flow_task_type="HUMAN", owner__isnull=False)
    for task in taken.select_related("owner").order_by("pk"):
        task.owner = personen.setdefault(task.owner_id, task.owner)
        yield task


def _darf_noch(task):
    return task.owner.ist_system or task.flow_task.can_execute(task.owner, task)


def _einzeln(task, heute):
    """Whatever goes wrong with one task keeps no other from coming back."""
    try:
        return not _darf_noch(task) and heimholen(task.pk, heute=heute)
    except SchonErledigt:
        return False
    except Exception:
        pannen.melden("Giving back Aufgabe", task.pk, heute)
        return False
