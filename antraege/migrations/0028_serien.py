"""Runs over the notices of a paper."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0027_haushalt_und_bekanntgabe")]
    operations: list[migrations.operations.base.Operation] = []
