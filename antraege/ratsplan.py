"""Planning back from a round's last day: when the Gemeinderat must have decided, and when its paper must be handed in.

Pure. The municipality's own sittings come first; without them the last working day counts. What the calendar knows
about the days (August, school holidays, bridge days) is said beside them and changes nothing (praxis 4 (1), 5 (3)).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from antraege import fristen

AUGUST = "Im August tagen viele Gemeinderäte nicht."
EILENTSCHEIDUNG = (
    "Ist der Beschluss nicht mehr rechtzeitig möglich, klären Sie bitte eine frühere Sitzung "
    "oder eine Eilentscheidung (§ 43 Abs. 4 GemO)."
)


@dataclass(frozen=True)
class Ratsplan:
    """``sitzung``: the last day on which the Gemeinderat can decide in time; ``vorlage``: by when the paper is due.

    ``eingetragen`` says whether the day is one of the sittings the municipality entered; both days carry their trace.
    """

    ziel: date
    sitzung: fristen.Ergebnis
    vorlage: fristen.Ergebnis
    eingetragen: bool
    hinweise: tuple[str, ...]

    def vorbei(self, heute: date) -> bool:
        """Say whether the paper can no longer be handed in in time."""
        return self.vorlage.tag < heute


def plan(ziel: date, sitzungen: Iterable[date], vorlauf: int, *, land: str = fristen.LAND) -> Ratsplan:
    """Plan back from ``ziel``, the last day for the decision; ``vorlauf``: days between paper and sitting."""
    davor = [tag for tag in sitzungen if tag <= ziel]
    sitzung = _sitzung(max(davor), ziel) if davor else _arbeitstag(ziel, land)
    return _plan(ziel, sitzung, vorlauf, bool(davor), land)


def noch_moeglich(
    ziel: date, sitzungen: Iterable[date], vorlauf: int, heute: date, *, land: str = fristen.LAND
) -> Ratsplan | None:
    """Give the first entered sitting up to ``ziel`` whose paper can still be handed in today; None without one."""
    for tag in sorted(tag for tag in sitzungen if heute <= tag <= ziel):
        moeglich = _plan(ziel, _sitzung(tag, ziel), vorlauf, True, land)
        if not moeglich.vorbei(heute):
            return moeglich
    return None


def _plan(ziel: date, sitzung: fristen.Ergebnis, vorlauf: int, eingetragen: bool, land: str) -> Ratsplan:
    vorlage = _abgabe(sitzung.tag, vorlauf, land)
    return Ratsplan(ziel, sitzung, vorlage, eingetragen, _hinweise(sitzung.tag, vorlage.tag, land))


def _sitzung(tag: date, ziel: date) -> fristen.Ergebnis:
    return fristen.Ergebnis(tag, (f"Letzte eingetragene Sitzung bis {_d(ziel)} = {_d(tag)}",))


def _arbeitstag(ziel: date, land: str) -> fristen.Ergebnis:
    tag = fristen.voriger_arbeitstag(ziel, land)
    return fristen.Ergebnis(
        tag, (f"Keine Sitzung eingetragen, letzter Arbeitstag bis {_d(ziel)} = {_d(tag)}",)
    )


def _abgabe(sitzung: date, vorlauf: int, land: str) -> fristen.Ergebnis:
    roh = sitzung - timedelta(days=vorlauf)
    tag = fristen.voriger_arbeitstag(roh, land)
    spur = [f"{_d(sitzung)} - {vorlauf} Tage (Abgabe der Vorlagen) = {_d(roh)}"]
    if tag != roh:
        spur.append(f"kein Arbeitstag, der Arbeitstag davor = {_d(tag)}")
    return fristen.Ergebnis(tag, tuple(spur))


def _hinweise(sitzung: date, vorlage: date, land: str) -> tuple[str, ...]:
    august = [AUGUST] if 8 in (sitzung.month, vorlage.month) else []
    ruhig = [satz for tag in (sitzung, vorlage) if (satz := fristen.hinweis(tag, land))]
    return tuple(dict.fromkeys(august + ruhig))


def _d(tag: date) -> str:
    return f"{tag:%d.%m.%Y}"
