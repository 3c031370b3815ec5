"""What a position has earned so far: its rows (sources, who fills it) handed to `anspruch` and `foerderarten`.

The one place that knows both. Where the position shrinks its sources do (trigger), so its largest size bounds enough.
A municipality reads it for positions it employs, of sources whose result it knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from antraege import anspruch, einsicht, foerderarten
from antraege.anspruch import Lage, Person, Quelle
from antraege.foerderarten import Anspruch, Teil
from antraege.models import Benutzer, Besetzung, Finanzierungsanteil, Foerderprogramm, Stelle


@dataclass(frozen=True)
class Quellenanspruch:
    """What one source pays of it; no amount where its rules name no rate."""

    name: str
    bezeichnung: str
    anspruch: Anspruch | None


@dataclass(frozen=True)
class Anspruchslage:
    """From the first financed day to the last one asked for; ``gemeldet``: whether anybody was ever reported to fill it.

    Amounts stand by source and are never summed over them: the Land's money is no expense of the district (R25).
    """

    von: date
    bis: date
    gemeldet: bool
    gruende: tuple[str, ...] = ()
    quellen: tuple[Quellenanspruch, ...] = ()

    @property
    def jahre(self) -> list[int]:
        """The calendar years any source earns in, in order."""
        return sorted({jahr for q in self.quellen if q.anspruch for jahr in q.anspruch.jahre})


def der_stelle(stelle: Stelle, by: Benutzer, heute: date) -> Anspruchslage | None:
    """How it stands today, as this person may read it; None where nothing of it is theirs to read."""
    if not (einsicht.im_amt(by, stelle.landkreis_id) or stelle.anstellungstraeger_id in by.kommune_ids):
        return None
    anteile = [anteil for anteil in _anteile(stelle) if _bekannt(by, anteil)]
    if not anteile:
        return None
    von, bis = min(a.beginn for a in anteile), min(heute, max(a.ende for a in anteile))
    personen = [_person(besetzung) for besetzung in Besetzung.objects.filter(stelle=stelle)]
    if not personen:
        return Anspruchslage(von, bis, gemeldet=False)
    teile = anspruch.abschnitte(Lage(stelle.vzae, [_quelle(a) for a in anteile], personen), bis)
    return Anspruchslage(
        von, bis, True, tuple(teil.grund for teil in teile), tuple(_je_quelle(anteile, teile))
    )


def _anteile(stelle: Stelle) -> Iterable[Finanzierungsanteil]:
    rahmen = ("runde__programm", "runde__fassung", "antrag__fassung")
    return Finanzierungsanteil.objects.filter(stelle=stelle).select_related(*rahmen)


def _bekannt(by: Benutzer, anteil: Finanzierungsanteil) -> bool:
    return anteil.antrag is None or einsicht.ergebnis_sichtbar(by, anteil.antrag)


def _quelle(anteil: Finanzierungsanteil) -> Quelle:
    runde = anteil.runde
    dritte = runde.programm.geber != Foerderprogramm.Geber.LANDKREIS
    return Quelle(anteil.pk, runde.kuerzel, anteil.vzae, anteil.beginn, anteil.ende, dritte)


def _person(besetzung: Besetzung) -> Person:
    return Person(
        besetzung.pk,
        besetzung.vzae,
        besetzung.beginn,
        besetzung.ende,
        besetzung.stunden,
        besetzung.vollzeit,
    )


def _je_quelle(
    anteile: Sequence[Finanzierungsanteil], teile: Sequence[anspruch.Abschnitt]
) -> Iterable[Quellenanspruch]:
    zeilen = {anteil.pk: anteil for anteil in anteile}
    for quelle, stuecke in anspruch.je_quelle(teile).items():
        runde = zeilen[quelle.pk].runde
        betrag = _betrag(zeilen[quelle.pk], stuecke)
        yield Quellenanspruch(quelle.name, f"{runde.programm.kurz}: {runde}", betrag)


def _betrag(anteil: Finanzierungsanteil, stuecke: Sequence[Teil]) -> Anspruch | None:
    """By the rate of the rules it was granted under, in the funding years of its round, as the notice computes."""
    fassung = (anteil.antrag or anteil.runde).fassung
    if fassung.satz_je_vzae is None:
        return None
    return foerderarten.festbetrag(stuecke, fassung.satz_je_vzae, min(anteil.runde.beginn, anteil.beginn))
