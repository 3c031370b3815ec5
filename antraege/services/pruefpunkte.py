"""The check list of an application's version: what was found at each point, saved in between, opened again by changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.felder import abschnitt_von
from antraege.models import Antrag, Benutzer, Pruefergebnis, Pruefpunkt
from antraege.regelwerk import regelwerk

BEMERKUNG_FEHLT: Final = "Bitte schreiben Sie, was nicht erfüllt ist."


class Befund(NamedTuple):
    """What an officer finds at a point: a value of ``Pruefergebnis.Ergebnis`` and the remark."""

    ergebnis: str
    bemerkung: str = ""


@dataclass(frozen=True)
class Punkt:
    """A point of the list with its result; ``ueberholt``: what it rests on changed since, it must be judged again."""

    punkt: Pruefpunkt
    ergebnis: str = ""
    bemerkung: str = ""
    ueberholt: bool = False

    @property
    def offen(self) -> bool:
        """Whether it must be judged, for the first time or again."""
        return not self.ergebnis or self.ueberholt

    @property
    def nicht_erfuellt(self) -> bool:
        """Whether it was found not to be fulfilled, and that still holds."""
        return self.ergebnis == Pruefergebnis.Ergebnis.NICHT_ERFUELLT and not self.ueberholt


def liste(antrag: Antrag, art: str) -> list[Punkt]:
    """Give the points of one check (``Pruefpunkt.Art``) in their order, each with what was found."""
    punkte = regelwerk(antrag.fassung).pruefpunkte(art)
    gefunden = {e.punkt_id: e for e in antrag.pruefergebnisse.all()} if punkte else {}
    return [_punkt(punkt, gefunden.get(punkt.pk)) for punkt in punkte]


def _punkt(punkt: Pruefpunkt, gefunden: Pruefergebnis | None) -> Punkt:
    if gefunden is None:
        return Punkt(punkt)
    return Punkt(punkt, gefunden.ergebnis, gefunden.bemerkung, gefunden.ueberholt_am is not None)


@transaction.atomic
def speichern(
    *, antrag: Antrag, art: str, befunde: Mapping[int, Befund], by: Benutzer, heute: date
) -> list[Punkt]:
    """Save what was found so far, by the point's id; the task goes on. Gives the list as it stands then.

    Saving is no act of the procedure: it leaves no log entry, each result names its person and time. Raises
    ``ValidationError`` at ``bemerkung_<id>`` where a point is not fulfilled and nobody says why.
    """
    verlange(by, f"pruefung.punkte_{art}", antrag)
    punkte = liste(antrag, art)
    bekannt = {p.punkt.pk: p for p in punkte}
    neu = {pk: _sauber(b) for pk, b in befunde.items() if pk in bekannt and b.ergebnis}
    _begruendet(neu)
    jetzt = zeit.jetzt()
    for pk, befund in neu.items():
        if _anders(bekannt[pk], befund):
            werte = befund._asdict() | {"geprueft_von": by, "geprueft_am": jetzt, "ueberholt_am": None}
            Pruefergebnis.objects.update_or_create(antrag=antrag, punkt_id=pk, defaults=werte)
    return [_mit(p, neu.get(p.punkt.pk)) for p in punkte]


def _sauber(befund: Befund) -> Befund:
    return Befund(befund.ergebnis, befund.bemerkung.strip())


def _begruendet(befunde: Mapping[int, Befund]) -> None:
    ohne = [
        pk
        for pk, b in befunde.items()
        if b.ergebnis == Pruefergebnis.Ergebnis.NICHT_ERFUELLT and not b.bemerkung
    ]
    if ohne:
        raise ValidationError({f"bemerkung_{pk}": BEMERKUNG_FEHLT for pk in ohne})


def _anders(punkt: Punkt, befund: Befund) -> bool:
    return punkt.ueberholt or (punkt.ergebnis, punkt.bemerkung) != befund


def _mit(punkt: Punkt, befund: Befund | None) -> Punkt:
    return punkt if befund is None else Punkt(punkt.punkt, *befund)


def verlange_beurteilt(punkte: Iterable[Punkt]) -> None:
    """Raise ``ValidationError`` at ``ergebnis_<id>`` for each point that was not judged, or changed since."""
    saetze = {f"ergebnis_{p.punkt.pk}": _offen(p) for p in punkte if p.offen}
    if saetze:
        raise ValidationError(saetze)


def _offen(punkt: Punkt) -> str:
    weil = "seit der letzten Prüfung geändert" if punkt.ueberholt else "noch nicht beurteilt"
    return f"Bitte beurteilen Sie den Prüfpunkt „{punkt.punkt}“ ({weil})."


def ueberholen(antrag: Antrag, felder: Iterable[str]) -> int:
    """Mark the results whose point rests on one of the changed ``felder`` or their section; the others stay.

    Gives how many were marked. Called by what changes the application after its submission.
    """
    geaendert = set(felder)
    betroffen = geaendert | {abschnitt_von(feld, antrag) for feld in geaendert}
    if not betroffen:
        return 0
    offen = antrag.pruefergebnisse.filter(punkt__feld__in=betroffen, ueberholt_am__isnull=True)
    return offen.update(ueberholt_am=zeit.jetzt())


def anmerkungen(punkte: Iterable[Punkt]) -> list[tuple[str, str]]:
    """Give (field, remark) of the points that are not fulfilled, for the return; without a field "" as the field."""
    return [(p.punkt.feld, p.bemerkung) for p in punkte if p.nicht_erfuellt]
