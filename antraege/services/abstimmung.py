"""Is a result per Ziffer possible? Pure checks of what a sitting is said to have decided (domain E.2, praxis 3, row 7).

Abstentions count as not given, a tie refuses, the Landrat chairs without a vote. Counts are optional but must add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError

from antraege.models import ANGENOMMEN, Beschlussergebnis

W = Beschlussergebnis.Wert
A = Beschlussergebnis.Abstimmung

AUFGESCHOBEN: Final = frozenset({W.VERTAGT, W.VERWIESEN, W.ABGESETZT})
VORBERATUNG: Final = (
    W.EMPFOHLEN,
    W.GEAENDERT_EMPFOHLEN,
    W.ABGELEHNT,
    W.ZUR_KENNTNIS,
    W.ZURUECKGEZOGEN,
    W.VERTAGT,
    W.VERWIESEN,
    W.ABGESETZT,
)
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
MIT_WORTLAUT: Final = frozenset({W.GEAENDERT, W.GEAENDERT_EMPFOHLEN})
MIT_MEHRHEIT: Final = ANGENOMMEN | {W.EMPFOHLEN, W.GEAENDERT_EMPFOHLEN, W.VERTAGT, W.VERWIESEN}
# Nobody votes on these.
OHNE_ABSTIMMUNG: Final = frozenset({W.ZUR_KENNTNIS, W.ZURUECKGEZOGEN, W.ABGESETZT})

Mangel = tuple[str, str] | None


@dataclass(frozen=True)
class Angabe:
    """What is said to have happened to one Ziffer: result, how it was voted, counts where they are known, wording.

    ``befangen``: how many took no part; ``verlassen``: who left the table, as the minutes say it.
    ``massgaben``: by the number of its row, each with ``text``, ``rolle`` and ``faellig_am``.
    """

    wert: str
    abstimmung: str = ""
    ja: int | None = None
    nein: int | None = None
    enthaltung: int | None = None
    befangen: int | None = None
    verlassen: str = ""
    wortlaut: str = ""
    massgaben: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


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
        raise ValidationError([f"Zu Ziffer {n} ist hier nichts zu erfassen." for n in sorted(fremd)])
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


def _mangel(angabe: Angabe, werte: tuple[str, ...], stimmberechtigte: int | None) -> Mangel:
    if angabe.wert not in werte:
        return "wert", "Bitte wählen Sie das Ergebnis dieser Ziffer."
    if angabe.wert in MIT_WORTLAUT and not angabe.wortlaut.strip():
        return "wortlaut", "Bitte geben Sie den geänderten Wortlaut an."
    return _gezaehlt(angabe, stimmberechtigte) or _einigkeit(angabe) or _mehrheit(angabe)


def _gezaehlt(angabe: Angabe, stimmberechtigte: int | None) -> Mangel:
    """Counted means both counts, and never more votes than members who may vote and were not biased."""
    if angabe.abstimmung == A.AUSGEZAEHLT and (angabe.ja is None or angabe.nein is None):
        return "ja", "Bei ausgezählter Abstimmung gehören Ja- und Nein-Stimmen dazu."
    if stimmberechtigte is None:
        return None
    befangen = angabe.befangen or 0
    if befangen > stimmberechtigte:
        return "befangen", f"Stimmberechtigt sind {stimmberechtigte}. Mehr können nicht befangen sein."
    if (summe := _summe(angabe)) > stimmberechtigte - befangen:
        abzug = f", davon {befangen} befangen" if befangen else ""
        return (
            "ja",
            f"Das sind {summe} Stimmen, stimmberechtigt sind {stimmberechtigte}{abzug}. Der Landrat leitet ohne Stimme.",
        )
    return None


def _summe(angabe: Angabe) -> int:
    return sum(zahl or 0 for zahl in (angabe.ja, angabe.nein, angabe.enthaltung))


def _einigkeit(angabe: Angabe) -> Mangel:
    """Unanimous is a vote without others; by majority is one with others, where they are counted at all."""
    dagegen, feld = (angabe.ja, "ja") if angabe.wert == W.ABGELEHNT else (angabe.nein, "nein")
    if angabe.abstimmung == A.EINSTIMMIG and dagegen:
        return feld, "Einstimmig ist ein Beschluss nur ohne Gegenstimmen."
    if angabe.abstimmung == A.MEHRHEITLICH and dagegen == 0 and angabe.wert in MIT_MEHRHEIT:
        return feld, "Ohne Gegenstimmen ist ein Beschluss einstimmig."
    return None


def _mehrheit(angabe: Angabe) -> Mangel:
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
