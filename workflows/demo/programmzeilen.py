"""Rows of programmes: what the stories of past and present are founded on, in few words each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from antraege.models import (
    Foerderprogramm,
    Foerderrunde,
    Haushaltsermaechtigung,
    Kontingent,
    Landkreis,
    Richtlinienfassung,
    Zielgruppe,
)
from workflows.demo import regeln

ZIELGRUPPEN: Final = {
    "duldung": "Personen mit Duldung",
    "unentschieden": "Personen mit unentschiedenem Asylverfahren",
    "anerkannt": "Anerkannte Schutzberechtigte",
    "sonstige_au": "Sonstige Personen in Anschlussunterbringung",
    "familiennachzug": "Familiennachzug",
}
KREIS_GRUPPEN: Final = ("duldung", "unentschieden")
P, K = Foerderprogramm, Kontingent
LANDKREIS: Final = {
    "geber": P.Geber.LANDKREIS,
    "bewilligungsstelle": P.Bewilligungsstelle.LANDKREIS,
    "status": P.Status.IN_KRAFT,
}
LAND: Final = {
    "geber": P.Geber.LAND,
    "bewilligungsstelle": P.Bewilligungsstelle.EXTERN,
    "status": P.Status.IN_KRAFT,
}


def programm(kreis: Landkreis, name: str, kurz: str, grundlage: str, **felder: Any) -> Foerderprogramm:
    """A programme of the district."""
    return P.objects.create(landkreis=kreis, name=name, kurz=kurz, rechtsgrundlage=grundlage, **felder)


def fassung(programm: Foerderprogramm, ab: date, grundlage: str, **felder: Any) -> Richtlinienfassung:
    """A version of its rules, stated."""
    neu = entwurf(programm, ab, grundlage, **felder)
    regeln.feststellen(neu)
    return neu


def entwurf(programm: Foerderprogramm, ab: date, grundlage: str, **felder: Any) -> Richtlinienfassung:
    """A version of its rules still to be filled and stated."""
    return Richtlinienfassung.objects.create(
        programm=programm, nummer=1, gueltig_ab=ab, grundlage=grundlage, **felder
    )


def runde(
    fassung: Richtlinienfassung,
    name: str,
    kuerzel: str,
    foerderung: tuple[date, date],
    antraege: tuple[date, date] | tuple[None, None] = (None, None),
    gruppen: tuple[str, ...] = KREIS_GRUPPEN,
    **felder: Any,
) -> Foerderrunde:
    """A published round of invented data, unless ``felder`` say otherwise; ``foerderung``, ``antraege``: first and last day."""
    neu = Foerderrunde.objects.create(
        programm=fassung.programm,
        fassung=fassung,
        name=name,
        kuerzel=kuerzel,
        beginn=foerderung[0],
        ende=foerderung[1],
        antrag_von=antraege[0],
        antrag_bis=antraege[1],
        **({"beispieldaten": True, "status": Foerderrunde.Status.VEROEFFENTLICHT} | felder),
    )
    neu.zielgruppen.set(Zielgruppe.objects.filter(schluessel__in=gruppen))
    return neu


def kontingent(runde: Foerderrunde, art: str, vzae: str, stand: date, grundlage: str, **felder: Any) -> None:
    """What a round may grant."""
    K.objects.create(runde=runde, art=art, vzae=Decimal(vzae), stand=stand, grundlage=grundlage, **felder)


def haushalt(programm: Foerderprogramm, ab: date, jahre: dict[int, tuple[str, str]]) -> None:
    """What the budget allows from a day on, by year: Ansatz and Verpflichtungsermächtigung."""
    for jahr, (ansatz, verpflichtung) in jahre.items():
        Haushaltsermaechtigung.objects.create(
            programm=programm,
            jahr=jahr,
            produkt="31.80.01",
            ansatz=Decimal(ansatz),
            verpflichtung=Decimal(verpflichtung),
            in_kraft_am=ab,
        )
