"""Who pays how much of the positions in a calendar year: shares by round and place, in VZÄ and by the round's rate in EUR.

Money of the Land and of the district stand side by side and are never added up or set off (R25).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum

from antraege.berechnung import NULL, foerderbetrag, hundertstel
from antraege.models import Bescheid, Bescheidjahr, Finanzierungsanteil, Foerderrunde
from antraege.services.haushalt import OHNE_BINDUNG


@dataclass(frozen=True)
class Anteil:
    """VZÄ that a round pays at a place from a day to a day, over all positions."""

    runde: Foerderrunde
    ort: int
    vzae: Decimal
    beginn: date
    ende: date

    def im_mittel(self, jahr: int) -> Decimal:
        """VZÄ on the average of the year: half a year of 1.00 is 0.50 (not rounded)."""
        erster, letzter = date(jahr, 1, 1), date(jahr, 12, 31)
        tage = (min(self.ende, letzter) - max(self.beginn, erster)).days + 1
        return self.vzae * max(tage, 0) / ((letzter - erster).days + 1)

    def betrag(self, jahr: int) -> Decimal | None:
        """EUR of the year by the rate of the round's rules; None where they name no rate."""
        satz = self.runde.fassung.satz_je_vzae
        if satz is None:
            return None
        anker = min(self.runde.beginn, self.beginn)
        jahre = foerderbetrag(self.vzae, satz, self.beginn, self.ende, jahr_ab=anker).anteile
        return next((teil.betrag for teil in jahre if teil.jahr == jahr), NULL)


def anteile(kreise: Collection[int], jahr: int) -> list[Anteil]:
    """Give what is paid in a year in these districts; two queries, one row for each round, place and period."""
    im_jahr = Finanzierungsanteil.objects.filter(
        runde__programm__landkreis_id__in=kreise, beginn__lte=date(jahr, 12, 31), ende__gte=date(jahr, 1, 1)
    )
    gruppen = im_jahr.order_by().values_list("runde", "stelle__einsatzort", "beginn", "ende")
    zeilen = list(gruppen.annotate(Sum("vzae")))
    runden = Foerderrunde.objects.select_related("programm", "fassung").in_bulk({z[0] for z in zeilen})
    return [Anteil(runden[runde], ort, vzae, beginn, ende) for runde, ort, beginn, ende, vzae in zeilen]


def gebunden(kreise: Collection[int]) -> dict[tuple[int, int], Decimal]:
    """EUR by round and fiscal year that the latest released notice of each application binds; one query."""
    geltend = Bescheid.objects.filter(antrag=OuterRef("bescheid__antrag")).exclude(status__in=OHNE_BINDUNG)
    zeilen = Bescheidjahr.objects.filter(
        bescheid__antrag__runde__programm__landkreis_id__in=kreise,
        bescheid=Subquery(geltend.order_by("-pk").values("pk")[:1]),
    )
    je_jahr = zeilen.order_by().values_list("bescheid__antrag__runde", "jahr").annotate(Sum("betrag"))
    return {(runde, jahr): betrag for runde, jahr, betrag in je_jahr}


def mittel(teile: Iterable[Anteil], jahr: int) -> Decimal:
    """VZÄ on the average of the year, to the hundredth."""
    return hundertstel(sum((teil.im_mittel(jahr) for teil in teile), NULL))


def betrag(teile: Iterable[Anteil], jahr: int) -> Decimal | None:
    """EUR of the year; None where one of the rounds names no rate, because a part would look like the whole."""
    betraege = [teil.betrag(jahr) for teil in teile]
    return None if None in betraege else sum((b for b in betraege if b is not None), NULL)
