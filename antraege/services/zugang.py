"""Roles of a municipality's people: ended from a day on, changed; accounts are closed, never deleted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import datum
from antraege.models import Benutzer, Ereignis, Kommune, Mitgliedschaft, Rolle
from antraege.rechte.antrag import AMT, KOMMUNE
from antraege.services.einladung import KEIN_EMPFANG, enden
from antraege.services.protokoll import vermerken

# Of each of these a municipality keeps one person: who manages its accounts, and who writes its applications.
UNENTBEHRLICH: Final = (
    frozenset({Rolle.KOMMUNE_ZUGANG}),
    frozenset({Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG}),
)
EIN_TAG: Final = timedelta(days=1)
GILT_NICHT: Final = "Diese Rolle gilt heute nicht. Bitte laden Sie die Person in die neue Rolle ein."


@transaction.atomic
def beenden(*, mitgliedschaft: Mitgliedschaft, zum: date, by: Benutzer, heute: date) -> None:
    """End a role with the day ``zum`` (today at the earliest). Tasks stay with the office, taken ones become free.

    Raises ``Verweigert`` for the last person of a kind, unless the district does it; ``ValidationError`` at ``zum``.
    """
    verlange(by, "zugang.verwalten", mitgliedschaft)
    _sperre(cast("int", mitgliedschaft.kommune_id))
    if zum < max(heute, mitgliedschaft.von):
        raise ValidationError(
            {"zum": "Der letzte Tag kann frühestens heute sein, und nicht vor dem Beginn der Rolle."}
        )
    if mitgliedschaft.bis is not None and mitgliedschaft.bis < zum:
        raise ValidationError({"zum": f"Diese Rolle endet schon am {datum(mitgliedschaft.bis)}."})
    _nicht_die_letzte(mitgliedschaft, zum + EIN_TAG, frozenset(), by)
    enden(mitgliedschaft, zum)
    _vermerken(mitgliedschaft, f"bis {datum(zum)}", by, heute)


@transaction.atomic
def rolle_aendern(*, mitgliedschaft: Mitgliedschaft, rolle: str, by: Benutzer, heute: date) -> Mitgliedschaft:
    """Give the person another role of its municipality from today on; the old one ends with yesterday.

    A role that ends by itself stays limited. Raises as ``beenden``; ``ValidationError`` at ``rolle`` where the person
    holds it already, or the old one does not hold today: whoever has left comes back by an invitation alone.
    """
    verlange(by, "zugang.verwalten", mitgliedschaft)
    _sperre(cast("int", mitgliedschaft.kommune_id))
    mitgliedschaft.refresh_from_db(fields=["rolle", "von", "bis"])
    bis = mitgliedschaft.bis
    if mitgliedschaft.von > heute or (bis is not None and bis < heute):
        raise ValidationError({"rolle": GILT_NICHT})
    if rolle == mitgliedschaft.rolle:
        raise ValidationError({"rolle": "Diese Rolle hat die Person schon. Bitte wählen Sie eine andere."})
    _nicht_die_letzte(mitgliedschaft, heute, frozenset({rolle}), by)
    enden(mitgliedschaft, max(heute - EIN_TAG, mitgliedschaft.von))
    neu = Mitgliedschaft(
        benutzer=mitgliedschaft.benutzer,
        rolle=rolle,
        landkreis=mitgliedschaft.landkreis,
        kommune=mitgliedschaft.kommune,
        von=heute,
        bis=bis,
        empfangsberechtigt=mitgliedschaft.empfangsberechtigt and rolle in KOMMUNE,
    )
    try:
        with transaction.atomic():
            neu.save(force_insert=True)
    except IntegrityError as fehler:
        raise ValidationError(
            {"rolle": "Diese Rolle hat die Person schon. Bitte wählen Sie eine andere."}
        ) from fehler
    _vermerken(mitgliedschaft, f"jetzt {Rolle(rolle).label}", by, heute)
    return neu


@transaction.atomic
def empfang_bestimmen(*, mitgliedschaft: Mitgliedschaft, darf: bool, by: Benutzer, heute: date) -> None:
    """Say whether this person may open notices and waive remedies for the municipality. Saying it twice changes nothing.

    Raises ``ValidationError`` for a role that writes no applications.
    """
    verlange(by, "zugang.verwalten", mitgliedschaft)
    _sperre(cast("int", mitgliedschaft.kommune_id))
    mitgliedschaft.refresh_from_db(fields=["rolle", "empfangsberechtigt"])
    if darf and mitgliedschaft.rolle not in KOMMUNE:
        raise ValidationError(KEIN_EMPFANG)
    if mitgliedschaft.empfangsberechtigt == darf:
        return
    mitgliedschaft.empfangsberechtigt = darf
    mitgliedschaft.save(update_fields=["empfangsberechtigt"])
    _vermerken(
        mitgliedschaft, "darf Bescheide öffnen" if darf else "darf keine Bescheide mehr öffnen", by, heute
    )


def _sperre(kommune_id: int) -> None:
    """Behind one lock a municipality: of two last people not both can go at once."""
    if not Kommune.objects.select_for_update(of=("self",)).filter(pk=kommune_id).exists():
        raise Konflikt("Diese Kommune gibt es nicht mehr.")


def _nicht_die_letzte(rolle: Mitgliedschaft, ab: date, neue: frozenset[str], by: Benutzer) -> None:
    if by.ist_system or by.hat_rolle(*AMT, landkreis_id=rolle.landkreis_id):
        return
    for art in UNENTBEHRLICH:
        if rolle.rolle in art and not neue & art and not _weitere(rolle, art, ab):
            raise Verweigert(
                f"{rolle.benutzer} ist die letzte Person Ihrer Kommune mit dieser Aufgabe: {_oder(art)}. Bitte laden Sie zuerst jemanden ein, der folgt.",
                wer="Sachbearbeitung Förderung",
            )


def _weitere(rolle: Mitgliedschaft, art: frozenset[str], ab: date) -> bool:
    andere = Mitgliedschaft.objects.gueltig(am=ab).filter(
        kommune=rolle.kommune, rolle__in=art, benutzer__is_active=True
    )
    # A role that itself ends is nobody's successor.
    return andere.filter(bis__isnull=True).exclude(pk=rolle.pk).exists()


def _oder(art: frozenset[str]) -> str:
    return " oder ".join(sorted(Rolle(rolle).label for rolle in art))


def _vermerken(rolle: Mitgliedschaft, worte: str, by: Benutzer, heute: date) -> None:
    text = f"{rolle.benutzer}, {rolle.get_rolle_display()}: {worte}"
    vermerken(Ereignis.ZUGANG_BEENDET, rolle, by=by, wirksam_am=heute, text=text, sichtbar=True)
