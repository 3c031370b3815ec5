"""The district, its municipalities and how many persons they care for."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q


class Landkreis(models.Model):
    """A rural district: the tenant. Many can share one installation."""

    name = models.CharField("Name", max_length=80)
    schluessel = models.CharField(
        "Kreisschlüssel", max_length=5, unique=True, validators=[RegexValidator(r"^\d{5}$")]
    )
    kuerzel = models.CharField("Kürzel", max_length=5, unique=True)
    amt = models.CharField("zuständiges Amt", max_length=120, default="Amt für Migration und Flüchtlinge")
    anschrift = models.CharField("Anschrift", max_length=200, blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    postfach = models.EmailField("Funktionspostfach")
    loeschfrist_kennzeichen = models.PositiveSmallIntegerField(
        "Löschfrist der Kennzeichen", default=12, help_text="Monate nach dem Ende der Besetzung"
    )

    class Meta:
        verbose_name = "Landkreis"
        verbose_name_plural = "Landkreise"
        constraints = [
            models.CheckConstraint(
                condition=Q(loeschfrist_kennzeichen__gte=1),
                name="landkreis_loeschfrist_positiv",
                violation_error_message="Kennzeichen bleiben mindestens einen Monat nach dem Ende der Besetzung.",
            ),
        ]

    def __str__(self) -> str:
        return f"Landkreis {self.name}"


class KommuneQuerySet(models.QuerySet["Kommune"]):
    """Words about municipalities."""

    def visible_to(self, user: settings.AUTH_USER_MODEL) -> KommuneQuerySet:
        """Own municipalities for municipal users, all of the district for its office."""
        return self.filter(Q(pk__in=user.kommune_ids) | Q(landkreis_id__in=user.landkreis_ids))


class Kommune(models.Model):
    """A town or municipality of the district (domain A.1)."""

    class Art(models.TextChoices):
        GEMEINDE = "gemeinde", "Gemeinde"
        STADT = "stadt", "Stadt"
        GROSSE_KREISSTADT = "grosse_kreisstadt", "Große Kreisstadt"

    landkreis = models.ForeignKey(
        Landkreis, models.PROTECT, related_name="kommunen", verbose_name="Landkreis"
    )
    ags = models.CharField(
        "Amtlicher Gemeindeschlüssel", max_length=8, unique=True, validators=[RegexValidator(r"^\d{8}$")]
    )
    name = models.CharField("Name", max_length=80)
    sortiername = models.CharField("Sortierschlüssel nach DIN 5007-1", max_length=80, editable=False)
    art = models.CharField("Art", max_length=20, choices=Art)
    einwohner = models.PositiveIntegerField("Einwohnerzahl", null=True, blank=True)
    postfach = models.EmailField("Funktionspostfach")
    vorlauf_rat = models.PositiveSmallIntegerField(
        "Abgabe der Vorlagen vor einer Sitzung des Gemeinderats", default=14, help_text="Tage"
    )

    objects = KommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "Kommune"
        verbose_name_plural = "Kommunen"
        ordering = ["sortiername"]
        constraints = [
            models.UniqueConstraint(
                fields=["landkreis", "name"],
                name="kommune_name_je_landkreis_eindeutig",
                violation_error_message="Eine Kommune dieses Namens gibt es im Landkreis schon.",
            ),
            models.CheckConstraint(
                condition=~Q(postfach=""),
                name="kommune_hat_postfach",
                violation_error_message="Ohne Funktionspostfach erreicht die Kommune keine Nachricht.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key beside the name: the embedded server has no ICU collation."""
        self.sortiername = din5007(self.name)
        super().save(*args, **kwargs)


def din5007(name: str) -> str:
    """Give the sort key of a German name after DIN 5007-1 (ä as a, ß as ss)."""
    return name.lower().translate(str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"}))


class Ratssitzung(models.Model):
    """A sitting of the municipality's own council, entered by it, for planning back from a round's last day."""

    kommune = models.ForeignKey(Kommune, models.CASCADE, related_name="ratssitzungen", verbose_name="Kommune")
    tag = models.DateField("Tag")

    class Meta:
        verbose_name = "Sitzung des Gemeinderats"
        verbose_name_plural = "Sitzungen des Gemeinderats"
        ordering = ["tag"]
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "tag"],
                name="ratssitzung_je_tag_eine",
                violation_error_message="An diesem Tag ist schon eine Sitzung eingetragen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tag:%d.%m.%Y}"


class Zusammenschluss(models.Model):
    """Municipalities that apply or share a post together by public-law agreement."""

    landkreis = models.ForeignKey(
        Landkreis, models.PROTECT, related_name="zusammenschluesse", verbose_name="Landkreis"
    )
    name = models.CharField("Name", max_length=120)
    mitglieder = models.ManyToManyField(Kommune, related_name="zusammenschluesse", verbose_name="Mitglieder")

    class Meta:
        verbose_name = "Zusammenschluss"
        verbose_name_plural = "Zusammenschlüsse"

    def __str__(self) -> str:
        return self.name


class Fallzahl(models.Model):
    """Persons of one target group in a municipality's care on a cut-off day (numbers only, no names)."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="fallzahlen", verbose_name="Kommune")
    zielgruppe = models.ForeignKey(
        "antraege.Zielgruppe", models.PROTECT, related_name="fallzahlen", verbose_name="Zielgruppe"
    )
    stichtag = models.DateField("Stichtag")
    personen = models.PositiveIntegerField("Personen")

    class Meta:
        verbose_name = "Fallzahl"
        verbose_name_plural = "Fallzahlen"
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "zielgruppe", "stichtag"],
                name="fallzahl_je_gruppe_und_stichtag_eindeutig",
                violation_error_message="Zu dieser Zielgruppe und diesem Stichtag gibt es schon eine Zahl.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {self.personen}"
