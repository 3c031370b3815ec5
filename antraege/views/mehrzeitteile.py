"""What pages show of a municipality's wish for more time: to itself and to the office beside its extension."""

from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.antrag import MehrZeitForm
from antraege.models import Fristwunsch


def wunsch_zu(antrag):
    """The wish about the deadline that runs, answered or not; None without one."""
    return Fristwunsch.objects.zu(antrag).first()


def form_zu(antrag, data=None):
    """The form, with what was asked before where nothing is sent."""
    wunsch = wunsch_zu(antrag)
    return MehrZeitForm(data, initial={"bis": wunsch.bis, "grund": wunsch.grund} if wunsch else {})


def kasten(user, antrag):
    """For whoever may ask: whether it is possible, and what was asked and answered; None for everybody else."""
    if not hat_recht(user, RECHTE["antrag.mehr_zeit_erbitten"], antrag):
        return None
    return {"auskunft": may(user, "antrag.mehr_zeit_erbitten", antrag), "wunsch": wunsch_zu(antrag)}
