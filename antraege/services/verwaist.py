"""Stored files without a row: what a killed upload or import left behind. Nobody would ever find them, yet they hold personal data."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db.models import FileField

logger = logging.getLogger(__name__)
RUHE: Final = 24 * 60 * 60  # seconds; a younger file may still get its row
HOECHSTENS: Final = 100  # more than that, or than files with a row, is no remainder of a killed process


def aufraeumen() -> int:
    """Delete files older than a day that no row names; give how many. Too many at once: none is deleted, the log says so.

    An empty or older database (a restore, a wrong address) names few files or none: then the files are right, not it.
    """
    alte = list(_alte(default_storage))  # listed before the rows are read: what gets its row meanwhile stays
    benannt = _benannte()
    verwaist = [name for name in alte if name not in benannt]
    if len(verwaist) > min(HOECHSTENS, len(alte) - len(verwaist)):
        logger.error(
            "%s stored files have no row; none was deleted. Is it the right database?", len(verwaist)
        )
        return 0
    for name in verwaist:
        default_storage.delete(name)
    return len(verwaist)


def _alte(storage: Storage, ordner: str = "") -> Iterator[str]:
    if not storage.exists(ordner):  # nothing was ever stored
        return
    ordner_darin, dateien = storage.listdir(ordner)
    for name in (str(PurePath(ordner, datei)) for datei in dateien):
        if time.time() - storage.get_modified_time(name).timestamp() > RUHE:
            yield name
    for weiter in ordner_darin:
        yield from _alte(storage, str(PurePath(ordner, weiter)))


def _benannte() -> set[str]:
    """What the rows of all tables name."""
    return {
        name
        for modell in apps.get_models()
        for feld in modell._meta.concrete_fields
        if isinstance(feld, FileField)
        for name in modell._default_manager.order_by().values_list(feld.attname, flat=True)
    }
