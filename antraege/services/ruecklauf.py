"""The return list of a round: which municipality is silent, has begun, has handed in, waives; and a word to the silent.

Of a draft it knows that there is one, nothing else: neither what is asked nor with whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from antraege import formate
from antraege.berechtigungen import verlange
from antraege.fehler import Verweigert
from antraege.models import (
    BEENDET,
    Antrag,
    Benutzer,
    Ereignis,
    Foerderprogramm,
    Foerderrunde,
    Inanspruchnahme,
    Kommune,
    Ruecklauferinnerung,
    Status,
    Verbundanteil,
)
from antraege.services.protokoll import vermerken
from antraege.services.stellenzeilen import sperre


class Stand(models.TextChoices):
    """What a municipality did in a round; the first that holds."""

    EINGEREICHT = "eingereicht", "Eingereicht"
    GEMEINSAM = "gemeinsam", "Gemeinsamer Antrag"
    ENTWURF = "entwurf", "Entwurf begonnen"
    VERZICHT = "verzicht", "Verzicht"
    ZURUECKGEZOGEN = "zurueckgezogen", "Zurückgezogen"
    AUSGESCHLOSSEN = "ausgeschlossen", "Nicht antragsberechtigt"
    SCHWEIGT = "schweigt", "Noch keine Antwort"


@dataclass(frozen=True)
class Zeile:
    """A municipality in a round. ``antrag``: id and number of what was handed in; ``traeger``: who handed in for both."""

    kommune: Kommune
    stand: Stand
    antrag: tuple[int, str] | None = None
    traeger: str = ""
    verzicht_am: date | None = None
    erinnert_am: date | None = None


def liste(runde: Foerderrunde) -> list[Zeile]:
    """All municipalities of the round's district by name; five queries, however many there are."""
    eigene, gemeinsam = _eigene(runde), _gemeinsame(runde)
    verzichte: dict[int, date | None] = dict(
        Inanspruchnahme.objects.filter(runde=runde, art=Inanspruchnahme.Art.VERZICHT).values_list(
            "kommune", "erklaert_am"
        )
    )
    je_kommune = Ruecklauferinnerung.objects.filter(runde=runde).order_by().values("kommune")
    erinnert = dict(je_kommune.annotate(zuletzt=Max("tag")).values_list("kommune", "zuletzt"))
    return [
        _zeile(
            ort, eigene, gemeinsam, verzichte, erinnert, ausgeschlossen=bool(runde.fassung.ausschluss(ort))
        )
        for ort in Kommune.objects.filter(landkreis=runde.programm.landkreis_id).order_by("sortiername", "pk")
    ]


def _eigene(runde: Foerderrunde) -> dict[int, tuple[Stand, tuple[int, str] | None]]:
    """By municipality its application, a living one before one that ended; a draft without its id."""
    gefunden: dict[int, tuple[Stand, tuple[int, str] | None]] = {}
    spalten = ("kommune", "pk", "vorgangsnummer", "status", "eingegangen_am")
    for ort, pk, nummer, status, eingang in (
        Antrag.objects.filter(runde=runde).order_by("pk").values_list(*spalten)
    ):
        if ort in gefunden and status in BEENDET:
            continue
        if eingang is None and status not in BEENDET:
            gefunden[ort] = (Stand.ENTWURF, None)
        elif eingang is not None:
            stand = Stand.ZURUECKGEZOGEN if status == Status.ZURUECKGEZOGEN else Stand.EINGEREICHT
            gefunden[ort] = (stand, (pk, nummer))
    return gefunden


def _gemeinsame(runde: Foerderrunde) -> dict[int, tuple[int, str, str]]:
    """By partner the joint application that was handed in; a draft binds nobody and tells nothing."""
    anteile = Verbundanteil.objects.filter(antrag__runde=runde, antrag__eingegangen_am__isnull=False)
    spalten = ("kommune", "antrag", "antrag__vorgangsnummer", "antrag__kommune__name")
    zeilen = anteile.exclude(antrag__status__in=BEENDET).order_by("pk").values_list(*spalten)
    return {ort: (pk, nummer, traeger) for ort, pk, nummer, traeger in zeilen}


def _zeile(
    ort: Kommune,
    eigene: dict[int, tuple[Stand, tuple[int, str] | None]],
    gemeinsam: dict[int, tuple[int, str, str]],
    verzichte: dict[int, date | None],
    erinnert: dict[int, date],
    *,
    ausgeschlossen: bool,
) -> Zeile:
    stand, antrag = eigene.get(ort.pk, (Stand.SCHWEIGT, None))
    weiter: dict[str, Any] = {"erinnert_am": erinnert.get(ort.pk)}
    if stand == Stand.EINGEREICHT:
        return Zeile(ort, stand, antrag, **weiter)
    if ort.pk in gemeinsam:
        pk, nummer, traeger = gemeinsam[ort.pk]
        return Zeile(ort, Stand.GEMEINSAM, (pk, nummer), traeger, **weiter)
    if ort.pk in verzichte:
        return Zeile(ort, Stand.VERZICHT, antrag, verzicht_am=verzichte[ort.pk], **weiter)
    if stand == Stand.SCHWEIGT and ausgeschlossen:  # who cannot apply owes no answer
        stand = Stand.AUSGESCHLOSSEN
    return Zeile(ort, stand, antrag, **weiter)


def stille(runde: Foerderrunde, heute: date) -> list[Zeile]:
    """Whom a message would reach now: silent, and not reminded today."""
    return [z for z in liste(runde) if z.stand == Stand.SCHWEIGT and z.erinnert_am != heute]


def hindernis(runde: Foerderrunde, heute: date) -> str:
    """Say why nobody can be reminded of this round now; "" where it can be done."""
    if runde.programm.bewilligungsstelle != Foerderprogramm.Bewilligungsstelle.LANDKREIS:
        return "In dieser Runde stellen die Kommunen keine Anträge beim Landkreis."
    if (
        runde.status != Foerderrunde.Status.VEROEFFENTLICHT
        or runde.antrag_von is None
        or runde.antrag_bis is None
    ):
        return "Die Runde ist noch nicht veröffentlicht."
    if heute < runde.antrag_von:
        return f"Die Runde nimmt erst ab {formate.datum_lang(runde.antrag_von)} Anträge an."
    if heute > runde.antrag_bis:
        return f"Die Antragsfrist ist am {formate.datum_lang(runde.antrag_bis)} abgelaufen."
    return ""


@transaction.atomic
def erinnern(*, runde: Foerderrunde, by: Benutzer, heute: date) -> list[Kommune]:
    """Write to every silent municipality, each once a day; give which. Raises ``Verweigert`` where there is none."""
    runde = sperre(runde)  # a second click waits here and then finds nobody left
    verlange(by, "ruecklauf.erinnern", runde)
    if satz := hindernis(runde, heute):
        raise Verweigert(satz)
    orte = [zeile.kommune for zeile in stille(runde, heute)]
    if not orte:
        raise Verweigert(
            "Es ist niemand zu erinnern: Alle haben geantwortet oder heute schon eine Nachricht erhalten."
        )
    for ort in orte:
        erinnerung = Ruecklauferinnerung.objects.create(kommune=ort, runde=runde, tag=heute, erinnert_von=by)
        vermerken(Ereignis.RUECKLAUF_ERINNERT, erinnerung, by=by, wirksam_am=heute, sichtbar=True)
    return orte
