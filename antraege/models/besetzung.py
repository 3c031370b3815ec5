"""Who fills a position (domain F): by initials or number, never by name, and never with a reason of an absence."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from antraege.models.benutzer import Rolle

# Offices that see who fills a position; the others see how much of it is filled.
SEHEN_KENNZEICHEN = frozenset({Rolle.PERSONAL, Rolle.SACHBEARBEITUNG})


class BesetzungQuerySet(models.QuerySet["Besetzung"]):
    """Words about who fills positions."""

    def visible_to(self, user) -> BesetzungQuerySet:
        """For the employer's members, and for the two offices that need it; not for the municipality of the place of work."""
        kreise = {m.landkreis_id for m in user.aktive_mitgliedschaften if m.rolle in SEHEN_KENNZEICHEN}
        bekannt = Q(stelle__antrag__isnull=True) | Q(stelle__antrag__ergebnis_bekannt=True)
        eigene = Q(stelle__anstellungstraeger_id__in=user.kommune_ids) & bekannt
        return self.filter(Q(stelle__landkreis_id__in=kreise) | eigene)


class Besetzung(models.Model):
    """A person on a position for a time, by initials or number, never by name."""

    stelle = models.ForeignKey(
        "antraege.Stelle", models.PROTECT, related_name="besetzungen", verbose_name="Stelle"
    )
    kennzeichen = models.CharField(
        "Kennzeichen", max_length=20, help_text="Initialen oder Nummer, keine Namen"
    )
    vzae = models.DecimalField("Umfang", max_digits=6, decimal_places=2, help_text="VZÄ")
    stunden = models.DecimalField(
        "Wochenstunden laut Vertrag", max_digits=5, decimal_places=2, null=True, blank=True
    )
    vollzeit = models.DecimalField(
        "Wochenstunden einer vollen Stelle", max_digits=5, decimal_places=2, null=True, blank=True
    )
    beginn = models.DateField("von")
    ende = models.DateField("bis", null=True, blank=True)

    objects = BesetzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Besetzung"
        verbose_name_plural = "Besetzungen"
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__isnull=True) | Q(ende__gte=F("beginn")),
                name="besetzung_ende_nach_beginn",
                violation_error_message="Das Ende der Besetzung liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(vzae__gt=0),
                name="besetzung_vzae_positiv",
                violation_error_message="Der Umfang muss größer als 0 sein.",
            ),
            models.CheckConstraint(
                condition=Q(stunden__isnull=True, vollzeit__isnull=True)
                | Q(stunden__isnull=False, vollzeit__isnull=False, stunden__gt=0, stunden__lte=F("vollzeit")),
                name="besetzung_stunden_mit_vollzeit",
                violation_error_message="Bitte beide Stundenzahlen angeben, die des Vertrags höchstens so groß wie die einer vollen Stelle.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kennzeichen}: {self.vzae} VZÄ"
