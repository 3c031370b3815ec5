"""The district's figures of a round: of applications where it decides itself, of answers and positions where the Land does."""

from django.db.models import Q, Sum

from antraege import einsicht, formate
from antraege.berechnung import NULL, hoechststand
from antraege.models import BEENDET, Antrag, Finanzierungsanteil, Inanspruchnahme
from antraege.services import eingereicht
from antraege.views import rundenteile as teile
from antraege.views.bausteine import Fact

Antwort = Inanspruchnahme.Art


def kennzahlen(runde):
    """Three to six key figures for the office; a municipality gets none of them."""
    return [_kontingent(runde), *(_antraege(runde) if teile.nimmt_antraege(runde) else _landesmittel(runde))]


def _kontingent(runde):
    menge = teile.kontingent(runde)
    if menge is None:
        return Fact("Kontingent", formate.LEER, "noch nicht erfasst")
    return Fact(
        "Kontingent",
        formate.vzae(menge.vzae),
        f"{menge.get_art_display()}, Stand {formate.datum(menge.stand)}",
    )


def _antraege(runde):
    """Asked, recommended, granted and free."""
    entschieden = Q(status__in=einsicht.ERGEBNIS_OFFEN)
    summen = (
        Antrag.objects.in_runde(runde)
        .filter(eingegangen_am__isnull=False)
        .aggregate(
            beantragt=Sum("beantragt_vzae", default=NULL),
            betrag=Sum("beantragt_betrag", default=NULL),
            empfohlen=Sum("empfohlen_vzae", filter=~Q(status__in=BEENDET), default=NULL),
            bewilligt=Sum("bewilligt_vzae", filter=entschieden, default=NULL),
            bewilligt_betrag=Sum("bewilligt_betrag", filter=entschieden, default=NULL),
        )
    )
    mehr_vzae, mehr_betrag = eingereicht.unterschied(runde, "beantragt_vzae", "beantragt_betrag")
    menge = teile.kontingent(runde)
    return [
        Fact(
            "Beantragt",
            formate.vzae(summen["beantragt"] + mehr_vzae),
            formate.euro(summen["betrag"] + mehr_betrag),
        ),
        Fact("Empfohlen", formate.vzae(summen["empfohlen"])),
        Fact("Bewilligt", formate.vzae(summen["bewilligt"]), formate.euro(summen["bewilligt_betrag"])),
        Fact("Frei", formate.vzae(menge and menge.vzae - summen["bewilligt"])),
    ]


def _landesmittel(runde):
    """What the municipalities claim themselves, what they passed on, and the district's positions from it (R13)."""
    antworten = Inanspruchnahme.objects.filter(runde=runde).aggregate(
        selbst=Sum("vzae", filter=Q(art=Antwort.SELBST), default=NULL),
        uebertragen=Sum("vzae", filter=Q(art=Antwort.AN_LANDKREIS), default=NULL),
    )
    eigene = Finanzierungsanteil.objects.filter(runde=runde, stelle__anstellungstraeger__isnull=True)
    return [
        Fact("Von Kommunen selbst beansprucht", formate.vzae(antworten["selbst"])),
        Fact("Auf den Landkreis übertragen", formate.vzae(antworten["uebertragen"])),
        Fact(
            "Stellen des Landkreises",
            formate.vzae(hoechststand(eigene.values_list("vzae", "beginn", "ende"))),
        ),
    ]
