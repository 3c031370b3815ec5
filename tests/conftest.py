"""What every test stands on. Settings and the database come from tests/settings.py, objects from tests/factories.py."""

import gc
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import time
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from antraege import regelwerk, zeit
from tests import factories as f
from tests import vorrat


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit are slow: they are races for the most part, and each ends in a TRUNCATE of all tables."""
    for item in items:
        datenbank = item.get_closest_marker("django_db")
        if datenbank and datenbank.kwargs.get("transaction"):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """What is loaded now stays: the garbage collector took a tenth of the run to look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


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


@pytest.fixture(autouse=True)
def rules_are_read_by_each_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process keeps the rules of stated versions by their keys; tests of other databases use the same keys."""
    monkeypatch.setattr(regelwerk, "_festgestellte", {})


@pytest.fixture
def am_tag() -> Iterator[None]:
    """A morning within the application period."""
    with zeit.gestellt(f.TAG, time(11, 0)):
        yield


@pytest.fixture(scope="module")
def je_modul(django_db_setup, django_db_blocker) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Gives a function that builds what all tests of a module begin with, for a fixture of the module's scope.

    The rows stand in a transaction around the tests, sealed as after a COMMIT; each test goes back to them. Objects are
    shared: a test takes a ``deepcopy``. Not for tests that commit themselves.
    """

    def baue(act: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            gebaut = act()
            connection.check_constraints()
        return gebaut

    rahmen = transaction.atomic()
    with django_db_blocker.unblock():
        rahmen.__enter__()
    yield baue
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        rahmen.__exit__(None, None, None)


@pytest.fixture(autouse=True, scope="module")
def vorgebaut(request: pytest.FixtureRequest) -> list[tuple[Callable[[], Any], Any]]:
    """The cases of the module's ``VORRAT``, each with its builder, built on the day ``VORRAT_AM`` where it names one."""
    regelwerk._festgestellte.clear()
    am = getattr(request.module, "VORRAT_AM", None)
    with zeit.gestellt(am, time(11, 0)) if am else nullcontext():
        bauten = getattr(request.module, "VORRAT", ())
        return [(bau, request.getfixturevalue("je_modul")(bau)) for bau in bauten]


@pytest.fixture(autouse=True)
def steht_bereit(vorgebaut: list[tuple[Callable[[], Any], Any]]) -> Iterator[None]:
    """Each test takes them anew; what it leaves is gone with its rows."""
    vorrat.stelle_bereit(vorgebaut)
    yield
    vorrat.stelle_bereit([])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Before the test database goes, end sessions left in it: a browser's last request may still be running."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
