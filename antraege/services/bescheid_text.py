"""The letter of a notice as plain data for paper and preview; what it decides stands in a module of its kind."""

from __future__ import annotations

from typing import Any

from antraege.formate import datum, ortstag
from antraege.models import ERSTBESCHEIDE, Bescheid
from antraege.services import bescheid_erst, bescheid_folge
from antraege.services.bescheid_teile import ANREDE, abschnitt, empfaenger, rechtsbehelfsbelehrung

HINWEIS = "Beispieldaten, frei erfunden. Dieser Bescheid hat keine rechtliche Wirkung."


def inhalt(bescheid: Bescheid) -> dict[str, Any]:
    """The whole letter as JSON values; the same notice gives the same data, whenever it is asked."""
    antrag, kreis = bescheid.antrag, bescheid.antrag.landkreis
    art = bescheid_erst if bescheid.art in ERSTBESCHEIDE else bescheid_folge
    tag = bescheid.datum or ortstag(bescheid.entworfen_am)
    return {
        "tag": [tag.year, tag.month, tag.day],
        "titel": f"{bescheid.get_art_display()}: Stellenanteile, {antrag.runde.name}",
        "stichworte": [k for k in (bescheid.nummer, antrag.vorgangsnummer, antrag.aktenzeichen) if k],
        "hinweis": HINWEIS if antrag.runde.beispieldaten else "",
        "absender": [z for z in (str(kreis), "Landratsamt", kreis.amt, kreis.anschrift) if z],
        "angaben": _angaben(bescheid),
        # Not the way it goes out: consent may end, and after ten days an unopened letter goes by post, word for word.
        "empfaenger": [empfaenger(antrag.kommune)],
        "eingang": [ANREDE, art.eingang(bescheid)],
        "abschnitte": _gezaehlt(
            [
                art.entscheidung(bescheid),
                *art.weitere(bescheid),
                abschnitt("Rechtsbehelfsbelehrung", saetze=[rechtsbehelfsbelehrung(bescheid)]),
            ]
        ),
        "schluss": [
            "Mit freundlichen Grüßen",
            "Im Auftrag",
            bescheid.freigegeben_von.name if bescheid.freigegeben_von else "(noch nicht freigegeben)",
        ],
        "fusszeile": " · ".join(
            k
            for k in (f"Bescheid {bescheid.nummer}" if bescheid.nummer else "Entwurf", antrag.vorgangsnummer)
            if k
        ),
    }


def _gezaehlt(abschnitte: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [teil | {"titel": f"{nr}. {teil['titel']}"} for nr, teil in enumerate(abschnitte, 1)]


def _angaben(bescheid: Bescheid) -> list[list[str]]:
    person, kreis = bescheid.entworfen_von, bescheid.antrag.landkreis
    zeilen = [
        ("Datum", datum(bescheid.datum) if bescheid.datum else ""),
        ("Bescheidnummer", bescheid.nummer),
        ("Vorgangsnummer", bescheid.antrag.vorgangsnummer),
        ("Aktenzeichen", bescheid.antrag.aktenzeichen),
        ("Auskunft erteilt", person.name),
        ("Zimmer", person.zimmer),
        ("Telefon", person.telefon or kreis.telefon),
        ("E-Mail", kreis.postfach),
    ]
    return [[label, wert] for label, wert in zeilen if wert]
