"""Still empty."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0018_aufgaben_sammeln")]
    operations = []
