"""What the first notice of an application decides: grant, partial grant, refusal."""

from __future__ import annotations

from typing import Any

from antraege.formate import datum, euro, vzae
from antraege.models import Antrag, Bescheid
from antraege.services import bewilligung
from antraege.services.bescheid_teile import abschnitt, beschluss, grundlage, zeilen

KOPF = ("Gegenstand", "Bewilligt")


def eingang(bescheid: Bescheid) -> str:
    """The opening sentence, with the decision it carries out."""
    antrag = bescheid.antrag
    ergebnis = beschluss(antrag)
    beginn = f"auf Ihren Antrag vom {datum(antrag.eingegangen_am)} ergeht"
    if ergebnis is None:
        return f"{beginn} folgender Bescheid:"
    sitzung, ziffer = ergebnis.schritt.sitzung, ergebnis.beschlussantrag
    return f"{beginn} nach dem Beschluss vom {datum(sitzung.tag)} ({sitzung.gremium.name}, {ziffer.vorlage}, Ziffer {ziffer.ziffer}) folgender Bescheid:"


def entscheidung(bescheid: Bescheid) -> dict[str, Any]:
    """What is granted, and what is refused of what was asked."""
    antrag = bescheid.antrag
    if bescheid.art == Bescheid.Art.ABLEHNUNG:
        satz = f"Ihr Antrag auf Förderung von {vzae(antrag.beantragt_vzae)} wird abgelehnt."
        return abschnitt("Entscheidung", saetze=[satz, grundlage(antrag)])
    saetze = [*_rest(bescheid, antrag), grundlage(antrag)]
    return abschnitt("Entscheidung", kopf=KOPF, paare=_bewilligt(bescheid), saetze=saetze)


def _rest(bescheid: Bescheid, antrag: Antrag) -> list[str]:
    if bescheid.art != Bescheid.Art.TEILBEWILLIGUNG or antrag.beantragt_vzae is None:
        return []
    rest = antrag.beantragt_vzae - bescheid.vzae
    return [
        f"Beantragt haben Sie {vzae(antrag.beantragt_vzae)}. Im Übrigen ({vzae(rest)}) wird der Antrag abgelehnt."
    ]


def _bewilligt(bescheid: Bescheid) -> list[tuple[str, str]]:
    satz = bescheid.antrag.fassung.satz_je_vzae
    von, bis = bewilligung.zeitraum(bescheid)
    paare = [
        ("Stellenanteil", vzae(bescheid.vzae)),
        ("Bewilligungszeitraum", f"{datum(von)} bis {datum(bis)}"),
    ]
    if satz is not None:
        paare.append(("Festbetrag je VZÄ und Jahr", euro(satz)))
    jahre = bewilligung.jahre(bescheid)
    davon = [(f"davon im Jahr {jahr}", euro(betrag)) for jahr, betrag in jahre.items()]
    return [*paare, ("Zuwendung (Festbetrag)", euro(bescheid.betrag)), *(davon if len(jahre) > 1 else [])]


def weitere(bescheid: Bescheid) -> list[dict[str, Any]]:
    """Reasons and duties."""
    punkte = zeilen(bescheid.nebenbestimmungen)
    gruende = abschnitt("Gründe", saetze=zeilen(bescheid.begruendung))
    return [gruende, *([abschnitt("Nebenbestimmungen", punkte=punkte)] if punkte else [])]
