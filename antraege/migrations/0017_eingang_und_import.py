"""Still empty."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0016_pruefung")]
    operations = []
