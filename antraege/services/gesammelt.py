"""Rows that an act writes and reads no more: each act's at once, or those of many acts together.

A table is taken over row by row by the single act. Within ``gesammelt()`` its rows wait for the end of the block and go
in by one INSERT a table: in the same transaction, in the same order, under the same constraints and triggers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from graphlib import TopologicalSorter

from django.db.models import Model

Wartend = dict[type[Model], list[Model]]
_wartend: ContextVar[Wartend | None] = ContextVar("wartend", default=None)


def einfuegen(*zeilen: Model) -> None:
    """Insert rows of one table now; within ``gesammelt()`` at its end, so until then they have no key."""
    wartend = _wartend.get()
    if wartend is None:
        _schreiben(zeilen)
    elif zeilen:
        wartend.setdefault(type(zeilen[0]), []).extend(zeilen)


@contextmanager
def gesammelt() -> Iterator[None]:
    """Let rows wait for the end of the block; an error drops them, so it has to end the transaction, too."""
    wartend: Wartend = {}
    token = _wartend.set(wartend)
    try:
        yield
    finally:
        _wartend.reset(token)
    for modell in _genannte_zuerst(wartend):
        _schreiben(wartend[modell])


def _schreiben(zeilen: Sequence[Model]) -> None:
    if zeilen:
        type(zeilen[0])._base_manager.bulk_create(zeilen)


def _genannte_zuerst(modelle: Wartend) -> Iterable[type[Model]]:
    """A row is written behind those it names."""
    verweise = {m: modelle.keys() & {feld.related_model for feld in m._meta.concrete_fields} for m in modelle}
    return TopologicalSorter(verweise).static_order()
