"""The sittings of a municipality's own council: entered by its clerks, used for planning back from a round's last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Kommune, Ratssitzung

VORLAUF_HOECHSTENS = 90
VORLAUF = f"Bitte geben Sie 0 bis {VORLAUF_HOECHSTENS} Tage an."


@transaction.atomic
def eintragen(*, kommune: Kommune, tage: Iterable[date], vorlauf: int, by: Benutzer, heute: date) -> int:
    """Keep these days as the sittings to come, and how many days before one its papers are due; past ones stay.

    Planning is no act of a procedure: it leaves no log entry. Gives how many sittings are to come.
    Raises ``ValidationError`` at ``vorlauf``.
    """
    verlange(by, "kommune.ratssitzungen", Ratssitzung(kommune=kommune))
    if not 0 <= vorlauf <= VORLAUF_HOECHSTENS:
        raise ValidationError({"vorlauf": VORLAUF})
    kommende = {tag for tag in tage if tag >= heute}
    Kommune.objects.filter(pk=kommune.pk).update(vorlauf_rat=vorlauf)
    kommune.ratssitzungen.filter(tag__gte=heute).exclude(tag__in=kommende).delete()
    Ratssitzung.objects.bulk_create(
        [Ratssitzung(kommune=kommune, tag=tag) for tag in sorted(kommende)], ignore_conflicts=True
    )
    return len(kommende)
