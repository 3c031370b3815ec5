"""The papers a version asks for as a checklist: what is there, what is missing, what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from antraege.models import Anlage, Antrag, Unterlagenregel
from antraege.regelwerk import regelwerk, schluessel


class Stand(StrEnum):
    """Where a paper stands, in the words of the page."""

    DA = "Liegt vor"
    FOLGT = "Wird nachgereicht"
    FEHLT = "Fehlt"
    FREIWILLIG = "Freiwillig"

    @property
    def badge(self) -> str:
        """The kind of badge that shows it."""
        return {"DA": "success", "FOLGT": "info", "FEHLT": "warning"}.get(self.name, "neutral")


@dataclass(frozen=True)
class Posten:
    """A line of the checklist: the rule, its key as remarks name it, the files that are there."""

    regel: Unterlagenregel
    stand: Stand
    anlagen: tuple[Anlage, ...]

    @property
    def feld(self) -> str:
        """The key under which remarks and missing points name the paper."""
        return schluessel(self.regel)


def liste(antrag: Antrag) -> list[Posten]:
    """The papers of the application's version in their order, each with what was uploaded for it."""
    da = [anlage for anlage in antrag.anlagen.all() if anlage.entfernt_am is None]
    return [_posten(antrag, regel, da) for regel in regelwerk(antrag.fassung).unterlagen]


def weitere(antrag: Antrag) -> list[Anlage]:
    """The papers that are there without being asked for."""
    gefragt = {regel.art for regel in regelwerk(antrag.fassung).unterlagen}
    return [a for a in antrag.anlagen.all() if a.entfernt_am is None and a.art not in gefragt]


def _posten(antrag: Antrag, regel: Unterlagenregel, da: list[Anlage]) -> Posten:
    dazu = tuple(anlage for anlage in da if anlage.art == regel.art)
    return Posten(regel, _stand(antrag, regel, da=bool(dazu)), dazu)


def _stand(antrag: Antrag, regel: Unterlagenregel, *, da: bool) -> Stand:
    if da:
        return Stand.DA
    if not regel.pflicht:
        return Stand.FREIWILLIG
    return Stand.FOLGT if darf_folgen(antrag, regel) else Stand.FEHLT


def darf_folgen(antrag: Antrag, regel: Unterlagenregel) -> bool:
    """The council's decision follows where the municipality announced it, other papers where the version allows it."""
    if regel.art == Anlage.Art.BESCHLUSS:
        return regel.nachreichbar and antrag.beschluss_folgt and antrag.runde.beschluss_nachreichbar
    return regel.nachreichbar
