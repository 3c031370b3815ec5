"""No notice above the budget; how a notice becomes known and final."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0026_folgebescheide")]
    operations: list[migrations.operations.base.Operation] = []
