"""The number beside "Aufgaben" in the menu."""

from antraege.views.blaettern import HOECHSTENS
from workflows.models import Aufgabe


def offene_aufgaben(request):
    """Context processor: how many open tasks wait for this person, asked only where the menu is drawn."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"offene_aufgaben": lambda: _anzahl(user)}


def _anzahl(user):
    anzahl = Aufgabe.objects.zu_tun(user).order_by()[: HOECHSTENS + 1].count()
    return anzahl if anzahl <= HOECHSTENS else f"über {HOECHSTENS}"
