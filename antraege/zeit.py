"""The only clock of law and reminders.

Whatever the law or a reminder asks of the clock ("is the round still open?") it asks here, because the demo
and the tests move this clock. Leases, backoff and the age of the outbox use the database's real time instead.
Services do not read the clock: views, tasks and commands pass them `heute=`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from time import monotonic
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import models

BERLIN: Final = ZoneInfo("Europe/Berlin")
CACHE_SECONDS: Final = 1.0
JAHRE: Final = range(2000, 2100)  # what forms and commands take for a day of this procedure

_gestellt: ContextVar[tuple[date, time | None] | None] = ContextVar("gestellt", default=None)
_demotag: tuple[float, date | None] | None = None


class KeineDemo(RuntimeError):
    """The clock can be set in the demo only."""


def heute() -> date:
    """The legal day: the calendar day in Berlin, whatever zone the server runs in."""
    return jetzt().date()


def jetzt() -> datetime:
    """This moment, aware, in Berlin time; where the day is set, the time of day still runs."""
    gestellt = _gestellt.get()
    tag, uhrzeit = gestellt if gestellt is not None else (demotag(), None)
    echt = datetime.now(BERLIN)
    if tag is None:
        return echt
    moment = datetime.combine(tag, echt.time() if uhrzeit is None else uhrzeit, BERLIN)
    # By way of UTC, because 02:30 does not exist on the night the clocks go forward.
    return moment.astimezone(UTC).astimezone(BERLIN)


def tag(text: str) -> date:
    """Read ``JJJJ-MM-TT``; raises ``ValueError`` for anything else and outside JAHRE."""
    gelesen = date.fromisoformat(text)
    if gelesen.year not in JAHRE:
        raise ValueError(text)
    return gelesen


@contextmanager
def gestellt(tag: date, uhrzeit: time | None = None) -> Iterator[None]:
    """Within the block the day is `tag`; without `uhrzeit` the time of day runs on.

    Holds for this thread only; a live server in another thread follows the Demouhr.
    """
    vorher = _gestellt.set((tag, uhrzeit))
    try:
        yield
    finally:
        _gestellt.reset(vorher)


def demotag() -> date | None:
    """The day the demo is set to; None without one and always outside the demo."""
    global _demotag
    if not getattr(settings, "DEMO", False):
        return None
    now = monotonic()
    if _demotag is None or now - _demotag[0] >= CACHE_SECONDS:
        _demotag = (now, _demouhr().values_list("tag", flat=True).first())
    return _demotag[1]


def stelle_demouhr(tag: date) -> None:
    """Set the demo to a day; other processes follow within CACHE_SECONDS. Raises KeineDemo outside it."""
    if not getattr(settings, "DEMO", False):
        raise KeineDemo("Die Uhr lässt sich nur in der Demo stellen (DEMO=1).")
    _demouhr().update_or_create(pk=1, defaults={"tag": tag})
    vergiss_demotag()


def vergiss_demotag() -> None:
    """Forget the cached day, so that the next question reads the row."""
    global _demotag
    _demotag = None


def _demouhr() -> models.Manager[Any]:
    # By name: the clock stands below the models and must not import them.
    manager: models.Manager[Any] = apps.get_model("antraege", "Demouhr")._default_manager
    return manager
