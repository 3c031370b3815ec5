"""The cases of a round that break a rule: each with its sentence and the page on which to look.

The database lets none of them come about. They arise where a fact changes beneath positions that exist: a notice takes
back, the Land's final Bescheid is lower than the frame, a municipality passes on less, a source is shortened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from antraege import formate
from antraege.models import Foerderrunde
from antraege.services.schlusszahlen import zeilen

HOECHSTENS: Final = 100  # cases of one kind that are named
UEBER_BEWILLIGUNG: Final = """
SELECT t.id, k.name, e.vzae, coalesce(t.bewilligt_vzae, 0) FROM ({je_antrag}) e
JOIN antraege_antrag t ON t.id = e.nach JOIN antraege_kommune k ON k.id = t.kommune_id
WHERE e.vzae > coalesce(t.bewilligt_vzae, 0) ORDER BY k.sortiername, t.id LIMIT %(hoechstens)s"""
UEBER_MITTEL: Final = """
SELECT vzae, gesichert FROM (SELECT k.vzae, coalesce(({gesichert}), 0) AS gesichert FROM ({je_kreis}) k) z
WHERE vzae > gesichert"""
UEBER_BEDARF: Final = """
SELECT k.name, o.vzae, coalesce(i.vzae, 0) FROM ({je_ort}) o JOIN antraege_kommune k ON k.id = o.nach
LEFT JOIN antraege_inanspruchnahme i ON i.runde_id = %(runde)s AND i.kommune_id = o.nach
  AND i.art = 'an_landkreis_uebertragen'
WHERE o.vzae > coalesce(i.vzae, 0) ORDER BY k.sortiername, k.id LIMIT %(hoechstens)s"""
# A position turned into one of the municipality's own money needs no source any more.
UEBER_QUELLE: Final = """
SELECT s.id, s.nummer, s.ende, max(a.ende) FROM antraege_stelle s
JOIN antraege_finanzierungsanteil a ON a.stelle_id = s.id
WHERE s.status <> 'umgewandelt'
  AND s.id IN (SELECT stelle_id FROM antraege_finanzierungsanteil WHERE runde_id = %(runde)s)
GROUP BY s.id HAVING s.ende > max(a.ende) ORDER BY s.ende, s.id LIMIT %(hoechstens)s"""
# Only where the peak exceeds the smallest size is it asked day by day (``vzae_ueberhang``).
UEBER_UMFANG: Final = """
SELECT id, nummer, ueber FROM (
  SELECT s.id, s.nummer, s.ende, CASE
      WHEN q.vzae > coalesce((SELECT min(u.vzae) FROM antraege_stellenumfang u WHERE u.stelle_id = s.id), s.vzae)
      THEN vzae_ueberhang(s.id) ELSE 0 END AS ueber
  FROM ({je_stelle}) q JOIN antraege_stelle s ON s.id = q.nach) z
WHERE ueber > 0 ORDER BY ende, id LIMIT %(hoechstens)s"""


@dataclass(frozen=True)
class Bruch:
    """A case: what it is in a sentence, and the page (url name, id) where it stands."""

    satz: str
    seite: str
    pk: int


def brueche(runde: Foerderrunde) -> list[Bruch]:
    """Name what breaks a rule in this round, up to a hundred cases of each kind; five queries."""
    return [
        *_ueber_bewilligung(runde),
        *_ueber_mittel(runde),
        *_ueber_bedarf(runde),
        *_ueber_quelle(runde),
        *_ueber_umfang(runde),
    ]


def _ueber_bewilligung(runde: Foerderrunde) -> Iterator[Bruch]:
    for pk, ort, erfasst, bewilligt in zeilen(UEBER_BEWILLIGUNG, runde, hoechstens=HOECHSTENS):
        satz = f"{ort}: {formate.vzae(erfasst)} sind als Stelle erfasst, bewilligt sind {formate.vzae(bewilligt)}."
        yield Bruch(satz, "antrag", pk)


def _ueber_mittel(runde: Foerderrunde) -> Iterator[Bruch]:
    for vzae, gesichert in zeilen(UEBER_MITTEL, runde):
        satz = f"Der Landkreis hat {formate.vzae(vzae)} geschaffen, gesichert sind {formate.vzae(gesichert)}."
        yield Bruch(satz, "kontingent_erfassen", runde.pk)


def _ueber_bedarf(runde: Foerderrunde) -> Iterator[Bruch]:
    for ort, vzae, bedarf in zeilen(UEBER_BEDARF, runde, hoechstens=HOECHSTENS):
        satz = f"{ort}: Der Landkreis hat {formate.vzae(vzae)} geschaffen, übertragen sind {formate.vzae(bedarf)}."
        yield Bruch(satz, "inanspruchnahme", runde.pk)


def _ueber_quelle(runde: Foerderrunde) -> Iterator[Bruch]:
    for pk, nummer, ende, quelle in zeilen(UEBER_QUELLE, runde, hoechstens=HOECHSTENS):
        satz = (
            f"{nummer} läuft bis {formate.datum(ende)}, ihre letzte Quelle endet am {formate.datum(quelle)}."
        )
        yield Bruch(satz, "stelle", pk)


def _ueber_umfang(runde: Foerderrunde) -> Iterator[Bruch]:
    for pk, nummer, ueber in zeilen(UEBER_UMFANG, runde, hoechstens=HOECHSTENS):
        satz = f"{nummer}: Die Quellen bezahlen an einem Tag {formate.vzae(ueber)} mehr, als die Stelle groß ist."
        yield Bruch(satz, "stelle", pk)
