"""Initials and numbers of persons are erased after a time the district sets, counted from the end of the occupancy."""

from django.db import migrations, models
from django.db.models import Q

FRIST = models.CheckConstraint(
    condition=Q(loeschfrist_kennzeichen__gte=1),
    name="landkreis_loeschfrist_positiv",
    violation_error_message="Kennzeichen bleiben mindestens einen Monat nach dem Ende der Besetzung.",
)
GELOESCHT = models.CheckConstraint(
    condition=(Q(geloescht_am__isnull=True) & ~Q(kennzeichen=""))
    | Q(geloescht_am__isnull=False, kennzeichen=""),
    name="besetzung_kennzeichen_oder_geloescht",
    violation_error_message="Eine Besetzung hat ein Kennzeichen, bis es gelöscht wird.",
)


class Migration(migrations.Migration):
    dependencies = [("antraege", "0051_besetzung")]
    operations = [
        migrations.AddField(
            "landkreis",
            "loeschfrist_kennzeichen",
            models.PositiveSmallIntegerField(
                "Löschfrist der Kennzeichen", default=12, help_text="Monate nach dem Ende der Besetzung"
            ),
        ),
        migrations.AddConstraint("landkreis", FRIST),
        migrations.AddField(
            "besetzung", "geloescht_am", models.DateField("Kennzeichen gelöscht am", null=True, blank=True)
        ),
        migrations.AddConstraint("besetzung", GELOESCHT),
    ]
