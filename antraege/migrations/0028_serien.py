"""Runs over notices: also those of a round that the administration decided; all cases stand in a run from its start."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("antraege", "0027_haushalt_und_bekanntgabe")]
    operations = [
        migrations.AddField(
            model_name="serienlauf",
            name="runde",
            field=models.ForeignKey(
                blank=True,
                help_text="statt der Vorlage: was die Verwaltung entschieden hat",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="serienlaeufe",
                to="antraege.foerderrunde",
                verbose_name="Runde",
            ),
        ),
        migrations.AlterField(
            model_name="serienlauf",
            name="vorlage",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="serienlaeufe",
                to="antraege.vorlage",
                verbose_name="Vorlage",
            ),
        ),
        migrations.AlterField(
            model_name="serienzeile",
            name="ergebnis",
            field=models.CharField(
                choices=[
                    ("offen", "Wartet"),
                    ("getan", "Erledigt"),
                    ("schon", "War schon erledigt"),
                    ("verweigert", "Nicht möglich"),
                    ("fehler", "Technischer Fehler"),
                ],
                default="offen",
                max_length=12,
                verbose_name="Ergebnis",
            ),
        ),
        migrations.AddConstraint(
            model_name="serienlauf",
            constraint=models.UniqueConstraint(
                condition=Q(beendet_am__isnull=True),
                fields=("runde",),
                name="serienlauf_je_runde_einer",
                violation_error_message="Zu dieser Runde läuft schon eine Serie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="serienlauf",
            constraint=models.CheckConstraint(
                condition=Q(vorlage__isnull=True, runde__isnull=False)
                | Q(vorlage__isnull=False, runde__isnull=True),
                name="serienlauf_zu_vorlage_oder_runde",
                violation_error_message="Eine Serie gehört zu einer Vorlage oder zu einer Runde.",
            ),
        ),
    ]
