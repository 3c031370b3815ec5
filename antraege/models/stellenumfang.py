"""How large a position is from a day on, and what its employer decided about the end of a source (R10, R18)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Stellenumfang(models.Model):
    """From ``ab`` on the position has another size; without a row it is ``Stelle.vzae`` on all days."""

    stelle = models.ForeignKey(
        "antraege.Stelle", models.PROTECT, related_name="umfaenge", verbose_name="Stelle"
    )
    ab = models.DateField("ab")
    vzae = models.DecimalField("Umfang", max_digits=6, decimal_places=2, help_text="VZÄ")
    grund = models.CharField("Grund", max_length=400)

    class Meta:
        verbose_name = "Umfang der Stelle"
        verbose_name_plural = "Umfänge der Stelle"
        ordering = ["ab", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stelle", "ab"],
                name="stellenumfang_je_tag_einmal",
                violation_error_message="Für diesen Tag ist schon ein Umfang der Stelle erfasst.",
            ),
            models.CheckConstraint(
                condition=Q(vzae__gte=0),
                name="stellenumfang_vzae_nicht_negativ",
                violation_error_message="Der Umfang darf nicht negativ sein.",
            ),
        ]

    def __str__(self) -> str:
        return f"ab {self.ab}: {self.vzae} VZÄ"


class Stellenentscheidung(models.Model):
    """What follows when one source of a position ends: its employer decided, with the reason."""

    class Art(models.TextChoices):
        VERLAENGERN = "verlaengern", "Verlängern"
        EIGENE_MITTEL = "eigene_mittel", "Aus eigenen Mitteln fortführen"
        VERKLEINERN = "verkleinern", "Verkleinern"
        BEENDEN = "beenden", "Beenden"

    anteil = models.OneToOneField(
        "antraege.Finanzierungsanteil",
        models.PROTECT,
        related_name="entscheidung",
        verbose_name="Finanzierungsanteil",
    )
    art = models.CharField("Entscheidung", max_length=15, choices=Art)
    ab = models.DateField("wirkt ab")
    grund = models.CharField("Grund", max_length=400)
    entschieden_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="entschieden von"
    )
    entschieden_am = models.DateTimeField("entschieden am")

    class Meta:
        verbose_name = "Entscheidung über eine Stelle"
        verbose_name_plural = "Entscheidungen über Stellen"
        constraints = [
            models.CheckConstraint(
                condition=~Q(grund=""),
                name="stellenentscheidung_mit_grund",
                violation_error_message="Bitte nennen Sie den Grund.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_art_display()
