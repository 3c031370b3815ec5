"""How many VZÄ of a position earn money on which day: pure, a sweep over the days on which something changes.

A day counts the lower of what its sources finance and what is paid for work, and never more than the position is.
Who gets no pay that day counts nothing, whoever replaces them counts, a handover counts both up to the position's
size; an empty position earns nothing. Filled less than financed, third-party money counts first (R12), then the
source that began first. What the days are worth says `foerderarten`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final, Protocol

from antraege.berechnung import NULL, anrechenbare_vzae, summe
from antraege.formate import zahl

TAG: Final = timedelta(days=1)


class Zeitraum(Protocol):
    """Anything with a first day and a last one; without a last one it goes on."""

    @property
    def beginn(self) -> date: ...
    @property
    def ende(self) -> date | None: ...


@dataclass(frozen=True)
class Quelle:
    """A source: it finances ``vzae`` of the position; ``dritte``: the money of somebody else than the district."""

    pk: int
    name: str
    vzae: Decimal
    beginn: date
    ende: date
    dritte: bool = False


@dataclass(frozen=True)
class Person:
    """Who works on the position, as a number alone; with hours the lower of share and hours counts."""

    pk: int
    vzae: Decimal
    beginn: date
    ende: date | None = None
    stunden: Decimal | None = None
    vollzeit: Decimal | None = None

    @property
    def anrechenbar(self) -> Decimal:
        """The VZÄ that count of the contract."""
        if self.stunden is None or self.vollzeit is None:
            return self.vzae
        return anrechenbare_vzae(self.vzae, self.stunden, self.vollzeit)


@dataclass(frozen=True)
class OhneEntgelt:
    """A time in which a person gets no pay for ``vzae`` of the contract; why is nobody's business."""

    person: int
    vzae: Decimal
    beginn: date
    ende: date | None = None


@dataclass(frozen=True)
class Lage:
    """All that decides about a position's days: its size, who pays, who works, who gets no pay."""

    vzae: Decimal
    quellen: Sequence[Quelle] = ()
    personen: Sequence[Person] = ()
    zeiten: Sequence[OhneEntgelt] = ()


@dataclass(frozen=True)
class Abschnitt:
    """Days that count alike, both inclusive: VZÄ filled, paid, financed, and what each source (pk) earns of them."""

    von: date
    bis: date
    besetzt: Decimal
    bezahlt: Decimal
    finanziert: Decimal
    anteile: tuple[tuple[Quelle, Decimal], ...]

    @property
    def vzae(self) -> Decimal:
        """What counts."""
        return summe(vzae for _, vzae in self.anteile)

    @property
    def grund(self) -> str:
        """The line of reason: "01.09.2027 bis 31.10.2027: unbesetzt, kein Anspruch"."""
        return f"{self.von:%d.%m.%Y} bis {self.bis:%d.%m.%Y}: {_grund(self)}"


def abschnitte(lage: Lage, bis: date) -> tuple[Abschnitt, ...]:
    """Every day from the first financed one to `bis` (at most the last financed one), once and in order.

    Neighbours that count alike are one. The order in which sources, persons and times are given does not matter.
    """
    if not lage.quellen:
        return ()
    erster = min(quelle.beginn for quelle in lage.quellen)
    letzter = min(bis, max(quelle.ende for quelle in lage.quellen))
    grenzen = _wechsel([*lage.quellen, *lage.personen, *lage.zeiten], erster, letzter)
    return _verbunden(_am(lage, von, naechster - TAG) for von, naechster in pairwise(grenzen))


def je_quelle(alle: Iterable[Abschnitt]) -> dict[Quelle, list[tuple[Decimal, date, date]]]:
    """What each source earns: VZÄ with first and last day, in order; sources by their first day and number."""
    stuecke: dict[Quelle, list[tuple[Decimal, date, date]]] = {}
    for teil in alle:
        for quelle, vzae in teil.anteile:
            stuecke.setdefault(quelle, []).append((vzae, teil.von, teil.bis))
    return {quelle: stuecke[quelle] for quelle in sorted(stuecke, key=lambda q: (q.beginn, q.pk))}


def _wechsel(zeitraeume: Iterable[Zeitraum], erster: date, letzter: date) -> list[date]:
    """The days on which a part begins, and the day after the last one; nothing where the time is empty."""
    if letzter < erster:
        return []
    alle = list(zeitraeume)
    tage = {erster, letzter + TAG, *(z.beginn for z in alle), *(z.ende + TAG for z in alle if z.ende)}
    return sorted(tag for tag in tage if erster <= tag <= letzter + TAG)


def _am(lage: Lage, von: date, bis: date) -> Abschnitt:
    """The state of the first day, which is that of all days up to the next change."""
    quellen = sorted((q for q in lage.quellen if _gilt(q, von)), key=lambda q: (not q.dritte, q.beginn, q.pk))
    personen = [person for person in lage.personen if _gilt(person, von)]
    besetzt = summe(person.anrechenbar for person in personen)
    bezahlt = summe(max(person.anrechenbar - _ohne(lage, person, von), NULL) for person in personen)
    finanziert = min(summe(quelle.vzae for quelle in quellen), lage.vzae)
    return Abschnitt(von, bis, besetzt, bezahlt, finanziert, _zugeteilt(quellen, min(bezahlt, finanziert)))


def _ohne(lage: Lage, person: Person, tag: date) -> Decimal:
    return summe(zeit.vzae for zeit in lage.zeiten if zeit.person == person.pk and _gilt(zeit, tag))


def _zugeteilt(quellen: Iterable[Quelle], rest: Decimal) -> tuple[tuple[Quelle, Decimal], ...]:
    teile: list[tuple[Quelle, Decimal]] = []
    for quelle in quellen:
        teile.append((quelle, min(quelle.vzae, rest)))
        rest -= teile[-1][1]
    return tuple(teile)


def _gilt(zeitraum: Zeitraum, tag: date) -> bool:
    return zeitraum.beginn <= tag and (zeitraum.ende is None or tag <= zeitraum.ende)


def _verbunden(teile: Iterable[Abschnitt]) -> tuple[Abschnitt, ...]:
    ganze: list[Abschnitt] = []
    for teil in teile:
        if ganze and replace(ganze[-1], von=teil.von, bis=teil.bis) == teil:
            ganze[-1] = replace(ganze[-1], bis=teil.bis)
        else:
            ganze.append(teil)
    return tuple(ganze)


# Lines of reason


def _grund(teil: Abschnitt) -> str:
    if not teil.anteile:
        return "keine Finanzierung, kein Anspruch"
    if not teil.besetzt:
        return "unbesetzt, kein Anspruch"
    worte = [f"{_vzae(teil.besetzt)} besetzt"]
    if teil.bezahlt != teil.besetzt:
        worte.append(f"{_vzae(teil.besetzt - teil.bezahlt)} ohne Entgelt")
    worte.append(f"{_vzae(teil.finanziert)} finanziert")
    return f"{', '.join(worte)}: {_vzae(teil.vzae)} zählen{_verteilt(teil)}"


def _verteilt(teil: Abschnitt) -> str:
    if len(teil.anteile) == 1:
        return ""
    return f" ({', '.join(f'{quelle.name} {_zahl(vzae)}' for quelle, vzae in teil.anteile)})"


def _vzae(wert: Decimal) -> str:
    return f"{_zahl(wert)} VZÄ"


def _zahl(wert: Decimal) -> str:
    """Two places, four where the hours of a contract give more."""
    return str(zahl(wert, 2 if wert == round(wert, 2) else 4))
