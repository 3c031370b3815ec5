"""Who has signed: what a version of the rules wants before an application may go in (``unterzeichnung``)."""

from __future__ import annotations

from antraege.models import Antrag, Benutzer, Richtlinienfassung, Rolle, Unterschriftsblatt
from antraege.rechte.grund import Bedingung

U = Richtlinienfassung.Unterzeichnung
KEIN_BLATT = (
    "Diese Richtlinie verlangt eine Unterschrift auf Papier. Bitte erzeugen Sie das Unterschriftsblatt, "
    "lassen Sie es unterschreiben und laden Sie den Scan hoch."
)
KEINE_UNTERSCHRIFT = (
    "Diese Richtlinie verlangt eine Unterschrift. Geben Sie den Antrag zur Unterschrift, "
    "oder laden Sie das unterschriebene Unterschriftsblatt hoch."
)
NUR_PAPIER = (
    "Diese Richtlinie verlangt das Unterschriftsblatt auf Papier. Eine Unterschrift im Portal genügt nicht."
)
UNTERZEICHNENDE = "Bürgermeisterin oder Bürgermeister (Unterschrift), Sachbearbeitung der Kommune (Scan)"


def unterschriebenes_blatt(antrag: Antrag) -> bool:
    """Say whether a signed sheet holds; a change of the content voids it (``services.unterschrift``)."""
    blaetter = Unterschriftsblatt.objects.filter(antrag=antrag, aufgehoben_am__isnull=True)
    return blaetter.filter(anlage__isnull=False).exists()


def zeichnet(user: Benutzer, antrag: Antrag) -> bool:
    """Say whether this person signs for the municipality in the portal."""
    return user.hat_rolle(Rolle.KOMMUNE_ZEICHNUNG, kommune_id=antrag.kommune_id)


def _blatt_da(user: Benutzer, antrag: Antrag) -> bool:
    return antrag.fassung.unterzeichnung != U.BLATT or unterschriebenes_blatt(antrag)


def _unterschrift_da(user: Benutzer, antrag: Antrag) -> bool:
    if antrag.fassung.unterzeichnung != U.UNTERSCHRIFT:
        return True
    return zeichnet(user, antrag) or unterschriebenes_blatt(antrag)


MIT_BLATT = Bedingung(_blatt_da, KEIN_BLATT, UNTERZEICHNENDE)
MIT_UNTERSCHRIFT = Bedingung(
    _unterschrift_da, KEINE_UNTERSCHRIFT, "Zeichnungsberechtigte Person oder das Unterschriftsblatt"
)
IM_PORTAL = Bedingung(
    lambda user, antrag: antrag.fassung.unterzeichnung != U.BLATT, NUR_PAPIER, UNTERZEICHNENDE
)
