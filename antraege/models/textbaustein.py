"""Text blocks of a programme's notices."""

from __future__ import annotations

from django.db import models

from antraege.models.bescheid import Bescheid


class Textbaustein(models.Model):
    """A passage for a kind of notice, with placeholders in braces; proposed to the drafter or offered for choice."""

    class Stelle(models.TextChoices):
        BEGRUENDUNG = "begruendung", "Begründung"
        NEBENBESTIMMUNG = "nebenbestimmung", "Nebenbestimmung"

    programm = models.ForeignKey(
        "antraege.Foerderprogramm", models.PROTECT, related_name="textbausteine", verbose_name="Programm"
    )
    art = models.CharField("Art des Bescheids", max_length=20, choices=Bescheid.Art)
    stelle = models.CharField("Stelle im Bescheid", max_length=15, choices=Stelle)
    nummer = models.PositiveSmallIntegerField("Reihenfolge")
    titel = models.CharField("Titel", max_length=120)
    text = models.TextField("Text", max_length=4000)
    vorbelegt = models.BooleanField(
        "steht von selbst im Entwurf", default=True, help_text="sonst zur Auswahl angeboten"
    )
    aktiv = models.BooleanField("in Gebrauch", default=True)

    class Meta:
        verbose_name = "Textbaustein"
        verbose_name_plural = "Textbausteine"
        ordering = ["programm", "art", "stelle", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["programm", "art", "stelle", "nummer"],
                name="textbaustein_nummer_eindeutig",
                violation_error_message="Diese Nummer trägt schon ein anderer Textbaustein.",
            )
        ]

    def __str__(self) -> str:
        return self.titel
