"""Still empty."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0011_zeichnung_aufheben")]
    operations = []
