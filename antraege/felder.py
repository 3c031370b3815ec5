"""The fields of an application by section, with their labels and values as people read them.

Remarks, missing points and the read-only sections name a field by these keys; ``zielgruppe_<id>`` is the number of
persons of one target group, ``beschluss`` the paper of the Gemeinderat.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from antraege import formate
from antraege.models import Anlage, Antrag

GRUPPE = "zielgruppe_"
BESCHLUSS = "beschluss"
FELDER: dict[str, tuple[str, ...]] = {
    "angaben": ("ansprechperson", "ansprech_telefon", "ansprech_email", "begruendung"),
    "stellenanteile": (
        "antragsart",
        "beantragt_vzae",
        "beantragt_betrag",
        "besetzt_ab",
        "eigenanteil",
        "andere_vzae",
        "ausnahme_grund",
    ),
    "fallzahlen": ("personen_gesamt",),
    "unterlagen": (
        BESCHLUSS,
        "beschluss_folgt",
        "beschluss_folgt_bis",
        "erklaerung_richtig",
        "erklaerung_keine_doppelfoerderung",
        "erklaerung_befugt",
    ),
}
GELD = frozenset({"beantragt_betrag", "eigenanteil"})
NUR_GEFUELLT = frozenset(
    {"ansprech_telefon", "ausnahme_grund", "andere_vzae", "beschluss_folgt_bis"}
)  # say nothing while empty
STELLE = frozenset({"beantragt_vzae", "andere_vzae"})


def abschnitt_von(feld: str) -> str:
    """Give the section a field stands in; an unknown one is looked for in the first."""
    if feld.startswith(GRUPPE):
        return "fallzahlen"
    return next(
        (abschnitt for abschnitt, felder in FELDER.items() if feld in felder or feld == abschnitt), "angaben"
    )


def felder(antrag: Antrag, abschnitt: str) -> list[tuple[str, str]]:
    """List (field, label) of a section in the order of the form."""
    gruppen = (
        [(f"{GRUPPE}{gruppe.pk}", gruppe.name) for gruppe in antrag.runde.zielgruppen.all()]
        if abschnitt == "fallzahlen"
        else []
    )
    return gruppen + [(feld, _label(feld)) for feld in FELDER[abschnitt]]


def label(antrag: Antrag, feld: str) -> str:
    """Give the label of a field, for a remark or a missing point."""
    return dict(felder(antrag, abschnitt_von(feld))).get(feld, "Antrag")


def werte(antrag: Antrag, abschnitt: str) -> Iterator[tuple[str, str]]:
    """Give (label, value) of a section for reading; the papers are listed apart."""
    zahlen = (
        {f"{GRUPPE}{f.zielgruppe_id}": f.personen for f in antrag.fallzahlen.all()}
        if abschnitt == "fallzahlen"
        else {}
    )
    for feld, name in felder(antrag, abschnitt):
        wert = zahlen.get(feld) if feld.startswith(GRUPPE) else getattr(antrag, feld, None)
        if feld != BESCHLUSS and (wert or feld not in NUR_GEFUELLT):
            yield name, als_text(antrag, feld, wert)


def als_text(antrag: Antrag, feld: str, wert: Any) -> str:
    """Write a value as it is read; nothing is an en dash."""
    if feld in GELD or feld in STELLE:
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


def _label(feld: str) -> str:
    return Anlage.Art.BESCHLUSS.label if feld == BESCHLUSS else str(Antrag._meta.get_field(feld).verbose_name)
