"""Still empty."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("antraege", "0013_verbund_und_aufstockung")]
    operations = []
