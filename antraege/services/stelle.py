"""Time-limited positions: the municipality's funded share is recorded, the district's own position is created, both end.

A municipality creates in its own Stellenplan; the district only records what it funds (praxis 3, row 5). A position of
the district has to pass the gate of services/stellentor.py. Sources are rows, so history keeps each part (R11).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from antraege import formate
from antraege.berechnung import NULL, hoechststand
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Benutzer,
    Ereignis,
    Finanzierungsanteil,
    Foerderrunde,
    Inanspruchnahme,
    Kommune,
    Stelle,
)
from antraege.services import bewilligung, stellenzeilen
from antraege.services.gehalten import atomar, haelt
from antraege.services.protokoll import vermerken
from antraege.services.stellenende import beenden
from antraege.services.stellentor import Hindernis, Voraussetzung, hindernisse, voraussetzungen
from antraege.services.stellenzeilen import Quelle

__all__ = [
    "Hindernis",
    "Voraussetzung",
    "anteil_erfassen",
    "aufstockbar",
    "beenden",
    "hindernisse",
    "landesanteil_erfassen",
    "offener_rest",
    "schaffen",
    "voraussetzungen",
]


@atomar
def anteil_erfassen(
    *,
    antrag: Antrag,
    entgeltgruppe: str,
    beginn: date,
    ende: date,
    by: Benutzer,
    heute: date,
    vzae: Decimal | None = None,
    stelle: Stelle | None = None,
) -> Stelle:
    """Record the share granted by the notice as a position of the municipality; ``stelle`` is one to be topped up (R11).

    Without ``stelle`` the position grows that the application named, as long as it runs. Without ``vzae`` all that is not recorded yet; as a position has at most 1.00 VZÄ, more becomes several positions, of
    which the first is returned. Raises ``Verweigert`` before the notice, ``Konflikt`` where all is recorded, and
    ``ValidationError`` at the field that is outside the decision or the funding period.
    """
    antrag = _gesperrt(antrag)
    verlange(by, "stelle.erfassen", antrag)
    _in_der_foerderzeit(*_foerderzeit(antrag, beginn, ende), beginn, ende)
    rest = offener_rest(antrag, beginn, ende)
    if not rest:
        raise Konflikt("Der bewilligte Stellenanteil ist schon ganz erfasst.")
    umfang = (
        rest
        if vzae is None
        else _hoechstens(vzae, rest, f"Bewilligt und noch nicht erfasst sind {formate.vzae(rest)}.")
    )
    quelle = Quelle(antrag.runde, umfang, beginn, ende, antrag)
    wachsende = stelle or _genannte(antrag)
    historisch = antrag.historisch
    return _eintragen(antrag.kommune, quelle, entgeltgruppe, wachsende, by, heute, historisch=historisch)


def _gesperrt(antrag: Antrag) -> Antrag:
    """The application behind its lock, so that two acts on its share happen one after the other."""
    if haelt(antrag):
        antrag.kommune.landkreis = antrag.landkreis  # one row (trigger ein_landkreis), read by the door
        return antrag
    gesperrt = Antrag.objects.select_for_update(no_key=True, of=("self",))
    return gesperrt.select_related("runde", "kommune__landkreis").get(pk=antrag.pk)


@transaction.atomic
def landesanteil_erfassen(
    *,
    kommune: Kommune,
    runde: Foerderrunde,
    vzae: Decimal,
    entgeltgruppe: str,
    beginn: date,
    ende: date,
    by: Benutzer,
    heute: date,
    stelle: Stelle | None = None,
    historisch: bool = False,
) -> Stelle:
    """Record a share of the Land's programme that a municipality uses itself: granted elsewhere, so without an application.

    Raises ``Verweigert`` where the district grants the programme or the municipality did not claim its share (R15).
    """
    verlange(by, "stelle.landesanteil_erfassen", kommune)
    runde = stellenzeilen.sperre(runde)
    _in_der_foerderzeit(runde.beginn, runde.ende, beginn, ende)
    rest = _selbst_beansprucht(kommune, runde) - _selbst_erfasst(kommune, runde, beginn, ende)
    umfang = _hoechstens(vzae, rest, f"{kommune} hat hier noch {formate.vzae(rest)} zu beanspruchen.")
    return _eintragen(
        kommune, Quelle(runde, umfang, beginn, ende), entgeltgruppe, stelle, by, heute, historisch=historisch
    )


@transaction.atomic
def schaffen(
    *,
    runde: Foerderrunde,
    einsatzort: Kommune,
    vzae: Decimal,
    entgeltgruppe: str,
    beginn: date,
    ende: date,
    by: Benutzer,
    heute: date,
    historisch: bool = False,
) -> Stelle:
    """Create a time-limited position of the district that works in ``einsatzort`` (R14 to R19, R21).

    Raises ``Verweigert`` with the sentence of the first condition not met; ``hindernisse`` lists all of them.
    """
    verlange(by, "stelle.schaffen", runde)
    if einsatzort.landkreis_id != runde.programm.landkreis_id:
        raise Verweigert("Diese Kommune gehört zu einem anderen Landkreis.")
    runde = stellenzeilen.sperre(runde)
    if offen := hindernisse(runde=runde, einsatzort=einsatzort, vzae=vzae, beginn=beginn, ende=ende):
        raise Verweigert(offen[0].satz, wer=offen[0].wer)
    stelle = stellenzeilen.neue_stelle(
        einsatzort, None, Quelle(runde, vzae, beginn, ende), entgeltgruppe, by, historisch=historisch
    )
    vermerken(
        Ereignis.STELLE_GESCHAFFEN,
        stelle,
        by=by,
        wirksam_am=heute,
        nachher=formate.vzae(stelle.vzae),
        sichtbar=True,
        historisch=historisch,
    )
    return stelle


def aufstockbar(kommune: Kommune, runde: Foerderrunde) -> QuerySet[Stelle]:
    """Positions of the municipality that a share of this round could enlarge: running in its time, not ended."""
    stellen = Stelle.objects.filter(
        anstellungstraeger=kommune, ende__gte=runde.beginn, beginn__lte=runde.ende
    )
    return stellen.exclude(status=Stelle.Status.BEENDET).exclude(anteile__runde=runde)


def _genannte(antrag: Antrag) -> Stelle | None:
    """The position the application is to top up; None where it names none or it has ended or grown already."""
    if antrag.aufgestockt_id is None:
        return None
    return aufstockbar(antrag.kommune, antrag.runde).filter(pk=antrag.aufgestockt_id).first()


def offener_rest(antrag: Antrag, beginn: date, ende: date) -> Decimal:
    """Give the granted VZÄ not recorded yet on any day of the period."""
    anteile = antrag.anteile.filter(beginn__lte=ende, ende__gte=beginn).values_list("vzae", "beginn", "ende")
    return max((antrag.bewilligt_vzae or NULL) - hoechststand(anteile), NULL)


def _eintragen(
    kommune: Kommune,
    quelle: Quelle,
    entgeltgruppe: str,
    stelle: Stelle | None,
    by: Benutzer,
    heute: date,
    *,
    historisch: bool,
) -> Stelle:
    if stelle is not None:
        return _aufstocken(kommune, stelle, quelle, by, heute, historisch=historisch)
    neue = [
        stellenzeilen.neue_stelle(kommune, kommune, teil, entgeltgruppe, by, historisch=historisch)
        for teil in quelle.in_stellen()
    ]
    for neu in neue:
        vermerken(
            Ereignis.STELLE_ERFASST,
            neu,
            by=by,
            antrag=quelle.antrag,
            wirksam_am=heute,
            nachher=formate.vzae(neu.vzae),
            sichtbar=True,
            historisch=historisch,
        )
    return neue[0]


def _aufstocken(
    kommune: Kommune, stelle: Stelle, quelle: Quelle, by: Benutzer, heute: date, *, historisch: bool
) -> Stelle:
    gesperrt = Stelle.objects.select_for_update(no_key=True).get(pk=stelle.pk)
    if gesperrt.anstellungstraeger_id != kommune.pk or gesperrt.status == Stelle.Status.BEENDET:
        raise ValidationError({"stelle": f"Bitte eine laufende Stelle von {kommune} wählen."})
    vorher = gesperrt.vzae
    stellenzeilen.stocke_auf(gesperrt, quelle)
    vermerken(
        Ereignis.STELLE_AUFGESTOCKT,
        gesperrt,
        by=by,
        antrag=quelle.antrag,
        wirksam_am=heute,
        vorher=formate.vzae(vorher),
        nachher=formate.vzae(gesperrt.vzae),
        sichtbar=True,
        historisch=historisch,
    )
    stelle.refresh_from_db()
    return stelle


def _foerderzeit(antrag: Antrag, beginn: date, ende: date) -> tuple[date, date]:
    """Only what lies outside the round asks for the notice that may prolong it; the database knows both (0050)."""
    runde = antrag.runde
    if runde.beginn <= beginn and ende <= runde.ende:
        return runde.beginn, runde.ende
    return bewilligung.foerderzeit(antrag)


def _in_der_foerderzeit(von: date, bis: date, beginn: date, ende: date) -> None:
    """Nothing is funded before or after its time (R18)."""
    if ende < beginn:
        raise ValidationError({"ende": "Das Ende liegt vor dem Beginn."})
    if beginn < von:
        raise ValidationError({"beginn": f"Die Förderzeit beginnt am {formate.datum(von)}."})
    if ende > bis:
        raise ValidationError({"ende": f"Die Förderzeit endet am {formate.datum(bis)}."})


def _hoechstens(vzae: Decimal, rest: Decimal, satz: str) -> Decimal:
    if not NULL < vzae <= rest:
        raise ValidationError({"vzae": "Der Umfang muss größer als 0 sein." if vzae <= NULL else satz})
    return vzae


def _selbst_beansprucht(kommune: Kommune, runde: Foerderrunde) -> Decimal:
    if runde.programm.bewilligungsstelle != runde.programm.Bewilligungsstelle.EXTERN:
        raise Verweigert("In diesem Programm gehört zu jedem Stellenanteil ein Antrag.")
    antwort = Inanspruchnahme.objects.filter(
        kommune=kommune, runde=runde, art=Inanspruchnahme.Art.SELBST
    ).first()
    if antwort is None:
        raise Verweigert(f"{kommune} hat nicht erklärt, die Aufgabe selbst wahrzunehmen.", wer=str(kommune))
    return antwort.vzae


def _selbst_erfasst(kommune: Kommune, runde: Foerderrunde, beginn: date, ende: date) -> Decimal:
    anteile = Finanzierungsanteil.objects.filter(runde=runde, antrag=None, stelle__anstellungstraeger=kommune)
    return hoechststand(
        anteile.filter(beginn__lte=ende, ende__gte=beginn).values_list("vzae", "beginn", "ende")
    )
