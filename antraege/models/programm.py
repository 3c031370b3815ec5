"""Programmes, their target groups and the versions of their rules."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q


class Zielgruppe(models.Model):
    """One atomic target group (R3); rounds hold sets of them, so nesting is set arithmetic."""

    schluessel = models.SlugField("Schlüssel", max_length=20, unique=True)
    name = models.CharField("Name", max_length=120)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Zielgruppe"
        verbose_name_plural = "Zielgruppen"
        ordering = ["reihenfolge", "pk"]

    def __str__(self) -> str:
        return self.name


class Foerderprogramm(models.Model):
    """A programme of the district or the Land as seen by one district (R1)."""

    class Geber(models.TextChoices):
        LANDKREIS = "landkreis", "Landkreis"
        LAND = "land", "Land"

    class Bewilligungsstelle(models.TextChoices):
        LANDKREIS = "landkreis", "Landkreis"
        EXTERN = "extern", "Regierungspräsidium"

    class Status(models.TextChoices):
        ANGEKUENDIGT = "angekuendigt", "Angekündigt"
        IN_KRAFT = "in_kraft", "In Kraft"

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="programme", verbose_name="Landkreis"
    )
    name = models.CharField("Name", max_length=160)
    kurz = models.CharField("Kurzname", max_length=40)
    geber = models.CharField("Finanzierung", max_length=10, choices=Geber)
    bewilligungsstelle = models.CharField("Bewilligungsstelle", max_length=10, choices=Bewilligungsstelle)
    rechtsgrundlage = models.CharField("Rechtsgrundlage", max_length=200)
    status = models.CharField("Stand", max_length=15, choices=Status)
    ermaechtigung = models.ForeignKey(
        "antraege.Beschlussantrag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ermaechtigt_programme",
        verbose_name="ermächtigender Beschlussantrag",
        help_text="Öffnet das Tor für eigene Stellen (R19).",
    )
    beispieldaten = models.BooleanField("Beispieldaten", default=False)

    class Meta:
        verbose_name = "Förderprogramm"
        verbose_name_plural = "Förderprogramme"
        constraints = [
            models.UniqueConstraint(
                fields=["landkreis", "kurz"],
                name="programm_kurz_je_landkreis_eindeutig",
                violation_error_message="Diesen Kurznamen trägt schon ein anderes Programm des Landkreises.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Only a motion of the own district opens the gate (R19); whoever enters programmes by a form is told so."""
        if self.ermaechtigung and self.ermaechtigung.vorlage.landkreis_id != self.landkreis_id:
            raise ValidationError(
                {"ermaechtigung": "Dieser Beschlussantrag gehört zu einem anderen Landkreis."}
            )


class Richtlinienfassung(models.Model):
    """One version of a programme's rules, valid from a day by a paper (R20); applications keep theirs."""

    programm = models.ForeignKey(
        Foerderprogramm, models.PROTECT, related_name="fassungen", verbose_name="Programm"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    gueltig_ab = models.DateField("gültig ab")
    grundlage = models.CharField(
        "Beschluss", max_length=120, blank=True, help_text="zum Beispiel KT-Drucks. Nr. 091/2016"
    )
    satz_je_vzae = models.DecimalField(
        "Festbetrag je VZÄ und Jahr", max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR"
    )
    schritt = models.DecimalField(
        "Schritt", max_digits=6, decimal_places=2, default=Decimal("0.05"), help_text="VZÄ"
    )
    mindestanteil = models.DecimalField(
        "Mindestanteil", max_digits=6, decimal_places=2, default=Decimal("0.25"), help_text="VZÄ"
    )
    personen_je_vzae = models.PositiveIntegerField(
        "Personen je VZÄ", null=True, blank=True, help_text="höchstens 1,00 VZÄ je so viele Personen"
    )
    frist_ergaenzung = models.CharField("Frist zur Ergänzung", max_length=5, default="14T")
    frist_stellungnahme = models.CharField("Frist zur Stellungnahme", max_length=5, default="7T")
    frist_zeichnung = models.CharField("Frist zur Zeichnung", max_length=5, default="7T")
    frist_nachweis = models.CharField("Frist zum Verwendungsnachweis", max_length=5, default="3M")
    grenze_sachgebietsleitung = models.DecimalField(
        "Zeichnung durch die Sachgebietsleitung bis",
        max_digits=12,
        decimal_places=2,
        default=Decimal("100000.00"),
        help_text="EUR; darüber zeichnet die Amtsleitung",
    )

    class Meta:
        verbose_name = "Fassung der Richtlinie"
        verbose_name_plural = "Fassungen der Richtlinie"
        constraints = [
            models.UniqueConstraint(
                fields=["programm", "nummer"],
                name="fassung_nummer_je_programm_eindeutig",
                violation_error_message="Diese Nummer hat schon eine andere Fassung der Richtlinie.",
            ),
            models.CheckConstraint(
                condition=Q(schritt__gt=0),
                name="fassung_schritt_positiv",
                violation_error_message="Der Schritt muss größer als 0 sein.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programm.kurz}, Fassung {self.nummer}"
