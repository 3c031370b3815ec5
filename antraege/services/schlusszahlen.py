"""Figures of a round's positions in whole sets: how much is recorded, created, secured, paid and filled.

Every figure of shares is the highest of all days (``SPITZE``), never a sum of rows: two shares after each other are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from antraege.berechnung import NULL
from antraege.models import Foerderrunde

# The highest VZÄ of any day by ``nach``, over the shares ``wo`` chooses, counted from their day ``ab``: each begin adds, each
# day after an end takes away.
SPITZE: Final = """
SELECT nach, max(stand) AS vzae FROM (
  SELECT nach, sum(sum(stufe)) OVER (PARTITION BY nach ORDER BY tag) AS stand FROM (
    SELECT {nach} AS nach, {ab} AS tag, a.vzae AS stufe FROM antraege_finanzierungsanteil a
      JOIN antraege_stelle s ON s.id = a.stelle_id WHERE {wo}
    UNION ALL
    SELECT {nach}, a.ende + 1, -a.vzae FROM antraege_finanzierungsanteil a
      JOIN antraege_stelle s ON s.id = a.stelle_id WHERE {wo}) stufen
  GROUP BY nach, tag) tage
GROUP BY nach"""
IN_RUNDE: Final = "a.runde_id = %(runde)s"
# What a later notice changes, it changes from a day on: before that the larger share was right.
WIRKSAM: Final = """coalesce((SELECT b.wirksam_ab FROM antraege_bescheid b WHERE b.antrag_id = a.antrag_id
  AND b.aendert_id IS NOT NULL AND b.wirksam_ab IS NOT NULL AND b.status NOT IN ('entwurf', 'verworfen')
  ORDER BY b.id DESC LIMIT 1), a.beginn)"""
DES_KREISES: Final = f"{IN_RUNDE} AND s.anstellungstraeger_id IS NULL"
TEILE: Final = {
    "je_antrag": SPITZE.format(
        nach="a.antrag_id",
        ab=f"greatest(a.beginn, {WIRKSAM})",
        wo=f"{IN_RUNDE} AND a.antrag_id IS NOT NULL AND a.ende >= {WIRKSAM}",
    ),
    "je_kreis": SPITZE.format(nach="a.runde_id", ab="a.beginn", wo=DES_KREISES),
    "je_ort": SPITZE.format(nach="s.einsatzort_id", ab="a.beginn", wo=DES_KREISES),
    "je_stelle": SPITZE.format(
        nach="a.stelle_id",
        ab="a.beginn",
        wo="a.stelle_id IN (SELECT stelle_id FROM antraege_finanzierungsanteil WHERE runde_id = %(runde)s)",
    ),
    "gesichert": """
SELECT vzae FROM antraege_kontingent WHERE runde_id = %(runde)s AND art = 'endgueltig' AND bezug = 'landkreis'
ORDER BY stand DESC, id DESC LIMIT 1""",
}
ERFASST: Final = """
SELECT
  (SELECT sum(vzae) FROM ({je_antrag}) e),
  (SELECT sum(greatest(t.bewilligt_vzae - coalesce(e.vzae, 0), 0)) FROM antraege_antrag t
     LEFT JOIN ({je_antrag}) e ON e.nach = t.id WHERE t.runde_id = %(runde)s AND t.bewilligt_vzae > 0),
  (SELECT sum(vzae) FROM ({je_kreis}) k),
  ({gesichert}),
  (SELECT count(DISTINCT stelle_id) FROM antraege_finanzierungsanteil WHERE runde_id = %(runde)s)"""
BESETZT: Final = """
SELECT sum(hier.vzae), sum(least(hier.vzae, greatest(stelle_groesse(s.id, %(tag)s) - coalesce(da.vzae, 0), 0)))
FROM (SELECT stelle_id, sum(vzae) AS vzae FROM antraege_finanzierungsanteil
        WHERE runde_id = %(runde)s AND %(tag)s BETWEEN beginn AND ende GROUP BY stelle_id) hier
JOIN antraege_stelle s ON s.id = hier.stelle_id
LEFT JOIN (SELECT stelle_id, sum(vzae) AS vzae FROM antraege_besetzung
        WHERE beginn <= %(tag)s AND (ende IS NULL OR ende >= %(tag)s) GROUP BY stelle_id) da ON da.stelle_id = s.id"""


@dataclass(frozen=True)
class Stellenzahlen:
    """VZÄ of a round's positions. ``bezahlt``, ``nicht_besetzt``: on the day asked for; ``gesichert``: None without a final one."""

    erfasst: Decimal
    nicht_erfasst: Decimal
    geschaffen: Decimal
    gesichert: Decimal | None
    stellen: int
    bezahlt: Decimal
    nicht_besetzt: Decimal


def stellenzahlen(runde: Foerderrunde, tag: date) -> Stellenzahlen:
    """Add up the positions of a round; two queries."""
    ((erfasst, offen, geschaffen, gesichert, stellen),) = zeilen(ERFASST, runde)
    ((bezahlt, leer),) = zeilen(BESETZT, runde, tag=tag)
    werte = (erfasst or NULL, offen or NULL, geschaffen or NULL, gesichert, stellen)
    return Stellenzahlen(*werte, bezahlt or NULL, leer or NULL)


def zeilen(sql: str, runde: Foerderrunde, **werte: Any) -> list[tuple[Any, ...]]:
    """Ask a statement of this module's parts about one round."""
    with connection.cursor() as cursor:
        cursor.execute(sql.format(**TEILE), {"runde": runde.pk} | werte)
        gefunden: list[tuple[Any, ...]] = cursor.fetchall()
    return gefunden
