"""Positions planted past the rules that make them: lists, timeline and reports only read them."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from antraege import zeit
from antraege.models import Besetzung, Finanzierungsanteil, Rolle, Stelle
from tests import factories as f

HEUTE = date(2027, 7, 12)
BEGINN, ENDE = date(2027, 1, 1), date(2027, 12, 31)


@contextmanager
def ohne_regeln():
    """What is written here no trigger judges."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def stelle(ort, runde=None, *, nummer, vzae="0.50", traeger="ort", quellen=(), **felder):
    """A position in ``ort``, by default of its own and paid by ``runde`` all the time; ``quellen``: [(runde, vzae, from, to)]."""
    zeiten = {"beginn": BEGINN, "ende": ENDE} | {n: felder.pop(n) for n in ("beginn", "ende") if n in felder}
    neu = Stelle.objects.create(
        landkreis=ort.landkreis,
        nummer=nummer,
        anstellungstraeger=ort if traeger == "ort" else traeger,
        einsatzort=ort,
        vzae=Decimal(vzae),
        entgeltgruppe=felder.pop("entgeltgruppe", "S 12"),
        angelegt_von=felder.pop("von", None) or f.benutzer(Rolle.PERSONAL, ort.landkreis),
        angelegt_am=zeit.jetzt(),
        **zeiten,
        **felder,
    )
    if runde and not quellen:
        quellen = [(runde, vzae, neu.beginn, neu.ende)]
    with ohne_regeln():
        for woher, umfang, von, bis in quellen:
            Finanzierungsanteil.objects.create(
                stelle=neu, runde=woher, vzae=Decimal(umfang), beginn=von, ende=bis
            )
    return neu


def besetze(stelle, von=BEGINN, bis=None, vzae="0.50", kennzeichen="GEHEIM-AB"):
    """A person on it; the initials must turn up nowhere."""
    with ohne_regeln():
        return Besetzung.objects.create(
            stelle=stelle, kennzeichen=kennzeichen, vzae=Decimal(vzae), beginn=von, ende=bis
        )
