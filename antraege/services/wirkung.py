"""What a decision does to the applications of a paper, shown before it is saved: pure, to the hundredth VZÄ and the cent.

asked = granted + cut + refused + withdrawn + late + open, whatever is decided (praxis 3, row 22).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from antraege.berechnung import NULL, summe
from antraege.models import ERSTBESCHEIDE, Antrag, Bescheid, Beschlussergebnis, Foerderrunde, Status
from antraege.services import eingereicht
from antraege.services.empfehlung import betrag_fuer

Anteil = tuple[Decimal | None, Decimal | None]  # VZÄ and EUR
W = Beschlussergebnis.Wert
POSTEN: Final = {
    "bewilligt": "Bewilligt",
    "gekuerzt": "Gekürzt",
    "abgelehnt": "Abgelehnt",
    "zurueckgezogen": "Zurückgezogen",
    "verfristet": "Verfristet",
    "offen": "Noch offen",
}

# Applications that no decision reaches any more.
OHNE_ENTSCHEIDUNG: Final = {Status.ZURUECKGEZOGEN: "zurueckgezogen", Status.UNZULAESSIG: "verfristet"}


@dataclass(frozen=True)
class Zeile:
    """One application: what it gets by the decision in VZÄ and EUR (None: nothing is decided), and the word for it.

    ``entschieden``: the figures are decided, not only proposed.
    """

    antrag: Antrag
    vzae: Decimal | None
    betrag: Decimal
    folge: str
    entschieden: bool = False


@dataclass(frozen=True)
class Posten:
    """A line of the closing sheet, in VZÄ and EUR."""

    label: str
    vzae: Decimal
    betrag: Decimal


def anteile(antraege: Iterable[Antrag], wert: str, abweichend: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Give the VZÄ each application gets where its Ziffer ended in ``wert``; nothing for a deferred one."""
    if wert == W.ABGELEHNT:
        return {a.pk: NULL for a in antraege}
    if wert in {W.UNVERAENDERT, W.MIT_MASSGABE, W.GEAENDERT}:
        return {a.pk: abweichend.get(a.pk, a.empfohlen_vzae or NULL) for a in antraege}
    return {}


def beschlossen(antraege: Sequence[Antrag]) -> dict[int, Anteil]:
    """Give what the decision granted each decided application; a later notice changes what it has, not what was decided.

    The first notice keeps the decision's figures, the application has them until then. One query.
    """
    erste = Bescheid.objects.gueltig().filter(antrag__in=antraege, art__in=ERSTBESCHEIDE)
    je_antrag = {
        antrag: (vzae, betrag) for antrag, vzae, betrag in erste.values_list("antrag", "vzae", "betrag")
    }
    return {
        a.pk: je_antrag.get(a.pk, (a.bewilligt_vzae, a.bewilligt_betrag))
        for a in antraege
        if a.bewilligt_vzae is not None
    }


def zeile(antrag: Antrag, neu: Mapping[int, Decimal], entschieden: Mapping[int, Anteil]) -> Zeile:
    """Say what becomes of one application, decided before (``entschieden``) or by the shares ``neu``."""
    if antrag.status in OHNE_ENTSCHEIDUNG:
        return Zeile(antrag, None, NULL, POSTEN[OHNE_ENTSCHEIDUNG[Status(antrag.status)]])
    vzae, betrag = entschieden.get(antrag.pk, (neu.get(antrag.pk), None))
    if vzae is None:
        return Zeile(antrag, None, NULL, "Noch offen")
    if vzae == 0:
        return Zeile(antrag, vzae, NULL, "Wird abgelehnt", antrag.pk in entschieden)
    if betrag is None:
        betrag = betrag_fuer(antrag, vzae)
    folge = "Wird bewilligt" if vzae == antrag.beantragt_vzae else "Wird teilweise bewilligt"
    return Zeile(antrag, vzae, betrag or NULL, folge, antrag.pk in entschieden)


def der_runde(runde: Foerderrunde, neu: Mapping[int, Decimal]) -> list[Posten]:
    """Give the closing sheet of a whole round as the shares ``neu`` would leave it; three or four queries.

    Counted is what came in: a returned application with what was submitted, not with what is being written.
    """
    antraege = eingegangene(runde)
    return der_antraege(runde, antraege, beschlossen(antraege), neu)


def eingegangene(runde: Foerderrunde) -> list[Antrag]:
    """Give all applications of a round that came in."""
    eingegangen = Antrag.objects.in_runde(runde).filter(eingegangen_am__isnull=False)
    return list(eingegangen.select_related("runde", "fassung"))


def der_antraege(
    runde: Foerderrunde,
    antraege: Sequence[Antrag],
    entschieden: Mapping[int, Anteil],
    neu: Mapping[int, Decimal],
) -> list[Posten]:
    """Give the closing sheet of a round whose applications and decisions are at hand."""
    zeilen = [zeile(a, neu, entschieden) for a in antraege]
    vzae, betrag = eingereicht.unterschied(runde, "beantragt_vzae", "beantragt_betrag")
    return posten(zeilen, noch_offen=(vzae, betrag))


def posten(zeilen: Iterable[Zeile], noch_offen: tuple[Decimal, Decimal] = (NULL, NULL)) -> list[Posten]:
    """Give the closing sheet; its lines sum up to what was asked, the last one."""
    teile: dict[str, list[tuple[Decimal, Decimal]]] = {name: [] for name in POSTEN}
    teile["offen"].append(noch_offen)
    for eine in zeilen:
        for name, betrag in _verteilt(eine):
            teile[name].append(betrag)
    liste = [
        Posten(label, summe(v for v, _ in teile[name]), summe(b for _, b in teile[name]))
        for name, label in POSTEN.items()
    ]
    return [*liste, Posten("Beantragt", summe(p.vzae for p in liste), summe(p.betrag for p in liste))]


def _verteilt(eine: Zeile) -> list[tuple[str, tuple[Decimal, Decimal]]]:
    gefragt = (eine.antrag.beantragt_vzae or NULL, eine.antrag.beantragt_betrag or NULL)
    if eine.vzae is None:
        return [(OHNE_ENTSCHEIDUNG.get(Status(eine.antrag.status), "offen"), gefragt)]
    if eine.vzae == 0:
        return [("abgelehnt", gefragt)]
    return [
        ("bewilligt", (eine.vzae, eine.betrag)),
        ("gekuerzt", (gefragt[0] - eine.vzae, gefragt[1] - eine.betrag)),
    ]
