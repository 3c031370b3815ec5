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
    """Give the runs in reading order; spaces belong to the word before them, so that only words differ."""
    links, rechts = _woerter(alt), _woerter(neu)
    stuecke: list[Stueck] = []
    for art, a, b, c, d in SequenceMatcher(None, links, rechts, autojunk=False).get_opcodes():
        if art == "equal":
            stuecke.append(Stueck("gleich", "".join(links[a:b])))
            continue
        stuecke += [Stueck("weg", "".join(links[a:b]))] if a < b else []
        stuecke += [Stueck("neu", "".join(rechts[c:d]))] if c < d else []
    return stuecke


def _woerter(text: str) -> list[str]:
    return WOERTER.findall(text)
