"""Later notices: amendment, revocation (§ 49), withdrawal (§ 48), recovery (§ 49a LVwVfG), final notice after the proof.

Each refers to the latest notice that is known and repeats what stays. Release and provision are those of every notice
(``bescheid.freigeben``, ``bekanntgabe``); what it changes in the grant takes effect with its release.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import zeit
from antraege.berechnung import NULL
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Benutzer, Bescheid, Ereignis
from antraege.services import bewilligung, haushalt
from antraege.services.antrag import begruendet
from antraege.services.bescheid_entwurf import druckbar, mit_gruenden, verlange_eigenes_programm
from antraege.services.bescheid_stand import aktueller, im_stand, sperre, weiter
from antraege.services.bescheid_vorschlag import vorschlag
from antraege.services.entscheidung import ergebnis_von, im_kontingent
from antraege.services.folgeregeln import ANGABEN, maengel
from antraege.services.protokoll import vermerken

S, A = Bescheid.Status, Bescheid.Art
UEBERNOMMEN: Final = ("vzae", "betrag", "beginn", "ende", "nebenbestimmungen")
ERGEBNIS_NEU: Final = (A.AENDERUNG,)


def arten(antrag: Antrag) -> list[str]:
    """Kinds that make sense after the application's latest notice: nothing granted, nothing to revoke."""
    letzter = aktueller(antrag)
    if letzter is None:
        return []
    gewaehrt = letzter.vzae > 0 or letzter.betrag > 0
    folgt = Bescheid(antrag=antrag, aendert=letzter, betrag=letzter.betrag)
    zuviel = bewilligung.erstattbar(folgt) > 0
    passt: dict[str, bool] = {
        A.WIDERRUF: gewaehrt,
        A.RUECKNAHME: gewaehrt,
        A.SCHLUSS: gewaehrt,
        A.ERSTATTUNG: zuviel,
    }
    return [art for art in ANGABEN if passt.get(art, True)]


@transaction.atomic
def beginnen(*, antrag: Antrag, art: str, by: Benutzer, heute: date) -> Bescheid:
    """Begin the draft of a later notice: it starts as the one before stands, with reasons suggested for its kind.

    Raises ``Verweigert`` while the latest notice is not known yet and for a programme granted elsewhere, ``Konflikt`` where a draft is there.
    """
    sperre(antrag)
    verlange(by, "folgebescheid.beginnen", antrag)
    verlange_eigenes_programm(antrag)
    if art not in arten(antrag):
        raise Verweigert(f"Ein {A(art).label} ist nach dem letzten Bescheid nicht möglich.")
    alt = aktueller(antrag)
    bescheid = Bescheid(
        antrag=antrag, art=art, aendert=alt, entworfen_von=by, entworfen_am=zeit.jetzt(), in_arbeit=True
    )
    for feld in UEBERNOMMEN:
        setattr(bescheid, feld, getattr(alt, feld))
    anfang = vorschlag(antrag, bescheid)
    bescheid.begruendung, bescheid.nebenbestimmungen = anfang.begruendung, anfang.nebenbestimmungen
    bescheid.save()
    haushalt.jahre_setzen(bescheid, bewilligung.jahre(bescheid))
    vermerken(
        Ereignis.FOLGEBESCHEID_BEGONNEN, bescheid, by=by, antrag=antrag, wirksam_am=heute, nachher=S.ENTWURF
    )
    return bescheid


@transaction.atomic
def entwerfen(
    *, antrag: Antrag, begruendung: str, nebenbestimmungen: str, by: Benutzer, heute: date, **angaben: Any
) -> Bescheid:
    """Write the draft for release. ``angaben``: what its kind needs and may change (``ANGABEN``), and the hearing.

    An amount left open is computed from share and period. Raises ``ValidationError`` at the fields.
    """
    bescheid = im_stand(antrag, S.ENTWURF)
    verlange(by, "folgebescheid.entwerfen", bescheid)
    verlange_eigenes_programm(antrag)
    alt = bewilligung.vorgaenger(bescheid)
    if alt is None:
        raise Konflikt("Das ist der erste Bescheid des Antrags, kein Folgebescheid.")
    for feld in ("anhoerung_am", "anhoerung_antwort", "anhoerung_verzicht", *ANGABEN[bescheid.art]):
        setattr(bescheid, feld, angaben.get(feld, getattr(bescheid, feld)))
    bescheid.begruendung = mit_gruenden(begruendung)
    bescheid.nebenbestimmungen = nebenbestimmungen.strip()
    bescheid.entworfen_von, bescheid.entworfen_am = by, zeit.jetzt()
    bescheid.in_arbeit = False
    bescheid.haushalt_ausnahme, bescheid.haushalt_ausnahme_von = "", None  # it was for the draft as it was
    _betrag(bescheid, alt)
    if falsch := maengel(bescheid, alt, heute):
        raise ValidationError(falsch)
    druckbar(bescheid)
    bescheid.save()
    haushalt.jahre_setzen(bescheid, bewilligung.jahre(bescheid))
    vermerken(
        Ereignis.BESCHEID_ENTWORFEN, bescheid, by=by, antrag=antrag, wirksam_am=heute, nachher=S.ENTWURF
    )
    return bescheid


def _betrag(bescheid: Bescheid, alt: Bescheid) -> None:
    """Fill an amount left open: by the rate, of a final notice the lower of grant and recognised expenses."""
    if bescheid.vzae is None:
        bescheid.vzae = alt.vzae
    if bescheid.betrag is not None:
        return
    if bescheid.art == A.SCHLUSS:
        bescheid.betrag = min(alt.betrag, bescheid.anerkannt or NULL)
        return
    bescheid.betrag = _berechnet(bescheid)


def _berechnet(bescheid: Bescheid) -> Decimal:
    try:
        betrag = bewilligung.betrag(bescheid)
    except ValueError as fehler:
        raise ValidationError({"ende": "Die Förderung endet nicht vor ihrem Beginn."}) from fehler
    if betrag is None:
        raise ValidationError(
            {"betrag": "Die Richtlinie nennt keinen Satz je VZÄ. Bitte geben Sie den Betrag an."}
        )
    return betrag


@transaction.atomic
def verwerfen(*, antrag: Antrag, grund: str, by: Benutzer, heute: date) -> Bescheid:
    """Discard the draft with a reason: it stays in the file, and the notice before holds unchanged."""
    bescheid = im_stand(antrag, S.ENTWURF)
    verlange(by, "folgebescheid.verwerfen", bescheid)
    weiter(
        bescheid, S.VERWORFEN, Ereignis.FOLGEBESCHEID_VERWORFEN, by=by, heute=heute, text=begruendet(grund)
    )
    return bescheid


def wirken(bescheid: Bescheid) -> None:
    """Let a released later notice change what the application was granted; shares it frees are the round's again.

    Raises ``Verweigert`` where an increase would exceed the round's Kontingent (R5). The first notice changes nothing.
    """
    if bescheid.aendert_id is None:
        return
    antrag = bescheid.antrag
    felder: dict[str, Any] = {"bewilligt_vzae": bescheid.vzae, "bewilligt_betrag": bescheid.betrag}
    if bescheid.art in ERGEBNIS_NEU:
        felder["ergebnis"] = ergebnis_von(antrag, bescheid.vzae)
    with im_kontingent():
        Antrag.objects.filter(pk=antrag.pk).update(**felder)
    for feld, wert in felder.items():
        setattr(antrag, feld, wert)
