"""Is a result per Ziffer possible? Pure checks of what a sitting is said to have decided (domain E.2, praxis 3, row 7).

Abstentions count as not given, a tie refuses, the Landrat chairs without a vote. Counts are optional but must add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError

from antraege.models import ANGENOMMEN, Beschlussergebnis

W = Beschlussergebnis.Wert
A = Beschlussergebnis.Abstimmung

AUFGESCHOBEN: Final = frozenset({W.VERTAGT, W.VERWIESEN, W.ABGESETZT})
VORBERATUNG: Final = (W.EMPFOHLEN, W.ABGELEHNT, W.ZUR_KENNTNIS, W.VERTAGT, W.ABGESETZT)
BESCHLUSS: Final = (
    W.UNVERAENDERT,
    W.GEAENDERT,
    W.MIT_MASSGABE,
    W.ABGELEHNT,
    W.ZUR_KENNTNIS,
    W.ZURUECKGEZOGEN,
    W.VERTAGT,
    W.VERWIESEN,
    W.ABGESETZT,
)
MIT_WORTLAUT: Final = frozenset({W.GEAENDERT, W.MIT_MASSGABE})
MIT_MEHRHEIT: Final = ANGENOMMEN | {W.EMPFOHLEN}


@dataclass(frozen=True)
class Angabe:
    """What is said to have happened to one Ziffer: result, how it was voted, counts where they are known, wording."""

    wert: str
    abstimmung: str = ""
    ja: int | None = None
    nein: int | None = None
    enthaltung: int | None = None
    wortlaut: str = ""


def pruefe(
    ergebnisse: Mapping[int, Mapping[str, Any]],
    *,
    ziffern: set[int],
    werte: tuple[str, ...],
    stimmberechtigte: int | None,
) -> dict[int, Angabe]:
    """Give one checked ``Angabe`` for each of ``ziffern``.

    Raises ``ValidationError`` with fields named ``ziffer_<n>_<feld>`` for whatever is missing, foreign or does not add up.
    """
    if fremd := set(ergebnisse) - ziffern:
        raise ValidationError(
            [
                f"Über Ziffer {n} ist schon entschieden, oder sie gehört nicht zu dieser Vorlage."
                for n in sorted(fremd)
            ]
        )
    fehler: dict[str, str] = {}
    angaben = {}
    for ziffer in sorted(ziffern):
        angabe = Angabe(**ergebnisse.get(ziffer, {"wert": ""}))
        if mangel := _mangel(angabe, werte, stimmberechtigte):
            fehler[f"ziffer_{ziffer}_{mangel[0]}"] = mangel[1]
        angaben[ziffer] = angabe
    if fehler:
        raise ValidationError(fehler)
    return angaben


def _mangel(angabe: Angabe, werte: tuple[str, ...], stimmberechtigte: int | None) -> tuple[str, str] | None:
    if angabe.wert not in werte:
        return "wert", "Bitte wählen Sie das Ergebnis dieser Ziffer."
    if angabe.wert in MIT_WORTLAUT and not angabe.wortlaut.strip():
        return "wortlaut", "Bitte geben Sie den beschlossenen Wortlaut oder die Maßgabe an."
    if angabe.abstimmung == A.AUSGEZAEHLT and (angabe.ja is None or angabe.nein is None):
        return "ja", "Bei ausgezählter Abstimmung gehören Ja- und Nein-Stimmen dazu."
    if angabe.wert in AUFGESCHOBEN:
        return None
    return _stimmen(angabe, stimmberechtigte)


def _stimmen(angabe: Angabe, stimmberechtigte: int | None) -> tuple[str, str] | None:
    if angabe.abstimmung == A.EINSTIMMIG and angabe.nein and angabe.ja:
        return "nein", "Einstimmig ist ein Beschluss nur ohne Gegenstimmen."
    if stimmberechtigte is not None and (summe := _summe(angabe)) > stimmberechtigte:
        return (
            "ja",
            f"Das sind {summe} Stimmen, stimmberechtigt sind {stimmberechtigte}. Der Landrat leitet ohne Stimme.",
        )
    return _mehrheit(angabe)


def _summe(angabe: Angabe) -> int:
    return sum(zahl or 0 for zahl in (angabe.ja, angabe.nein, angabe.enthaltung))


def _mehrheit(angabe: Angabe) -> tuple[str, str] | None:
    if angabe.ja is None or angabe.nein is None:
        return None
    if angabe.wert in MIT_MEHRHEIT and angabe.ja <= angabe.nein:
        return (
            "ja",
            "Angenommen ist ein Beschlussantrag nur mit mehr Ja- als Nein-Stimmen; bei Gleichstand ist er abgelehnt.",
        )
    if angabe.wert == W.ABGELEHNT and angabe.ja > angabe.nein:
        return "ja", "Mit mehr Ja- als Nein-Stimmen ist der Beschlussantrag angenommen, nicht abgelehnt."
    return None
