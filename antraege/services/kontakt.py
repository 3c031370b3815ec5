"""How a person is reached: changed by herself alone, so it needs no right; notices already released keep what they bear."""

from __future__ import annotations

from antraege.models import Benutzer


def speichern(*, by: Benutzer, **felder: str) -> None:
    """Write telephone and room of the own account; what is not named stays."""
    if fremd := set(felder) - {"telefon", "zimmer"}:
        raise TypeError(f"keine Angaben zur Erreichbarkeit: {sorted(fremd)}")
    Benutzer.objects.filter(pk=by.pk).update(**felder)
