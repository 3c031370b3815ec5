"""Stored files that no row names are swept after a day; everything else stays, whatever table names it."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from antraege.models import Anlage
from antraege.services import verwaist
from tests import factories as f

pytestmark = pytest.mark.django_db
ALT = verwaist.RUHE + 60


@pytest.fixture(autouse=True)
def ablage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def lege(name, alter=ALT):
    """A stored file of that age in seconds."""
    default_storage.save(name, ContentFile(b"x"))
    damals = time.time() - alter
    os.utime(default_storage.path(name), (damals, damals))
    return name


def test_only_old_files_without_a_row_go():
    antrag, clerk = f.entwurf(beschluss=False)
    namen = [f.anlage(antrag, clerk).datei.name, "anlagen/zweite.pdf"]
    Anlage.objects.filter(pk=f.anlage(antrag, clerk).pk).update(datei=namen[1])
    bleibt = [*(lege(name) for name in namen), lege("importe/gerade.csv", alter=60)]
    geht = [lege("importe/abgestuerzt.csv"), lege("anlagen/abgebrochen.pdf")]
    assert verwaist.aufraeumen() == 2
    assert [default_storage.exists(name) for name in (*bleibt, *geht)] == [True] * 3 + [False] * 2
    assert verwaist.aufraeumen() == 0


def test_a_database_that_names_fewer_files_than_it_misses_deletes_none(caplog):
    """An empty one beside a store of a few files: a restore, a wrong address."""
    namen = [lege(f"anlagen/{nr}.pdf") for nr in range(3)]
    assert verwaist.aufraeumen() == 0
    assert all(default_storage.exists(name) for name in namen)
    assert "none was deleted" in caplog.text


def test_where_nothing_was_ever_stored_there_is_nothing_to_do(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fehlt"
    assert verwaist.aufraeumen() == 0


def test_so_many_at_once_are_a_mistake_of_the_installation(monkeypatch, caplog):
    monkeypatch.setattr(verwaist, "HOECHSTENS", 1)
    namen = [lege(f"anlagen/{nr}.pdf") for nr in range(2)]
    assert verwaist.aufraeumen() == 0
    assert all(default_storage.exists(name) for name in namen)
    assert "none was deleted" in caplog.text
