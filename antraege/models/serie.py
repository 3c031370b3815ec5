"""Acts on all notices of a paper at once: a run and what became of each case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Serienlauf(models.Model):
    """One run over the notices of a paper; each case on its own, so a refusal stays with its case."""

    class Handlung(models.TextChoices):
        ENTWERFEN = "entwerfen", "Bescheide entwerfen"
        FREIGEBEN = "freigeben", "Bescheide freigeben und bereitstellen"

    vorlage = models.ForeignKey(
        "antraege.Vorlage", models.PROTECT, related_name="serienlaeufe", verbose_name="Vorlage"
    )
    handlung = models.CharField("Handlung", max_length=15, choices=Handlung)
    gestartet_am = models.DateTimeField("gestartet am")
    gestartet_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="gestartet von"
    )
    beendet_am = models.DateTimeField("beendet am", null=True, blank=True)
    gesamt = models.PositiveIntegerField("Fälle")

    class Meta:
        verbose_name = "Serienlauf"
        verbose_name_plural = "Serienläufe"
        ordering = ["-gestartet_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage"],
                condition=Q(beendet_am__isnull=True),
                name="serienlauf_je_vorlage_einer",
                violation_error_message="Zu dieser Vorlage läuft schon eine Serie.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_handlung_display()}: {self.vorlage}"


class Serienzeile(models.Model):
    """What became of one case of a run."""

    class Ergebnis(models.TextChoices):
        GETAN = "getan", "Erledigt"
        SCHON = "schon", "War schon erledigt"
        VERWEIGERT = "verweigert", "Nicht möglich"
        FEHLER = "fehler", "Technischer Fehler"

    lauf = models.ForeignKey(Serienlauf, models.CASCADE, related_name="zeilen", verbose_name="Lauf")
    antrag = models.ForeignKey("antraege.Antrag", models.PROTECT, related_name="+", verbose_name="Antrag")
    ergebnis = models.CharField("Ergebnis", max_length=12, choices=Ergebnis)
    satz = models.CharField("Grund", max_length=400, blank=True)

    class Meta:
        verbose_name = "Fall eines Serienlaufs"
        verbose_name_plural = "Fälle eines Serienlaufs"
        ordering = ["lauf", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lauf", "antrag"],
                name="serienzeile_je_antrag_eine",
                violation_error_message="Dieser Fall steht schon im Lauf.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.antrag}: {self.get_ergebnis_display()}"
