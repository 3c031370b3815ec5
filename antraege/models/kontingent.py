"""Shares and money set aside: the Kontingent of a round as known on a day, and what the budget of a year allows."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from antraege.berechnung import NULL
from antraege.models.programm import Foerderprogramm
from antraege.models.runde import Foerderrunde


class Kontingent(models.Model):
    """Shares and money of a round as known on a day: estimate, preliminary or final (R4). Rows are added, never changed."""

    class Art(models.TextChoices):
        SCHAETZUNG = "schaetzung", "Schätzung"
        VORLAEUFIG = "vorlaeufig", "Vorläufiger Planungsrahmen"
        ENDGUELTIG = "endgueltig", "Endgültig"

    class Bezug(models.TextChoices):
        ALLE = "alle", "alle Kommunen"
        LANDKREIS = "landkreis", "Stellen des Landkreises"

    runde = models.ForeignKey(
        Foerderrunde, models.PROTECT, related_name="kontingente", verbose_name="Förderrunde"
    )
    art = models.CharField("Art", max_length=12, choices=Art)
    bezug = models.CharField("Bezug", max_length=10, choices=Bezug, default=Bezug.ALLE)
    vzae = models.DecimalField(
        "Stellenkontingent",
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(NULL)],
        help_text="VZÄ",
    )
    betrag = models.DecimalField(
        "Betrag", max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR"
    )
    stand = models.DateField("Stand")
    grundlage = models.CharField(
        "Grundlage",
        max_length=200,
        blank=True,
        help_text="zum Beispiel Bescheid des Landes vom ... mit Aktenzeichen",
    )
    erfasst_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="erfasst von",
    )

    class Meta:
        verbose_name = "Stellenkontingent"
        verbose_name_plural = "Stellenkontingente"
        get_latest_by = ("stand", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(betrag__isnull=True) | Q(betrag__gte=0),
                name="kontingent_betrag_nicht_negativ",
                violation_error_message="Der Betrag darf nicht negativ sein.",
            ),
            models.CheckConstraint(
                condition=Q(vzae__gte=0),
                name="kontingent_vzae_nicht_negativ",
                violation_error_message="Das Stellenkontingent darf nicht negativ sein.",
            ),
            models.CheckConstraint(
                condition=~Q(art="endgueltig") | ~Q(grundlage=""),
                name="kontingent_endgueltig_braucht_grundlage",
                violation_error_message="Ein endgültiges Kontingent braucht seine Grundlage, zum Beispiel den Bescheid mit Datum und Aktenzeichen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.runde}: {self.vzae} VZÄ ({self.get_art_display()})"


class Haushaltsermaechtigung(models.Model):
    """What the budget of a year allows for a programme: no notice before it is in force (praxis 3, row 16)."""

    programm = models.ForeignKey(
        Foerderprogramm, models.PROTECT, related_name="ermaechtigungen", verbose_name="Programm"
    )
    jahr = models.PositiveSmallIntegerField("Haushaltsjahr")
    produkt = models.CharField("Produkt", max_length=20)
    ansatz = models.DecimalField("Ansatz", max_digits=12, decimal_places=2, help_text="EUR")
    verpflichtung = models.DecimalField(
        "Verpflichtungsermächtigung",
        max_digits=12,
        decimal_places=2,
        default=NULL,
        help_text="EUR, zulasten des Folgejahres",
    )
    in_kraft_am = models.DateField("in Kraft am", null=True, blank=True)
    gesperrt = models.BooleanField("gesperrt", default=False)

    class Meta:
        verbose_name = "Haushaltsermächtigung"
        verbose_name_plural = "Haushaltsermächtigungen"
        ordering = ["-jahr", "produkt"]
        constraints = [
            models.UniqueConstraint(
                fields=["programm", "jahr", "produkt"],
                name="haushalt_je_jahr_und_produkt_eindeutig",
                violation_error_message="Zu diesem Jahr und Produkt gibt es schon eine Haushaltsermächtigung.",
            ),
            models.CheckConstraint(
                condition=Q(ansatz__gte=0) & Q(verpflichtung__gte=0),
                name="haushalt_nicht_negativ",
                violation_error_message="Ansatz und Verpflichtungsermächtigung dürfen nicht negativ sein.",
            ),
            models.CheckConstraint(
                condition=Q(jahr__gte=2000) & Q(jahr__lte=2100),
                name="haushalt_jahr_moeglich",
                violation_error_message="Das Haushaltsjahr liegt zwischen 2000 und 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jahr} {self.produkt}"
