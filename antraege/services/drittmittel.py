"""Third-party money first (R12): what a municipality could still use of the Land's frame."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from antraege.berechnung import NULL
from antraege.models import Finanzierungsanteil, Foerderprogramm, Foerderrunde, Inanspruchnahme, Kommune


def frei(kommune: Kommune, runde: Foerderrunde) -> Decimal:
    """Give the Land's VZÄ of ``kommune`` not yet claimed or filled, in rounds that overlap ``runde`` in time and target group.

    Waived or transferred shares are not free for the municipality itself.
    """
    offen = (
        Inanspruchnahme.objects.filter(
            kommune=kommune,
            art__in=[Inanspruchnahme.Art.OFFEN, Inanspruchnahme.Art.SELBST],
            runde__status=Foerderrunde.Status.VEROEFFENTLICHT,
            runde__programm__geber=Foerderprogramm.Geber.LAND,
            runde__beginn__lte=runde.ende,
            runde__ende__gte=runde.beginn,
            runde__zielgruppen__in=runde.zielgruppen.all(),
        )
        .exclude(runde=runde)
        .distinct()
    )
    return sum((max(i.vzae - _gefuellt(i), NULL) for i in offen), NULL)


def _gefuellt(inanspruchnahme: Inanspruchnahme) -> Decimal:
    anteile = Finanzierungsanteil.objects.filter(
        runde=inanspruchnahme.runde_id, stelle__anstellungstraeger=inanspruchnahme.kommune_id
    )
    return anteile.aggregate(summe=Sum("vzae"))["summe"] or NULL
