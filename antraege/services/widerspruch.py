"""Objections to a notice (§§ 68 ff. VwGO): recorded as they came, decided by a second person.

A timely one keeps the notice from becoming final. Refused, or granted only in part, it leaves a month for an action at
the court from the day the decision was served (§§ 73 Abs. 3, 74 Abs. 1 VwGO).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.formate import datum
from antraege.models import Benutzer, Bescheid, Eingangsweg, Ereignis, Frist, Widerspruch
from antraege.services import anlagen, rechtsbehelf, termine
from antraege.services.bekanntgabe import rechtsbehelf_eroeffnen
from antraege.services.bescheid_stand import setze_stand, sperre
from antraege.services.protokoll import vermerken

E = Widerspruch.Status
# Written, electronic or for the record at the office (§ 70 Abs. 1 VwGO): by telephone alone nobody objects.
WEGE: Final = (Eingangsweg.PORTAL, Eingangsweg.EMAIL, Eingangsweg.POST, Eingangsweg.BOTE)
MIT_BESCHEID: Final = frozenset({E.TEILWEISE, E.ZURUECKGEWIESEN})


@transaction.atomic
def erfassen(
    *,
    bescheid: Bescheid,
    weg: str,
    eingegangen_am: datetime,
    by: Benutzer,
    heute: date,
    begruendung: str = "",
    datei: File | None = None,
) -> Widerspruch:
    """Record an objection with its original; whether it is late is computed from the month's last day.

    Raises ``Konflikt`` where one is open, ``ValidationError`` at a field.
    """
    bescheid = _gesperrt(bescheid)
    verlange(by, "widerspruch.erfassen", bescheid)
    _pruefe(bescheid, weg, eingegangen_am, datei)
    neu = Widerspruch(
        bescheid=bescheid,
        weg=weg,
        eingegangen_am=eingegangen_am,
        begruendung=begruendung.strip(),
        verspaetet=ist_verspaetet(bescheid, eingegangen_am),
        erfasst_von=by,
        **_original(datei),
    )
    _speichern(neu)
    if not neu.verspaetet:
        _hemmen(bescheid)
    tag = eingegangen_am.astimezone(zeit.BERLIN).date()
    _vermerken(
        Ereignis.WIDERSPRUCH_EINGEGANGEN, neu, by, tag, "verspätet" if neu.verspaetet else "rechtzeitig"
    )
    return neu


def _hemmen(bescheid: Bescheid) -> None:
    """End the month; what was taken for final meanwhile never was (§ 70 VwGO: the receipt counts, not the entry)."""
    termine.erledigen(Frist.Art.RECHTSBEHELF, bescheid=bescheid, jetzt=zeit.jetzt())
    if bescheid.status == Bescheid.Status.BESTANDSKRAEFTIG:
        setze_stand(bescheid, Bescheid.Status.BEKANNTGEGEBEN, bestandskraeftig_am=None)


def _gesperrt(bescheid: Bescheid) -> Bescheid:
    sperre(bescheid.antrag)
    bescheid.refresh_from_db(fields=["status", "bekanntgegeben_am", "bestandskraeftig_am", "verzichtet_am"])
    return bescheid


def _pruefe(bescheid: Bescheid, weg: str, am: datetime, datei: File | None) -> None:
    if weg not in WEGE:
        raise ValidationError(
            {
                "weg": "Ein Widerspruch ist schriftlich, elektronisch oder zur Niederschrift einzulegen, nicht am Telefon."
            }
        )
    if am > zeit.jetzt():
        raise ValidationError(
            {"tag": "Dieser Zeitpunkt liegt in der Zukunft. Bitte prüfen Sie Tag und Uhrzeit."}
        )
    if bescheid.datum and am.astimezone(zeit.BERLIN).date() < bescheid.datum:
        raise ValidationError(
            {"tag": f"Der Bescheid ist erst vom {datum(bescheid.datum)}. Bitte prüfen Sie den Tag."}
        )
    if datei is None:
        raise ValidationError(
            {"datei": "Bitte hängen Sie das Original an, zum Beispiel den Scan oder die E-Mail."}
        )


def ist_verspaetet(bescheid: Bescheid, am: datetime) -> bool:
    """Say whether something received then missed the month for a remedy, or came after a waiver."""
    if bescheid.verzichtet_am is not None:
        return True
    frist = letzte_frist(bescheid)
    return frist is not None and fristen.ist_verspaetet(am, frist.faellig_am)


def letzte_frist(bescheid: Bescheid) -> Frist | None:
    """Give the notice's month for a remedy, the newest one, running or not."""
    return Frist.objects.filter(bescheid=bescheid, art=Frist.Art.RECHTSBEHELF).order_by("-pk").first()


def _original(datei: File | None) -> dict[str, Any]:
    return {} if datei is None else {"datei": datei, **anlagen.angaben_zu(datei, mit_email=True)}


def _speichern(neu: Widerspruch) -> None:
    try:
        with transaction.atomic():
            neu.save(force_insert=True)
    except IntegrityError as fehler:
        raise Konflikt("Zu diesem Bescheid ist schon ein Widerspruch offen.") from fehler
    anlagen.nur_mit_commit(neu.datei)


@transaction.atomic
def entscheiden(
    *,
    widerspruch: Widerspruch,
    ergebnis: str,
    vermerk: str,
    by: Benutzer,
    heute: date,
    zugestellt_am: date | None = None,
) -> Widerspruch:
    """Decide an open objection as a second person; what follows for the notice depends on the outcome.

    Raises ``Verweigert`` to whoever drafted or recorded, ``ValidationError`` at a field.
    """
    bescheid = _gesperrt(widerspruch.bescheid)
    widerspruch.refresh_from_db(fields=["status"])
    verlange(by, "widerspruch.entscheiden", widerspruch)
    _pruefe_entscheidung(widerspruch, ergebnis, vermerk, zugestellt_am, heute)
    widerspruch.status, widerspruch.vermerk = ergebnis, vermerk.strip()
    widerspruch.entschieden_am, widerspruch.entschieden_von = heute, by
    widerspruch.zugestellt_am = zugestellt_am if ergebnis in MIT_BESCHEID else None
    widerspruch.save(
        update_fields=["status", "vermerk", "entschieden_am", "entschieden_von", "zugestellt_am"]
    )
    _vermerken(Ereignis.WIDERSPRUCH_ENTSCHIEDEN, widerspruch, by, heute, widerspruch.status)
    if bescheid.status == Bescheid.Status.BEKANNTGEGEBEN and not widerspruch.verspaetet:
        _wirken(widerspruch, by, heute)
    return widerspruch


def _pruefe_entscheidung(
    widerspruch: Widerspruch, ergebnis: str, vermerk: str, zugestellt_am: date | None, heute: date
) -> None:
    if ergebnis not in set(E.values) - {E.OFFEN}:
        raise ValidationError({"ergebnis": "Bitte wählen Sie, wie entschieden ist."})
    if not vermerk.strip():
        raise ValidationError({"vermerk": "Bitte halten Sie fest, worauf die Entscheidung beruht."})
    if ergebnis not in MIT_BESCHEID:
        return
    if zugestellt_am is None:
        raise ValidationError(
            {"zugestellt_am": "Bitte nennen Sie den Tag, an dem der Widerspruchsbescheid zugestellt ist."}
        )
    if zugestellt_am > heute:
        raise ValidationError(
            {"zugestellt_am": "Dieser Tag liegt in der Zukunft. Bitte prüfen Sie das Datum."}
        )
    if zugestellt_am < widerspruch.eingegangen_am.astimezone(zeit.BERLIN).date():
        raise ValidationError({"zugestellt_am": "Dieser Tag liegt vor dem Eingang des Widerspruchs."})


def _wirken(widerspruch: Widerspruch, by: Benutzer, heute: date) -> None:
    """A month for the court after a decision that refuses; withdrawn, the first month holds again; granted, nothing runs."""
    bescheid = widerspruch.bescheid
    if widerspruch.zugestellt_am is not None:
        tag = fristen.Ergebnis(
            widerspruch.zugestellt_am,
            (f"Widerspruchsbescheid zugestellt {datum(widerspruch.zugestellt_am)}",),
        )
        rechtsbehelf_eroeffnen(
            bescheid, tag, folge="Danach ist der Bescheid bestandskräftig, wenn nicht geklagt ist."
        )
    elif widerspruch.status == E.ZURUECKGENOMMEN:
        _zurueckgenommen(bescheid, by, heute)


def _zurueckgenommen(bescheid: Bescheid, by: Benutzer, heute: date) -> None:
    frist = letzte_frist(bescheid)
    if frist is not None and frist.faellig_am >= heute:
        Frist.objects.filter(pk=frist.pk).update(erledigt_am=None)
    else:
        rechtsbehelf.feststellen(bescheid, heute, by=by, heute=heute)


def _vermerken(ereignis: Ereignis, widerspruch: Widerspruch, by: Benutzer, tag: date, nachher: str) -> None:
    vermerken(
        ereignis,
        widerspruch,
        antrag=widerspruch.antrag,
        by=by,
        wirksam_am=tag,
        nachher=nachher,
        sichtbar=True,
    )
