"""The fields of an application by section, with their labels and values as people read them.

Remarks, missing points and the read-only sections name a field by these keys; ``zielgruppe_<id>`` is the number of
persons of one target group, ``verbund_<id>`` a municipality's share of a joint application, ``beschluss`` the paper of
the Gemeinderat, ``unterlage_<art>`` any other paper, ``frage_<id>`` a further question. The words of core fields,
papers and questions are those of the application's version (``antraege.regelwerk``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from antraege import formate, fragen
from antraege.models import Antrag
from antraege.regelwerk import BESCHLUSS, FRAGE, UNTERLAGE, regelwerk, schluessel

GRUPPE = "zielgruppe_"
ABWEICHUNG = "abweichung_"
VERBUND = "verbund_"
ABSCHNITT_VON = {
    GRUPPE: "fallzahlen",
    ABWEICHUNG: "fallzahlen",
    VERBUND: "stellenanteile",
    "zusammenschluss": "stellenanteile",
    UNTERLAGE: "unterlagen",
}
FELDER: dict[str, tuple[str, ...]] = {
    "angaben": ("ansprechperson", "ansprech_telefon", "ansprech_email", "begruendung"),
    "stellenanteile": (
        "antragsart",
        "aufgestockt",
        "beantragt_vzae",
        "beantragt_betrag",
        "besetzt_ab",
        "eigenanteil",
        "andere_vzae",
        "ausnahme_grund",
        "vereinbarung_vom",
    ),
    "fallzahlen": ("personen_gesamt",),
    "unterlagen": (
        "beschluss_folgt",
        "beschluss_folgt_bis",
        "erklaerung_richtig",
        "erklaerung_keine_doppelfoerderung",
        "erklaerung_befugt",
    ),
}
GELD = frozenset({"beantragt_betrag", "eigenanteil"})
NUR_GEFUELLT = frozenset(
    {
        "ansprech_telefon",
        "aufgestockt",
        "ausnahme_grund",
        "andere_vzae",
        "beschluss_folgt_bis",
        "vereinbarung_vom",
    }
)  # say nothing while empty
STELLE = frozenset({"beantragt_vzae", "andere_vzae"})


def abschnitt_von(feld: str, antrag: Antrag | None = None) -> str:
    """Give the section a field stands in; an unknown one is looked for in the first.

    The section of a further question is data of the version, so it needs the application.
    """
    if feld == BESCHLUSS:
        return "unterlagen"
    if feld.startswith(FRAGE) and antrag is not None:
        fragen_der_fassung = regelwerk(antrag.fassung).zusatzfragen
        return next((f.abschnitt for f in fragen_der_fassung if schluessel(f) == feld), "angaben")
    for anfang, abschnitt in ABSCHNITT_VON.items():
        if feld.startswith(anfang):
            return abschnitt
    return next(
        (abschnitt for abschnitt, felder in FELDER.items() if feld in felder or feld == abschnitt), "angaben"
    )


def felder(antrag: Antrag, abschnitt: str) -> list[tuple[str, str]]:
    """List (field, label) of a section in the order of the form."""
    regeln = regelwerk(antrag.fassung)
    fragen_hier = [(schluessel(frage), frage.frage) for frage in regeln.fragen_in(abschnitt)]
    eigene = [(feld, regeln.label(feld)) for feld in kernfelder(antrag, abschnitt)]
    return _vorweg(antrag, abschnitt) + eigene + fragen_hier + _anteile(antrag, abschnitt)


def kernfelder(antrag: Antrag, abschnitt: str) -> tuple[str, ...]:
    """The columns of a section that this application is asked for: without a Beschluss none of its announcement."""
    if abschnitt == "unterlagen" and regelwerk(antrag.fassung).unterlage(BESCHLUSS) is None:
        return tuple(feld for feld in FELDER[abschnitt] if not feld.startswith("beschluss_folgt"))
    fremd = set() if antrag.zusammenschluss_id else {"vereinbarung_vom"}
    if antrag.antragsart != Antrag.Art.AUFSTOCKUNG:
        fremd.add("aufgestockt")
    return tuple(feld for feld in FELDER[abschnitt] if feld not in fremd)


def _vorweg(antrag: Antrag, abschnitt: str) -> list[tuple[str, str]]:
    """What stands before the columns of a section: the target groups, the papers."""
    if abschnitt == "fallzahlen":
        return [(f"{GRUPPE}{gruppe.pk}", gruppe.name) for gruppe in antrag.runde.zielgruppen.all()]
    if abschnitt == "unterlagen":
        return [(schluessel(regel), str(regel)) for regel in regelwerk(antrag.fassung).unterlagen]
    return []


def _anteile(antrag: Antrag, abschnitt: str) -> list[tuple[str, str]]:
    if abschnitt != "stellenanteile" or antrag.zusammenschluss_id is None:
        return []
    anteile = antrag.verbundanteile.select_related("kommune")
    return [(f"{VERBUND}{a.kommune_id}", f"Anteil von {a.kommune.name}") for a in anteile]


def label(antrag: Antrag, feld: str) -> str:
    """Give the label of a field, for a remark or a missing point."""
    hier = dict(felder(antrag, abschnitt_von(feld, antrag)))
    return hier.get(feld) or regelwerk(antrag.fassung).label(feld) or "Antrag"


def werte(antrag: Antrag, abschnitt: str) -> Iterator[tuple[str, str]]:
    """Give (label, value) of a section for reading; the papers are listed apart."""
    eigene = _eigene_werte(antrag, abschnitt)
    gruende = _gruende(antrag) if abschnitt == "fallzahlen" else {}
    for feld, name in felder(antrag, abschnitt):
        if feld == BESCHLUSS or feld.startswith(UNTERLAGE):
            continue
        wert = eigene.get(feld, getattr(antrag, feld, None))
        if wert or not (feld in NUR_GEFUELLT or feld.startswith(FRAGE)):
            yield name, als_text(antrag, feld, wert) + gruende.get(feld, "")


def _gruende(antrag: Antrag) -> dict[str, str]:
    """Why a number differs from the district's, to stand behind it."""
    return {
        f"{GRUPPE}{zahl.zielgruppe_id}": f" (Abweichung: {zahl.abweichung_grund})"
        for zahl in antrag.fallzahlen.all()
        if zahl.abweichung_grund
    }


def _eigene_werte(antrag: Antrag, abschnitt: str) -> dict[str, Any]:
    """Values that are rows of their own: persons by group, shares by municipality, answers by question."""
    regeln = regelwerk(antrag.fassung)
    if abschnitt == "fallzahlen":
        werte: dict[str, Any] = {f"{GRUPPE}{f.zielgruppe_id}": f.personen for f in antrag.fallzahlen.all()}
    elif abschnitt == "stellenanteile" and antrag.zusammenschluss_id is not None:
        werte = {f"{VERBUND}{a.kommune_id}": a.vzae for a in antrag.verbundanteile.all()}
    else:
        werte = {}
    if regeln.fragen_in(abschnitt):
        werte |= {f"{FRAGE}{a.frage_id}": a.wert for a in antrag.antworten.all()}
    return werte


def als_text(antrag: Antrag, feld: str, wert: Any) -> str:
    """Write a value as it is read; nothing is an en dash."""
    if feld.startswith(FRAGE):
        frage = next((f for f in regelwerk(antrag.fassung).zusatzfragen if schluessel(f) == feld), None)
        return fragen.als_text(frage, wert) if frage else str(wert or formate.LEER)
    if feld in GELD or feld in STELLE or feld.startswith(VERBUND):
        return formate.euro(wert) if feld in GELD else formate.vzae(wert)
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if isinstance(wert, date):
        return formate.datum(wert)
    if feld == "antragsart":
        return Antrag.Art(wert).label if wert in Antrag.Art.values else formate.LEER
    return (
        formate.LEER
        if wert in (None, "")
        else formate.zahl(wert, 0)
        if isinstance(wert, int | Decimal)
        else str(wert)
    )
