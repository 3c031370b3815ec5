"""The lock of a run: who works on it holds an advisory lock, so two workers never do it twice, and whether one works can be asked.

The database lets it go with the connection of a worker that died.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

# Classes of our advisory locks; the object is the run. 4711 is the log's seal (migrations/0002), which every COMMIT takes.
SERIE: Final = 4712
IMPORT: Final = 4713


def wird_bearbeitet(klasse: int, pk: int) -> bool:
    """Say whether a worker holds this run right now."""
    return _frage(
        "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
        klasse,
        pk,
    )


def bis_commit(klasse: int, pk: int) -> bool:
    """Take the run until this transaction ends; False where another worker has it."""
    return _frage("SELECT pg_try_advisory_xact_lock(%s, %s)", klasse, pk)


@contextmanager
def gehalten(klasse: int, pk: int) -> Iterator[bool]:
    """Hold the run over many transactions of this connection; False where another worker has it."""
    frei = _frage("SELECT pg_try_advisory_lock(%s, %s)", klasse, pk)
    try:
        yield frei
    finally:
        if frei:
            _frage("SELECT pg_advisory_unlock(%s, %s)", klasse, pk)


def _frage(sql: str, klasse: int, pk: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [klasse, pk])
        return bool(cursor.fetchone()[0])
