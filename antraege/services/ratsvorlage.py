"""A Word draft of the municipality's own paper for its Gemeinderat, from what the application says so far.

It is a draft: marked as one, to be adapted, with visible gaps where the application says nothing yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn

from antraege import ratsplan
from antraege.berechnung import foerderbetrag, verteile
from antraege.formate import LEER, datum, euro, vzae, zahl, zeitraum
from antraege.models import Antrag

LUECKE: Final = "[bitte ergänzen]"
TITEL: Final = "Sitzungsvorlage für den Gemeinderat (Entwurf)"
VERMERK: Final = (
    "ENTWURF: Bitte prüfen Sie jede Angabe und passen Sie den Text an die Vorlagen Ihres Hauses an."
)
# What XML 1.0 cannot hold; a pasted form feed would otherwise stop the whole document.
UNDRUCKBAR: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def entwurf(antrag: Antrag, *, heute: date) -> bytes:
    """Give the draft as DOCX. Everything typed is text: no field, link or formula of it ever runs."""
    dokument = Document()
    _kopf(dokument, antrag, heute)
    _beschlussvorschlag(dokument, antrag)
    _sachverhalt(dokument, antrag)
    _finanzen(dokument, antrag)
    _begruendung(dokument, antrag)
    puffer = BytesIO()
    dokument.save(puffer)
    return puffer.getvalue()


def wert(angabe: Any) -> str:
    """Give a value for the draft: signs that no file may hold are left out, nothing becomes a visible gap."""
    text = druckbar(str(angabe if angabe is not None else "")).strip()
    return LUECKE if text in ("", LEER) else text


def druckbar(text: str) -> str:
    """Leave out the signs that no Word file may hold."""
    return UNDRUCKBAR.sub("", text)


def _kopf(dokument: Any, antrag: Antrag, heute: date) -> None:
    dokument.core_properties.title = druckbar(
        f"Entwurf einer Sitzungsvorlage: {antrag.kommune}, {antrag.runde}"
    )
    dokument.core_properties.author = druckbar(str(antrag.kommune))
    dokument.core_properties.language = "de-DE"
    dokument.styles.element.find(".//" + qn("w:lang")).set(qn("w:val"), "de-DE")
    dokument.add_heading(TITEL, 0)
    _fett(dokument.add_paragraph(), VERMERK)
    dokument.add_paragraph(f"Aus den Angaben im Förderlauf, Stand {datum(heute)}.")
    _tabelle(
        dokument,
        ("Angabe", "Inhalt"),
        [
            ("Kommune", f"{antrag.kommune.get_art_display()} {antrag.kommune}"),
            ("Gremium", "Gemeinderat"),
            ("Sitzung am", _sitzung(antrag)),
            ("Öffentlichkeit", "öffentlich (bitte prüfen)"),
            ("Vorlage Nr.", LUECKE),
            ("Bearbeitung", wert(antrag.ansprechperson)),
            ("Betreff", f"Antrag auf einen Stellenanteil, {antrag.runde} ({antrag.runde.programm})"),
        ],
    )


def _sitzung(antrag: Antrag) -> str:
    tage = [sitzung.tag for sitzung in antrag.kommune.ratssitzungen.all()]
    if antrag.runde.antrag_bis is None or not tage:
        return LUECKE
    plan = ratsplan.plan(antrag.runde.antrag_bis, tage, antrag.kommune.vorlauf_rat)
    return f"{datum(plan.sitzung.tag)} (bitte prüfen)" if plan.eingetragen else LUECKE


def _beschlussvorschlag(dokument: Any, antrag: Antrag) -> None:
    wer, runde = f"Die {antrag.kommune.get_art_display()} {antrag.kommune}", antrag.runde
    dokument.add_heading("Beschlussvorschlag", 1)
    for ziffer in (
        f"{wer} beantragt beim {antrag.landkreis} in der Runde „{runde}“ einen Stellenanteil von {wert(vzae(antrag.beantragt_vzae))} für die Zeit vom {datum(runde.beginn)} bis {datum(runde.ende)}.",
        f"Der Eigenanteil von {wert(euro(antrag.eigenanteil))} wird in den Haushaltsjahren nach der Übersicht unter „Finanzielle Auswirkungen“ bereitgestellt.",
        f"Der Stellenanteil wird auf die Dauer der Förderung befristet, längstens bis {datum(runde.ende)}.",
        "Die Verwaltung wird beauftragt, den Antrag zu stellen und die dafür nötigen Erklärungen abzugeben.",
    ):
        dokument.add_paragraph(druckbar(ziffer), style="List Number")


def _sachverhalt(dokument: Any, antrag: Antrag) -> None:
    dokument.add_heading("Sachverhalt und Bedarf", 1)
    for absatz in wert(antrag.begruendung).splitlines():
        dokument.add_paragraph(absatz)
    dokument.add_heading("Zielgruppen", 2)
    if antrag.runde.stichtag:
        dokument.add_paragraph(f"Personen am Stichtag {datum(antrag.runde.stichtag)}:")
    _tabelle(dokument, ("Zielgruppe", "Personen"), _personen(antrag))
    dokument.add_heading("Stellenanteil", 2)
    _tabelle(
        dokument,
        ("Angabe", "Inhalt"),
        [
            ("Beantragter Stellenanteil", wert(vzae(antrag.beantragt_vzae))),
            ("Förderzeitraum", zeitraum(antrag.runde.beginn, antrag.runde.ende)),
            ("Voraussichtlich besetzt ab", wert(datum(antrag.besetzt_ab))),
            ("Befristet bis", datum(antrag.runde.ende)),
        ],
    )


def _personen(antrag: Antrag) -> list[tuple[str, str]]:
    zahlen = {fallzahl.zielgruppe_id: fallzahl.personen for fallzahl in antrag.fallzahlen.all()}
    zeilen = [
        (gruppe.name, wert(zahl(zahlen.get(gruppe.pk), 0))) for gruppe in antrag.runde.zielgruppen.all()
    ]
    return [*zeilen, ("Zusammen", wert(zahl(antrag.personen_gesamt, 0)))]


def _finanzen(dokument: Any, antrag: Antrag) -> None:
    dokument.add_heading("Finanzielle Auswirkungen", 1)
    satz = antrag.fassung.satz_je_vzae
    dokument.add_paragraph(
        f"Festbetrag je VZÄ und Jahr: {wert(euro(satz))}. Förderung und Eigenanteil nach Haushaltsjahren:"
    )
    _tabelle(dokument, ("Haushaltsjahr", "Förderung", "Eigenanteil", "Zusammen"), _jahre(antrag))
    dokument.add_paragraph(
        f"Nach dem {datum(antrag.runde.ende)} endet die Förderung. Folgekosten danach: {LUECKE}. Haushaltsstelle: {LUECKE}."
    )


def _jahre(antrag: Antrag) -> list[tuple[str, ...]]:
    """A row for each calendar year of the funding period: grant by the version's rate, own share by days, and the sum."""
    runde, satz = antrag.runde, antrag.fassung.satz_je_vzae
    bekannt = antrag.beantragt_vzae is not None and satz is not None
    rechnung = foerderbetrag(
        antrag.beantragt_vzae or Decimal(0), satz or Decimal(0), runde.beginn, runde.ende
    )
    foerderung = [anteil.betrag if bekannt else None for anteil in rechnung.anteile]
    eigen = _eigenanteil(antrag, [anteil.tage for anteil in rechnung.anteile])
    zeilen = [
        _zeile(str(anteil.jahr), f, e)
        for anteil, f, e in zip(rechnung.anteile, foerderung, eigen, strict=True)
    ]
    return [*zeilen, _zeile("Zusammen", rechnung.gesamt if bekannt else None, antrag.eigenanteil)]


def _eigenanteil(antrag: Antrag, tage: list[int]) -> list[Decimal | None]:
    if antrag.eigenanteil is None:
        return [None for _ in tage]
    return list(verteile(antrag.eigenanteil, tage))


def _zeile(titel: str, foerderung: Decimal | None, eigen: Decimal | None) -> tuple[str, ...]:
    zusammen = None if foerderung is None or eigen is None else foerderung + eigen
    return (titel, *(wert(euro(betrag)) for betrag in (foerderung, eigen, zusammen)))


def _begruendung(dokument: Any, antrag: Antrag) -> None:
    dokument.add_heading("Begründung", 1)
    dokument.add_paragraph(
        f"Der {druckbar(str(antrag.landkreis))} fördert Stellenanteile nach {wert(antrag.fassung.grundlage or antrag.runde.programm)}. "
        "Mit dem Stellenanteil wird der oben beschriebene Bedarf gedeckt; die Befristung folgt der Förderung."
    )
    dokument.add_paragraph(f"Weitere Gründe: {LUECKE}")


def _fett(absatz: Any, text: str) -> None:
    absatz.add_run(text).bold = True


def _tabelle(dokument: Any, kopf: tuple[str, ...], zeilen: Sequence[tuple[str, ...]]) -> None:
    tabelle = dokument.add_table(rows=1, cols=len(kopf), style="Table Grid")
    for zelle, text in zip(tabelle.rows[0].cells, kopf, strict=True):
        _fett(zelle.paragraphs[0], text)
    for zeile in zeilen:
        for zelle, text in zip(tabelle.add_row().cells, zeile, strict=True):
            zelle.text = wert(text)
    dokument.add_paragraph()
