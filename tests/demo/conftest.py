"""The demo, loaded once a module with real commits: only those are sealed, so only those are told."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command

from workflows.demo import stand


@pytest.fixture(scope="module")
def laufend(django_db_setup, django_db_blocker):
    with _geladen("laufend", django_db_blocker):
        yield


@pytest.fixture(scope="module")
def leer(django_db_setup, django_db_blocker):
    with _geladen("leer", django_db_blocker):
        yield


@contextmanager
def _geladen(name, blocker):
    with blocker.unblock():
        stand.laden(name, melde=lambda zeile: None)
        try:
            yield
        finally:
            call_command("flush", interactive=False, verbosity=0)
