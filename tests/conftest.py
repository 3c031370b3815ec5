"""What every test stands on. Settings and the database come from tests/settings.py, objects from tests/factories.py."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

from antraege import zeit


@pytest.fixture(autouse=True, scope="session")
def flush_past_triggers() -> Iterator[None]:
    """Transaction tests end in TRUNCATE, which the log forbids; replica mode leaves its triggers asleep."""
    original = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        statements = original(self, style, tables, **options)
        return ["SET LOCAL session_replication_role = replica;", *statements] if statements else []

    DatabaseOperations.sql_flush = sql_flush
    yield
    DatabaseOperations.sql_flush = original


@pytest.fixture(autouse=True)
def the_demo_s_day_is_read_once_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day kept for a second would be read again within a slow test, and its statements counted; whoever sets it forgets it.

    The row of a test that was rolled back must not rule the next one.
    """
    monkeypatch.setattr(zeit, "CACHE_SECONDS", float("inf"))
    zeit.vergiss_demotag()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Before the test database goes, end sessions left in it: a browser's last request may still be running."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
