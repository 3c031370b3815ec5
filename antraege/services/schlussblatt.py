"""The closing sheet of a round: what became of all that was asked, of the positions and of the shares passed on.

asked = granted + cut + refused + withdrawn + late + open (``wirkung``); after the notice also what was given back and
what is not filled. Shares of the district stand apart: nobody applied for them (praxis 3, row 22).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from antraege.berechnung import NULL, summe
from antraege.models import Foerderrunde, Inanspruchnahme
from antraege.services import wirkung
from antraege.services.schlusszahlen import Stellenzahlen, stellenzahlen
from antraege.services.wirkung import Posten


@dataclass(frozen=True)
class Antwort:
    """What municipalities did with their shares: how many answered so, with how many VZÄ together."""

    label: str
    kommunen: int
    vzae: Decimal


@dataclass(frozen=True)
class Schlussblatt:
    """All lines of the sheet; ``stichtag`` is the day on which people were counted."""

    beantragt: Sequence[Posten]
    bescheide: Sequence[Posten]
    stellen: Stellenzahlen
    antworten: Sequence[Antwort]
    stichtag: date


def erstellen(runde: Foerderrunde, heute: date) -> Schlussblatt:
    """Add up a round as it stands; the same number of queries whatever its size."""
    antraege = wirkung.eingegangene(runde)
    entschieden = wirkung.beschlossen(antraege)
    stichtag = min(max(heute, runde.beginn), runde.ende)
    return Schlussblatt(
        beantragt=wirkung.der_antraege(runde, antraege, entschieden, {}),
        bescheide=_bescheide(antraege, entschieden),
        stellen=stellenzahlen(runde, stichtag),
        antworten=_antworten(runde),
        stichtag=stichtag,
    )


def _bescheide(antraege: Sequence[wirkung.Antrag], entschieden: dict[int, wirkung.Anteil]) -> list[Posten]:
    """What the decisions granted, what later notices took back or added, what holds."""
    paare = [
        (entschieden[a.pk], (a.bewilligt_vzae, a.bewilligt_betrag)) for a in antraege if a.pk in entschieden
    ]
    weniger, mehr = [], []
    for (vzae, betrag), (jetzt_vzae, jetzt_betrag) in paare:
        stufe = ((vzae or NULL) - (jetzt_vzae or NULL), (betrag or NULL) - (jetzt_betrag or NULL))
        weniger.append(tuple(max(wert, NULL) for wert in stufe))
        mehr.append(tuple(max(-wert, NULL) for wert in stufe))
    return [
        _posten("Zuerst bewilligt", [alt for alt, _ in paare]),
        _posten("Zurückgegeben oder zurückgenommen", weniger),
        _posten("Nachbewilligt", mehr),
        _posten("Es gilt", [neu for _, neu in paare]),
    ]


def _posten(label: str, teile: Sequence[tuple[Decimal | None, ...]]) -> Posten:
    return Posten(label, *(summe(teil[spalte] or NULL for teil in teile) for spalte in (0, 1)))


def _antworten(runde: Foerderrunde) -> list[Antwort]:
    je_art = Inanspruchnahme.objects.filter(runde=runde).order_by("art").values_list("art")
    zeilen = je_art.annotate(Count("pk"), Sum("vzae"))
    return [Antwort(str(Inanspruchnahme.Art(art).label), anzahl, vzae) for art, anzahl, vzae in zeilen]
