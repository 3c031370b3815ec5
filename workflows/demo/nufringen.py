"""The live case: Nufringen's draft, left to whoever opens the demo."""

from __future__ import annotations

from datetime import date

from workflows.demo.buehne import Buehne, Geschichte


def entwurf_2028(b: Buehne) -> Geschichte:
    """STAND=laufend: in the round that is open on the demo's day; the Gemeinderat's decision follows."""
    yield "01.10.2027 10:05"
    _entwurf(b, "KFR28", date(2028, 2, 14))


def entwurf_2027(b: Buehne) -> Geschichte:
    """STAND=leer: the same draft a year earlier."""
    yield "22.02.2027 10:05"
    _entwurf(b, "KFR27", date(2027, 4, 12))


def _entwurf(b: Buehne, runde: str, beschluss: date) -> None:
    """Partly filled: contact, reason and share stand; persons, Eigenanteil and declarations are left to the visitor."""
    antrag = b.beginnt("Nufringen", runde)
    b.schreibt(
        antrag,
        ansprechperson="Hauptamt",
        ansprech_telefon="07032 000-20",
        beantragt_vzae="0.35",
        beschluss_folgt=True,
        beschluss_folgt_bis=beschluss,
        begruendung="Sozialbetreuung der Menschen in der Anschlussunterbringung und Zusammenarbeit mit dem Arbeitskreis Asyl.",
    )
