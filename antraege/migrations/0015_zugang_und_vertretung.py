"""Still empty."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0014_einreichung_steht_fest")]
    operations = []
