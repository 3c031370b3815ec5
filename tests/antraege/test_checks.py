import os

import psycopg
import pytest
from django.db import connections

from antraege import checks


@pytest.fixture
def c_database():
    """A database under LC_CTYPE C, as a shell with LANG=C would make it."""
    name = f"nur_ascii_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres", autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        )
        yield name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
def test_our_database_folds_umlauts_and_is_new_enough():
    assert checks.database_folds_umlauts(databases=["default"]) == []
    assert checks.database_is_new_enough(databases=["default"]) == []


def test_database_without_umlauts_is_refused(c_database, monkeypatch, db):
    plain = connections.create_connection("default")
    plain.settings_dict = plain.settings_dict | {"NAME": c_database}
    plain.inc_thread_sharing()
    monkeypatch.setattr(checks, "connections", {"default": plain})
    assert [error.id for error in checks.database_folds_umlauts(databases=["default"])] == ["antraege.E001"]
    plain.close()


def test_old_database_is_refused(monkeypatch, db):
    monkeypatch.setattr(checks, "OLDEST", 9_990_000)
    assert [error.id for error in checks.database_is_new_enough(databases=["default"])] == ["antraege.E002"]


def test_another_time_zone_is_refused(settings):
    settings.TIME_ZONE = "UTC"
    assert [error.id for error in checks.days_are_german()] == ["antraege.E003"]
