"""Rights around tasks: to take one, to give it to a colleague, to give it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from antraege.models import KOMMUNALE_ROLLEN, Antrag, Benutzer, Rolle, Vorlage
from antraege.rechte.grund import Bedingung, Recht

# Everybody a task may be addressed to in the district's office; the municipality is one office and takes nothing over.
IM_AMT = frozenset(Rolle) - KOMMUNALE_ROLLEN - {Rolle.PRUEFUNG, Rolle.SYSTEMBETREUUNG}
LEITUNG = frozenset({Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG})


@dataclass(frozen=True)
class Uebergabe:
    """A task that changes hands: what it is about, its title, who has it (None: nobody) and who gets it (None: the office)."""

    gegenstand: Antrag | Vorlage
    titel: str
    von: Benutzer | None
    an: Benutzer | None

    @property
    def landkreis_id(self) -> int:
        """The district whose office it is."""
        return self.gegenstand.landkreis_id


def leitet(user: Benutzer, uebergabe: Any) -> bool:
    """Say whether ``user`` heads the office today."""
    return user.hat_rolle(*LEITUNG, landkreis_id=uebergabe.landkreis_id)


def _hat_sie_oder_leitet(user: Benutzer, uebergabe: Uebergabe) -> bool:
    return uebergabe.von == user or leitet(user, uebergabe)


HAT_SIE = Bedingung(
    _hat_sie_oder_leitet,
    "Zuweisen kann die Aufgabe, wer sie übernommen hat, oder die Leitung.",
    "Sachgebietsleitung oder Amtsleitung",
)
GIBT_AB = Bedingung(
    _hat_sie_oder_leitet,
    "Abgeben kann die Aufgabe, wer sie übernommen hat, oder die Leitung.",
    "Sachgebietsleitung oder Amtsleitung",
)
FREI = Bedingung(
    lambda user, uebergabe: uebergabe.von is None or uebergabe.von in user.vertretene,
    "Die Aufgabe hat schon jemand übernommen.",
    "Sachgebietsleitung oder Amtsleitung",
)

RECHTE: dict[str, Recht] = {
    "aufgabe.uebernehmen": Recht(IM_AMT, (FREI,)),
    "aufgabe.zuweisen": Recht(IM_AMT, (HAT_SIE,)),
    "aufgabe.abgeben": Recht(IM_AMT, (GIBT_AB,)),
}
