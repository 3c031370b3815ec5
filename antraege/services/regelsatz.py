"""The German sentence of the rule by which the database refused a row; a rule nobody foresaw stays an error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import Model

from antraege.fehler import Konflikt


def satz(fehler: IntegrityError, modell: type[Model], *tore: str) -> str:
    """Give the sentence: of the model's constraint its own, of the triggers ``tore`` the one they raised; else ""."""
    diagnose = getattr(fehler.__cause__, "diag", None)
    name = getattr(diagnose, "constraint_name", None) or ""
    saetze = {regel.name: str(regel.violation_error_message) for regel in modell._meta.constraints}
    return getattr(diagnose, "message_primary", "") if name in tore else saetze.get(name, "")


@contextmanager
def als_konflikt(modell: type[Model], *tore: str) -> Iterator[None]:
    """Within the block a refusal of the database raises ``Konflikt`` with its sentence; what has none goes on as it is."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fehler:
        if not (grund := satz(fehler, modell, *tore)):
            raise
        raise Konflikt(grund) from fehler
