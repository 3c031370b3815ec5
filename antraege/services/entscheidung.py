"""The decision on an application and the end of its procedure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Verweigert
from antraege.models import Antrag, Benutzer, Ereignis, Ergebnis, Frist, Status
from antraege.services import termine
from antraege.services.empfehlung import betrag_fuer
from antraege.services.gehalten import atomar
from antraege.services.uebergang import sichtbarer_status, uebergang

__all__ = [
    "abschliessen",
    "durch_verwaltung_entscheiden",
    "ergebnis_von",
    "festhalten",
    "im_kontingent",
    "sichtbarer_status",
]


@atomar
def durch_verwaltung_entscheiden(*, antrag: Antrag, by: Benutzer, heute: date) -> None:
    """Decide as recommended and signed, in a round decided by the administration (by the value limits)."""
    verlange(by, "antrag.durch_verwaltung_entscheiden", antrag)
    _entscheiden(antrag, "durch_verwaltung_entscheiden", antrag.empfohlen_vzae or Decimal("0.00"), by, heute)


@transaction.atomic
def festhalten(*, antrag: Antrag, vzae: Decimal, by: Benutzer, heute: date) -> None:
    """Record what the committee granted this application, in VZÄ; 0 means refused."""
    verlange(by, "antrag.durch_gremium_entscheiden", antrag)
    _entscheiden(antrag, "durch_gremium_entscheiden", vzae, by, heute)


def _entscheiden(antrag: Antrag, act: str, vzae: Decimal, by: Benutzer, heute: date) -> None:
    felder: dict[str, Any] = {
        "bewilligt_vzae": vzae,
        "bewilligt_betrag": betrag_fuer(antrag, vzae),
        "ergebnis": ergebnis_von(antrag, vzae),
        "entschieden_am": heute,
    }
    oeffentlich = sichtbarer_status(antrag, Status.BESCHLOSSEN) == Status.BESCHLOSSEN
    with im_kontingent():
        uebergang(
            antrag, act, Ereignis.ANTRAG_ENTSCHIEDEN, by=by, heute=heute, sichtbar=oeffentlich, **felder
        )


@contextmanager
def im_kontingent() -> Iterator[None]:
    """Run what grants a share; raises ``Verweigert`` where the round's shares would not suffice (R5, a trigger)."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as fehler:
        if "(R5)" not in str(fehler):
            raise
        raise Verweigert(
            "Die Summe der Bewilligungen läge über dem Stellenkontingent der Runde (R5).", wer="Kämmerei"
        ) from fehler


def ergebnis_von(antrag: Antrag, vzae: Decimal) -> Ergebnis:
    """Name the result of granting ``vzae`` of what was asked."""
    if vzae == 0:
        return Ergebnis.ABGELEHNT
    return Ergebnis.BEWILLIGT if vzae == antrag.beantragt_vzae else Ergebnis.TEILBEWILLIGT


@atomar
def abschliessen(*, antrag: Antrag, by: Benutzer, heute: date) -> None:
    """End the procedure after the notice; what follows is funding and proof of use. After a refusal no paper is owed."""
    uebergang(antrag, "abschliessen", Ereignis.ANTRAG_ABGESCHLOSSEN, by=by, heute=heute, sichtbar=True)
    abgelehnt = antrag.ergebnis == Ergebnis.ABGELEHNT
    arten = [Frist.Art.ABRUF, Frist.Art.NACHREICHUNG] if abgelehnt else [Frist.Art.ABRUF]
    termine.erledigen(*arten, antrag=antrag, jetzt=zeit.jetzt())
