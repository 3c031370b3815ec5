"""What is published, and when."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0028_serien")]
    operations: list[migrations.operations.base.Operation] = []
