"""Rounds whose last day is over while municipalities stayed silent: told once each, a failing one is logged and kept."""

from antraege.models import Benutzer
from antraege.services import schweigen
from workflows import pannen


def feststellen(heute):
    """Tell the office of the rounds that are due on the day ``heute``; give how many were."""
    system = Benutzer.objects.system()
    return sum(_einzeln(runde, system, heute) for runde in schweigen.faellige(heute))


def _einzeln(runde, system, heute):
    try:
        return schweigen.melden(runde=runde, by=system, heute=heute)
    except Exception:
        pannen.melden("Telling of the silence in Foerderrunde", runde.pk, heute)
        return False
