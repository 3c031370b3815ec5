"""Positions that a later notice left too large: it takes the money, not the position, so somebody has to look (hint only)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from antraege.berechnung import hoechststand
from antraege.formate import datum, vzae
from antraege.models import Antrag, Bescheid, Finanzierungsanteil
from antraege.services.haushalt import OHNE_BINDUNG

WAS_ZAEHLT = ("antrag_id", "art", "nummer", "vzae", "wirksam_ab")


def hinweis(antrag: Antrag) -> str:
    """Say that more is recorded of the application than its latest notice still grants; empty where it fits."""
    return next(iter(hinweise([antrag.pk])), "")


def hinweise(antraege: Iterable[int]) -> list[str]:
    """The same of several applications (pk), one sentence for each that does not fit; two queries for all of them."""
    folgende = Bescheid.objects.filter(antrag__in=[*antraege], aendert__isnull=False)
    je_antrag: dict[int, list[Bescheid]] = {}
    for bescheid in folgende.exclude(status__in=OHNE_BINDUNG).only(*WAS_ZAEHLT):
        je_antrag.setdefault(bescheid.antrag_id, []).append(bescheid)
    anteile = [*Finanzierungsanteil.objects.filter(antrag__in=je_antrag)] if je_antrag else []
    saetze = (
        _satz(bescheide, [anteil for anteil in anteile if anteil.antrag_id == antrag])
        for antrag, bescheide in sorted(je_antrag.items())
    )
    return [satz for satz in saetze if satz]


def _satz(bescheide: Sequence[Bescheid], anteile: Sequence[Finanzierungsanteil]) -> str:
    """Of one application: its later notices, the latest first, and what is recorded of it."""
    letzter = bescheide[0]
    grund = next((bescheid for bescheid in bescheide if bescheid.wirksam_ab is not None), None)
    if grund is None or grund.wirksam_ab is None:
        return ""
    ab = grund.wirksam_ab
    erfasst = hoechststand((a.vzae, max(a.beginn, ab), a.ende) for a in anteile if a.ende >= ab)
    if erfasst <= letzter.vzae:
        return ""
    return (
        f"Der {grund.get_art_display()} {grund.nummer} wirkt ab {datum(ab)}: Gefördert werden noch {vzae(letzter.vzae)}, "
        f"erfasst sind {vzae(erfasst)}. Die Stelle ändert sich damit nicht von selbst; bitte passen Sie sie an."
    )
