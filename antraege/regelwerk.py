"""The rules of one version as its form, its check and its lists ask for them: words, limits, papers, questions, points.

Read once for each version object: ``regelwerk(fassung)`` keeps what it loaded on ``fassung``. A version that an
application rests on is stated and changes no more (R20), so nothing here grows old; acts behind the door read it once
a process (``behalten``).
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from antraege.models import (
    Anlage,
    Antrag,
    Feldregel,
    Pruefpunkt,
    Richtlinienfassung,
    Unterlagenregel,
    Zusatzfrage,
)

BESCHLUSS = "beschluss"
UNTERLAGE = "unterlage_"
FRAGE = "frage_"
Grenzen = tuple[Decimal | None, Decimal | None]
_festgestellte: dict[int, Regelwerk] = {}


def regelwerk(fassung: Richtlinienfassung) -> Regelwerk:
    """Give the rules of ``fassung``; asked twice for the same object, they are read once."""
    if "_regelwerk" not in fassung.__dict__:
        fassung._regelwerk = Regelwerk(fassung)  # type: ignore[attr-defined]
    return fassung._regelwerk  # type: ignore[attr-defined, no-any-return]


def behalten(fassung: Richtlinienfassung) -> None:
    """Let a stated version have the rules this process has read of it before: a trigger keeps them (R20).

    For what the door has locked: an application rests on a version whose statement can no longer be taken back.
    """
    if fassung.status == Richtlinienfassung.Status.FESTGESTELLT:
        fassung._regelwerk = _festgestellte.setdefault(fassung.pk, Regelwerk(fassung))  # type: ignore[attr-defined]


class Regelwerk:
    """What a version says. Fields are named by the keys of ``antraege.felder``."""

    def __init__(self, fassung: Richtlinienfassung) -> None:
        self.fassung = fassung

    def label(self, feld: str) -> str:
        """Give the words above a field: the version's, else the field's own; "" for an unknown key."""
        if label := self.eigenes_label(feld):
            return label
        if feld == BESCHLUSS or feld.startswith(UNTERLAGE):
            return self._unterlage(feld.removeprefix(UNTERLAGE))
        if feld.startswith(FRAGE):
            return next((f.frage for f in self.zusatzfragen if schluessel(f) == feld), "")
        return _eigenes(feld)

    def eigenes_label(self, feld: str) -> str:
        """Give the words the version itself puts above a core field; "" where it leaves the form's."""
        regel = self._feldregeln.get(feld)
        return regel.label if regel is not None else ""

    def hilfe(self, feld: str) -> str:
        """Give the version's help for a field; "" where it says none."""
        regel = self._feldregeln.get(feld)
        return regel.hilfe if regel is not None else ""

    def pflicht(self, feld: str) -> bool | None:
        """Say whether the version makes a field required (True) or voluntary (False); None: as the form does."""
        regel = self._feldregeln.get(feld)
        return regel.pflicht if regel is not None else None

    def grenzen(self, feld: str) -> Grenzen:
        """Give the lowest and the highest value of a field, in its unit (texts: characters); None without a limit.

        The asked share is bounded by the version itself.
        """
        if feld == "beantragt_vzae":
            return (self.fassung.mindestanteil, self.fassung.hoechstanteil)
        regel = self._feldregeln.get(feld)
        return (regel.mindestens, regel.hoechstens) if regel is not None else (None, None)

    @cached_property
    def unterlagen(self) -> list[Unterlagenregel]:
        """The papers in their order; a version without any asks for the Gemeinderat's decision alone."""
        regeln = list(self.fassung.unterlagen.all())
        return regeln or [
            Unterlagenregel(fassung=self.fassung, art=Anlage.Art.BESCHLUSS, pflicht=True, nachreichbar=True)
        ]

    def unterlage(self, art: str) -> Unterlagenregel | None:
        """Give the rule about a kind of paper; None where the version does not ask for it."""
        return next((regel for regel in self.unterlagen if regel.art == art), None)

    @cached_property
    def zusatzfragen(self) -> list[Zusatzfrage]:
        """The further questions in their order."""
        return list(self.fassung.zusatzfragen.all())

    def fragen_in(self, abschnitt: str) -> list[Zusatzfrage]:
        """Give the further questions of one section of the form."""
        return [frage for frage in self.zusatzfragen if frage.abschnitt == abschnitt]

    def pruefpunkte(self, art: str) -> list[Pruefpunkt]:
        """Give the points of the formal or subject check in their order."""
        return [punkt for punkt in self._pruefpunkte if punkt.art == art]

    @cached_property
    def _pruefpunkte(self) -> list[Pruefpunkt]:
        return list(self.fassung.pruefpunkte.all())

    @cached_property
    def _feldregeln(self) -> dict[str, Feldregel]:
        return {regel.feld: regel for regel in self.fassung.feldregeln.all()}

    def _unterlage(self, art: str) -> str:
        regel = self.unterlage(art)
        if regel is not None:
            return str(regel)
        return Anlage.Art(art).label if art in Anlage.Art.values else ""


def schluessel(regel: Zusatzfrage | Unterlagenregel) -> str:
    """Give the key of a further question (``frage_<pk>``) or a paper (``beschluss``, else ``unterlage_<art>``)."""
    if isinstance(regel, Zusatzfrage):
        return f"{FRAGE}{regel.pk}"
    return BESCHLUSS if regel.art == Anlage.Art.BESCHLUSS else f"{UNTERLAGE}{regel.art}"


def _eigenes(feld: str) -> str:
    if feld not in {f.name for f in Antrag._meta.fields}:
        return ""
    return str(Antrag._meta.get_field(feld).verbose_name)
