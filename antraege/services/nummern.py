"""Numbers without gaps: the counter's row stays locked until the act's transaction ends."""

from __future__ import annotations

from django.db import connection

from antraege.models import Landkreis

SQL = """
INSERT INTO antraege_nummernkreis (landkreis_id, art, reihe, stand) VALUES (%s, %s, %s, 1)
ON CONFLICT (landkreis_id, art, reihe) DO UPDATE SET stand = antraege_nummernkreis.stand + 1 RETURNING stand
"""


def naechste(landkreis: Landkreis, art: str, reihe: str) -> int:
    """Draw the next number of a series; one statement, so two acts never get the same."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, [landkreis.pk, art, reihe])
        return int(cursor.fetchone()[0])
