"""The council's own information system: where it is read (OParl 1.1), what each reading brought, and the items of its sittings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege.models.gremium import WEBADRESSE


class Ratssystem(models.Model):
    """The address of a district's council information system."""

    landkreis = models.OneToOneField(
        "antraege.Landkreis", models.PROTECT, related_name="ratssystem", verbose_name="Landkreis"
    )
    adresse = models.CharField(
        "Adresse der OParl-Schnittstelle",
        max_length=500,
        help_text="die des Systems oder der Körperschaft",
        validators=[WEBADRESSE],
    )
    aktiv = models.BooleanField("täglich abrufen", default=True)

    class Meta:
        verbose_name = "Ratsinformationssystem"
        verbose_name_plural = "Ratsinformationssysteme"

    def __str__(self) -> str:
        return self.adresse


class Ratsabruf(models.Model):
    """One reading of the council system and what came of it; what was there before stays when it fails."""

    class Ergebnis(models.TextChoices):
        LAEUFT = "laeuft", "Läuft"
        VOLLSTAENDIG = "vollstaendig", "Vollständig übernommen"
        TEILWEISE = "teilweise", "Mit Auffälligkeiten übernommen"
        GESCHEITERT = "gescheitert", "Nicht erreichbar oder nicht lesbar, nichts geändert"

    ratssystem = models.ForeignKey(
        Ratssystem, models.CASCADE, related_name="abrufe", verbose_name="Ratsinformationssystem"
    )
    ergebnis = models.CharField("Ergebnis", max_length=15, choices=Ergebnis, default=Ergebnis.LAEUFT)
    begonnen_am = models.DateTimeField("begonnen am")
    beendet_am = models.DateTimeField("beendet am", null=True, blank=True)
    veranlasst_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="veranlasst von",
    )
    neu = models.PositiveIntegerField("neu", default=0)
    geaendert = models.PositiveIntegerField("geändert", default=0)
    bericht = models.TextField("Bericht", blank=True)

    class Meta:
        verbose_name = "Abruf"
        verbose_name_plural = "Abrufe"
        ordering = ["-begonnen_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ratssystem"],
                condition=Q(ergebnis="laeuft"),
                name="ratsabruf_einer_zur_zeit",
                violation_error_message="Das Ratsinformationssystem wird gerade abgerufen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_ergebnis_display()}, {self.begonnen_am:%d.%m.%Y}"


class Tagesordnungspunkt(models.Model):
    """An item of a sitting as the council system tells it; its result is a proposal until a person takes it over."""

    sitzung = models.ForeignKey(
        "antraege.Sitzung", models.CASCADE, related_name="tagesordnung", verbose_name="Sitzung"
    )
    kennung = models.CharField("Kennung", max_length=500)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    nummer = models.CharField("Nummer", max_length=20, blank=True)
    titel = models.CharField("Titel", max_length=400)
    oeffentlich = models.BooleanField("öffentlich", default=True)
    drucksache = models.CharField("Drucksache", max_length=60, blank=True)
    vorlage = models.ForeignKey(
        "antraege.Vorlage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tagesordnungspunkte",
        verbose_name="Vorlage",
    )
    ergebnis = models.CharField("Ergebnis", max_length=200, blank=True)
    wortlaut = models.TextField("Beschlusstext", blank=True)

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        ordering = ["sitzung", "reihenfolge", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "kennung"],
                name="tagesordnungspunkt_einmal",
                violation_error_message="Diesen Tagesordnungspunkt gibt es schon.",
            )
        ]

    def __str__(self) -> str:
        return f"TOP {self.nummer}: {self.titel}"
