"""How many points an application lacks, counted with each submission: the formal check is sorted by it (praxis 4)."""

from django.db import migrations, models

# What stands in the table already lacks the decision that was to follow, or nothing.
ZAEHLEN = """
UPDATE antraege_antrag a SET offene_punkte = 1
WHERE a.beschluss_folgt AND a.eingegangen_am IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM antraege_anlage p WHERE p.antrag_id = a.id AND p.art = 'beschluss' AND p.entfernt_am IS NULL
)
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0017_eingang_und_import")]
    operations = [
        migrations.AddField(
            "antrag",
            "offene_punkte",
            models.PositiveSmallIntegerField(default=0, verbose_name="offene Punkte"),
        ),
        migrations.RunSQL(ZAEHLEN, migrations.RunSQL.noop),
    ]
