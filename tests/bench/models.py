"""What somebody would write who needs tasks and nothing else: one row a step."""

from django.db import models


class Schritt(models.Model):
    """A task of the hand-written variant."""

    antrag = models.ForeignKey("antraege.Antrag", models.CASCADE, related_name="+")
    knoten = models.CharField(max_length=40)
    amt = models.CharField(max_length=80)
    benutzer = models.ForeignKey("antraege.Benutzer", models.CASCADE, null=True, related_name="+")
    begonnen = models.DateTimeField()
    erledigt = models.DateTimeField(null=True)

    class Meta:
        managed = False  # it needs our tables first: bericht.py creates it behind the migrations
        indexes = [
            models.Index(fields=["amt"], condition=models.Q(erledigt__isnull=True), name="schritt_offen")
        ]
