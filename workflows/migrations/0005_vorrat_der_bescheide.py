"""The worklist's rows for the tasks of later notices and the deadlines of papers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("workflows", "0004_bescheidverfahren"), ("antraege", "0021_gremien_und_bescheid")]
    operations: list[migrations.operations.base.Operation] = []
