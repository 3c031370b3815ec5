"""Substitution belongs to one office (domain D.3); a person holds each role once at a time; a change of person has days.

A substitution that was entered without its office gets the one of the absent person's first role.
"""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.fields import RangeBoundary
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce

from antraege.models.spanne import Tagesspanne

STELLE_NACHTRAGEN = """
UPDATE antraege_vertretung v SET (landkreis_id, kommune_id) = (
  SELECT m.landkreis_id, m.kommune_id FROM antraege_mitgliedschaft m WHERE m.benutzer_id = v.fuer_id ORDER BY m.id LIMIT 1
);
DELETE FROM antraege_vertretung WHERE landkreis_id IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""

# A role was kept apart by its first day alone: rows of one role that overlap become rows that follow one another,
# and hold on the same days as before.
AUFEINANDER = """
UPDATE antraege_mitgliedschaft m SET bis = neu.bis FROM (
  SELECT id, CASE WHEN bisher >= naechste THEN naechste - 1 ELSE NULLIF(bisher, 'infinity') END AS bis FROM (
    SELECT id, max(coalesce(bis, 'infinity')) OVER folge AS bisher, lead(von) OVER folge AS naechste
    FROM antraege_mitgliedschaft
    WINDOW folge AS (PARTITION BY benutzer_id, rolle, landkreis_id, kommune_id ORDER BY von)
  ) reihe
) neu WHERE m.id = neu.id AND m.bis IS DISTINCT FROM neu.bis;
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0014_einreichung_steht_fest")]
    operations = [
        migrations.AddField(
            "vertretung",
            "landkreis",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vertretungen",
                to="antraege.landkreis",
                verbose_name="Landkreis",
            ),
        ),
        migrations.AddField(
            "vertretung",
            "kommune",
            models.ForeignKey(
                blank=True,
                help_text="leer: im Landratsamt",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vertretungen",
                to="antraege.kommune",
                verbose_name="Kommune",
            ),
        ),
        migrations.RunSQL(STELLE_NACHTRAGEN, migrations.RunSQL.noop),
        migrations.AlterField(
            "vertretung",
            "landkreis",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vertretungen",
                to="antraege.landkreis",
                verbose_name="Landkreis",
            ),
        ),
        migrations.AddField(
            "zeichnung",
            "vertretung_fuer",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="als Vertretung für",
            ),
        ),
        migrations.AddField(
            "einladung",
            "vorgaenger_bis",
            models.DateField(
                blank=True,
                help_text="leer: mit der Annahme der Einladung",
                null=True,
                verbose_name="Rolle der Vorgängerin oder des Vorgängers endet am",
            ),
        ),
        migrations.AddField(
            "einladung",
            "gilt_ab",
            models.DateField(
                blank=True,
                help_text="leer: mit der Annahme der Einladung",
                null=True,
                verbose_name="Rolle gilt ab",
            ),
        ),
        migrations.AddConstraint(
            "einladung",
            models.CheckConstraint(
                condition=Q(vorgaenger_bis__isnull=True) | Q(folgt_auf__isnull=False),
                name="einladung_ende_nur_bei_personalwechsel",
                violation_error_message="Ein Ende der bisherigen Rolle gibt es nur bei einem Personalwechsel.",
            ),
        ),
        migrations.RunSQL(AUFEINANDER, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "mitgliedschaft",
            django.contrib.postgres.constraints.ExclusionConstraint(
                name="mitgliedschaft_je_rolle_eine_zur_zeit",
                expressions=[
                    ("benutzer", "="),
                    ("rolle", "="),
                    ("landkreis", "="),
                    (Coalesce("kommune", 0, output_field=models.BigIntegerField()), "="),
                    (Tagesspanne("von", "bis", RangeBoundary(inclusive_upper=True)), "&&"),
                ],
                violation_error_message="Diese Rolle hat die Person in dieser Zeit schon.",
            ),
        ),
    ]
