"""The rules of a paper's way to its release."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0022_zustaendigkeit")]
    operations: list[migrations.operations.base.Operation] = []
