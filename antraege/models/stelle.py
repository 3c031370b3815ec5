"""Time-limited positions, and who pays which part of them until when (domain F)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from antraege.berechnung import NULL


class StelleQuerySet(models.QuerySet["Stelle"]):
    """Words about positions."""

    def visible_to(self, user) -> StelleQuerySet:
        """All of the own district for its office; for a municipality those it employs or that work there.

        None before the result of the application it came of is known: a position would tell it.
        """
        kommunal = Q(anstellungstraeger_id__in=user.kommune_ids) | Q(einsatzort_id__in=user.kommune_ids)
        bekannt = Q(antrag__isnull=True) | Q(antrag__ergebnis_bekannt=True)
        return self.filter(Q(landkreis_id__in=user.landkreis_ids) | kommunal & bekannt)

    def mit_rahmen(self) -> StelleQuerySet:
        """Load what a list row shows."""
        quellen = Finanzierungsanteil.objects.select_related("runde__programm")
        return self.select_related(
            "landkreis", "anstellungstraeger", "einsatzort", "antrag"
        ).prefetch_related(models.Prefetch("anteile", quellen))


class Stelle(models.Model):
    """A position limited in time. Without an employing municipality the district is the employer."""

    class Status(models.TextChoices):
        BEDARF = "bedarf", "Bedarf"
        AUTORISIERT = "autorisiert", "Ermächtigung liegt vor"
        MITTEL_GESICHERT = "mittel_gesichert", "Mittel gesichert"
        GESCHAFFEN = "geschaffen", "Geschaffen"
        AUSGESCHRIEBEN = "ausgeschrieben", "Ausgeschrieben"
        BESETZT = "besetzt", "Besetzt"
        TEILBESETZT = "teilbesetzt", "Teilweise besetzt"
        VAKANT = "vakant", "Unbesetzt"
        AUSLAUFEND = "auslaufend", "Läuft aus"
        BEENDET = "beendet", "Beendet"
        VERLAENGERT = "verlaengert", "Verlängert"
        UMGEWANDELT = "umgewandelt", "Umgewandelt"

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="stellen", verbose_name="Landkreis"
    )
    nummer = models.CharField("Stellennummer", max_length=30, unique=True)
    anstellungstraeger = models.ForeignKey(
        "antraege.Kommune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="eigene_stellen",
        verbose_name="Anstellungsträger",
        help_text="leer: der Landkreis",
    )
    einsatzort = models.ForeignKey(
        "antraege.Kommune", models.PROTECT, related_name="stellen_vor_ort", verbose_name="Einsatzort"
    )
    antrag = models.ForeignKey(
        "antraege.Antrag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stellen",
        verbose_name="Antrag",
    )
    vzae = models.DecimalField(
        "Umfang",
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text="VZÄ",
    )
    entgeltgruppe = models.CharField("Entgeltgruppe", max_length=20, default="S 12")
    beginn = models.DateField("von")
    ende = models.DateField("bis")
    befristungsgrund = models.CharField(
        "Grund der Befristung", max_length=200, default="Befristete Finanzierung durch das Förderprogramm"
    )
    status = models.CharField("Stand", max_length=20, choices=Status, default=Status.GESCHAFFEN)
    angelegt_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="angelegt von"
    )
    angelegt_am = models.DateTimeField("angelegt am")
    historisch = models.BooleanField("historisch", default=False)

    objects = StelleQuerySet.as_manager()

    class Meta:
        verbose_name = "Stelle"
        verbose_name_plural = "Stellen"
        ordering = ["ende", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__gte=F("beginn")),
                name="stelle_ende_nach_beginn",
                violation_error_message="Das Ende der Stelle liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(vzae__gt=0),
                name="stelle_vzae_positiv",
                violation_error_message="Der Umfang muss größer als 0 sein.",
            ),
        ]
        indexes = [models.Index(fields=["landkreis", "ende", "id"], name="stelle_landkreis_ende")]

    def __str__(self) -> str:
        return self.nummer

    def groesse(self, tag: date) -> Decimal:
        """VZÄ of the position on a day, as the database's ``stelle_groesse``; none outside its time."""
        if not self.beginn <= tag <= self.ende:
            return NULL
        bisher = [umfang for umfang in self.umfaenge.all() if umfang.ab <= tag]
        return max(bisher, key=lambda umfang: umfang.ab).vzae if bisher else self.vzae


class Finanzierungsanteil(models.Model):
    """One source of a position: a round pays ``vzae`` of it from ``beginn`` to ``ende`` (R10, R11, R18)."""

    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="anteile", verbose_name="Stelle")
    runde = models.ForeignKey(
        "antraege.Foerderrunde", models.PROTECT, related_name="anteile", verbose_name="Förderrunde"
    )
    antrag = models.ForeignKey(
        "antraege.Antrag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="anteile",
        verbose_name="Antrag",
    )
    vzae = models.DecimalField(
        "Anteil",
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text="VZÄ",
    )
    beginn = models.DateField("von")
    ende = models.DateField("bis")

    class Meta:
        verbose_name = "Finanzierungsanteil"
        verbose_name_plural = "Finanzierungsanteile"
        ordering = ["beginn", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__gte=F("beginn")),
                name="anteil_ende_nach_beginn",
                violation_error_message="Das Ende des Anteils liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(vzae__gt=0),
                name="anteil_vzae_positiv",
                violation_error_message="Der Anteil muss größer als 0 sein.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vzae} VZÄ aus {self.runde}"
