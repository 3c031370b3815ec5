"""When an object of the public interface was made, changed and taken away (OParl 1.1 asks each for it)."""

from __future__ import annotations

from django.db import models


class Oparlstand(models.Model):
    """Kept by triggers (0029), whoever writes. ``geloescht_am``: it was public and is no longer, what read it must know."""

    class Art(models.TextChoices):
        LANDKREIS = "landkreis", "Körperschaft"
        GREMIUM = "gremium", "Gremium"
        SITZUNG = "sitzung", "Sitzung"
        SCHRITT = "schritt", "Beratungsschritt"
        VORLAGE = "vorlage", "Vorlage"
        FASSUNG = "fassung", "Fassung"
        ANLAGE = "anlage", "Anlage"

    art = models.CharField("Art", max_length=10, choices=Art)
    objekt_id = models.BigIntegerField("Nummer des Gegenstands")
    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="+", verbose_name="Landkreis"
    )
    angelegt_am = models.DateTimeField("angelegt am")
    geaendert_am = models.DateTimeField("geändert am")
    geloescht_am = models.DateTimeField("nicht mehr öffentlich seit", null=True, blank=True)

    class Meta:
        verbose_name = "Stand eines öffentlichen Gegenstands"
        verbose_name_plural = "Stände öffentlicher Gegenstände"
        constraints = [
            models.UniqueConstraint(
                fields=["art", "objekt_id"],
                name="oparlstand_je_gegenstand_einer",
                violation_error_message="Zu diesem Gegenstand gibt es schon einen Stand.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()} {self.objekt_id}"
