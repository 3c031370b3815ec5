"""The Land's programme: what a municipality does with its share, its consent, the money, and the positions that follow."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from antraege.models import Besetzung, Finanzierungsanteil, Inanspruchnahme, Stelle
from antraege.services import besetzung, inanspruchnahme, programm, stelle
from tests.workflows.zustaende.gang import handlung

Art = Inanspruchnahme.Art
VIERTEL = Decimal("0.25")
ZEITRAUM = {"entgeltgruppe": "S 12", "beginn": date(2027, 9, 1), "ende": date(2027, 12, 31)}


def _antwort(gang, fall, art, **angaben):
    gemeinsam = {"kommune": fall.ort, "runde": gang.welt.landesrunde, "art": art}
    return partial(inanspruchnahme.erklaeren, **gemeinsam, **angaben)


@handlung("clerk")
def uebertragen(gang, fall, zahl):
    """Pass the share to the district by agreement; every third time the agreement is still to come."""
    am = None if zahl % 3 == 0 else gang.tag
    return _antwort(gang, fall, Art.AN_LANDKREIS, vzae=VIERTEL * zahl, personen=20, vereinbarung_vom=am)


@handlung("clerk")
def selbst_wahrnehmen(gang, fall, zahl):
    """Keep the share."""
    return _antwort(gang, fall, Art.SELBST, vzae=VIERTEL * zahl)


@handlung("clerk")
def verzicht(gang, fall, zahl):
    """Waive the Land's programme, or one of the district's rounds."""
    if zahl % 5 == 0:
        return _antwort(gang, fall, Art.VERZICHT)
    return partial(inanspruchnahme.erklaeren, kommune=fall.ort, runde=gang.runde(zahl), art=Art.VERZICHT)


@handlung("clerk")
def verzicht_zuruecknehmen(gang, fall, zahl):
    """Take a waiver back."""
    return partial(inanspruchnahme.verzicht_zuruecknehmen, kommune=fall.ort, runde=gang.runde(zahl))


@handlung("clerk")
def einvernehmen(gang, fall, zahl):
    """Consent to a position of the district, or refuse."""
    wohin = {"kommune": fall.ort, "runde": gang.welt.landesrunde}
    angaben = {"erteilt": bool(zahl % 2), "wortlaut": "So beschlossen."}
    return partial(inanspruchnahme.einvernehmen_erklaeren, **wohin, **angaben)


@handlung("kaemmerei")
def landesmittel(gang, fall, zahl):
    """Record what the Land's notice secures for positions of the district."""
    angaben = {"art": "endgueltig", "bezug": "landkreis", "grundlage": "Bescheid vom 04.01.2027"}
    return partial(programm.kontingent_erfassen, runde=gang.welt.landesrunde, vzae=VIERTEL * zahl, **angaben)


@handlung("personal")
def stelle_schaffen(gang, fall, zahl):
    """Create a position of the district for the municipality."""
    wo = {"runde": gang.welt.landesrunde, "einsatzort": fall.ort}
    return partial(stelle.schaffen, **wo, vzae=VIERTEL * zahl, **ZEITRAUM)


@handlung("personal")
def kreisstelle_besetzen(gang, fall, zahl):
    """Report somebody on it."""
    zeile = Stelle.objects.filter(anstellungstraeger=None, einsatzort=fall.ort).order_by("pk").last()
    if zeile is None:
        return None
    wer = {"kennzeichen": f"P{zeile.pk}", "vzae": VIERTEL * zahl, "beginn": zeile.beginn}
    return lambda by, heute: besetzung.besetzen(stelle=zeile, by=by, **wer)


@handlung("personal")
def kreisstelle_freimelden(gang, fall, zahl):
    """Report a last day."""
    zeile = Besetzung.objects.filter(stelle__einsatzort=fall.ort).order_by("pk").last()
    ende = zeile and zeile.beginn + timedelta(days=zahl)
    return zeile and (lambda by, heute: besetzung.freimelden(besetzung=zeile, ende=ende, by=by))


@handlung("personal")
def kreisstelle_beenden(gang, fall, zahl):
    """End it before its time."""
    anteil = Finanzierungsanteil.objects.filter(runde=gang.welt.landesrunde).order_by("pk").last()
    ende = anteil and anteil.stelle.ende - timedelta(days=zahl)
    return anteil and partial(stelle.beenden, stelle=anteil.stelle, ende=ende, grund="Nein.")


@handlung("sb")
def landesanteil(gang, fall, zahl):
    """Record a share that the municipality uses itself."""
    wo = {"kommune": fall.ort, "runde": gang.welt.landesrunde}
    return partial(stelle.landesanteil_erfassen, **wo, vzae=VIERTEL * zahl, **ZEITRAUM)
