"""Who has signed: what a version of the rules wants before an application may go in (``unterzeichnung``)."""

from __future__ import annotations

from antraege import zeit
from antraege.models import (
    Antrag,
    Benutzer,
    Mitgliedschaft,
    Richtlinienfassung,
    Rolle,
    Unterschriftsblatt,
)
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
NIEMAND_ZEICHNET = (
    "In Ihrer Kommune kann niemand im Portal unterschreiben. Bitte lassen Sie eine zeichnungsberechtigte Person "
    "einladen, oder nutzen Sie das Unterschriftsblatt."
)
UNTERZEICHNENDE = "Bürgermeisterin oder Bürgermeister (Unterschrift), Sachbearbeitung der Kommune (Scan)"


def unterschriebenes_blatt(antrag: Antrag) -> bool:
    """Say whether a signed sheet holds; a change of the content voids it (``services.unterschrift``)."""
    blaetter = Unterschriftsblatt.objects.filter(antrag=antrag, aufgehoben_am__isnull=True)
    return blaetter.filter(anlage__isnull=False).exists()


def zeichnet(user: Benutzer, antrag: Antrag) -> bool:
    """Say whether this person signs for the municipality in the portal."""
    return user.hat_rolle(Rolle.KOMMUNE_ZEICHNUNG, kommune_id=antrag.kommune_id)


def _jemand_zeichnet(user: Benutzer, antrag: Antrag) -> bool:
    """Passed on to nobody, an application would wait for ever: only withdrawing it would be left."""
    zeichnende = Mitgliedschaft.objects.gueltig(am=zeit.heute()).filter(
        rolle=Rolle.KOMMUNE_ZEICHNUNG, kommune=antrag.kommune_id, benutzer__is_active=True
    )
    return zeichnet(user, antrag) or zeichnende.exists()


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
JEMAND_ZEICHNET = Bedingung(
    _jemand_zeichnet, NIEMAND_ZEICHNET, "Zugangsverwaltung der Kommune (Einladung) oder das Landratsamt"
)
