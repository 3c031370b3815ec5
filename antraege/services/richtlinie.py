"""The life of a version of the rules: drafted from the newest one, changed, stated by a second person, then fixed (R20)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.dauer import Dauer
from antraege.fehler import Konflikt
from antraege.models import (
    Benutzer,
    Ereignis,
    Feldregel,
    Foerderprogramm,
    Pruefpunkt,
    Richtlinienfassung,
    Unterlagenregel,
    Zusatzfrage,
)
from antraege.services.protokoll import vermerken

Zeile = Feldregel | Unterlagenregel | Zusatzfrage | Pruefpunkt
ZEILEN: Final = (Feldregel, Unterlagenregel, Zusatzfrage, Pruefpunkt)
FRISTEN: Final = ("frist_ergaenzung", "frist_stellungnahme", "frist_zeichnung", "frist_nachweis")
LAENGSTENS_JAHRE: Final = 10
TAGE_JE: Final = {"T": 1, "W": 7, "M": 30, "J": 365}
FREMD: Final = frozenset(
    {
        "id",
        "programm",
        "nummer",
        "status",
        "festgestellt_am",
        "festgestellt_von",
        "bearbeitet_von",
        "gueltig_ab",
        "grundlage",
    }
)
S = Richtlinienfassung.Status


@transaction.atomic
def fassung_anlegen(*, programm: Foerderprogramm, by: Benutzer, heute: date) -> Richtlinienfassung:
    """Draft the next version of a programme's rules: a copy of the newest with all its rows, or an empty first one.

    Raises ``Konflikt`` where there is a draft already. Drafting is no act of the procedure: it leaves no log entry.
    """
    verlange(by, "fassung.anlegen", programm)
    Foerderprogramm.objects.select_for_update(no_key=True).get(pk=programm.pk)
    letzte = programm.fassungen.order_by("-nummer").first()
    if letzte is not None and letzte.status == S.ENTWURF:
        raise Konflikt("Zu diesem Programm gibt es schon einen Entwurf. Bitte arbeiten Sie an ihm weiter.")
    neu = Richtlinienfassung(
        programm=programm,
        nummer=letzte.nummer + 1 if letzte else 1,
        gueltig_ab=heute,
        bearbeitet_von=by,
        **_eigenes(letzte),
    )
    neu.save()
    if letzte is not None:
        _zeilen_kopieren(letzte, neu)
    return neu


def _eigenes(fassung: Richtlinienfassung | None) -> dict[str, Any]:
    if fassung is None:
        return {}
    return {f.name: getattr(fassung, f.name) for f in fassung._meta.concrete_fields if f.name not in FREMD}


def _zeilen_kopieren(von: Richtlinienfassung, nach: Richtlinienfassung) -> None:
    for modell in ZEILEN:
        zeilen: list[Any] = list(modell._default_manager.filter(fassung=von))
        for zeile in zeilen:
            zeile.pk, zeile.fassung = None, nach
        modell._default_manager.bulk_create(zeilen)


@transaction.atomic
def fassung_speichern(
    *, fassung: Richtlinienfassung, werte: dict[str, Any], by: Benutzer, heute: date
) -> Richtlinienfassung:
    """Save the own fields of a draft. Raises ``ValidationError`` at a field, ``Verweigert`` once it is stated."""
    fassung = _gesperrt(fassung, by)
    for feld, wert in werte.items():
        setattr(fassung, feld, wert)
    fassung.bearbeitet_von = by
    _fristen_pruefen(fassung)
    fassung.full_clean()
    fassung.save()
    return fassung


def _fristen_pruefen(fassung: Richtlinienfassung) -> None:
    for feld in FRISTEN:
        try:
            frist_pruefen(getattr(fassung, feld))
        except ValueError as fehler:
            raise ValidationError({feld: str(fehler)}) from fehler


def frist_pruefen(wert: str) -> None:
    """Refuse what is no time, or one so long that no act could compute its end. Raises ``ValueError`` in German."""
    dauer = Dauer.parse(wert)
    if dauer.zahl * TAGE_JE[dauer.einheit] > TAGE_JE["J"] * LAENGSTENS_JAHRE:
        raise ValueError(f"Bitte höchstens {LAENGSTENS_JAHRE} Jahre angeben.")


@transaction.atomic
def zeile_speichern(*, zeile: Zeile, by: Benutzer, heute: date) -> None:
    """Add or change a row of a draft: rule of a field, paper, question, point. Raises ``ValidationError`` at a field."""
    fassung = _gesperrt(zeile.fassung, by)
    zeile.full_clean()
    zeile.save()
    _bearbeitet(fassung, by)


@transaction.atomic
def zeile_entfernen(*, zeile: Zeile, by: Benutzer, heute: date) -> None:
    """Take a row away from a draft."""
    fassung = _gesperrt(zeile.fassung, by)
    zeile.delete()
    _bearbeitet(fassung, by)


@transaction.atomic
def fassung_verwerfen(*, fassung: Richtlinienfassung, by: Benutzer, heute: date) -> None:
    """Discard a draft that no round rests on."""
    fassung = _gesperrt(fassung, by)
    verlange(by, "fassung.verwerfen", fassung)
    fassung.delete()


@transaction.atomic
def fassung_feststellen(
    *, fassung: Richtlinienfassung, by: Benutzer, heute: date, gesehen: str | None = None
) -> None:
    """State a draft as a person who changed nothing of it: from now on it never changes, applications may rest on it (R20).

    ``gesehen`` is the ``abdruck`` of what that person read. Raises ``Konflikt`` where the draft is another one by now.
    """
    # Whoever is changing it is done before it is asked who did.
    Richtlinienfassung.objects.select_for_update(no_key=True).get(pk=fassung.pk)
    verlange(by, "fassung.feststellen", fassung)
    stand = Richtlinienfassung.objects.filter(
        pk=fassung.pk, status=S.ENTWURF, bearbeitet_von=fassung.bearbeitet_von_id
    )
    jetzt = zeit.jetzt()
    gelesen = gesehen is None or gesehen == abdruck(fassung)
    if not gelesen or not stand.update(status=S.FESTGESTELLT, festgestellt_am=jetzt, festgestellt_von=by):
        raise Konflikt(
            "Die Fassung wurde inzwischen geändert oder festgestellt. Bitte prüfen Sie sie noch einmal."
        )
    fassung.refresh_from_db()
    vermerken(
        Ereignis.FASSUNG_FESTGESTELLT,
        fassung,
        by=by,
        wirksam_am=heute,
        vorher=S.ENTWURF,
        nachher=S.FESTGESTELLT,
        text=str(fassung),
    )


def abdruck(fassung: Richtlinienfassung) -> str:
    """Give a checksum of all that the version says, its rows included, as it is stored now."""
    saetze: list[Iterable[tuple[Any, ...]]] = [
        Richtlinienfassung.objects.filter(pk=fassung.pk).order_by().values_list()
    ]
    saetze += [
        modell._default_manager.filter(fassung=fassung).order_by("pk").values_list() for modell in ZEILEN
    ]
    return sha256(repr([list(satz) for satz in saetze]).encode()).hexdigest()


def _gesperrt(fassung: Richtlinienfassung, by: Benutzer) -> Richtlinienfassung:
    """Lock the draft, so that it cannot be stated meanwhile, and check that ``by`` may change it."""
    sperre = Richtlinienfassung.objects.select_related("programm").select_for_update(
        of=("self",), no_key=True
    )
    neu = sperre.get(pk=fassung.pk)
    verlange(by, "fassung.bearbeiten", neu)
    return neu


def _bearbeitet(fassung: Richtlinienfassung, by: Benutzer) -> None:
    fassung.bearbeitet_von = by
    fassung.save(update_fields=["bearbeitet_von"])
