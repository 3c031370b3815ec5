"""Whoever edited a version of the rules cannot state it (four eyes)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0019_anlagen_und_ruecklauf")]
    operations: list[migrations.operations.base.Operation] = []
