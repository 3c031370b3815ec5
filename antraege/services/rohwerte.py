"""What an application says as raw values: kept with each submission, and put back exactly where a completion never came.

One JSON object: ``felder`` (column -> value), and for what stands in rows ``fallzahlen``, ``antworten`` and ``anteile`` (key of
target group, question or municipality -> values). Days are ISO, decimals text, so nothing is rounded. The database builds the
same object (``antrag_stand``). Papers say themselves whether they are handed in (``Anlage.lage``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import F, Model

from antraege.models import Antrag, AntragFallzahl, Antwort, Verbundanteil
from antraege.regelwerk import regelwerk

Stand = dict[str, dict[str, Any]]

SPALTEN: Final = (
    "ansprechperson",
    "ansprech_telefon",
    "ansprech_email",
    "begruendung",
    "antragsart",
    "aufgestockt",
    "vereinbarung_vom",
    "beantragt_vzae",
    "beantragt_betrag",
    "besetzt_ab",
    "eigenanteil",
    "andere_vzae",
    "ausnahme_grund",
    "personen_gesamt",
    "beschluss_folgt",
    "beschluss_folgt_bis",
    "erklaerung_richtig",
    "erklaerung_keine_doppelfoerderung",
    "erklaerung_befugt",
)
# rows -> (model, what names a row, its values)
ZEILEN: Final[dict[str, tuple[type[Any], str, tuple[str, ...]]]] = {
    "fallzahlen": (AntragFallzahl, "zielgruppe_id", ("personen", "abweichung_grund")),
    "antworten": (Antwort, "frage_id", ("wert",)),
    "anteile": (Verbundanteil, "kommune_id", ("vzae", "personen")),
}


def lesen(antrag: Antrag) -> Stand:
    """Give what the application says now; rows that it cannot have are not asked for."""
    return {
        "felder": {name: _json(_wert(antrag, name)) for name in SPALTEN},
        "fallzahlen": _zeilen("fallzahlen", antrag.fallzahlen.all()),
        "antworten": _zeilen("antworten", antrag.antworten.all() if _gefragt(antrag) else ()),
        "anteile": _zeilen("anteile", antrag.verbundanteile.all() if antrag.zusammenschluss_id else ()),
    }


def _gefragt(antrag: Antrag) -> bool:
    return bool(regelwerk(antrag.fassung).zusatzfragen)


def _zeilen(art: str, zeilen: Iterable[Model]) -> dict[str, list[Any]]:
    _, name, werte = ZEILEN[art]
    return {str(getattr(zeile, name)): [_json(getattr(zeile, wert)) for wert in werte] for zeile in zeilen}


def _json(wert: Any) -> Any:
    if isinstance(wert, Decimal):
        return f"{wert:.2f}"
    return wert.isoformat() if isinstance(wert, date) else wert


def _wert(antrag: Antrag, name: str) -> Any:
    """The value of a column, of a reference its key."""
    feld: Any = Antrag._meta.get_field(name)
    return feld.to_python(getattr(antrag, feld.attname))


def spalte(stand: Stand, name: str) -> Any:
    """Give a kept column as the application holds it, of a reference its key."""
    feld: Any = Antrag._meta.get_field(name)
    return feld.to_python(stand["felder"][name])


def schreiben(antrag: Antrag, stand: Stand, *, jetzt: Antrag) -> None:
    """Put kept values back where ``jetzt``, the same application read behind a lock, says otherwise."""
    anders = {name: alt for name in SPALTEN if (alt := spalte(stand, name)) != _wert(jetzt, name)}
    Antrag.objects.filter(pk=antrag.pk).update(version=F("version") + 1, **anders)
    da = lesen(jetzt)
    for art in ZEILEN:
        if da[art] != stand[art]:
            _ersetzen(antrag, art, stand[art])
    antrag.refresh_from_db(fields=["version", *anders])


def _ersetzen(antrag: Antrag, art: str, zeilen: dict[str, list[Any]]) -> None:
    modell, name, werte = ZEILEN[art]
    modell.objects.filter(antrag=antrag).delete()
    modell.objects.bulk_create(
        modell(antrag=antrag, **{name: int(pk)}, **dict(zip(werte, zeilen[pk], strict=True)))
        for pk in sorted(zeilen, key=int)
    )
