"""Stored files that no row names are swept after a day; everything else stays, whatever table names it."""

import os
import time

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, models
from django.db.models import FileField

from antraege import zeit
from antraege.models import Anlage
from antraege.services import verwaist
from tests import factories as f
from tests.notifications.hilfen import ohne_tore

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


# Whatever names files


DATEIFELDER = [
    feld
    for modell in apps.get_models()
    for feld in modell._meta.concrete_fields
    if isinstance(feld, FileField)
]


def zeile(feld, name):
    """A row of any table that names this file; what else its columns and constraints ask for plays no part."""
    modell = feld.model
    with connection.cursor() as cursor, ohne_tore():
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
            [modell._meta.db_table],
        )
        for (regel,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {modell._meta.db_table} DROP CONSTRAINT "{regel}"')
        werte = {f.attname: irgendetwas(f) for f in modell._meta.concrete_fields if not f.primary_key}
        modell._base_manager.bulk_create([modell(**(werte | {feld.attname: name}))])


def irgendetwas(feld):
    """A value its column takes."""
    if feld.null or feld.has_default():
        return feld.get_default()
    arten = {
        models.DateTimeField: zeit.jetzt(),
        models.DateField: f.TAG,
        models.CharField: "",
        models.TextField: "",
        models.FileField: "",
        models.JSONField: {},
    }
    return next((wert for art, wert in arten.items() if isinstance(feld, art)), 1)


@pytest.mark.parametrize("feld", DATEIFELDER, ids=str)
def test_a_file_stays_as_long_as_a_row_names_it(feld):
    name = lege("irgendwo/datei.bin")
    zeile(feld, name)
    assert (verwaist.aufraeumen(), default_storage.exists(name)) == (0, True)
    with ohne_tore():
        feld.model._base_manager.all().delete()
    lege("noch/eine.bin"), zeile(feld, "noch/eine.bin")
    assert (verwaist.aufraeumen(), default_storage.exists(name)) == (1, False)
