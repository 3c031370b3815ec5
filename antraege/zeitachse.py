"""The geometry of the timeline of positions: days become x, sources lanes, people levels. Pure, whole units of the drawing.

Upright in a band: the sources, one lane beneath the other where their times overlap, then the strip of who is there. What
lies outside of the window is cut off at its edge, a piece wholly outside is not drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Final

NULL: Final = Decimal(0)
TAG: Final = timedelta(days=1)
BREITE: Final = 1200
LINKS: Final = 220  # left of it stand the names
RECHTS: Final = 1090  # right of it the ends; between them lie the days
KOPF: Final = 44  # years and quarters
BAHN: Final = 20  # height of a lane
STREIFEN: Final = 16  # height of the strip of people
RAND: Final = 6  # above and beneath a band
SCHRIFT: Final = 64  # a bar narrower than this bears no words

Spanne = tuple[Decimal, date, date]  # VZÄ from a day to a day, both counted


@dataclass(frozen=True)
class Teil:
    """A piece of time of a band. ``art``: kfr, im, besetzt, luecke; ``titel`` tells all, ``text`` is written on it if it fits."""

    art: str
    von: date
    bis: date
    titel: str
    text: str = ""
    anteil: Decimal = Decimal(1)  # how much of the strip's height it takes


@dataclass(frozen=True)
class Zeile:
    """A band to be drawn: its words, its last day, sources and pieces of the strip."""

    name: str
    unter: str
    rechts: str
    url: str
    ende: date
    quellen: Sequence[Teil]
    streifen: Sequence[Teil]


@dataclass(frozen=True)
class Balken:
    """A drawn bar."""

    art: str
    x: int
    y: int
    breite: int
    hoehe: int
    titel: str
    text: str

    @property
    def text_y(self) -> int:
        """The line its words stand on."""
        return self.y + self.hoehe // 2 + 4


@dataclass(frozen=True)
class Band:
    """A drawn position between two lines; ``ende_x`` is None where its end lies outside of the window."""

    zeile: Zeile
    y: int
    hoehe: int
    balken: Sequence[Balken]
    ende_x: int | None

    @property
    def unten(self) -> int:
        """The lower line."""
        return self.y + self.hoehe


@dataclass(frozen=True)
class Marke:
    """A line of the axis with its words; ``jahr`` marks the first day of a year."""

    x: int
    text: str
    jahr: bool


@dataclass(frozen=True)
class Bild:
    """The whole drawing; ``heute_x`` is None where today lies outside."""

    hoehe: int
    marken: Sequence[Marke]
    heute_x: int | None
    baender: Sequence[Band]
    breite: int = BREITE
    links: int = LINKS
    rechts: int = RECHTS
    kopf: int = KOPF


@dataclass(frozen=True)
class Fenster:
    """The days that are drawn, both counted."""

    von: date
    bis: date

    def x(self, tag: date) -> int:
        """Where a day begins; days outside lie on the edge."""
        weit = (min(max(tag, self.von), self.bis + TAG) - self.von).days
        return LINKS + round((RECHTS - LINKS) * weit / ((self.bis - self.von).days + 1))

    def zeigt(self, von: date, bis: date) -> bool:
        """Whether any day of this piece is drawn."""
        return von <= self.bis and bis >= self.von


def zeichne(zeilen: Iterable[Zeile], fenster: Fenster, heute: date) -> Bild:
    """Draw the bands beneath each other in the order given."""
    baender: list[Band] = []
    for zeile in zeilen:
        baender.append(_band(zeile, fenster, baender[-1].unten if baender else KOPF))
    heute_x = fenster.x(heute) if fenster.zeigt(heute, heute) else None
    return Bild(baender[-1].unten if baender else KOPF, _marken(fenster), heute_x, baender)


def _band(zeile: Zeile, fenster: Fenster, y: int) -> Band:
    lanes = bahnen(zeile.quellen)
    oben = y + RAND
    balken = [
        _balken(teil, fenster, oben + nr * BAHN, BAHN - 2)
        for nr, lane in enumerate(lanes)
        for teil in lane
        if fenster.zeigt(teil.von, teil.bis)
    ]
    unten = oben + max(len(lanes), 1) * BAHN
    balken += [
        _streifen(teil, fenster, unten) for teil in zeile.streifen if fenster.zeigt(teil.von, teil.bis)
    ]
    ende_x = fenster.x(zeile.ende + TAG) if fenster.zeigt(zeile.ende, zeile.ende) else None
    return Band(zeile, y, unten + STREIFEN + RAND - y, balken, ende_x)


def _streifen(teil: Teil, fenster: Fenster, y: int) -> Balken:
    """People stand on the ground, what is vacant lies above them; neither is so low that it cannot be seen."""
    hoehe = min(STREIFEN, max(3, round(STREIFEN * teil.anteil)))
    return _balken(teil, fenster, y if teil.art == "luecke" else y + STREIFEN - hoehe, hoehe)


def _balken(teil: Teil, fenster: Fenster, y: int, hoehe: int) -> Balken:
    x = fenster.x(teil.von)
    breite = max(fenster.x(teil.bis + TAG) - x, 1)
    passt = breite >= max(SCHRIFT, 7 * len(teil.text) + 8) and hoehe >= 14
    return Balken(teil.art, x, y, breite, hoehe, teil.titel, teil.text if passt else "")


def bahnen(teile: Iterable[Teil]) -> list[list[Teil]]:
    """Put pieces into as few lanes as their overlaps allow, each into the first that is free."""
    lanes: list[list[Teil]] = []
    for teil in sorted(teile, key=lambda t: (t.von, t.bis, t.titel)):
        frei = next((lane for lane in lanes if lane[-1].bis < teil.von), None)
        if frei is None:
            lanes.append([teil])
        else:
            frei.append(teil)
    return lanes


def stufen(spannen: Iterable[Spanne]) -> list[Spanne]:
    """The level of each time: VZÄ added up by day, equal neighbours joined, nothing where the sum is zero or below."""
    bewegung: dict[date, Decimal] = defaultdict(lambda: NULL)
    for vzae, von, bis in spannen:
        bewegung[von] += vzae
        bewegung[bis + TAG] -= vzae
    tage = sorted(tag for tag, vzae in bewegung.items() if vzae)
    hoehen = accumulate(bewegung[tag] for tag in tage)
    return [
        (hoehe, von, bis - TAG)
        for hoehe, (von, bis) in zip(hoehen, pairwise(tage), strict=False)
        if hoehe > 0
    ]


def luecken(soll: Iterable[Spanne], da: Iterable[Spanne]) -> list[Spanne]:
    """What is vacant of ``soll``, a size for each time, when ``da`` is filled; filled above it closes no other gap."""
    voll = stufen(da)
    return stufen(leer for vzae, von, bis in soll for leer in _leer(vzae, von, bis, voll))


def _leer(soll: Decimal, von: date, bis: date, da: Iterable[Spanne]) -> Iterator[Spanne]:
    """One size from a day to a day, and what of it is filled as its negative."""
    yield soll, von, bis
    for vzae, a, b in da:
        if a <= bis and b >= von:
            yield -min(vzae, soll), max(a, von), min(b, bis)


def _marken(fenster: Fenster) -> list[Marke]:
    """A line at the beginning of each quarter, of each year with its number."""
    erste = [
        date(jahr, monat, 1)
        for jahr in range(fenster.von.year, fenster.bis.year + 1)
        for monat in (1, 4, 7, 10)
    ]
    worte = {1: "Jan", 4: "Apr", 7: "Jul", 10: "Okt"}
    return [
        Marke(fenster.x(tag), str(tag.year) if tag.month == 1 else worte[tag.month], tag.month == 1)
        for tag in erste
        if fenster.zeigt(tag, tag)
    ]


def fenster(von: date, bis: date) -> Fenster:
    """The window of whole quarters that holds both days."""
    quartal = (bis.month - 1) // 3 + 1
    jahr, monat = (bis.year, quartal * 3 + 1) if quartal < 4 else (bis.year + 1, 1)
    return Fenster(date(von.year, (von.month - 1) // 3 * 3 + 1, 1), date(jahr, monat, 1) - TAG)
