"""What most tests of a module begin with, built once: ``VORRAT = [b.beschlossen]`` beneath the builder.

The first such call in a test, with the same arguments (``partial``), takes the case that stands ready; a second one
builds another. The rows stand beneath all tests of the module, so none may count a whole table; not for tests that
commit themselves.
"""

from collections.abc import Callable
from copy import deepcopy
from functools import partial, wraps
from inspect import signature
from typing import Any

_bereit: dict[str, Any] = {}


def auf_vorrat(baue: Callable[..., Any]) -> Callable[..., Any]:
    """A builder that a module may have run ahead."""

    @wraps(baue)
    def nimm(*args: Any, **felder: Any) -> Any:
        ruf = _ruf(baue, args, felder)
        return deepcopy(_bereit.pop(ruf)) if ruf in _bereit else baue(*args, **felder)

    return nimm


def stelle_bereit(faelle: list[tuple[Callable[[], Any], Any]]) -> None:
    """Let the next call of each builder take its case; nothing of an earlier test is left."""
    _bereit.clear()
    for bau, fall in faelle:
        teil = bau if isinstance(bau, partial) else partial(bau)
        _bereit[_ruf(teil.func, teil.args, teil.keywords)] = fall


def _ruf(baue: Callable[..., Any], args: tuple[Any, ...], felder: dict[str, Any]) -> str:
    """The call in words: left to its default or given so is the same."""
    gebunden = signature(baue).bind(*args, **felder)
    gebunden.apply_defaults()
    return f"{baue.__module__}.{baue.__qualname__} {gebunden.arguments}"
