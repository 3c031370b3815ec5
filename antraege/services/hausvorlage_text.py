"""The placeholders of a Word template and where they stand: read and filled paragraph by paragraph.

Word cuts a text into runs as it likes, so a placeholder is looked for in the whole paragraph: in the body, in tables,
text boxes and content controls, in headers and footers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

PLATZHALTER: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
RAENDER: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
ABSATZ, TEXT = qn("w:p"), qn("w:t")


def absaetze(element: Any) -> list[Any]:
    """All paragraphs below an element, nested ones too."""
    return list(element.iter(ABSATZ))


def raender(dokument: Any) -> list[Any]:
    """Headers and footers of all sections."""
    return [
        beziehung.target_part.element
        for beziehung in dokument.part.rels.values()
        if beziehung.reltype in RAENDER
    ]


def text(absatz: Any) -> str:
    """The words of a paragraph itself, without those of a text box in it."""
    return "".join(teil.text or "" for teil in _teile(absatz))


def _teile(absatz: Any) -> Iterator[Any]:
    for teil in absatz.iter(TEXT):
        if next(teil.iterancestors(ABSATZ)) is absatz:
            yield teil


def namen(absatz: Any) -> list[str]:
    """The placeholders of a paragraph, as written."""
    return PLATZHALTER.findall(text(absatz))


def ersetze(absatz: Any, wert: Callable[[str], str]) -> None:
    """Put ``wert(name)`` for each placeholder into the run in which it begins, so that it looks as that run does."""
    while treffer := PLATZHALTER.search(text(absatz)):
        _schreibe(absatz, treffer.start(), treffer.end(), wert(treffer[1]))


def schreibe(absatz: Any, neu: str) -> None:
    """Put ``neu`` in the place of all that stands in the paragraph."""
    _schreibe(absatz, 0, len(text(absatz)), neu)


def _schreibe(absatz: Any, von: int, bis: int, neu: str) -> None:
    stelle = 0
    for teil in list(_teile(absatz)):
        alt = teil.text or ""
        links, rechts = max(von - stelle, 0), min(bis - stelle, len(alt))
        stelle += len(alt)
        if links < rechts:
            teil.text = alt[:links] + neu + alt[rechts:]
            teil.set(qn("xml:space"), "preserve")
            neu = ""
