"""Programmes, their target groups and the versions of their rules."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.db import models

FREMD: Final = "Dieser Beschlussantrag gehört zu einem anderen Landkreis."
STELLEN: Final = "In diesem Programm gibt es schon Stellen des Landkreises. Sie brauchen einen Beschlussantrag, den der Kreistag angenommen hat (R19)."
BLEIBT_FREMD: Final = (
    "In diesem Programm gibt es schon Stellen des Landkreises. Es bleibt eines, das Dritte finanzieren (R17)."
)
BLEIBT_IN_KRAFT: Final = "In diesem Programm gibt es schon Stellen des Landkreises. Es bleibt in Kraft (R21)."


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


class FoerderprogrammQuerySet(models.QuerySet["Foerderprogramm"]):
    """Words about programmes."""

    def visible_to(self, user) -> FoerderprogrammQuerySet:
        """Those of the own district, for its office alone."""
        return self.filter(landkreis_id__in=user.landkreis_ids)


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

    objects = FoerderprogrammQuerySet.as_manager()

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
        """The motion is the own district's, and positions keep one that was accepted (R19): who uses a form is told so."""
        if self.ermaechtigung and self.ermaechtigung.vorlage.landkreis_id != self.landkreis_id:
            raise ValidationError({"ermaechtigung": FREMD})
        if self.pk and self.traegt_stellen:  # a new one carries none yet
            self._unter_stellen()

    def _unter_stellen(self) -> None:
        """What let the positions through the gate stays (R17, R19, R21); triggers ask the same."""
        if not (self.ermaechtigung and self.ermaechtigung.ermaechtigt):
            raise ValidationError({"ermaechtigung": STELLEN})
        if self.geber == self.Geber.LANDKREIS:
            raise ValidationError(BLEIBT_FREMD)
        if self.status != self.Status.IN_KRAFT:
            raise ValidationError(BLEIBT_IN_KRAFT)

    @property
    def traegt_stellen(self) -> bool:
        """Whether positions of the district rest on the motion; a trigger asks the same."""
        return self.runden.filter(
            anteile__isnull=False, anteile__stelle__anstellungstraeger__isnull=True
        ).exists()
