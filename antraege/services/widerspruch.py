"""Objections to a notice (§§ 68 ff. VwGO): recorded as they came, decided by a second person.

A timely one keeps the notice from becoming final. Refused, or granted only in part, it leaves a month for an action at
the court from the day the decision was served (§§ 73 Abs. 3, 74 Abs. 1 VwGO). Withdrawn, it is as if it had never been
made: until the month is over a new one may come, after it the notice is final since the withdrawal was received. A late
one counts only where its lateness is excused (wiedereinsetzung.py).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.formate import datum
from antraege.models import Benutzer, Bescheid, Eingangsweg, Ereignis, Frist, Klage, Widerspruch
from antraege.services import anlagen, rechtsbehelf, termine
from antraege.services.bekanntgabe import rechtsbehelf_eroeffnen
from antraege.services.bescheid_stand import sperre
from antraege.services.protokoll import vermerken
from antraege.services.regelsatz import als_konflikt

E = Widerspruch.Status
# Written, electronic or for the record at the office (§ 70 Abs. 1 VwGO): by telephone alone nobody objects.
WEGE: Final = (Eingangsweg.PORTAL, Eingangsweg.EMAIL, Eingangsweg.POST, Eingangsweg.BOTE)
MIT_BESCHEID: Final = frozenset({E.TEILWEISE, E.ZURUECKGEWIESEN})
TAG_FEHLT: Final = {
    "zugestellt_am": "Bitte nennen Sie den Tag, an dem der Widerspruchsbescheid zugestellt ist.",
    "zurueckgenommen_am": "Bitte nennen Sie den Tag, an dem die Rücknahme eingegangen ist.",
}
ENTSCHEIDUNG: Final = (
    "status",
    "vermerk",
    "entschieden_am",
    "entschieden_von",
    "zugestellt_am",
    "klagefrist_am",
    "zurueckgenommen_am",
)


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
    bescheid = gesperrt(bescheid)
    verlange(by, "widerspruch.erfassen", bescheid)
    _pruefe(bescheid, weg, eingegangen_am, datei)
    neu = Widerspruch(
        bescheid=bescheid,
        weg=weg,
        eingegangen_am=eingegangen_am,
        begruendung=begruendung.strip(),
        verspaetet=ist_verspaetet(bescheid, eingegangen_am),
        erfasst_von=by,
        **anlagen.original(datei),
    )
    _speichern(neu)
    if not neu.verspaetet:
        rechtsbehelf.hemmen(bescheid)
    tag = eingegangen_am.astimezone(zeit.BERLIN).date()
    _vermerken(
        Ereignis.WIDERSPRUCH_EINGEGANGEN, neu, by, tag, "verspätet" if neu.verspaetet else "rechtzeitig"
    )
    return neu


def gesperrt(bescheid: Bescheid) -> Bescheid:
    """Hold the application and read anew where its notice stands."""
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
    """Say whether an objection received then missed its month, or came after a waiver; a month for the court is none of its."""
    if bescheid.verzichtet_am is not None:
        return True
    frist = rechtsbehelf.erste_frist(bescheid)
    return frist is not None and fristen.ist_verspaetet(am, frist.faellig_am)


def _speichern(neu: Widerspruch) -> None:
    with als_konflikt(Widerspruch, "widerspruch_vor_der_entscheidung", "rechtsbehelf_nach_urteil"):
        neu.save(force_insert=True)
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
    zurueckgenommen_am: date | None = None,
    belehrt: bool = True,
) -> Widerspruch:
    """Decide an open objection as a second person; what follows for the notice depends on the outcome.

    ``zurueckgenommen_am``: the day a withdrawal was received. ``belehrt``: whether the decision told rightly which remedy is left; else the court can be called for a year.
    Raises ``Verweigert`` to whoever drafted or recorded, ``ValidationError`` at a field.
    """
    bescheid = gesperrt(widerspruch.bescheid)
    widerspruch.refresh_from_db(fields=["status", "wiedereingesetzt_am"])
    verlange(by, "widerspruch.entscheiden", widerspruch)
    _pruefe_entscheidung(widerspruch, ergebnis, vermerk)
    _pruefe_tage(
        widerspruch,
        ergebnis,
        {"zugestellt_am": zugestellt_am, "zurueckgenommen_am": zurueckgenommen_am},
        heute,
    )
    widerspruch.status, widerspruch.vermerk = ergebnis, vermerk.strip()
    widerspruch.entschieden_am, widerspruch.entschieden_von = heute, by
    widerspruch.zugestellt_am = zugestellt_am if ergebnis in MIT_BESCHEID else None
    widerspruch.zurueckgenommen_am = zurueckgenommen_am if ergebnis == E.ZURUECKGENOMMEN else None
    urteil = rechtsbehelf.urteil(bescheid)
    if widerspruch.zugestellt_am and urteil is None:
        widerspruch.klagefrist_am = fristen.rechtsbehelf(widerspruch.zugestellt_am, belehrt=belehrt).tag
    widerspruch.save(update_fields=ENTSCHEIDUNG)
    wirksam = widerspruch.zurueckgenommen_am or heute
    _vermerken(Ereignis.WIDERSPRUCH_ENTSCHIEDEN, widerspruch, by, wirksam, widerspruch.status)
    if bescheid.status == Bescheid.Status.BEKANNTGEGEBEN and widerspruch.zaehlt:
        _wirken(widerspruch, urteil, by, heute, belehrt=belehrt)
    return widerspruch


def _pruefe_entscheidung(widerspruch: Widerspruch, ergebnis: str, vermerk: str) -> None:
    if ergebnis not in set(E.values) - {E.OFFEN}:
        raise ValidationError({"ergebnis": "Bitte wählen Sie, wie entschieden ist."})
    if not vermerk.strip():
        raise ValidationError({"vermerk": "Bitte halten Sie fest, worauf die Entscheidung beruht."})


def _pruefe_tage(widerspruch: Widerspruch, ergebnis: str, tage: dict[str, date | None], heute: date) -> None:
    """The day this outcome needs lies between the objection's receipt and today."""
    if (feld := tag_von(ergebnis)) is None:
        return
    tag = tage[feld]
    if tag is None:
        raise ValidationError({feld: TAG_FEHLT[feld]})
    if tag > heute:
        raise ValidationError({feld: "Dieser Tag liegt in der Zukunft. Bitte prüfen Sie das Datum."})
    if tag < widerspruch.eingegangen_am.astimezone(zeit.BERLIN).date():
        raise ValidationError({feld: "Dieser Tag liegt vor dem Eingang des Widerspruchs."})


def tag_von(ergebnis: str) -> str | None:
    """The field of the day an outcome needs; None for one that needs none."""
    if ergebnis in MIT_BESCHEID:
        return "zugestellt_am"
    return "zurueckgenommen_am" if ergebnis == E.ZURUECKGENOMMEN else None


def _wirken(
    widerspruch: Widerspruch, urteil: Klage | None, by: Benutzer, heute: date, *, belehrt: bool
) -> None:
    """A month for the court after a decision that refuses; withdrawn, the first month holds again; granted, nothing runs.

    After a judgment no month is left: the open objection alone kept the notice from becoming final.
    """
    bescheid, am = widerspruch.bescheid, widerspruch.zugestellt_am or widerspruch.zurueckgenommen_am
    if am is not None and urteil is not None:
        rechtsbehelf.nach_urteil(bescheid, urteil, am, by=by, heute=heute)
    elif widerspruch.zugestellt_am is not None:
        _klagefrist(bescheid, widerspruch.zugestellt_am, belehrt=belehrt)
    elif widerspruch.zurueckgenommen_am is not None:
        rechtsbehelf.zurueckgenommen(bescheid, widerspruch.zurueckgenommen_am, by=by, heute=heute)


def _klagefrist(bescheid: Bescheid, zugestellt: date, *, belehrt: bool) -> None:
    """Open the month for the court (without right instruction a year); an action pending already has kept it."""
    ohne = "" if belehrt else ", ohne richtige Rechtsbehelfsbelehrung (§ 58 Abs. 2 VwGO)"
    tag = fristen.Ergebnis(zugestellt, (f"Widerspruchsbescheid zugestellt {datum(zugestellt)}{ohne}",))
    folge = "Danach ist der Bescheid bestandskräftig, wenn nicht geklagt ist."
    rechtsbehelf_eroeffnen(bescheid, tag, folge=folge, belehrt=belehrt)
    if rechtsbehelf.ist_gehemmt(bescheid):
        termine.erledigen(Frist.Art.RECHTSBEHELF, bescheid=bescheid, jetzt=zeit.jetzt())


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
