"""Third-party money first (R12): what a municipality could still use of the Land's frame."""

from __future__ import annotations

from decimal import Decimal

from antraege.berechnung import NULL, hoechststand
from antraege.models import Finanzierungsanteil, Foerderprogramm, Foerderrunde, Inanspruchnahme, Kommune


def frei(kommune: Kommune, runde: Foerderrunde) -> Decimal:
    """Give the Land's VZÄ of ``kommune`` not yet claimed or filled, in rounds that overlap ``runde`` in time and target group.

    Waived or transferred shares are not free for the municipality itself.
    """
    if not (landesrunden := _landesrunden(runde)):
        return NULL
    offen = Inanspruchnahme.objects.filter(
        kommune=kommune,
        art__in=[Inanspruchnahme.Art.OFFEN, Inanspruchnahme.Art.SELBST],
        runde__in=landesrunden,
    )
    return sum((max(i.vzae - _gefuellt(i), NULL) for i in offen), NULL)


def _landesrunden(runde: Foerderrunde) -> list[int]:
    """The Land's published rounds that overlap; asked twice for the same object, they are read once."""
    if "_landesrunden" not in runde.__dict__:
        des_landes = Foerderrunde.objects.filter(
            status=Foerderrunde.Status.VEROEFFENTLICHT, programm__geber=Foerderprogramm.Geber.LAND
        )
        andere = des_landes.filter(
            beginn__lte=runde.ende, ende__gte=runde.beginn, zielgruppen__in=runde.zielgruppen.all()
        ).exclude(pk=runde.pk)
        pks = andere.order_by("pk").values_list("pk", flat=True).distinct()
        runde._landesrunden = list(pks)  # type: ignore[attr-defined]
    return runde._landesrunden  # type: ignore[attr-defined, no-any-return]


def _gefuellt(inanspruchnahme: Inanspruchnahme) -> Decimal:
    """The most VZÄ of any day: two shares one after the other fill the same part."""
    anteile = Finanzierungsanteil.objects.filter(
        runde=inanspruchnahme.runde_id, stelle__anstellungstraeger=inanspruchnahme.kommune_id
    )
    return hoechststand(anteile.values_list("vzae", "beginn", "ende"))
