"""Taking over what an earlier application of the same municipality said, as far as it still means something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from antraege import felder
from antraege.berechtigungen import verlange
from antraege.models import Antrag, Antwort, Benutzer, Zusatzfrage
from antraege.services import antrag as antraege
from antraege.services import unterschrift

__all__ = ["KEINER", "NICHT", "Uebernahme", "fruehere", "uebernehmen"]

# What one still means a year later. Dates belong to their round, numbers to their day, declarations to who gives them.
FELDER = (
    "ansprechperson",
    "ansprech_telefon",
    "ansprech_email",
    "begruendung",
    "beantragt_vzae",
    "eigenanteil",
)
KEINER = "Ihre Kommune hat noch keinen anderen Antrag."
NICHT = (
    "Personen am Stichtag",
    "Datumsangaben",
    "Antragsart und aufgestockte Stelle",
    "Zusammenschluss und seine Anteile",
    "Unterlagen",
    "Erklärungen",
)


@dataclass(frozen=True)
class Uebernahme:
    """Labels of what was copied, and of what stood there already and was kept."""

    uebernommen: tuple[str, ...]
    behalten: tuple[str, ...]


def fruehere(antrag: Antrag) -> QuerySet[Antrag]:
    """The municipality's other applications, the latest first; drafts count, what was withdrawn does, too."""
    return (
        Antrag.objects.filter(kommune=antrag.kommune_id)
        .exclude(pk=antrag.pk)
        .mit_rahmen()
        .order_by("-runde__beginn", "-pk")
    )


@transaction.atomic
def uebernehmen(
    *, antrag: Antrag, quelle: Antrag, ersetzen: bool, version: int, by: Benutzer, heute: date
) -> Uebernahme:
    """Copy from ``quelle`` into the draft ``antrag``: contact, reason, share, own part, answers to equal questions.

    What stands there already is kept unless ``ersetzen``. Raises ``Verweigert`` outside a draft, ``Konflikt`` in a second
    window, ``ValidationError`` for another municipality's application.
    """
    verlange(by, "antrag.angaben_uebernehmen", antrag)
    if quelle.kommune_id != antrag.kommune_id or quelle.pk == antrag.pk:
        raise ValidationError({"quelle": "Bitte wählen Sie einen früheren Antrag Ihrer Kommune."})
    werte = {feld: getattr(quelle, feld) for feld in FELDER if _gefuellt(getattr(quelle, feld))}
    werte = {feld: wert for feld, wert in werte.items() if wert != getattr(antrag, feld)}
    neu = {feld: wert for feld, wert in werte.items() if ersetzen or not _gefuellt(getattr(antrag, feld))}
    antraege.speichern(antrag=antrag, felder=neu, version=version, by=by, heute=heute)
    Antrag.objects.filter(pk=antrag.pk).update(uebernommen_aus=quelle)
    antrag.uebernommen_aus = quelle
    fragen, behalten = _antworten(antrag, quelle, ersetzen=ersetzen)
    unterschrift.nach_aenderung(antrag, by=by, heute=heute)
    return Uebernahme(
        tuple(felder.label(antrag, feld) for feld in neu) + fragen,
        tuple(felder.label(antrag, feld) for feld in werte if feld not in neu) + behalten,
    )


def _gefuellt(wert: str | Decimal | None) -> bool:
    return wert not in (None, "")


def _antworten(antrag: Antrag, quelle: Antrag, *, ersetzen: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Copy answers to questions of the same words and kind; another version of the rules may still ask them."""
    alte = {
        (alt.frage.frage, alt.frage.art): alt.wert
        for alt in quelle.antworten.select_related("frage")
        if alt.wert
    }
    da = dict(antrag.antworten.values_list("frage_id", "wert"))
    neu, behalten = [], []
    for frage in antrag.fassung.zusatzfragen.all():
        wert = alte.get((frage.frage, frage.art))
        if wert is None or wert == da.get(frage.pk) or not _noch_waehlbar(frage, wert):
            continue
        if da.get(frage.pk) and not ersetzen:
            behalten.append(frage.frage)
            continue
        Antwort.objects.update_or_create(antrag=antrag, frage=frage, defaults={"wert": wert})
        neu.append(frage.frage)
    return tuple(neu), tuple(behalten)


def _noch_waehlbar(frage: Zusatzfrage, wert: str) -> bool:
    moegliche = [zeile.strip() for zeile in frage.auswahl.splitlines() if zeile.strip()]
    return not moegliche or wert in moegliche
