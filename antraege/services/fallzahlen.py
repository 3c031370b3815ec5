"""Need by target group: what the district knows on a round's cut-off day, and what an application says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import formate
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Benutzer, Ereignis, Fallzahl, Foerderrunde, Kommune
from antraege.services.protokoll import vermerken

__all__ = ["abweichungen_ohne_grund", "erfassen", "gemeldete_zahlen"]

Zelle = tuple[int, int]  # municipality, target group


def gemeldete_zahlen(antrag: Antrag) -> dict[int, int]:
    """Give the district's persons by target group for the applicant on the round's cut-off day; {} where it has none.

    A large town with numbers of its own has no row, so nothing is prefilled and nothing needs a reason. A table reads
    the numbers of all its places before (``prefetch_related``).
    """
    tag, zahlen = antrag.runde.stichtag, antrag.kommune.fallzahlen
    return {z.zielgruppe_id: z.personen for z in zahlen.all() if z.stichtag == tag} if tag else {}


def abweichungen_ohne_grund(antrag: Antrag) -> list[tuple[int, str]]:
    """List (target group, sentence) where the application's number differs from the district's without a reason."""
    gemeldet = gemeldete_zahlen(antrag)
    anders = [
        zahl
        for zahl in antrag.fallzahlen.all()
        if not zahl.abweichung_grund and gemeldet.get(zahl.zielgruppe_id, zahl.personen) != zahl.personen
    ]
    namen = {gruppe.pk: gruppe.name for gruppe in antrag.runde.zielgruppen.all()} if anders else {}
    return [
        (nr, _satz(namen[nr], zahl.personen, gemeldet[nr]))
        for zahl in anders
        if (nr := zahl.zielgruppe_id) in namen  # a group the round left out has no field to give a reason at
    ]


def _satz(gruppe: str, personen: int, gemeldet: int) -> str:
    return (
        f"Bei „{gruppe}“ stehen {personen} Personen, dem Landratsamt sind {gemeldet} gemeldet. "
        "Bitte nennen Sie den Grund der Abweichung."
    )


@transaction.atomic
def erfassen(
    *,
    runde: Foerderrunde,
    zahlen: dict[Zelle, tuple[int | None, int | None]],
    by: Benutzer,
    heute: date,
) -> int:
    """Record the district's numbers of a round; ``zahlen`` gives (seen before, new) of each cell that was changed.

    None takes a number away. Gives how many cells changed; without a change nothing is logged. Raises ``Verweigert``
    without a cut-off day, ``ValidationError`` for a cell of another district or group, ``Konflikt`` where somebody else
    changed one of the cells meanwhile: nothing is saved then.
    """
    verlange(by, "fallzahl.erfassen", runde)
    if runde.stichtag is None:
        raise Verweigert("Für diese Runde ist noch kein Stichtag der Fallzahlen festgelegt.")
    Foerderrunde.objects.select_for_update(no_key=True).get(
        pk=runde.pk
    )  # one table is written by one person at a time
    geaendert = {zelle: neu for zelle, (alt, neu) in zahlen.items() if alt != neu}
    if not geaendert:
        return 0
    _passend(runde, geaendert)
    _wie_gesehen(runde, zahlen, geaendert)
    for (ort, gruppe), personen in geaendert.items():
        _schreiben(runde.stichtag, ort, gruppe, personen)
    vermerken(
        Ereignis.FALLZAHLEN_ERFASST,
        runde,
        by=by,
        wirksam_am=heute,
        nachher=f"{len(geaendert)} zum {formate.datum(runde.stichtag)}",
    )
    return len(geaendert)


def _passend(runde: Foerderrunde, zahlen: dict[Zelle, int | None]) -> None:
    orte = set(Kommune.objects.filter(landkreis=runde.programm.landkreis_id).values_list("pk", flat=True))
    gruppen = set(runde.zielgruppen.values_list("pk", flat=True))
    if any(ort not in orte or gruppe not in gruppen for ort, gruppe in zahlen):
        raise ValidationError("Diese Kommune oder Zielgruppe gehört nicht zur Runde.")
    if any(personen is not None and personen < 0 for personen in zahlen.values()):
        raise ValidationError("Die Zahl der Personen darf nicht negativ sein.")


def _wie_gesehen(
    runde: Foerderrunde,
    zahlen: dict[Zelle, tuple[int | None, int | None]],
    geaendert: dict[Zelle, int | None],
) -> None:
    stand = {
        (zeile.kommune_id, zeile.zielgruppe_id): zeile.personen
        for zeile in Fallzahl.objects.filter(stichtag=cast("date", runde.stichtag))
    }
    if any(stand.get(zelle) not in (zahlen[zelle][0], neu) for zelle, neu in geaendert.items()):
        raise Konflikt(
            "Jemand anderes hat eine dieser Zahlen inzwischen geändert. Gespeichert ist noch nichts."
        )


def _schreiben(stichtag: date, ort: int, gruppe: int, personen: int | None) -> None:
    wo: dict[str, Any] = {"kommune_id": ort, "zielgruppe_id": gruppe, "stichtag": stichtag}
    if personen is None:
        Fallzahl.objects.filter(**wo).delete()
    else:
        Fallzahl.objects.update_or_create(**wo, defaults={"personen": personen})
