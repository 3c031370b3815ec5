"""What an application says in rows: persons by target group, answers to further questions, shares of a joint application."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege.models.antrag import Antrag


class AntragFallzahl(models.Model):
    """Persons of one target group the application states for the cut-off day (R3, R7)."""

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="fallzahlen", verbose_name="Antrag")
    zielgruppe = models.ForeignKey(
        "antraege.Zielgruppe", models.PROTECT, related_name="+", verbose_name="Zielgruppe"
    )
    personen = models.PositiveIntegerField("Personen")
    abweichung_grund = models.CharField(
        "Grund der Abweichung", max_length=400, blank=True, help_text="wo die Zahl des Landratsamts abweicht"
    )

    class Meta:
        verbose_name = "Fallzahl des Antrags"
        verbose_name_plural = "Fallzahlen des Antrags"
        ordering = ["zielgruppe__reihenfolge"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag", "zielgruppe"],
                name="antragfallzahl_je_gruppe_eindeutig",
                violation_error_message="Zu dieser Zielgruppe steht schon eine Zahl im Antrag.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.zielgruppe}: {self.personen}"


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
