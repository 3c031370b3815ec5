"""What a committee may decide holds from a day on."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0021_gremien_und_bescheid")]
    operations: list[migrations.operations.base.Operation] = []
