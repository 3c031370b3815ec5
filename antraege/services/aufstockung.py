"""The top-up of an existing share (R11): which position grows, of what parts it consists, what one person has in all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet

from antraege.berechnung import VOLLE_STELLE, hoechststand, kuerzung_bei_doppelfoerderung
from antraege.models import Antrag, Finanzierungsanteil, Stelle
from antraege.services import stelle


def waehlbar(antrag: Antrag) -> QuerySet[Stelle]:
    """Give the applicant's positions that run in the round's funding time and have no share of the round yet."""
    return stelle.aufstockbar(antrag.kommune, antrag.runde)


def teile(antrag: Antrag) -> list[Finanzierungsanteil]:
    """List the parts of the position that is to grow, the oldest first; [] for a new share."""
    if antrag.aufgestockt_id is None:
        return []
    return list(
        Finanzierungsanteil.objects.filter(stelle=antrag.aufgestockt_id)
        .select_related("runde__programm")
        .order_by("beginn", "pk")
    )


def vorhanden(antrag: Antrag) -> Decimal:
    """Give the VZÄ the same person has already in the funding time: of the chosen position, else as stated (R10)."""
    if antrag.aufgestockt_id is None:
        return antrag.andere_vzae
    runde = antrag.runde
    anteile = [
        (teil.vzae, max(teil.beginn, runde.beginn), min(teil.ende, runde.ende))
        for teil in teile(antrag)
        if teil.beginn <= runde.ende and teil.ende >= runde.beginn and teil.antrag_id != antrag.pk
    ]
    return max(hoechststand(anteile), antrag.andere_vzae)


def hinweise(antrag: Antrag) -> list[str]:
    """Say where one person would have more than 1.00 VZÄ over all sources; it is saved, the check cuts it (R10, R11)."""
    if antrag.beantragt_vzae is None:
        return []
    kuerzung = kuerzung_bei_doppelfoerderung(vorhanden(antrag), antrag.beantragt_vzae, VOLLE_STELLE)
    if not kuerzung.gekuerzt:
        return []
    return [
        f"Eine Fachkraft wird mit höchstens 1,00 VZÄ gefördert: {kuerzung.spur[0]}. "
        "Bitte prüfen Sie den Anteil, sonst ist er zu kürzen."
    ]


def offene_punkte(antrag: Antrag) -> Iterator[tuple[str, str]]:
    """Give (field, sentence) of what a top-up lacks: the position, or without one in the books the person's share."""
    if antrag.antragsart != Antrag.Art.AUFSTOCKUNG or antrag.aufgestockt_id:
        return
    if waehlbar(antrag).exists():
        yield "aufgestockt", "Bitte wählen Sie die Stelle, die aufgestockt wird."
    elif not antrag.andere_vzae:
        satz = "Für Ihre Kommune ist keine laufende Stelle erfasst. Bitte geben Sie den Anteil an, den die Fachkraft schon hat, oder wählen Sie „Neuer Stellenanteil“."
        yield "andere_vzae", satz
