"""The only date arithmetic: pure functions, each answer with the reason for its day.

A *Frist* ends on a working day: one that would end on a Saturday, Sunday or public holiday ends with the next
working day (§ 31 Abs. 3 LVwVfG). A *Termin* (a day that was named) and a *Zeitraum* (a time that is paid for)
do not move (§ 31 Abs. 4 and 5). How days are counted: antraege.dauer; which are free: antraege.arbeitstage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise
from typing import Final, Literal
from zoneinfo import ZoneInfo

from antraege.arbeitstage import (
    LAND,
    TAG,
    feiertag,
    freier_tag,
    hinweis,
    ist_arbeitstag,
    naechster_arbeitstag,
    ruhige_zeiten,
    voriger_arbeitstag,
)
from antraege.dauer import Dauer

# One door for callers, the calendar's words included.
__all__ = [
    "LAND",
    "Bekanntgabeart",
    "Dauer",
    "Ergebnis",
    "Modus",
    "Stopp",
    "abruf_bis",
    "antragsschluss",
    "arbeitstage_nach",
    "arbeitstage_vor",
    "bekanntgabe",
    "erinnerungstage",
    "feiertag",
    "frist",
    "hinweis",
    "ist_arbeitstag",
    "ist_verspaetet",
    "nachweis_faellig",
    "naechster_arbeitstag",
    "rechtsbehelf",
    "ruhige_zeiten",
    "termin",
    "voriger_arbeitstag",
    "zeitraum",
]

Modus = Literal["weiter", "neu"]
Bekanntgabeart = Literal["post", "elektronisch", "portal"]

BERLIN: Final = ZoneInfo("Europe/Berlin")
# From which day of posting on the deemed notification is how many days later (§ 41 Abs. 2 LVwVfG).
FIKTIONSTAGE: Final = ((date(2025, 2, 7), 4), (date.min, 3))
# How long a notice waits in the portal before it goes by post (§ 41 Abs. 2a LVwVfG).
ABRUFZEIT: Final = "10T"
ERINNERUNGSSTUFEN: Final = (-30, -14, -7, -1, 0, 1, 7)


@dataclass(frozen=True)
class Ergebnis:
    """A day and the steps that led to it, in German, as shown under "So wurde die Frist berechnet"."""

    tag: date
    spur: tuple[str, ...]

    @property
    def text(self) -> str:
        """All steps in one line."""
        return " → ".join(self.spur)


@dataclass(frozen=True)
class Stopp:
    """Days on which a clock stands still, both inclusive: from the day after the return to the day of the answer.

    Raises ValueError if it ends before it begins.
    """

    von: date
    bis: date

    def __post_init__(self) -> None:
        if self.bis < self.von:
            raise ValueError(
                f"Die Unterbrechung endet am {_d(self.bis)}, bevor sie am {_d(self.von)} beginnt."
            )

    @property
    def tage(self) -> int:
        """Number of days without the clock."""
        return (self.bis - self.von).days + 1


# Periods


def frist(
    ab: date, dauer: Dauer | str, land: str = LAND, *, stopps: Iterable[Stopp] = (), modus: Modus = "weiter"
) -> Ergebnis:
    """The last day of a Frist that an event on day `ab` sets going; the day itself does not count (§ 187 Abs. 1 BGB).

    Ends by § 188 BGB, moves to the next working day (§ 31 Abs. 3 LVwVfG). During `stopps` the clock stands still;
    then the rest runs on ("weiter", § 209 BGB) or the whole begins again ("neu", § 212 BGB). A stop after the end
    changes nothing. Raises ValueError for a bad `dauer` or `land` and for stops that overlap.
    """
    laenge = Dauer.parse(dauer)
    ende = laenge.nach(ab)
    spur = [f"{_d(ab)} + {laenge} = {_d(ende)}"]
    for stopp in _geordnet(stopps, ab):
        verschoben = _verschoben(ende, spur, land)
        if stopp.von > verschoben.tag:
            break
        if stopp.von > ende:  # stopped on a day that the shift had given
            ende, spur = verschoben.tag, list(verschoben.spur)
        ende, schritt = _nach_stopp(ende, laenge, stopp, modus)
        spur.append(schritt)
    return _verschoben(ende, spur, land)


def termin(ab: date, dauer: Dauer | str | None = None, land: str = LAND) -> Ergebnis:
    """A named day (or the day `dauer` after one): it stays where it is, even on a Sunday (§ 31 Abs. 5 LVwVfG)."""
    laenge = None if dauer is None else Dauer.parse(dauer)
    tag = ab if laenge is None else laenge.nach(ab)
    weg = "" if laenge is None else f"{_d(ab)} + {laenge} = "
    return Ergebnis(tag, (f"{weg}{_benannt(tag, land)}, ein Termin verschiebt sich nicht",))


def zeitraum(beginn: date, dauer: Dauer | str, land: str = LAND) -> Ergebnis:
    """The last day of a time that is paid for; its first day counts (§ 187 Abs. 2 BGB), its end stays (§ 31 Abs. 4)."""
    laenge = Dauer.parse(dauer)
    ende = laenge.letzter_tag(beginn)
    weg = f"{_d(beginn)} + {laenge}, erster Tag zählt = {_benannt(ende, land)}"
    return Ergebnis(ende, (f"{weg}, ein Zeitraum verschiebt sich nicht",))


def nachweis_faellig(ende: date, dauer: Dauer | str, land: str = LAND) -> Ergebnis:
    """When the proof of use is due after the Bewilligungszeitraum's last day `ende`.

    Runs from the beginning of the next day (§ 187 Abs. 2 BGB): 28.02.2018 + 3 months is 31.05.2018, not 28.05.
    Then moves like every Frist. The day belongs into the notice, which makes it certain.
    """
    laenge, beginn = Dauer.parse(dauer), ende + TAG
    roh = laenge.letzter_tag(beginn)
    return _verschoben(roh, [f"Ende {_d(ende)}, ab {_d(beginn)} + {laenge} = {_d(roh)}"], land)


def arbeitstage_nach(tag: date, n: int, land: str = LAND) -> Ergebnis:
    """The `n`-th working day after `tag`, which does not count itself. Raises ValueError below 1."""
    return _arbeitstage(tag, n, land, vorwaerts=True)


def arbeitstage_vor(tag: date, n: int, land: str = LAND) -> Ergebnis:
    """The `n`-th working day before `tag`, which does not count itself. Raises ValueError below 1."""
    return _arbeitstage(tag, n, land, vorwaerts=False)


# Notices and remedies


def bekanntgabe(
    ereignis: date, art: Bekanntgabeart = "post", *, verschieben: bool = False, land: str = LAND
) -> Ergebnis:
    """The day a notice counts as made known: after posting or sending by table (§ 41 Abs. 2 LVwVfG), in the portal the
    day after it was opened (Abs. 2a).

    Stays on a Sunday unless `verschieben` is set (disputed). A later receipt that is shown replaces this day.
    Raises ValueError for another `art`.
    """
    worte = {"post": "zur Post", "elektronisch": "abgesendet", "portal": "im Portal abgerufen"}
    if art not in worte:
        raise ValueError(f"»{art}« ist keine Art der Bekanntgabe: {', '.join(worte)}.")
    tage = 1 if art == "portal" else next(n for ab, n in FIKTIONSTAGE if ereignis >= ab)
    laenge = Dauer(tage, "T")
    tag = laenge.nach(ereignis)
    spur = [f"{worte[art]} {_d(ereignis)} + {laenge} = {_d(tag)}"]
    ergebnis = _verschoben(tag, spur, land) if verschieben else Ergebnis(tag, tuple(spur))
    return replace(ergebnis, spur=(*ergebnis.spur[:-1], f"{ergebnis.spur[-1]} (gilt als bekannt gegeben)"))


def abruf_bis(bereitgestellt: date, land: str = LAND) -> Ergebnis:
    """Until when a notice in the portal can be opened; after that it goes by post (§ 41 Abs. 2a LVwVfG)."""
    return frist(bereitgestellt, ABRUFZEIT, land)


def rechtsbehelf(bekannt: date | Ergebnis, *, belehrt: bool = True, land: str = LAND) -> Ergebnis:
    """The last day for a remedy: a month (§§ 70, 74 VwGO), without correct instruction a year (§ 58 Abs. 2 VwGO)."""
    tag, vorher = (bekannt.tag, bekannt.spur) if isinstance(bekannt, Ergebnis) else (bekannt, ())
    ergebnis = frist(tag, "1M" if belehrt else "1J", land)
    return replace(ergebnis, spur=vorher + ergebnis.spur)


# The end of a day


def antragsschluss(tag: date) -> datetime:
    """24:00 of the day in Berlin, as the first moment that is too late."""
    return datetime.combine(tag + TAG, time.min, BERLIN)


def ist_verspaetet(eingang: datetime, tag: date) -> bool:
    """Whether something received at `eingang` (aware) missed the end of `tag`; 24:00 itself is too late."""
    return eingang >= antragsschluss(tag)


# Reminders


def erinnerungstage(
    faellig: date, stufen: Sequence[int] = ERINNERUNGSSTUFEN, land: str = LAND
) -> list[tuple[int, date]]:
    """On which working day each reminder goes out; `stufen` are days relative to `faellig`, in order of time.

    What warns goes out on the working day before, what tells of an expiry on the working day after: never too late,
    never untrue. Where two stages meet on a day, only the later stage goes out.
    """
    je_tag = {_sendetag(faellig, stufe, land): stufe for stufe in sorted(stufen)}
    return [(stufe, tag) for tag, stufe in je_tag.items()]


def _sendetag(faellig: date, stufe: int, land: str) -> date:
    tag = faellig + stufe * TAG
    return naechster_arbeitstag(tag, land) if stufe > 0 else voriger_arbeitstag(tag, land)


# Steps


def _geordnet(stopps: Iterable[Stopp], ab: date) -> list[Stopp]:
    wirksam = sorted((s for s in stopps if s.bis > ab), key=lambda s: s.von)
    for frueher, spaeter in pairwise(wirksam):
        if spaeter.von <= frueher.bis:
            raise ValueError(f"Zwei Unterbrechungen überschneiden sich am {_d(spaeter.von)}.")
    return [replace(s, von=max(s.von, ab + TAG)) for s in wirksam]


def _nach_stopp(ende: date, laenge: Dauer, stopp: Stopp, modus: Modus) -> tuple[date, str]:
    pause = f"angehalten {_d(stopp.von)} bis {_d(stopp.bis)}"
    if modus == "neu":
        neu = laenge.nach(stopp.bis)
        return neu, f"{pause}, neu ab {_d(stopp.bis)} + {laenge} = {_d(neu)}"
    spaeter = ende + stopp.tage * TAG
    return spaeter, f"{pause}, + {Dauer(stopp.tage, 'T')} = {_d(spaeter)}"


def _verschoben(tag: date, spur: Sequence[str], land: str) -> Ergebnis:
    *schritte, schritt = spur
    ende = naechster_arbeitstag(tag, land)
    while tag < ende:
        schritte.append(f"{schritt} ({freier_tag(tag, land)})")
        tag += TAG
        schritt = _d(tag) if tag == ende else f"{tag:%d.%m.}"
    return Ergebnis(ende, (*schritte, schritt))


def _arbeitstage(tag: date, n: int, land: str, *, vorwaerts: bool) -> Ergebnis:
    if n < 1:
        raise ValueError("Bitte mindestens einen Arbeitstag angeben.")
    ziel, schritt, ausgelassen = tag, TAG if vorwaerts else -TAG, []
    for _ in range(n):
        ziel += schritt
        while not ist_arbeitstag(ziel, land):
            ausgelassen += [f"{freier_tag(ziel, land)} {ziel:%d.%m.}"] if ziel.weekday() < 5 else []
            ziel += schritt
    ohne = f" (ohne {', '.join(ausgelassen)})" if ausgelassen else ""
    worte = f"{'+' if vorwaerts else '-'} {n} {'Arbeitstag' if n == 1 else 'Arbeitstage'}"
    return Ergebnis(ziel, (f"{_d(tag)} {worte} = {_d(ziel)}{ohne}",))


def _benannt(tag: date, land: str) -> str:
    grund = freier_tag(tag, land)
    return f"{_d(tag)} ({grund})" if grund else _d(tag)


def _d(tag: date) -> str:
    return f"{tag:%d.%m.%Y}"
