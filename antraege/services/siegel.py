"""Checking the sealed log: recompute every hash in the database and name the first entry that does not fit."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

PRUEFUNG = """
SELECT s.nr FROM (SELECT nr, eintrag_id, vorher, hash, lag(hash, 1, '') OVER (ORDER BY nr) AS kette,
                         row_number() OVER (ORDER BY nr) AS soll FROM antraege_protokollsiegel) s
LEFT JOIN antraege_protokolleintrag e ON e.id = s.eintrag_id
LEFT JOIN antraege_protokolltext t ON t.id = e.text_id
WHERE e.id IS NULL OR s.nr <> s.soll OR s.vorher <> s.kette OR s.hash <> protokoll_hash(s.vorher, e)
   OR e.text_sha256 <> encode(sha256(convert_to(t.text, 'UTF8')), 'hex')
ORDER BY s.nr LIMIT 1
"""
UMFANG = """
SELECT (SELECT count(*) FROM antraege_protokollsiegel),
       (SELECT count(*) FROM antraege_protokolleintrag e
         WHERE NOT EXISTS (SELECT 1 FROM antraege_protokollsiegel s WHERE s.eintrag_id = e.id)),
       coalesce((SELECT hash FROM antraege_protokollsiegel ORDER BY nr DESC LIMIT 1), '')
"""


@dataclass(frozen=True)
class Befund:
    """How many entries are sealed, the newest hash, how many lack a seal, and the first seal that does not fit."""

    versiegelt: int
    ohne_siegel: int
    kopf: str
    bruch: int | None

    @property
    def heil(self) -> bool:
        """True where every entry is sealed and every seal fits."""
        return self.bruch is None and not self.ohne_siegel


def pruefen() -> Befund:
    """Verify the whole chain. A superuser could recompute it all: compare ``kopf`` with one kept elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(UMFANG)
        versiegelt, ohne, kopf = cursor.fetchone()
        cursor.execute(PRUEFUNG)
        bruch = cursor.fetchone()
    return Befund(versiegelt, ohne, kopf, bruch[0] if bruch else None)
