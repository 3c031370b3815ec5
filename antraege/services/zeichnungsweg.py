"""The district's route of signatures: who signs a paper, from which value on, within which time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.dauer import Dauer
from antraege.formate import euro
from antraege.models import Benutzer, Ereignis, Landkreis, Rolle, Zeichnungsweg
from antraege.rechte.gremium import ZEICHNEND
from antraege.services.protokoll import vermerken

OHNE = "ohne Stationen: Die Amtsleitung gibt frei"


@dataclass(frozen=True)
class Station:
    """An office of the route; ``ab_betrag`` in EUR, ``frist`` as "3T"."""

    rolle: str
    ab_betrag: Decimal | None
    frist: str

    def __str__(self) -> str:
        ab = "" if self.ab_betrag is None else f" ab {euro(self.ab_betrag)}"
        return f"{Rolle(self.rolle).label}{ab} ({Dauer.parse(self.frist)})"


@transaction.atomic
def aendern(*, landkreis: Landkreis, stationen: Sequence[Station], by: Benutzer, heute: date) -> bool:
    """Replace the route by these stations in order; False where nothing changed. Papers under way keep theirs.

    Raises ``ValidationError`` at ``frist_<rolle>``, ``betrag_<rolle>`` or above all fields.
    """
    verlange(by, "vorlage.zeichnungsweg_aendern", Zeichnungsweg(landkreis=landkreis))
    Landkreis.objects.select_for_update().get(pk=landkreis.pk)
    bisher = list(Zeichnungsweg.objects.filter(landkreis=landkreis).order_by("nummer"))
    if [_station(zeile) for zeile in bisher] == list(stationen):
        return False
    for station in stationen:
        _pruefe(station)
    Zeichnungsweg.objects.filter(landkreis=landkreis).delete()
    neu = [
        Zeichnungsweg(
            landkreis=landkreis,
            nummer=nr,
            rolle=s.rolle,
            ab_betrag=s.ab_betrag,
            frist=s.frist.strip().upper(),
        )
        for nr, s in enumerate(stationen, 1)
    ]
    Zeichnungsweg.objects.bulk_create(neu)
    text = ", ".join(str(station) for station in stationen) or OHNE
    vermerken(Ereignis.ZEICHNUNGSWEG_GEAENDERT, (neu or bisher)[0], by=by, wirksam_am=heute, text=text)
    return True


def _station(zeile: Zeichnungsweg) -> Station:
    return Station(zeile.rolle, zeile.ab_betrag, zeile.frist)


def _pruefe(station: Station) -> None:
    if station.rolle not in ZEICHNEND:
        raise ValidationError("Mit zeichnen nur Stellen, die etwas zu verantworten haben.")
    if station.ab_betrag is not None and station.ab_betrag < 0:
        raise ValidationError({f"betrag_{station.rolle}": "Bitte geben Sie keinen negativen Betrag ein."})
    try:
        Dauer.parse(station.frist)
    except ValueError as fehler:
        raise ValidationError({f"frist_{station.rolle}": str(fehler)}) from fehler
