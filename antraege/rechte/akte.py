"""Rights around the case: notes, other ways in, imports."""

from __future__ import annotations

from antraege.models import Foerderprogramm
from antraege.rechte.antrag import AMT, BEFANGEN, SACHBEARBEITUNG
from antraege.rechte.grund import Bedingung, Recht

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
    "runde.importieren": Recht(SACHBEARBEITUNG, (EIGENE_BEWILLIGUNG,)),
}
