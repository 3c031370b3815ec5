"""Positions that a later notice left too large: it takes the money, not the position, so somebody has to look (hint only)."""

from __future__ import annotations

from antraege.berechnung import hoechststand
from antraege.formate import datum, vzae
from antraege.models import Antrag, Bescheid
from antraege.services.haushalt import OHNE_BINDUNG


def hinweis(antrag: Antrag) -> str:
    """Say that more is recorded of the application than its latest notice still grants; empty where it fits."""
    folgende = Bescheid.objects.filter(antrag=antrag, aendert__isnull=False).exclude(status__in=OHNE_BINDUNG)
    letzter, grund = folgende.first(), folgende.filter(wirksam_ab__isnull=False).first()
    if letzter is None or grund is None or grund.wirksam_ab is None:
        return ""
    ab = grund.wirksam_ab
    erfasst = hoechststand((a.vzae, max(a.beginn, ab), a.ende) for a in antrag.anteile.filter(ende__gte=ab))
    if erfasst <= letzter.vzae:
        return ""
    return (
        f"Der {grund.get_art_display()} {grund.nummer} wirkt ab {datum(ab)}: Gefördert werden noch {vzae(letzter.vzae)}, "
        f"erfasst sind {vzae(erfasst)}. Die Stelle ändert sich damit nicht von selbst; bitte passen Sie sie an."
    )
