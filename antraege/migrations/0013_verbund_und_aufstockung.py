"""Still empty."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0012_fassung_steht_fest")]
    operations = []
