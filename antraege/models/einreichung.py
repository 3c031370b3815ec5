"""What was handed in, frozen: every submission keeps its words, so that old stands beside new."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege.models.akte import Anlage
from antraege.models.antrag import Antrag
from antraege.models.stand import Eingangsweg


class Unterschriftsblatt(models.Model):
    """The sheet a mayor signs by hand: it names the content by its checksum. A change of the content voids it."""

    antrag = models.ForeignKey(
        Antrag, models.PROTECT, related_name="unterschriftsblaetter", verbose_name="Antrag"
    )
    sha256 = models.CharField("Prüfsumme des Inhalts", max_length=64)
    erzeugt_am = models.DateTimeField("erzeugt am")
    erzeugt_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erzeugt von"
    )
    anlage = models.OneToOneField(
        Anlage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="unterschriftsblatt",
        verbose_name="unterschriebener Scan",
    )
    unterzeichnet_von = models.CharField("unterschrieben von", max_length=120, blank=True)
    unterzeichnet_am = models.DateField("unterschrieben am", null=True, blank=True)
    aufgehoben_am = models.DateTimeField("aufgehoben am", null=True, blank=True)
    aufhebung_grund = models.CharField("Grund der Aufhebung", max_length=200, blank=True)

    class Meta:
        verbose_name = "Unterschriftsblatt"
        verbose_name_plural = "Unterschriftsblätter"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag"],
                condition=Q(aufgehoben_am__isnull=True),
                name="unterschriftsblatt_je_antrag_eines_gueltig",
                violation_error_message="Zu diesem Antrag gilt schon ein Unterschriftsblatt.",
            ),
            models.CheckConstraint(
                condition=Q(anlage__isnull=True) | ~Q(unterzeichnet_von=""),
                name="unterschriftsblatt_scan_mit_namen",
                violation_error_message="Zum Scan gehört der Name der Person, die unterschrieben hat.",
            ),
        ]

    def __str__(self) -> str:
        return f"Unterschriftsblatt {self.kennung}"

    @property
    def kennung(self) -> str:
        """The first signs of the checksum, as printed for comparing by eye."""
        return " ".join(self.sha256[i : i + 4].upper() for i in range(0, 16, 4))


class Einreichung(models.Model):
    """One submission of an application (the first, or a completion) with the checksum of its content."""

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="einreichungen", verbose_name="Antrag")
    nr = models.PositiveSmallIntegerField("Nummer")
    weg = models.CharField("Eingangsweg", max_length=10, choices=Eingangsweg, default=Eingangsweg.PORTAL)
    eingegangen_am = models.DateTimeField("eingegangen am")
    eingereicht_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="eingereicht von"
    )
    sha256 = models.CharField("Prüfsumme des Inhalts", max_length=64)
    blatt = models.ForeignKey(
        Unterschriftsblatt,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Unterschriftsblatt",
    )
    # What the columns and rows held (services.rohwerte); None for what was handed in before raw values were kept.
    stand = models.JSONField("Rohwerte", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Einreichung"
        verbose_name_plural = "Einreichungen"
        ordering = ["nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag", "nr"],
                name="einreichung_nummer_je_antrag_eindeutig",
                violation_error_message="Diese Einreichung gibt es schon.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nr}. Einreichung"


class Feldwert(models.Model):
    """A field as it was handed in: its label and its words, both as they were read on that day."""

    einreichung = models.ForeignKey(
        Einreichung, models.PROTECT, related_name="werte", verbose_name="Einreichung"
    )
    feld = models.CharField("Feld", max_length=40)
    label = models.CharField("Beschriftung", max_length=200)
    wert = models.TextField("Wert", blank=True)

    class Meta:
        verbose_name = "Eingereichter Wert"
        verbose_name_plural = "Eingereichte Werte"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["einreichung", "feld"],
                name="feldwert_je_feld_einmal",
                violation_error_message="Dieses Feld steht schon in der Einreichung.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.wert[:40]}"


class Nichteingereicht(models.Model):
    """What a municipality had changed in a return and never handed in: it alone reads it, the application says what came in."""

    antrag = models.ForeignKey(
        Antrag, models.PROTECT, related_name="nicht_eingereicht", verbose_name="Antrag"
    )
    verworfen_am = models.DateTimeField("verworfen am")
    aenderungen = models.JSONField(
        "Änderungen", help_text="je Angabe: Beschriftung, eingereicht, nicht eingereicht"
    )

    class Meta:
        verbose_name = "Nicht eingereichte Änderungen"
        verbose_name_plural = "Nicht eingereichte Änderungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Nicht eingereicht bis {self.verworfen_am:%d.%m.%Y}"
