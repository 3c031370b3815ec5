"""What an application says beyond its own columns: answers to further questions, shares of a joint application."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege.models.antrag import Antrag


class Antwort(models.Model):
    """The answer to a further question, as text in the form its kind asks for (dates ISO, numbers with a point)."""

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="antworten", verbose_name="Antrag")
    frage = models.ForeignKey(
        "antraege.Zusatzfrage", models.PROTECT, related_name="antworten", verbose_name="Frage"
    )
    wert = models.TextField("Antwort", max_length=4000)

    class Meta:
        verbose_name = "Antwort"
        verbose_name_plural = "Antworten"
        ordering = ["frage__nummer", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag", "frage"],
                name="antwort_je_frage_einmal",
                violation_error_message="Diese Frage ist im Antrag schon beantwortet.",
            )
        ]

    def __str__(self) -> str:
        return self.wert[:60]


class Verbundanteil(models.Model):
    """A municipality's part of a joint application (Zusammenschluss); the parts add up to what is asked."""

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="verbundanteile", verbose_name="Antrag")
    kommune = models.ForeignKey(
        "antraege.Kommune", models.PROTECT, related_name="verbundanteile", verbose_name="Kommune"
    )
    vzae = models.DecimalField("Stellenanteil", max_digits=6, decimal_places=2, help_text="VZÄ")
    personen = models.PositiveIntegerField("Personen", null=True, blank=True)

    class Meta:
        verbose_name = "Anteil am gemeinsamen Antrag"
        verbose_name_plural = "Anteile am gemeinsamen Antrag"
        ordering = ["kommune__sortiername"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag", "kommune"],
                name="verbundanteil_je_kommune_einmal",
                violation_error_message="Diese Kommune steht schon im gemeinsamen Antrag.",
            ),
            models.CheckConstraint(
                condition=Q(vzae__gte=0),
                name="verbundanteil_nicht_negativ",
                violation_error_message="Der Anteil einer Kommune darf nicht negativ sein.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {self.vzae}"
