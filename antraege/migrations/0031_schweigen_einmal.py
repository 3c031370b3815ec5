"""That municipalities stayed silent in a round is told once for each last day (R16): two sweeps at once cannot tell it twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("antraege", "0030_kommune_frei_nach_schluessel")]
    operations = [
        migrations.AddConstraint(
            "protokolleintrag",
            models.UniqueConstraint(
                fields=["objekt_id", "vorher"],
                condition=models.Q(art="runde_ohne_antwort"),
                name="protokoll_schweigen_je_antragsfrist_einmal",
                violation_error_message="Dass Kommunen bis zu diesem Tag nicht geantwortet haben, ist schon gemeldet.",
            ),
        )
    ]
