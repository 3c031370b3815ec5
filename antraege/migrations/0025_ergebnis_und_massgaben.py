"""What a decision may say, and that it is confirmed once."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0024_vorlagenfassung_steht_fest")]
    operations: list[migrations.operations.base.Operation] = []
