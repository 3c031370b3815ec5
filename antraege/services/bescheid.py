"""The acts around a notice: draft, release by a second person, provide, notify. A released notice never changes."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.models import (
    Antrag,
    Benutzer,
    Bescheid,
    Ereignis,
    Ergebnis,
)
from antraege.services import folgebescheid, haushalt, nummern
from antraege.services.antrag import begruendet
from antraege.services.bekanntgabe import abruf_ablaufen, bereitstellen, oeffnen, versenden
from antraege.services.bescheid_entwurf import druckbar, mit_gruenden, verlange_eigenes_programm
from antraege.services.bescheid_stand import aktueller, im_stand, letzter, sperre, weiter
from antraege.services.bescheid_text import inhalt
from antraege.services.bescheid_vorschlag import ART, nachzureichen, vorschlag
from antraege.services.gehalten import atomar, merken
from antraege.services.protokoll import vermerken

__all__ = [
    "abruf_ablaufen",
    "aktueller",
    "bereitstellen",
    "entwerfen",
    "freigeben",
    "nachzureichen",
    "oeffnen",
    "versenden",
    "vorschlag",
    "zurueckgeben",
]

S = Bescheid.Status


@atomar
def entwerfen(
    *, antrag: Antrag, begruendung: str, nebenbestimmungen: str, by: Benutzer, heute: date
) -> Bescheid:
    """Draft the notice of a decided application, or draft it anew after it came back.

    Raises ``Verweigert`` for a programme granted elsewhere, ``ValidationError`` without reasons or with signs that cannot be printed.
    """
    sperre(antrag)
    verlange(by, "bescheid.entwerfen", antrag)
    verlange_eigenes_programm(antrag)
    bescheid = _entwurf(antrag)
    if bescheid.pk is not None:
        verlange(by, "bescheid.ueberarbeiten", bescheid)
    _fuelle(bescheid, begruendung, nebenbestimmungen, by)
    druckbar(bescheid)
    neu = bescheid.pk is None
    bescheid.save()
    merken(antrag, Bescheid, bescheid)
    haushalt.jahre_setzen(bescheid, ohne=neu)
    vermerken(
        Ereignis.BESCHEID_ENTWORFEN, bescheid, by=by, antrag=antrag, wirksam_am=heute, nachher=S.ENTWURF
    )
    return bescheid


def _entwurf(antrag: Antrag) -> Bescheid:
    """Give the draft that came back, else a new one. A later notice's, too, has a released one before it."""
    bescheid = letzter(antrag) or Bescheid(antrag=antrag)
    if bescheid.status != S.ENTWURF or bescheid.aendert_id is not None:
        raise Konflikt("Zu diesem Antrag ist schon ein Bescheid freigegeben. Er wird nicht mehr geändert.")
    return bescheid


def _fuelle(bescheid: Bescheid, begruendung: str, nebenbestimmungen: str, by: Benutzer) -> None:
    antrag = bescheid.antrag
    bescheid.art = ART[Ergebnis(antrag.ergebnis)]
    bescheid.vzae, bescheid.betrag = antrag.bewilligt_vzae, antrag.bewilligt_betrag
    bescheid.begruendung = mit_gruenden(begruendung)
    bescheid.nebenbestimmungen = nebenbestimmungen.strip()
    bescheid.entworfen_von, bescheid.entworfen_am = by, zeit.jetzt()
    bescheid.in_arbeit = False
    bescheid.haushalt_ausnahme, bescheid.haushalt_ausnahme_von = (
        "",
        None,
    )  # it was allowed for the draft as it was


@atomar
def freigeben(*, antrag: Antrag, by: Benutzer, heute: date) -> Bescheid:
    """Release the draft as a second person: it gets its day and its number, gapless in district and year.

    Raises ``Verweigert`` to the drafter, for a programme granted elsewhere and where the budget does not allow it, ``Konflikt`` where there is no draft (any more).
    """
    bescheid = im_stand(antrag, S.ENTWURF)
    verlange(by, "bescheid.freigeben", bescheid)
    verlange_eigenes_programm(antrag)
    haushalt.verlange_deckung(bescheid, heute)
    nummer = nummern.naechste(antrag.landkreis, "bescheid", str(heute.year))
    bescheid.nummer = f"{antrag.landkreis.kuerzel}-{heute.year}-{nummer:04d}"
    bescheid.datum, bescheid.freigegeben_von = heute, by
    weiter(
        bescheid,
        S.FREIGEGEBEN,
        Ereignis.BESCHEID_FREIGEGEBEN,
        by=by,
        heute=heute,
        nummer=bescheid.nummer,
        datum=heute,
        freigegeben_von=by,
        freigegeben_am=zeit.jetzt(),
        # What was released is what is set, whatever becomes of names, addresses and rules until then.
        daten=inhalt(bescheid),
    )
    folgebescheid.wirken(bescheid)
    return bescheid


@transaction.atomic
def zurueckgeben(*, antrag: Antrag, grund: str, by: Benutzer, heute: date) -> Bescheid:
    """Send the draft back with a reason; it stays a draft and the reason stands in the Verlauf."""
    bescheid = im_stand(antrag, S.ENTWURF)
    verlange(by, "bescheid.zurueckgeben", bescheid)
    weiter(
        bescheid,
        S.ENTWURF,
        Ereignis.BESCHEID_ZURUECKGEGEBEN,
        by=by,
        heute=heute,
        text=begruendet(grund),
        in_arbeit=True,
    )
    return bescheid
