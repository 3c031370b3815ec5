"""Who fills a position (domain F): by initials or number, never by name, and never with a reason of an absence."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import DateField, F, Func, Q
from django.db.models.functions import Cast, Coalesce, Least

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

    def zu_loeschen(self, am: date) -> BesetzungQuerySet:
        """Those whose initials the district keeps no longer on that day: its months after their last day are over."""
        ende = Least(Coalesce("ende", "stelle__ende"), "stelle__ende")
        monate = Func(
            F("stelle__landkreis__loeschfrist_kennzeichen"),
            template="make_interval(months => %(expressions)s)",
        )
        bis = Cast(ende + monate, DateField())
        return self.filter(geloescht_am__isnull=True).alias(aufbewahrt_bis=bis).filter(aufbewahrt_bis__lt=am)


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
    geloescht_am = models.DateField("Kennzeichen gelöscht am", null=True, blank=True)

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
                condition=(Q(geloescht_am__isnull=True) & ~Q(kennzeichen=""))
                | Q(geloescht_am__isnull=False, kennzeichen=""),
                name="besetzung_kennzeichen_oder_geloescht",
                violation_error_message="Eine Besetzung hat ein Kennzeichen, bis es gelöscht wird.",
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
        return f"{self.wer}: {self.vzae} VZÄ"

    @property
    def wer(self) -> str:
        """The initials or number; once they are erased, that they are."""
        return self.kennzeichen or "gelöscht"
