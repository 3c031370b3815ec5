"""System checks for what would fail silently. The database's own run in ``migrate`` and ``check --database default``."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

OLDEST = 150_000  # server_version_num


@register(Tags.database)
def database_folds_umlauts(databases: list[str] | None = None, **_: Any) -> list[CheckMessage]:
    """E001: under LC_CTYPE C upper('ö') stays 'ö', and every search that ignores case misses the Böblingens."""
    if _scalar(databases, "SELECT upper('ö')", "Ö") == "Ö":
        return []
    hint = "Die Datenbank neu anlegen: TEMPLATE template0, LC_CTYPE oder BUILTIN_LOCALE C.UTF-8."
    return [
        Error(
            "Die Datenbank kennt keine Umlaute: upper('ö') ergibt nicht 'Ö'.", hint=hint, id="antraege.E001"
        )
    ]


@register(Tags.database)
def database_is_new_enough(databases: list[str] | None = None, **_: Any) -> list[CheckMessage]:
    """E002: constraints and triggers need PostgreSQL 15."""
    version = _scalar(databases, "SELECT current_setting('server_version_num')::int", OLDEST)
    if version >= OLDEST:
        return []
    return [Error(f"PostgreSQL {version // 10_000} ist zu alt; nötig ist 15 bis 18.", id="antraege.E002")]


@register()
def days_are_german(**_: Any) -> list[CheckMessage]:
    """E003: a legal day ends at midnight in Berlin."""
    if settings.USE_TZ and settings.TIME_ZONE == "Europe/Berlin":
        return []
    return [
        Error(
            "Fristen rechnen in deutscher Zeit: TIME_ZONE muss Europe/Berlin sein, USE_TZ True.",
            id="antraege.E003",
        )
    ]


def _scalar(databases: list[str] | None, sql: str, default: Any) -> Any:
    """One value from the default database; the default where the check runs without it."""
    if "default" not in (databases or []):
        return default
    with connections["default"].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
