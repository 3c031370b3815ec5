"""Words for a result: one sentence for what a sitting did with a motion."""

from __future__ import annotations

from antraege.models import Beschlussergebnis

VORLAEUFIG = "vorläufig nach Sitzung"


def ergebnissatz(ergebnis: Beschlussergebnis, *, intern: bool = False) -> str:
    """``SGA am 14.06.2027 (Vorberatung): Empfohlen, einstimmig`` with the counts where they are known.

    ``intern``: also how many were biased and who left the table, which is for the office alone. Until the minutes
    confirm it, a result is "vorläufig nach Sitzung".
    """
    schritt = ergebnis.schritt
    teile = [
        ergebnis.get_wert_display(),
        ergebnis.get_abstimmung_display() if ergebnis.abstimmung else "",
        *_gezaehlt(ergebnis),
        *(_befangen(ergebnis) if intern else ()),
        "" if schritt.bestaetigt_am else VORLAEUFIG,
    ]
    return f"{schritt.sitzung} ({schritt.get_rolle_display()}): {', '.join(teil for teil in teile if teil)}"


def _gezaehlt(ergebnis: Beschlussergebnis) -> list[str]:
    zahlen = ((ergebnis.ja, "Ja"), (ergebnis.nein, "Nein"), (ergebnis.enthaltung, "Enthaltungen"))
    return [f"{zahl} {wort}" for zahl, wort in zahlen if zahl is not None]


def _befangen(ergebnis: Beschlussergebnis) -> list[str]:
    zahl = f"{ergebnis.befangen} befangen" if ergebnis.befangen else ""
    return [zahl, f"den Tisch verlassen: {ergebnis.verlassen}" if ergebnis.verlassen else ""]
