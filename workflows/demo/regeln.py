"""What the invented rules of the present say: words of fields, papers, a further question, the points of the check."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from antraege.models import (
    Anlage,
    Benutzer,
    Feldregel,
    Pruefpunkt,
    Richtlinienfassung,
    Unterlagenregel,
    Zusatzfrage,
)
from antraege.zeit import BERLIN

FESTSTELLEND: Final = "sgl-foerderung@lra-bb.example"
HILFEN: Final = {
    "begruendung": "Aufgaben und Bedarf in wenigen Sätzen, höchstens 4.000 Zeichen. Wie viele Menschen werden betreut, was kommt neu hinzu? Bitte keine Namen betreuter Personen.",
    "besetzt_ab": "Ein späterer Beginn als der Förderbeginn ist möglich. Unbesetzte Zeiten werden nicht gefördert.",
    "eigenanteil": "Was die Kommune selbst für die Stelle aufbringt: Personal- und Sachkosten, die der Festbetrag nicht deckt. 0 ist möglich.",
}
UNTERLAGEN: Final = (
    (Anlage.Art.BESCHLUSS, True, True, "Auszug aus der Niederschrift. Er darf nach dem Antrag folgen."),
    (Anlage.Art.STELLENBESCHREIBUNG, False, True, "Aufgaben und Umfang der Stelle, eine Seite genügt."),
    (Anlage.Art.KOSTENPLAN, False, True, "Ausgaben und Finanzierung im Förderzeitraum."),
)
FRAGE: Final = "An welchem Ort wird die Fachkraft eingesetzt?"
FORMAL: Final = (
    ("Der Antrag ist innerhalb der Antragsfrist eingegangen.", "", ""),
    ("Eine Ansprechperson mit Funktionspostfach ist genannt.", "", "ansprech_email"),
    (
        "Der Beschluss des Gemeinderats liegt vor oder ist angekündigt.",
        "Auch der Tag der Sitzung.",
        "beschluss",
    ),
    ("Die Erklärungen sind abgegeben.", "", "unterlagen"),
    (
        "Zielgruppen und Gesamtzahl stimmen überein.",
        "Vergleich mit den Zahlen des Landratsamts.",
        "fallzahlen",
    ),
)
FACHLICH: Final = (
    ("Der Bedarf ist nachvollziehbar begründet.", "", "begruendung"),
    (
        "Der Anteil entspricht der Zahl der Personen je VZÄ.",
        "Höchstens 1,00 VZÄ je 100 Personen.",
        "beantragt_vzae",
    ),
    (
        "Dieselbe Stelle wird nicht doppelt gefördert.",
        "Anteile aus anderen Programmen zählen mit.",
        "andere_vzae",
    ),
    ("Der Eigenanteil ist gesichert.", "", "eigenanteil"),
)


def laden(fassung: Richtlinienfassung) -> None:
    """Fill the draft version and state it, as two persons did in 2026."""
    for feld, hilfe in HILFEN.items():
        Feldregel.objects.create(fassung=fassung, feld=feld, hilfe=hilfe)
    for platz, (art, pflicht, nachreichbar, hinweis) in enumerate(UNTERLAGEN, 1):
        Unterlagenregel.objects.create(
            fassung=fassung,
            art=art,
            pflicht=pflicht,
            nachreichbar=nachreichbar,
            hinweis=hinweis,
            reihenfolge=platz,
        )
    Zusatzfrage.objects.create(
        fassung=fassung,
        nummer=1,
        abschnitt="stellenanteile",
        frage=FRAGE,
        hilfe="Zum Beispiel: Rathaus, Unterkunft Hauptstraße.",
    )
    _punkte(fassung, Pruefpunkt.Art.FORMAL, FORMAL)
    _punkte(fassung, Pruefpunkt.Art.FACHLICH, FACHLICH)
    feststellen(fassung)


def feststellen(fassung: Richtlinienfassung) -> None:
    """State a draft on its first day, in the name of the head of unit."""
    fassung.status = Richtlinienfassung.Status.FESTGESTELLT
    fassung.festgestellt_von = Benutzer.objects.get(email=FESTSTELLEND)
    fassung.festgestellt_am = datetime.combine(fassung.gueltig_ab, time(9), BERLIN)
    fassung.save()


def _punkte(fassung: Richtlinienfassung, art: str, zeilen: tuple[tuple[str, str, str], ...]) -> None:
    for nummer, (text, hinweis, feld) in enumerate(zeilen, 1):
        Pruefpunkt.objects.create(
            fassung=fassung, art=art, nummer=nummer, text=text, hinweis=hinweis, feld=feld
        )
