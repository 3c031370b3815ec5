"""What pages show of signatures: which ways there are, the sheet and what became of it, checksums side by side."""

from dataclasses import dataclass

from antraege import formate
from antraege.berechtigungen import may
from antraege.models import Richtlinienfassung, Status
from antraege.services import inhalt
from antraege.views.bausteine import Badge, Condition

U = Richtlinienfassung.Unterzeichnung
DAVOR = (Status.ENTWURF, Status.ZUR_UNTERSCHRIFT, Status.NACHFORDERUNG)
STIMMT = Badge("success", "Stimmt überein")
NACHGEREICHT = Badge("success", "Stimmt überein, seitdem nur Angekündigtes nachgereicht")
ABWEICHEND = Badge("danger", "Stimmt nicht überein")

WEGE = {
    U.ERKLAERUNG: "Die Erklärungen im Portal genügen. Einreichen kann jede Person Ihrer Kommune, die Anträge bearbeitet. Ein Unterschriftsblatt ist nicht nötig, aber möglich.",
    U.UNTERSCHRIFT: "Eine zeichnungsberechtigte Person reicht den Antrag im Portal ein, oder das Unterschriftsblatt wird unterschrieben und hochgeladen.",
    U.BLATT: "Das Unterschriftsblatt wird auf Papier unterschrieben und hochgeladen. Danach kann jede Person Ihrer Kommune, die Anträge bearbeitet, den Antrag einreichen.",
}


@dataclass(frozen=True)
class Vergleich:
    """A submission: checksum of the content and of the sheet side by side."""

    titel: str
    wann: str
    inhalt: str
    blatt: str
    wer: str
    badge: Badge | None


def vergleiche(antrag):
    """[Vergleich] of all submissions, oldest first."""
    return [_vergleich(e) for e in antrag.einreichungen.select_related("blatt", "eingereicht_von")]


def _vergleich(einreichung):
    blatt = einreichung.blatt
    return Vergleich(
        titel=str(einreichung),
        wann=f"{formate.zeitpunkt(einreichung.eingegangen_am)}, {einreichung.get_weg_display()}",
        inhalt=inhalt.kennung(einreichung.sha256),
        blatt=blatt.kennung if blatt else "",
        wer=f"{blatt.unterzeichnet_von} am {formate.datum(blatt.unterzeichnet_am)}" if blatt else "",
        badge=_stimmt(einreichung, blatt),
    )


def _stimmt(einreichung, blatt):
    if blatt is None:
        return None
    if blatt.sha256 == einreichung.sha256:
        return STIMMT
    return NACHGEREICHT if einreichung.nr > 1 else ABWEICHEND


def blaetter(antrag):
    """(the sheet that holds, the voided ones newest first)."""
    alle = list(antrag.unterschriftsblaetter.select_related("anlage", "erzeugt_von"))
    gueltig = next((blatt for blatt in alle if blatt.aufgehoben_am is None), None)
    return gueltig, [blatt for blatt in reversed(alle) if blatt.aufgehoben_am is not None]


def kasten(user, antrag):
    """The box on the application's page; None where no signature on paper is wanted or was ever begun."""
    gueltig, aufgehoben = blaetter(antrag)
    vergleich = vergleiche(antrag) if gueltig or aufgehoben else []
    kommunal = antrag.kommune_id in user.kommune_ids and antrag.status in DAVOR
    gewollt = antrag.fassung.unterzeichnung != U.ERKLAERUNG
    if not (gueltig or aufgehoben or (kommunal and gewollt)):
        return None
    return {
        "weg": WEGE[antrag.fassung.unterzeichnung] if kommunal else "",
        "blatt": gueltig,
        "stand": stand(gueltig),
        "aufgehoben": aufgehoben,
        "vergleiche": vergleich,
        "aendern": kommunal,
    }


def stand(blatt):
    """The badge of a sheet."""
    if blatt is None:
        return Badge("neutral", "Noch kein Blatt")
    if blatt.anlage_id is None:
        return Badge("warning", "Wartet auf die Unterschrift")
    return Badge("success", "Unterschrieben")


def schritte(user, antrag, gueltig):
    """[Condition]: what is done of the way of the sheet, and what comes next; none where no sheet is asked for."""
    if gueltig is None and antrag.fassung.unterzeichnung == U.ERKLAERUNG:
        return []
    unterschrieben = gueltig is not None and gueltig.anlage_id is not None
    return [
        Condition(gueltig is not None, "Unterschriftsblatt erzeugen und ausdrucken"),
        Condition(
            unterschrieben,
            "Unterschreiben lassen und den Scan hochladen",
            "Bürgermeisterin oder Bürgermeister",
        ),
        Condition(antrag.status not in DAVOR, "Antrag einreichen"),
    ]


def darf(user, antrag):
    """Whether this person may make and upload a sheet now, else the sentence why not."""
    return may(user, "antrag.blatt_erzeugen", antrag)
