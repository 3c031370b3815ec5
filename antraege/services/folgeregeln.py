"""What each kind of later notice needs and may change; the sentences say it at the field. A trigger (0026) holds the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from antraege.berechnung import NULL
from antraege.formate import datum, euro, vzae
from antraege.models import Bescheid
from antraege.services import bewilligung
from antraege.services.bescheid_folge import unterschiede
from antraege.services.bescheid_teile import zeilen

A = Bescheid.Art
Mangel = tuple[str, str]

# kind -> what its draft may say beside reasons, duties and the hearing
ANGABEN: Final[dict[str, tuple[str, ...]]] = {
    A.AENDERUNG: ("wirksam_ab", "vzae", "betrag", "beginn", "ende"),
    A.WIDERRUF: ("wirksam_ab", "vzae", "betrag"),
    A.RUECKNAHME: ("wirksam_ab", "vzae", "betrag"),
    A.ERSTATTUNG: ("erstattung", "zinsen_ab"),
    A.SCHLUSS: ("anerkannt", "betrag", "erstattung", "zinsen_ab"),
}
WIRKT_AB: Final = "Bitte nennen Sie den Tag, ab dem der Bescheid wirkt."
ANHOERUNG: Final = "Der Bescheid belastet die Kommune. Bitte nennen Sie den Tag der Anhörung oder den Grund, warum Sie davon absehen (§ 28 LVwVfG)."


def maengel(bescheid: Bescheid, alt: Bescheid, heute: date) -> dict[str, str]:
    """{field: sentence} of what the draft may not say or lacks; ``alt``: the notice it follows."""
    gefunden = [*JE_ART[bescheid.art](bescheid, alt), *_anhoerung(bescheid, heute)]
    return dict(reversed(gefunden))  # the first sentence about a field wins


def _aenderung(neu: Bescheid, alt: Bescheid) -> Iterator[Mangel]:
    antrag = neu.antrag
    yield from _wirksam(neu)
    von, bis = bewilligung.zeitraum(neu)
    if von < antrag.runde.beginn:
        yield (
            "beginn",
            f"Die Förderung beginnt frühestens mit der Förderrunde am {datum(antrag.runde.beginn)}.",
        )
    if bis < von:
        yield "ende", "Die Förderung endet nicht vor ihrem Beginn."
    if antrag.beantragt_vzae is not None and neu.vzae > antrag.beantragt_vzae:
        yield "vzae", f"Beantragt sind {vzae(antrag.beantragt_vzae)}. Mehr braucht einen neuen Antrag."
    if not unterschiede(neu) and zeilen(neu.nebenbestimmungen) == zeilen(alt.nebenbestimmungen):
        yield (
            "vzae",
            "So ändert sich nichts. Ein Änderungsbescheid ändert Anteil, Betrag, Zeitraum oder Nebenbestimmungen.",
        )


def _abwaerts(neu: Bescheid, alt: Bescheid) -> Iterator[Mangel]:
    yield from _wirksam(neu)
    if neu.wirksam_ab and neu.wirksam_ab < (von := bewilligung.zeitraum(neu)[0]):
        yield "wirksam_ab", f"Die Förderung beginnt am {datum(von)}. Früher wirkt der Bescheid nicht."
    yield from _nicht_mehr(neu, alt)
    if neu.vzae == alt.vzae and neu.betrag == alt.betrag:
        yield "vzae", "Bitte geben Sie an, was bleibt. So fällt nichts weg."


def _nicht_mehr(neu: Bescheid, alt: Bescheid) -> Iterator[Mangel]:
    wort = neu.get_art_display()
    if neu.vzae > alt.vzae:
        yield "vzae", f"Ein {wort} erhöht nichts. Bewilligt sind {vzae(alt.vzae)}."
    if neu.betrag > alt.betrag:
        yield "betrag", f"Ein {wort} erhöht nichts. Bewilligt sind {euro(alt.betrag)}."


def _wirksam(neu: Bescheid) -> Iterator[Mangel]:
    if neu.wirksam_ab is None:
        yield "wirksam_ab", WIRKT_AB
    elif neu.wirksam_ab > (bis := bewilligung.zeitraum(neu)[1]):
        yield "wirksam_ab", f"Die Förderung endet am {datum(bis)}. Danach wirkt der Bescheid nicht mehr."


def _erstattung(neu: Bescheid, alt: Bescheid) -> Iterator[Mangel]:
    if not neu.erstattung:
        yield "erstattung", "Bitte geben Sie den Betrag an, der zu erstatten ist."
    yield from _hoechstens(neu)


def _hoechstens(neu: Bescheid) -> Iterator[Mangel]:
    """Only what was granted once and is granted no more can be claimed back."""
    grenze = bewilligung.erstattbar(neu)
    if (neu.erstattung or NULL) > grenze:
        yield (
            "erstattung",
            f"Zu erstatten sind höchstens {euro(grenze)}: So viel war mehr bewilligt, als jetzt noch gilt, und ist noch nicht gefordert.",
        )
    if neu.zinsen_ab is not None and not neu.erstattung:
        yield "zinsen_ab", "Zinsen gibt es nur auf einen Betrag, der zu erstatten ist."


def _schluss(neu: Bescheid, alt: Bescheid) -> Iterator[Mangel]:
    if neu.anerkannt is None:
        yield "anerkannt", "Bitte geben Sie die anerkannten Ausgaben an."
    yield from _nicht_mehr(neu, alt)
    if neu.anerkannt is not None and neu.betrag > neu.anerkannt:
        yield "betrag", f"Die Zuwendung ist nicht höher als die anerkannten Ausgaben ({euro(neu.anerkannt)})."
    yield from _hoechstens(neu)


JE_ART: Final[dict[str, Callable[[Bescheid, Bescheid], Iterator[Mangel]]]] = {
    A.AENDERUNG: _aenderung,
    A.WIDERRUF: _abwaerts,
    A.RUECKNAHME: _abwaerts,
    A.ERSTATTUNG: _erstattung,
    A.SCHLUSS: _schluss,
}


def _anhoerung(neu: Bescheid, heute: date) -> Iterator[Mangel]:
    verzicht = neu.anhoerung_verzicht.strip()
    if neu.anhoerung_am and neu.anhoerung_am > heute:
        yield "anhoerung_am", "Der Tag der Anhörung kann nicht in der Zukunft liegen."
    if neu.anhoerung_am and verzicht:
        yield (
            "anhoerung_verzicht",
            "Entweder wurde angehört oder davon abgesehen. Bitte geben Sie nur eines an.",
        )
    if bewilligung.belastet(neu) and not neu.anhoerung_am and not verzicht:
        yield "anhoerung_am", ANHOERUNG
