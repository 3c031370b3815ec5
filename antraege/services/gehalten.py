"""What the running act holds: the domain row its door has locked and read, and what was read about it since.

Behind that lock nobody else moves the row, so a service neither locks nor reads it again, and what one part of the act
has read or written the next ones find. Without a door nothing is held and everything is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.db import transaction
from django.db.models import Model

P = ParamSpec("P")
T = TypeVar("T")
Wissen = dict[object, object]
_gehalten: ContextVar[tuple[tuple[Model, Wissen], ...]] = ContextVar("gehalten", default=())


@contextmanager
def gehalten(objekt: Model) -> Iterator[None]:
    """Within the block ``objekt``, locked and read fresh in this transaction, counts as held."""
    token = _gehalten.set((*_gehalten.get(), (objekt, {})))
    try:
        yield
    finally:
        _gehalten.reset(token)


def haelt(objekt: Model) -> bool:
    """Say whether the running act holds this very object; another copy of the row may be older than the lock."""
    return _wissen(objekt) is not None


def einmal(objekt: Model, was: object, lesen: Callable[[], T]) -> T:
    """Give what ``lesen`` reads about ``objekt``: once in an act that holds it, else each time."""
    wissen = _wissen(objekt)
    if wissen is None:
        return lesen()
    if was not in wissen:
        wissen[was] = lesen()
    return cast("T", wissen[was])


def merken(objekt: Model, was: object, wert: object) -> None:
    """Let ``einmal`` give what this act has written itself; nothing where the act does not hold ``objekt``."""
    if (wissen := _wissen(objekt)) is not None:
        wissen[was] = wert


def atomar(act: Callable[P, T]) -> Callable[P, T]:
    """As ``transaction.atomic``, but without a savepoint where the act's ``antrag`` is held.

    What fails behind the door takes the whole act back, so nobody goes back to the savepoint.
    """

    @wraps(act)
    def ausgefuehrt(*args: P.args, **kwargs: P.kwargs) -> T:
        antrag = cast("Model | None", kwargs.get("antrag"))
        with transaction.atomic(savepoint=antrag is None or not haelt(antrag)):
            return act(*args, **kwargs)

    return ausgefuehrt


def _wissen(objekt: Model) -> Wissen | None:
    return next((wissen for anderes, wissen in reversed(_gehalten.get()) if anderes is objekt), None)
