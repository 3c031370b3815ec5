"""Drawing the money and proving its use: first form, widened with the finance pages."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Mittelabruf(models.Model):
    """A municipality's request for payment; only after finality or waiver (domain D.2)."""

    class Status(models.TextChoices):
        BEANTRAGT = "beantragt", "Beantragt"
        RICHTIG = "richtig", "Sachlich und rechnerisch richtig"
        ANGEORDNET = "angeordnet", "Zahlung angeordnet"
        ABGELEHNT = "abgelehnt", "Abgelehnt"

    antrag = models.ForeignKey(
        "antraege.Antrag", models.PROTECT, related_name="mittelabrufe", verbose_name="Antrag"
    )
    von = models.DateField("von")
    bis = models.DateField("bis")
    betrag = models.DecimalField("Betrag", max_digits=12, decimal_places=2, help_text="EUR")
    status = models.CharField(
        "Stand", max_length=12, choices=Status, default=Status.BEANTRAGT, editable=False
    )
    richtig_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="richtig gezeichnet von",
    )
    angeordnet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="angeordnet von",
    )

    class Meta:
        verbose_name = "Mittelabruf"
        verbose_name_plural = "Mittelabrufe"
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gte=F("von")),
                name="mittelabruf_bis_nach_von",
                violation_error_message="Das Ende des Mittelabrufs liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(betrag__gt=0),
                name="mittelabruf_betrag_positiv",
                violation_error_message="Der Betrag muss größer als 0 sein.",
            ),
            models.CheckConstraint(
                condition=Q(angeordnet_von__isnull=True)
                | (Q(richtig_von__isnull=False) & ~Q(angeordnet_von=F("richtig_von"))),
                name="mittelabruf_anordnung_durch_zweite_person",
                violation_error_message="Die Zahlung ordnet eine andere Person an als die, die sie sachlich und rechnerisch richtig gezeichnet hat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.antrag}: {self.betrag} EUR"


class Verwendungsnachweis(models.Model):
    """Proof of use after the end of funding."""

    class Status(models.TextChoices):
        OFFEN = "offen", "Offen"
        FAELLIG = "faellig", "Verwendungsnachweis fällig"
        EINGEGANGEN = "eingegangen", "Eingegangen"
        GEPRUEFT = "geprueft", "Geprüft"

    antrag = models.OneToOneField(
        "antraege.Antrag", models.PROTECT, related_name="verwendungsnachweis", verbose_name="Antrag"
    )
    status = models.CharField("Stand", max_length=12, choices=Status, default=Status.OFFEN, editable=False)
    faellig_am = models.DateField("fällig am")
    eingegangen_am = models.DateTimeField("eingegangen am", null=True, blank=True)

    class Meta:
        verbose_name = "Verwendungsnachweis"
        verbose_name_plural = "Verwendungsnachweise"

    def __str__(self) -> str:
        return f"Verwendungsnachweis {self.antrag}"
