"""What an act may answer instead of doing its work. Every sentence is German and meant for the person who asked."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class Verweigert(ValidationError):
    """The act is not allowed or not possible; ``satz`` says why, ``wer`` who can supply what is missing."""

    def __init__(self, satz: str, *, wer: str = "") -> None:
        super().__init__(satz)
        self.satz = satz
        self.wer = wer


class Konflikt(Verweigert):
    """The object has moved on meanwhile: somebody else, or the same person twice, was faster."""
