"""Conditions of decisions: what an office has to do, and by when (domain E.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Q, When

from antraege.models.benutzer import Rolle
from antraege.models.beschluss import Beschlussergebnis

if TYPE_CHECKING:
    from antraege.models.vorlage import Vorlage


class MassgabeQuerySet(models.QuerySet["Massgabe"]):
    """Words about conditions of decisions."""

    def visible_to(self, user) -> MassgabeQuerySet:
        """The own district's, for its office: who in it settles what is no business of a municipality."""
        return self.filter(ergebnis__beschlussantrag__vorlage__landkreis__in=user.landkreis_ids)

    def offen_bei(self, rollen: Iterable[str]) -> MassgabeQuerySet:
        """Those these roles have still to settle."""
        return self.filter(erledigt_am__isnull=True, rolle__in=list(rollen))

    def mit_rahmen(self) -> MassgabeQuerySet:
        """With the motion, its paper and the sitting that set it."""
        return self.select_related(
            "ergebnis__beschlussantrag__vorlage__landkreis",
            "ergebnis__schritt__sitzung__gremium",
            "erledigt_von",
        )

    def mit_rang(self, rollen: Iterable[str]) -> MassgabeQuerySet:
        """With ``rang``: 0 for open ones of these roles, 1 for open ones of others, 2 for settled ones."""
        erledigt, eigene = When(erledigt_am__isnull=False, then=2), When(rolle__in=list(rollen), then=0)
        return self.annotate(rang=Case(erledigt, eigene, default=1))


class Massgabe(models.Model):
    """A condition a decision was taken with: a duty of an office with its day (domain E.2)."""

    ergebnis = models.ForeignKey(
        Beschlussergebnis, models.PROTECT, related_name="massgaben", verbose_name="Ergebnis"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    text = models.TextField("Maßgabe", max_length=2000)
    rolle = models.CharField("zuständig", max_length=30, choices=Rolle)
    faellig_am = models.DateField("zu erledigen bis")
    erledigt_am = models.DateTimeField("erledigt am", null=True, blank=True)
    erledigt_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="erledigt von",
    )
    vermerk = models.TextField("Vermerk", blank=True, max_length=2000)

    objects = MassgabeQuerySet.as_manager()

    class Meta:
        verbose_name = "Maßgabe"
        verbose_name_plural = "Maßgaben"
        ordering = ["faellig_am", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ergebnis", "nummer"],
                name="massgabe_nummer_eindeutig",
                violation_error_message="Diese Maßgabe gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(erledigt_am__isnull=True, erledigt_von__isnull=True)
                | Q(erledigt_am__isnull=False, erledigt_von__isnull=False),
                name="massgabe_erledigt_mit_person",
                violation_error_message="Eine erledigte Maßgabe nennt Person und Zeitpunkt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Maßgabe {self.nummer}"

    @property
    def vorlage(self) -> Vorlage:
        """The paper on whose motion it was set."""
        return self.ergebnis.beschlussantrag.vorlage
