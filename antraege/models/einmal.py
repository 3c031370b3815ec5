"""Expressions translated into SQL once in the life of the process, for what every request asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.expressions import RawSQL

# Stand in such an expression where the day and the person go.
EIN_TAG, EINE_PERSON = date.max, -1


def einmal(
    modell: type[models.Model], ausdruck: Callable[[], Any], werte: dict[Hashable, Hashable]
) -> RawSQL:
    """What ``ausdruck`` says about rows of ``modell``, with ``werte`` in place of the stand-ins.

    To compose and translate the nested questions about substitutes takes Django 8 ms, asking them 1 ms. Only for a
    queryset of its own: within another one the table would have another name.
    """
    sql, platz, feld = _uebersetzt(modell, ausdruck)
    return RawSQL(sql, [werte.get(wert, wert) for wert in platz], feld)  # noqa: S611  Django's own SQL


@cache
def _uebersetzt(
    modell: type[models.Model], ausdruck: Callable[[], Any]
) -> tuple[str, tuple[Hashable, ...], models.Field[Any, Any]]:
    """SQL, parameters and type."""
    query = modell._default_manager.annotate(wert=ausdruck()).query
    wert = query.annotations["wert"]
    sql, werte = query.get_compiler(DEFAULT_DB_ALIAS).compile(wert)
    return sql, tuple(werte), wert.output_field
