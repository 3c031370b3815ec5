"""Two texts word by word: what stays, what goes, what comes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

WOERTER: Final = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Stueck:
    """A run of words. ``art``: gleich, weg (only in the old text) or neu (only in the new one)."""

    art: str
    text: str


def vergleiche(alt: str, neu: str) -> list[Stueck]:
    """Give the runs in reading order; only words differ: spaces and line breaks belong to the word before them."""
    links, rechts = WOERTER.findall(alt), WOERTER.findall(neu)
    stuecke: list[Stueck] = []
    for art, a, b, c, d in _schritte(links, rechts):
        if art == "equal":
            stuecke.append(Stueck("gleich", "".join(rechts[c:d])))
            continue
        stuecke += [Stueck("weg", "".join(links[a:b]))] if a < b else []
        stuecke += [Stueck("neu", "".join(rechts[c:d]))] if c < d else []
    return stuecke


def _schritte(links: list[str], rechts: list[str]) -> list[tuple[str, int, int, int, int]]:
    alt, neu = ([wort.strip() for wort in liste] for liste in (links, rechts))
    return list(SequenceMatcher(None, alt, neu, autojunk=False).get_opcodes())
