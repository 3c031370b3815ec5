"""Rows of an application that several parts of one act ask for: what is missing, what is kept, what does not add up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.db.models import prefetch_related_objects

from antraege.models import Antrag

ZEILEN = ("fallzahlen", "anlagen", "runde__zielgruppen")
P = ParamSpec("P")
R = TypeVar("R")


def einmal_gelesen(act: Callable[P, R]) -> Callable[P, R]:
    """Read these rows once, fresh, for all of ``act``, which must not write them; afterwards nothing is remembered."""

    @wraps(act)
    def gelesen(*args: P.args, **kwargs: P.kwargs) -> R:
        antrag = cast(Antrag, kwargs["antrag"])
        bekannt = vars(antrag).pop("_prefetched_objects_cache", {})
        prefetch_related_objects([antrag], *ZEILEN)
        try:
            return act(*args, **kwargs)
        finally:
            vars(antrag)["_prefetched_objects_cache"] = bekannt

    return gelesen
