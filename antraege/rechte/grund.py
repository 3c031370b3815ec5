"""What a right is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices


@dataclass(frozen=True)
class Auskunft:
    """Yes, or the sentence why not and who can supply what is missing."""

    ja: bool
    satz: str = ""
    wer: str = ""

    def __bool__(self) -> bool:
        return self.ja


@dataclass(frozen=True)
class Bedingung:
    """A condition of an act: a predicate over user and object, its sentence when it does not hold, and who can help.

    ``wer`` may be a function of the object where the data say who that is.
    """

    erfuellt: Callable[[Any, Any], bool]
    satz: str
    wer: str | Callable[[Any], str] = ""

    def absage(self, objekt: Any) -> Auskunft:
        """The answer where the condition does not hold."""
        return Auskunft(False, self.satz, self.wer if isinstance(self.wer, str) else self.wer(objekt))


def im_stand(*erlaubt: TextChoices) -> Bedingung:
    """The object is in one of these states; the sentence names them as the page does."""
    labels = " oder ".join(f"„{stand.label}“" for stand in erlaubt)
    return Bedingung(lambda user, objekt: objekt.status in erlaubt, f"Das geht nur im Stand {labels}.")


@dataclass(frozen=True)
class Recht:
    """Roles of which one is needed, and the conditions that must all hold."""

    rollen: frozenset[str]
    bedingungen: tuple[Bedingung, ...] = ()
