"""Is a result per Ziffer possible? Pure checks of what a sitting is said to have decided (domain E.2, praxis 3, row 7).

Abstentions count as not given, a tie refuses, the Landrat chairs without a vote. Counts are optional but must add up:
whoever counts gives Ja and Nein; "mehrheitlich bei 3 Nein, 2 Enthaltungen", as minutes say it, leaves out the majority only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError

from antraege.models import ANGENOMMEN, Beschlussergebnis

W = Beschlussergebnis.Wert
A = Beschlussergebnis.Abstimmung

VERTAGT: Final = frozenset({W.VERTAGT, W.ABGESETZT})  # to a later sitting of the same committee
AUFGESCHOBEN: Final = VERTAGT | {W.VERWIESEN}
OHNE_ZUSTIMMUNG: Final = (
    W.ABGELEHNT,
    W.ZUR_KENNTNIS,
    W.ZURUECKGEZOGEN,
    W.VERTAGT,
    W.VERWIESEN,
    W.ABGESETZT,
)
VORBERATUNG: Final = (W.EMPFOHLEN, W.GEAENDERT_EMPFOHLEN, *OHNE_ZUSTIMMUNG)
BESCHLUSS: Final = (W.UNVERAENDERT, W.GEAENDERT, W.MIT_MASSGABE, *OHNE_ZUSTIMMUNG)
MIT_WORTLAUT: Final = frozenset({W.GEAENDERT, W.GEAENDERT_EMPFOHLEN})
MIT_MEHRHEIT: Final = ANGENOMMEN | {W.EMPFOHLEN, W.GEAENDERT_EMPFOHLEN, W.VERTAGT, W.VERWIESEN}
GEZAEHLT: Final = ("ja", "nein", "enthaltung", "befangen")
# Nobody votes on these.
OHNE_ABSTIMMUNG: Final = frozenset({W.ZUR_KENNTNIS, W.ZURUECKGEZOGEN, W.ABGESETZT})

OHNE_ZAHL: Final = (
    "Wie viele in diesem Gremium stimmberechtigt sind, ist nicht hinterlegt. Das trägt die Geschäftsstelle Kreistag beim Gremium ein; "
    "ohne diese Zahl genügt „einstimmig“ oder „mehrheitlich“."
)
HALB: Final = (
    "Zu gezählten Stimmen gehören Ja und Nein. Nur bei „mehrheitlich“ genügen die Stimmen der Minderheit."
)

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
    return (
        _gezaehlt(angabe, stimmberechtigte)
        or _einigkeit(angabe)
        or _mehrheit(angabe)
        or _halb(angabe, stimmberechtigte)
    )


def _gezaehlt(angabe: Angabe, stimmberechtigte: int | None) -> Mangel:
    """Counted means both counts, and never more votes than members who may vote and were not biased."""
    if angabe.abstimmung == A.AUSGEZAEHLT and (angabe.ja is None or angabe.nein is None):
        return "ja", "Bei ausgezählter Abstimmung gehören Ja- und Nein-Stimmen dazu."
    if stimmberechtigte is None:
        gezaehlt = [feld for feld in GEZAEHLT if getattr(angabe, feld) is not None]
        return (gezaehlt[0], OHNE_ZAHL) if gezaehlt else None
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


def _halb(angabe: Angabe, stimmberechtigte: int | None) -> Mangel:
    """Counts without those of the majority: said only of a majority, and of one that those who may vote leave possible."""
    if (angabe.ja is None) == (angabe.nein is None):
        ohne_art = angabe.ja is None and angabe.enthaltung is not None and not angabe.abstimmung
        return ("ja", HALB) if ohne_art else None
    feld, minderheit = ("ja", angabe.ja) if angabe.wert == W.ABGELEHNT else ("nein", angabe.nein)
    if angabe.abstimmung != A.MEHRHEITLICH or minderheit is None:
        return ("nein" if angabe.nein is None else "ja"), HALB
    uebrig = (stimmberechtigte or 0) - _summe(angabe) - (angabe.befangen or 0)
    if uebrig < minderheit or (uebrig == minderheit and angabe.wert != W.ABGELEHNT):
        return feld, f"Neben diesen Stimmen bleiben höchstens {uebrig}. Das ist keine Mehrheit."
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
