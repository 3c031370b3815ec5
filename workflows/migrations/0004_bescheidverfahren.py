"""The process of a later notice."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("antraege", "0021_gremien_und_bescheid"),
        ("viewflow", "0015_task_scheduled"),
        ("workflows", "0003_arbeitsvorrat"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bescheidprozess",
            fields=[
                (
                    "process_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="viewflow.process",
                    ),
                ),
                (
                    "bescheid",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prozess",
                        to="antraege.bescheid",
                        verbose_name="Bescheid",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bescheidverfahren",
                "verbose_name_plural": "Bescheidverfahren",
            },
            bases=("viewflow.process",),
        ),
    ]
