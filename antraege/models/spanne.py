"""Ranges of days inside constraints."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func


class Tagesspanne(Func):
    """A daterange of two inclusive dates."""

    function = "DATERANGE"
    output_field = DateRangeField()
