"""Who signs a paper before it is released: the district's route, and the signatures of each paper (praxis 3, row 14)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege.models.benutzer import Rolle


class Zeichnungsweg(models.Model):
    """A station of the district's route, in order; the last one that applies to a paper releases it."""

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.CASCADE, related_name="zeichnungsweg", verbose_name="Landkreis"
    )
    nummer = models.PositiveSmallIntegerField("Reihenfolge")
    rolle = models.CharField("Stelle", max_length=30, choices=Rolle)
    ab_betrag = models.DecimalField(
        "ab einem Finanzvolumen von",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="EUR; leer: bei jeder Vorlage",
    )
    frist = models.CharField("Frist", max_length=5, default="3T", help_text="zum Beispiel 3T oder 1W")

    class Meta:
        verbose_name = "Station der Mitzeichnung"
        verbose_name_plural = "Weg der Mitzeichnung"
        ordering = ["landkreis", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["landkreis", "nummer"],
                name="zeichnungsweg_nummer_eindeutig",
                violation_error_message="Diese Nummer ist im Weg der Mitzeichnung schon vergeben.",
            ),
            models.UniqueConstraint(
                fields=["landkreis", "rolle"],
                name="zeichnungsweg_stelle_einmal",
                violation_error_message="Diese Stelle zeichnet schon mit.",
            ),
            models.CheckConstraint(
                condition=~Q(rolle__startswith="kommune_"),
                name="zeichnungsweg_nur_landratsamt",
                violation_error_message="Mit zeichnen nur Stellen des Landratsamts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.get_rolle_display()}"


class MitzeichnungQuerySet(models.QuerySet["Mitzeichnung"]):
    """Words about signatures on papers."""

    def naechste(self, vorlage) -> Mitzeichnung | None:
        """The station whose turn it is; only the running passage has open ones."""
        return self.filter(vorlage=vorlage, ergebnis=Mitzeichnung.Ergebnis.OFFEN).order_by("nummer").first()


class Mitzeichnung(models.Model):
    """One office's signature on a paper in one passage of the route; a return ends the passage."""

    class Ergebnis(models.TextChoices):
        OFFEN = "offen", "Noch nicht gezeichnet"
        GEZEICHNET = "gezeichnet", "Gezeichnet"
        ZURUECKGEGEBEN = "zurueckgegeben", "Zurückgegeben"
        ENTFALLEN = "entfallen", "Entfallen"

    vorlage = models.ForeignKey(
        "antraege.Vorlage", models.PROTECT, related_name="mitzeichnungen", verbose_name="Vorlage"
    )
    durchgang = models.PositiveSmallIntegerField("Durchgang")
    nummer = models.PositiveSmallIntegerField("Reihenfolge")
    rolle = models.CharField("Stelle", max_length=30, choices=Rolle)
    gibt_frei = models.BooleanField("gibt frei", default=False)
    frist = models.CharField("Frist", max_length=5)
    ergebnis = models.CharField("Ergebnis", max_length=15, choices=Ergebnis, default=Ergebnis.OFFEN)
    gezeichnet_am = models.DateTimeField("gezeichnet am", null=True, blank=True)
    gezeichnet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gezeichnet von",
    )
    bemerkung = models.TextField("Bemerkung", blank=True, max_length=2000)

    objects = MitzeichnungQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitzeichnung"
        verbose_name_plural = "Mitzeichnungen"
        ordering = ["vorlage", "durchgang", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "durchgang", "nummer"],
                name="mitzeichnung_nummer_eindeutig",
                violation_error_message="Diese Station gibt es in der Mitzeichnung schon.",
            ),
            models.UniqueConstraint(
                fields=["vorlage", "durchgang", "gezeichnet_von"],
                condition=Q(gezeichnet_von__isnull=False),
                name="mitzeichnung_je_person_einmal",
                violation_error_message="Sie haben diese Vorlage schon gezeichnet. Hier zeichnet eine andere Person.",
            ),
            models.CheckConstraint(
                condition=Q(ergebnis__in=["offen", "entfallen"], gezeichnet_von__isnull=True)
                | Q(
                    ergebnis__in=["gezeichnet", "zurueckgegeben"],
                    gezeichnet_von__isnull=False,
                    gezeichnet_am__isnull=False,
                ),
                name="mitzeichnung_mit_person_und_zeit",
                violation_error_message="Eine Mitzeichnung nennt Person und Zeitpunkt.",
            ),
            models.CheckConstraint(
                condition=~Q(ergebnis="zurueckgegeben") | ~Q(bemerkung=""),
                name="mitzeichnung_rueckgabe_mit_bemerkung",
                violation_error_message="Bitte sagen Sie, was zu ändern ist.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rolle_display()}: {self.get_ergebnis_display()}"
