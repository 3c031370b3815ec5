"""Every row of every table as one value: what a refused act may not change."""

from functools import cache

from django.apps import apps
from django.db import connection

APPS = {"antraege", "workflows", "viewflow", "notifications"}


def abdruck():
    """Give a digest of each table; planning the query anew would take longer than running it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_prepared_statements WHERE name = 'abdruck'")
        if not cursor.fetchone():
            cursor.execute(f"PREPARE abdruck AS {_frage()}")
        cursor.execute("EXECUTE abdruck")
        return dict(cursor.fetchall())


def unterschied(vorher, nachher):
    """Names of the tables that differ."""
    return sorted(name for name in nachher if nachher[name] != vorher[name])


@cache
def _frage():
    modelle = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in APPS]
    tabellen = sorted({m._meta.db_table for m in modelle if not m._meta.proxy and m._meta.managed})
    return " UNION ALL ".join(
        f"SELECT '{name}', (SELECT count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
        f' FROM "{name}" t)'
        for name in tabellen
    )
