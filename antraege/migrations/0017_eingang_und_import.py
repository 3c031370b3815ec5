"""A note on a case is written once (praxis 4, the office): whoever was wrong writes a new one. Its original lies beside it,
apart from the papers that municipalities see. A run that takes a table over knows who started it.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from antraege.models.akte import ablage
from antraege.models.protokoll import Ereignis

SQL = """
CREATE FUNCTION aktenvermerk_unveraenderlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Ein Aktenvermerk wird nicht geändert und nicht gelöscht. Eine Berichtigung ist ein neuer Vermerk.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'aktenvermerk_unveraenderlich';
END $$;
CREATE TRIGGER aktenvermerk_unveraenderlich BEFORE UPDATE OR DELETE ON antraege_aktenvermerk
  FOR EACH ROW EXECUTE FUNCTION aktenvermerk_unveraenderlich();
"""
ZURUECK = """
DROP TRIGGER aktenvermerk_unveraenderlich ON antraege_aktenvermerk;
DROP FUNCTION aktenvermerk_unveraenderlich();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0016_pruefung")]
    operations = [
        migrations.RemoveField("aktenvermerk", "anlage"),
        migrations.AddField(
            "aktenvermerk",
            "datei",
            models.FileField(blank=True, upload_to=ablage, verbose_name="Original", default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "aktenvermerk",
            "name",
            models.CharField("Dateiname", blank=True, max_length=200, default=""),
            False,
        ),
        migrations.AddField(
            "aktenvermerk", "groesse", models.PositiveIntegerField("Größe", default=0, help_text="Byte")
        ),
        migrations.AddField(
            "aktenvermerk",
            "sha256",
            models.CharField("Prüfsumme", blank=True, max_length=64, default=""),
            False,
        ),
        migrations.AddField(
            "aktenvermerk",
            "inhaltstyp",
            models.CharField("Inhaltstyp", blank=True, max_length=80, default=""),
            False,
        ),
        migrations.AddField(
            "importlauf", "gestartet_am", models.DateTimeField("gestartet am", blank=True, null=True)
        ),
        migrations.AddField(
            "importlauf",
            "gestartet_von",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                blank=True,
                null=True,
                related_name="+",
                verbose_name="gestartet von",
            ),
        ),
        migrations.AddField(
            "importzeile", "wert", models.CharField("Wert", blank=True, max_length=80, default=""), False
        ),
        # Words of a choice touch no column; read from the code, they cannot differ from it.
        migrations.AlterField(
            "protokolleintrag",
            "art",
            models.CharField("Ereignis", choices=Ereignis.choices, max_length=40),
        ),
        migrations.AddConstraint(
            "importlauf",
            models.CheckConstraint(
                condition=~models.Q(status__in=["laeuft", "fertig"])
                | models.Q(gestartet_am__isnull=False, gestartet_von__isnull=False),
                name="importlauf_gestartet_von_jemandem",
                violation_error_message="Ein Import, der übernommen wird, hat eine Person, die ihn gestartet hat.",
            ),
        ),
        migrations.RunSQL(SQL, ZURUECK),
    ]
