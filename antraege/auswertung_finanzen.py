"""Reports of a calendar year over the positions: staffing on 30.06., what to apply for in the budget, who pays where.

All are the district's alone; each row is a set, so a report is short however many positions there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import Least

from antraege.ausgabe import Bericht, Column
from antraege.auswertung_stellen import KREIS, mit_besetzung
from antraege.berechnung import NULL
from antraege.models import Besetzung, Foerderprogramm, Foerderrunde, Kommune, Stelle
from antraege.services import finanzstand
from antraege.services.finanzstand import Anteil

LAND = Foerderprogramm.Geber.LAND


@dataclass(frozen=True)
class Bestand:
    """Positions of an employer in one pay group: how many, their VZÄ, what of it is filled."""

    traeger: str
    entgeltgruppe: str
    stellen: int
    vzae: Decimal
    besetzt: Decimal


def personalbestand(kreise: Collection[int], jahr: int) -> Bericht:
    """Positions on 30.06. of a year as the Stellenplan wants them: by employer and pay group, filled apart. One query."""
    spalten = [
        Column("Anstellungsträger", lambda b: b.traeger, small=True),
        Column("Entgelt", lambda b: b.entgeltgruppe, small=True),
        Column("Stellen", lambda b: b.stellen, total=True, small=True),
        Column("Umfang", lambda b: b.vzae, total=True, unit="VZÄ", small=True),
        Column("Besetzt", lambda b: b.besetzt, total=True, unit="VZÄ", small=True),
        Column("Nicht besetzt", lambda b: b.vzae - b.besetzt, total=True, unit="VZÄ", small=True),
    ]
    zeilen = [Bestand(z[0] or KREIS, *z[1:]) for z in _bestand(kreise, date(jahr, 6, 30))]
    return Bericht(f"Personalbestand 30.06.{jahr}", spalten, zeilen)


def _bestand(kreise: Collection[int], tag: date) -> Iterable[tuple[str | None, str, int, Decimal, Decimal]]:
    """More than its size of the day counts as filled for no position: a handover fills no other one."""
    stellen = Stelle.objects.filter(landkreis_id__in=kreise, beginn__lte=tag, ende__gte=tag)
    stellen = mit_besetzung(stellen, Besetzung.objects.all(), tag)
    je = stellen.annotate(voll=Least("da", "gross")).order_by(
        "anstellungstraeger__sortiername", "entgeltgruppe"
    )
    return je.values_list("anstellungstraeger__name", "entgeltgruppe").annotate(
        Count("pk"), Sum("gross"), Sum("voll")
    )


@dataclass(frozen=True)
class Anmeldung:
    """What a round needs in a year: paid on the average, in EUR by its rate, bound by notices, bound for later years."""

    runde: Foerderrunde
    vzae: Decimal
    bedarf: Decimal | None
    gebunden: Decimal
    spaeter: Decimal


def haushaltsanmeldung(kreise: Collection[int], jahr: int) -> Bericht:
    """What the recorded positions and released notices need in a year, and in all later ones together. Four queries."""
    spalten = [
        Column("Programm", lambda a: a.runde.programm.name, small=True),
        Column("Runde", lambda a: a.runde.name, small=True),
        Column("Finanzierung", lambda a: a.runde.programm.get_geber_display()),
        Column("Fördersatz je VZÄ", lambda a: a.runde.fassung.satz_je_vzae, unit="EUR"),
        Column("Im Jahresmittel", lambda a: a.vzae, total=True, unit="VZÄ", small=True),
        Column("Bedarf der Stellen", lambda a: a.bedarf, unit="EUR", small=True),
        Column("Schon gebunden", lambda a: a.gebunden, unit="EUR", small=True),
        Column("Für später gebunden", lambda a: a.spaeter, unit="EUR", small=True),
    ]
    return Bericht(f"Haushaltsanmeldung {jahr}", spalten, _anmeldungen(kreise, jahr))


def _anmeldungen(kreise: Collection[int], jahr: int) -> list[Anmeldung]:
    teile = _nach(finanzstand.anteile(kreise, jahr), lambda teil: teil.runde.pk)
    gebunden = finanzstand.gebunden(kreise)
    gefragt = {*teile, *(runde for runde, j in gebunden if j >= jahr)}
    runden = Foerderrunde.objects.filter(pk__in=gefragt).select_related("programm", "fassung")
    return [
        Anmeldung(
            runde,
            finanzstand.mittel(teile[runde.pk], jahr),
            finanzstand.betrag(teile[runde.pk], jahr),
            gebunden.get((runde.pk, jahr), NULL),
            sum((b for (pk, j), b in gebunden.items() if pk == runde.pk and j > jahr), NULL),
        )
        for runde in runden.order_by("programm__name", "beginn", "pk")
    ]


@dataclass(frozen=True)
class Herkunft:
    """What is paid at a place in a year, by the Land and by the district; neither added up nor set off."""

    ort: str
    land: list[Anteil]
    kreis: list[Anteil]


def mittelherkunft(kreise: Collection[int], jahr: int) -> Bericht:
    """Money of the Land against money of the district, by place of work. Three queries."""

    def vzae(seite: str) -> Callable[[Herkunft], Decimal]:
        return lambda h: finanzstand.mittel(getattr(h, seite), jahr)

    def euro(seite: str) -> Callable[[Herkunft], Decimal | None]:
        return lambda h: finanzstand.betrag(getattr(h, seite), jahr)

    spalten = [
        Column("Einsatzort", lambda h: h.ort, small=True),
        Column("Vom Land bezahlt", vzae("land"), total=True, unit="VZÄ", small=True),
        Column("Landesmittel", euro("land"), unit="EUR", small=True),
        Column("Vom Landkreis bezahlt", vzae("kreis"), total=True, unit="VZÄ", small=True),
        Column("Kreismittel", euro("kreis"), unit="EUR", small=True),
    ]
    return Bericht(f"Landes- und Kreismittel {jahr}", spalten, _herkunft(kreise, jahr))


def _herkunft(kreise: Collection[int], jahr: int) -> list[Herkunft]:
    je_ort = _nach(finanzstand.anteile(kreise, jahr), lambda teil: teil.ort)
    orte = Kommune.objects.filter(pk__in=je_ort).order_by("sortiername", "pk")
    return [
        Herkunft(
            ort.name,
            [teil for teil in je_ort[ort.pk] if teil.runde.programm.geber == LAND],
            [teil for teil in je_ort[ort.pk] if teil.runde.programm.geber != LAND],
        )
        for ort in orte
    ]


def _nach(teile: Iterable[Anteil], schluessel: Callable[[Anteil], int]) -> dict[int, list[Anteil]]:
    gruppen: dict[int, list[Anteil]] = defaultdict(list)
    for teil in teile:
        gruppen[schluessel(teil)].append(teil)
    return gruppen
