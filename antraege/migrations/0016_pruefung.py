"""Still empty."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0015_zugang_und_vertretung")]
    operations = []
