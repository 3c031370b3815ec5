"""What a later notice may change."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0025_ergebnis_und_massgaben")]
    operations: list[migrations.operations.base.Operation] = []
