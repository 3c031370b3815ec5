"""Drafts that wait for the budget: what each costs by year, what it lacks and who supplies that; after a run, how many of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from antraege.berechnung import NULL
from antraege.models import Bescheid, Bescheidjahr, Foerderprogramm, Serienlauf, Serienzeile
from antraege.services import bewilligung
from antraege.services.haushalt import OHNE_BINDUNG, Bindung, Punkt, ermaechtigungen, gebunden, weigerungen


@dataclass(frozen=True)
class Wartend:
    """A draft handed in for release, EUR by fiscal year, and what the budget has against it."""

    entwurf: Bescheid
    jahre: dict[int, Decimal]
    fehlt: list[Punkt]


def wartend(programm: Foerderprogramm, heute: date) -> list[Wartend]:
    """Give the programme's drafts that the budget holds up, by municipality; each weighed alone, as its release would be."""
    entwuerfe = list(_entwuerfe(programm))
    if not entwuerfe:
        return []
    zeilen, alle = list(ermaechtigungen(programm.pk)), gebunden(programm.pk)
    eigene = _eigene(entwuerfe)
    gefunden = [
        Wartend(
            entwurf,
            bewilligung.gespeichert(entwurf),
            weigerungen(entwurf, zeilen, heute, _bindung(alle, eigene[entwurf.antrag_id])),
        )
        for entwurf in entwuerfe
    ]
    return [zeile for zeile in gefunden if zeile.fehlt]


def fehlt(entwurf: Bescheid, heute: date) -> list[Punkt]:
    """Give what the budget has against one draft; nothing once it is released or discarded."""
    if entwurf.status != Bescheid.Status.ENTWURF:
        return []
    return weigerungen(entwurf, list(ermaechtigungen(entwurf.antrag.runde.programm_id)), heute)


def der_serie(lauf: Serienlauf, heute: date) -> list[Wartend]:
    """Give those of a run that drafted notices."""
    getan = set(lauf.zeilen.filter(ergebnis=Serienzeile.Ergebnis.GETAN).values_list("antrag", flat=True))
    programm = programm_von(lauf)
    alle = wartend(programm, heute) if programm else []
    return [zeile for zeile in alle if zeile.entwurf.antrag_id in getan]


def programm_von(lauf: Serienlauf) -> Foerderprogramm | None:
    """Give the programme of a run's paper or round; a free paper has none."""
    runde = lauf.vorlage.runde if lauf.vorlage else lauf.runde
    return runde.programm if runde else None


def _entwuerfe(programm: Foerderprogramm) -> Iterable[Bescheid]:
    vorgelegt = Bescheid.objects.filter(
        antrag__runde__programm=programm, status=Bescheid.Status.ENTWURF, in_arbeit=False
    )
    rahmen = ("antrag__kommune", "antrag__runde__programm", "haushalt_ausnahme_von")
    return (
        vorgelegt.select_related(*rahmen)
        .prefetch_related("jahre")
        .order_by("antrag__kommune__sortiername", "pk")
    )


def _eigene(entwuerfe: list[Bescheid]) -> dict[int, dict[int, Decimal]]:
    """Application's key -> what its latest released notice costs, by year; only later notices have one before."""
    antraege = [entwurf.antrag_id for entwurf in entwuerfe if entwurf.aendert_id is not None]
    je_antrag: dict[int, dict[int, Decimal]] = defaultdict(dict)
    geltend = Bescheid.objects.filter(antrag=OuterRef("bescheid__antrag")).exclude(status__in=OHNE_BINDUNG)
    zeilen = Bescheidjahr.objects.filter(
        bescheid__antrag__in=antraege, bescheid=Subquery(geltend.order_by("-pk").values("pk")[:1])
    )
    for antrag, jahr, betrag in zeilen.values_list("bescheid__antrag", "jahr", "betrag") if antraege else ():
        je_antrag[antrag][jahr] = betrag
    return je_antrag


def _bindung(alle: dict[int, Decimal], eigene: dict[int, Decimal]) -> Bindung:
    return Bindung(eigene, {jahr: betrag - eigene.get(jahr, NULL) for jahr, betrag in alle.items()})
