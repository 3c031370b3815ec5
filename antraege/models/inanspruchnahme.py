"""What a municipality does with its share of the Land's programme, and its consent (R14 to R16)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege.berechnung import NULL


class Inanspruchnahme(models.Model):
    """A municipality's answer for a round: own task, passed to the district, or waived. Silence stays ``offen`` (R16)."""

    class Art(models.TextChoices):
        OFFEN = "offen", "Noch offen"
        SELBST = "selbst", "Aufgabe selbst wahrnehmen"
        AN_LANDKREIS = "an_landkreis_uebertragen", "Auf den Landkreis übertragen"
        VERZICHT = "verzicht", "Verzicht"

    kommune = models.ForeignKey(
        "antraege.Kommune", models.PROTECT, related_name="inanspruchnahmen", verbose_name="Kommune"
    )
    runde = models.ForeignKey(
        "antraege.Foerderrunde", models.PROTECT, related_name="inanspruchnahmen", verbose_name="Förderrunde"
    )
    art = models.CharField("Antwort", max_length=30, choices=Art, default=Art.OFFEN)
    vzae = models.DecimalField("Stellenanteil", max_digits=6, decimal_places=2, default=NULL, help_text="VZÄ")
    personen = models.PositiveIntegerField("Personen (Bedarf)", null=True, blank=True)
    vereinbarung_vom = models.DateField("Öffentlich-rechtliche Vereinbarung vom", null=True, blank=True)
    erklaert_am = models.DateField("erklärt am", null=True, blank=True)
    erklaert_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="erklärt von",
    )

    class Meta:
        verbose_name = "Inanspruchnahme"
        verbose_name_plural = "Inanspruchnahmen"
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "runde"],
                name="inanspruchnahme_je_kommune_und_runde_eindeutig",
                violation_error_message="Zu dieser Kommune und Runde gibt es schon eine Antwort.",
            ),
            models.CheckConstraint(
                condition=Q(vzae__gte=0),
                name="inanspruchnahme_vzae_nicht_negativ",
                violation_error_message="Der Stellenanteil darf nicht negativ sein.",
            ),
            models.CheckConstraint(
                condition=Q(art="offen") | Q(erklaert_am__isnull=False),
                name="inanspruchnahme_erklaert_mit_tag",
                violation_error_message="Eine Antwort hat den Tag der Erklärung.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {self.get_art_display()}"


class Einvernehmen(models.Model):
    """A municipality's recorded consent to a position of the district: who, when, text; refusable, never silent (R14)."""

    kommune = models.ForeignKey(
        "antraege.Kommune", models.PROTECT, related_name="einvernehmen", verbose_name="Kommune"
    )
    runde = models.ForeignKey(
        "antraege.Foerderrunde", models.PROTECT, related_name="einvernehmen", verbose_name="Förderrunde"
    )
    erteilt = models.BooleanField("erteilt")
    erklaert_am = models.DateField("erklärt am")
    erklaert_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erklärt von"
    )
    wortlaut = models.TextField("Wortlaut")
    widerrufen_am = models.DateField("widerrufen am", null=True, blank=True)

    class Meta:
        verbose_name = "Einvernehmen"
        verbose_name_plural = "Einvernehmen"
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "runde"],
                condition=Q(widerrufen_am__isnull=True),
                name="einvernehmen_je_kommune_und_runde_einmal_gueltig",
                violation_error_message="Zu dieser Kommune und Runde gilt schon eine Erklärung.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {'erteilt' if self.erteilt else 'versagt'}"


class Ruecklauferinnerung(models.Model):
    """One message to a municipality that is silent in a round: a day at most once."""

    kommune = models.ForeignKey(
        "antraege.Kommune", models.PROTECT, related_name="ruecklauferinnerungen", verbose_name="Kommune"
    )
    runde = models.ForeignKey(
        "antraege.Foerderrunde",
        models.PROTECT,
        related_name="ruecklauferinnerungen",
        verbose_name="Förderrunde",
    )
    tag = models.DateField("Tag")
    erinnert_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="veranlasst von"
    )

    class Meta:
        verbose_name = "Erinnerung an die Förderrunde"
        verbose_name_plural = "Erinnerungen an die Förderrunde"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "runde", "tag"],
                name="ruecklauferinnerung_am_tag_einmal",
                violation_error_message="Diese Kommune ist heute schon an die Runde erinnert worden.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {self.tag:%d.%m.%Y}"
