"""Rows that an act writes and reads no more: each act's at once, or those of many acts together.

A table is taken over row by row by the single act. Within ``gesammelt()`` its rows wait for the end of the block and go
in by one INSERT a table: in the same transaction, in the same order, under the same constraints and triggers. What
such rows cannot do is a fault of the program and raises ``RuntimeError``: they have no key yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from graphlib import TopologicalSorter

from django.db import connection
from django.db.models import ForeignKey, Model

Wartend = dict[type[Model], list[Model]]
_wartend: ContextVar[Wartend | None] = ContextVar("wartend", default=None)


def einfuegen(*zeilen: Model) -> None:
    """Insert rows of one table now; within ``gesammelt()`` at its end, so until then they have no key."""
    wartend = _wartend.get()
    if wartend is None:
        _schreiben(zeilen)
    elif zeilen:
        _nennen_keine_der_eigenen(zeilen)
        wartend.setdefault(type(zeilen[0]), []).extend(zeilen)


def mit_schluessel(zeile: Model) -> int:
    """Give the key of a stored row. Raises ``RuntimeError`` for one that waits: it has none to name it by."""
    if zeile.pk is None:
        raise RuntimeError(f"A row of {zeile._meta.label} has no key yet; within gesammelt() it still waits.")
    return int(zeile.pk)


@contextmanager
def gesammelt() -> Iterator[None]:
    """Let rows wait for the end of the block; an error drops them, so it has to end the transaction, too.

    Raises ``RuntimeError`` outside a transaction, where an error would drop them and keep the rest.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("gesammelt() needs a transaction around it.")
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
    return TopologicalSorter({m: genannte - {m} for m, genannte in verweise.items()}).static_order()


def _nennen_keine_der_eigenen(zeilen: Sequence[Model]) -> None:
    """Refuse rows that name one of their own table that waits, too: one INSERT cannot give the one the other's key."""
    modell = type(zeilen[0])
    eigene = [
        feld
        for feld in modell._meta.concrete_fields
        if isinstance(feld, ForeignKey) and feld.related_model is modell
    ]
    for feld in eigene:
        genannt = [getattr(zeile, feld.name) for zeile in zeilen if feld.is_cached(zeile)]
        if any(andere is not None and andere.pk is None for andere in genannt):
            raise RuntimeError(
                f"{modell._meta.label}.{feld.name} names a row that waits in gesammelt() itself."
            )
