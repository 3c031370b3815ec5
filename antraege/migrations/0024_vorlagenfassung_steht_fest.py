"""A released version of a paper never changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0023_mitzeichnung")]
    operations: list[migrations.operations.base.Operation] = []
