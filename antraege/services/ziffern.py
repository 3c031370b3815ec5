"""Which motions (Ziffern) of a paper a step still has to deal with."""

from __future__ import annotations

from antraege.models import Beratungsschritt, Beschlussantrag, Beschlussergebnis, Vorlage
from antraege.services.abstimmung import AUFGESCHOBEN, VERTAGT

R = Beratungsschritt.Rolle


def offene_ziffern(vorlage: Vorlage, rolle: str, gremium_id: int | None = None) -> list[Beschlussantrag]:
    """Give the motions a step of this role has to deal with: judged by each one's latest result.

    ``gremium_id``: those of a step in this committee. What was deferred goes on in the same one, what was referred in another.
    """
    ergebnisse = Beschlussergebnis.objects.filter(beschlussantrag__vorlage=vorlage).select_related(
        "schritt__sitzung"
    )
    letzte = {
        e.beschlussantrag_id: e
        for e in sorted(ergebnisse, key=lambda e: (e.schritt.sitzung.tag, e.schritt_id))
    }
    offen = [z for z in vorlage.beschlussantraege.all() if _offen(letzte.get(z.pk), rolle)]
    hier = [z for z in offen if gremium_id is None or _hier(letzte.get(z.pk), gremium_id)]
    return hier or offen  # an earlier plan may have deferred to another committee


def _hier(letztes: Beschlussergebnis | None, gremium_id: int) -> bool:
    if letztes is None or letztes.wert not in AUFGESCHOBEN:
        return True
    return (letztes.schritt.sitzung.gremium_id == gremium_id) == (letztes.wert in VERTAGT)


def _offen(letztes: Beschlussergebnis | None, rolle: str) -> bool:
    if letztes is None or letztes.wert in AUFGESCHOBEN:
        return True
    if letztes.wert == Beschlussergebnis.Wert.ZURUECKGEZOGEN:
        return False
    return rolle == R.BESCHLUSS and letztes.schritt.rolle != R.BESCHLUSS
