"""Actions at the court (§§ 74 ff. VwGO): recorded as the court reports them, and how they ended.

A timely one keeps the notice from becoming final; what is timely is judged by the day it reached the court. While an
objection is open no month runs, and an action is one for failure to act (§ 75 VwGO).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.formate import datum
from antraege.models import Benutzer, Bescheid, Ereignis, Klage, Widerspruch
from antraege.services import anlagen, rechtsbehelf
from antraege.services.bescheid_stand import sperre
from antraege.services.protokoll import vermerken
from antraege.services.regelsatz import als_konflikt

K = Klage.Status
# After these the notice stands, wholly or in the part the court left; after the others a later notice says what holds.
BLEIBT: Final = frozenset({K.ABGEWIESEN, K.TEILWEISE})
ZUKUNFT: Final = "Dieser Tag liegt in der Zukunft. Bitte prüfen Sie das Datum."


@transaction.atomic
def erfassen(
    *,
    bescheid: Bescheid,
    eingegangen_am: date,
    gericht: str,
    aktenzeichen: str,
    by: Benutzer,
    heute: date,
    datei: File | None = None,
) -> Klage:
    """Record an action, with its paper where there is one; whether it is late is computed.

    Raises ``Konflikt`` where one is pending, ``Verweigert`` after a waiver or a judgment, ``ValidationError`` at a field.
    """
    _sperre(bescheid)
    verlange(by, "klage.erfassen", bescheid)
    _pruefe(bescheid, eingegangen_am, gericht, aktenzeichen, heute)
    neu = Klage(
        bescheid=bescheid,
        eingegangen_am=eingegangen_am,
        gericht=gericht.strip(),
        aktenzeichen=aktenzeichen.strip(),
        **rechtzeitigkeit(bescheid, eingegangen_am),
        erfasst_von=by,
        **anlagen.original(datei),
    )
    _speichern(neu)
    if neu.hemmt:
        rechtsbehelf.hemmen(bescheid)
    nachher = "verspätet" if neu.verspaetet else "rechtzeitig"
    _vermerken(Ereignis.KLAGE_EINGEGANGEN, neu, by, eingegangen_am, nachher)
    return neu


def _sperre(bescheid: Bescheid) -> None:
    sperre(bescheid.antrag)
    bescheid.refresh_from_db(fields=["status", "bekanntgegeben_am", "bestandskraeftig_am", "verzichtet_am"])


def _pruefe(bescheid: Bescheid, am: date, gericht: str, aktenzeichen: str, heute: date) -> None:
    fehler = {}
    if am > heute:
        fehler["eingegangen_am"] = ZUKUNFT
    elif bescheid.datum and am < bescheid.datum:
        fehler["eingegangen_am"] = (
            f"Der Bescheid ist erst vom {datum(bescheid.datum)}. Bitte prüfen Sie den Tag."
        )
    if not gericht.strip():
        fehler["gericht"] = "Bitte nennen Sie das Gericht."
    if not aktenzeichen.strip():
        fehler["aktenzeichen"] = "Bitte nennen Sie das Aktenzeichen des Gerichts."
    if fehler:
        raise ValidationError(fehler)


def rechtzeitigkeit(bescheid: Bescheid, am: date) -> dict[str, bool]:
    """Say whether an action of that day is late and whether it stops finality (§ 74 Abs. 1 VwGO).

    After the decision on a late objection it is in time for a month, and the notice is final all the same.
    """
    hemmt = _stoppt(bescheid, am)
    beschieden = Widerspruch.objects.filter(
        bescheid=bescheid, zugestellt_am__lte=am, klagefrist_am__gte=am
    ).exists()
    return {"hemmt": hemmt, "verspaetet": not (hemmt or beschieden)}


def _stoppt(bescheid: Bescheid, am: date) -> bool:
    """While an objection that counts is open no month runs; else the month that began last."""
    if Widerspruch.objects.hemmend().filter(bescheid=bescheid).exists():
        return True
    frist = rechtsbehelf.letzte_frist(bescheid)
    return frist is None or am <= frist.faellig_am


def _speichern(neu: Klage) -> None:
    neu.clean_fields(
        exclude=[f.name for f in Klage._meta.fields if f.name not in ("gericht", "aktenzeichen")]
    )
    with als_konflikt(Klage, "klage_nicht_nach_verzicht", "rechtsbehelf_nach_urteil"):
        neu.save(force_insert=True)
    if neu.datei:
        anlagen.nur_mit_commit(neu.datei)


@transaction.atomic
def beenden(
    *, klage: Klage, ergebnis: str, beendet_am: date, vermerk: str, by: Benutzer, heute: date
) -> Klage:
    """Record how a pending action ended, as a second person; what follows for the notice depends on the outcome.

    Raises ``Verweigert`` to whoever recorded it, ``ValidationError`` at a field.
    """
    bescheid = klage.bescheid
    _sperre(bescheid)
    klage.refresh_from_db(fields=["status"])
    verlange(by, "klage.beenden", klage)
    _pruefe_ende(klage, ergebnis, beendet_am, vermerk, heute)
    klage.status, klage.beendet_am = ergebnis, beendet_am
    klage.vermerk, klage.beendet_von = vermerk.strip(), by
    klage.save(update_fields=["status", "beendet_am", "vermerk", "beendet_von"])
    _vermerken(Ereignis.KLAGE_BEENDET, klage, by, beendet_am, ergebnis)
    if bescheid.status == Bescheid.Status.BEKANNTGEGEBEN and klage.hemmt:
        _wirken(klage, by, heute)
    return klage


def _pruefe_ende(klage: Klage, ergebnis: str, am: date, vermerk: str, heute: date) -> None:
    fehler = {}
    if ergebnis not in set(K.values) - {K.ANHAENGIG}:
        fehler["ergebnis"] = "Bitte wählen Sie, wie die Klage ausgegangen ist."
    if am > heute:
        fehler["beendet_am"] = ZUKUNFT
    elif am < klage.eingegangen_am:
        fehler["beendet_am"] = "Dieser Tag liegt vor dem Eingang der Klage."
    if not vermerk.strip():
        fehler["vermerk"] = "Bitte halten Sie fest, worauf das beruht, zum Beispiel auf welchem Urteil."
    if fehler:
        raise ValidationError(fehler)


def _wirken(klage: Klage, by: Benutzer, heute: date) -> None:
    """Withdrawn, what is left of the month holds again; dismissed, the notice is final; else a later notice follows."""
    am = klage.beendet_am
    if am is None or rechtsbehelf.ist_gehemmt(klage.bescheid):
        return
    if klage.status == K.ZURUECKGENOMMEN:
        rechtsbehelf.zurueckgenommen(klage.bescheid, am, by=by, heute=heute)
    elif klage.status in BLEIBT:
        rechtsbehelf.feststellen(klage.bescheid, am, by=by, heute=heute)


def _vermerken(ereignis: Ereignis, klage: Klage, by: Benutzer, tag: date, nachher: str) -> None:
    vermerken(
        ereignis,
        klage,
        antrag=klage.antrag,
        by=by,
        wirksam_am=tag,
        nachher=nachher,
        sichtbar=True,
    )
