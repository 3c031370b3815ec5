"""Rights around the case: notes, other ways in, imports."""

from __future__ import annotations

from typing import Any

from antraege.models import Antrag, Bescheid, Foerderprogramm, Status
from antraege.rechte.antrag import AMT, BEFANGEN, SACHBEARBEITUNG
from antraege.rechte.grund import Bedingung, Recht


def _ohne_bescheid(user: Any, antrag: Antrag) -> bool:
    if antrag.status in {Status.BESCHIEDEN, Status.ABGESCHLOSSEN}:
        return False
    return not antrag.bescheide.gueltig().exclude(status=Bescheid.Status.ENTWURF).exists()


OHNE_BESCHEID = Bedingung(
    _ohne_bescheid,
    "Der Bescheid ist freigegeben. Er trägt das Aktenzeichen, das bis dahin eingetragen war; danach bleibt es.",
)
EIGENE_BEWILLIGUNG = Bedingung(
    lambda user, objekt: objekt.programm.bewilligungsstelle == Foerderprogramm.Bewilligungsstelle.LANDKREIS,
    "Über dieses Programm entscheidet nicht der Landkreis. Anträge dazu gehen nicht im Landratsamt ein.",
)

RECHTE: dict[str, Recht] = {
    # An application that came another way, of a municipality for which this person does not act.
    "antrag.erfassen": Recht(SACHBEARBEITUNG, (BEFANGEN,)),
    # The same for a round, before the municipality is known.
    "runde.erfassen": Recht(SACHBEARBEITUNG, (EIGENE_BEWILLIGUNG,)),
    # In any state: what reaches the office after the end belongs into the file, too.
    "antrag.vermerken": Recht(AMT, (BEFANGEN,)),
    # The number of the district's own file, printed on the notice beside the Vorgangsnummer.
    "antrag.aktenzeichen_eintragen": Recht(AMT, (BEFANGEN, OHNE_BESCHEID)),
    "runde.importieren": Recht(SACHBEARBEITUNG, (EIGENE_BEWILLIGUNG,)),
}
