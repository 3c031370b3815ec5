"""What surrounds a notice: its amounts by year, the consent to the portal, an objection."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege.models.stand import Eingangsweg


class Bescheidjahr(models.Model):
    """What a notice costs one fiscal year; the sum of its rows is the notice's amount."""

    bescheid = models.ForeignKey(
        "antraege.Bescheid", models.CASCADE, related_name="jahre", verbose_name="Bescheid"
    )
    jahr = models.PositiveSmallIntegerField("Haushaltsjahr")
    betrag = models.DecimalField("Betrag", max_digits=12, decimal_places=2, help_text="EUR")

    class Meta:
        verbose_name = "Betrag im Haushaltsjahr"
        verbose_name_plural = "Beträge nach Haushaltsjahren"
        ordering = ["bescheid", "jahr"]
        constraints = [
            models.UniqueConstraint(
                fields=["bescheid", "jahr"],
                name="bescheid_je_jahr_ein_betrag",
                violation_error_message="Zu diesem Haushaltsjahr steht im Bescheid schon ein Betrag.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jahr}: {self.betrag} EUR"


class Bekanntgabezustimmung(models.Model):
    """A municipality's consent to notices in the portal (§ 41 Abs. 2a LVwVfG); without it they go by post."""

    kommune = models.ForeignKey(
        "antraege.Kommune", models.PROTECT, related_name="bekanntgabezustimmungen", verbose_name="Kommune"
    )
    erklaert_am = models.DateTimeField("erklärt am")
    erklaert_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erklärt von"
    )
    widerrufen_am = models.DateTimeField("widerrufen am", null=True, blank=True)
    widerrufen_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="widerrufen von",
    )

    class Meta:
        verbose_name = "Zustimmung zur Bekanntgabe im Portal"
        verbose_name_plural = "Zustimmungen zur Bekanntgabe im Portal"
        ordering = ["kommune", "-erklaert_am"]
        constraints = [
            models.UniqueConstraint(
                fields=["kommune"],
                condition=Q(widerrufen_am__isnull=True),
                name="zustimmung_je_kommune_eine",
                violation_error_message="Die Kommune hat schon zugestimmt.",
            ),
            models.CheckConstraint(
                condition=Q(widerrufen_am__isnull=True, widerrufen_von__isnull=True)
                | Q(widerrufen_am__isnull=False, widerrufen_von__isnull=False),
                name="zustimmung_widerruf_mit_person",
                violation_error_message="Ein Widerruf nennt Person und Zeitpunkt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune} seit {self.erklaert_am:%d.%m.%Y}"


class Widerspruch(models.Model):
    """An objection to a notice; while it is open the notice does not become final (§§ 68 ff. VwGO)."""

    class Status(models.TextChoices):
        OFFEN = "offen", "Eingelegt"
        ABGEHOLFEN = "abgeholfen", "Abgeholfen"
        TEILWEISE = "teilweise", "Teilweise abgeholfen"
        ZURUECKGEWIESEN = "zurueckgewiesen", "Zurückgewiesen"
        ZURUECKGENOMMEN = "zurueckgenommen", "Zurückgenommen"

    bescheid = models.ForeignKey(
        "antraege.Bescheid", models.PROTECT, related_name="widersprueche", verbose_name="Bescheid"
    )
    eingegangen_am = models.DateTimeField("eingegangen am")
    weg = models.CharField("Eingangsweg", max_length=10, choices=Eingangsweg)
    begruendung = models.TextField("Begründung", blank=True, max_length=8000)
    datei = models.FileField("Schreiben", upload_to="widersprueche/", blank=True)
    dateiname = models.CharField("Dateiname", max_length=200, blank=True)
    verspaetet = models.BooleanField("verspätet", default=False)
    erfasst_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erfasst von"
    )
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.OFFEN)
    entschieden_am = models.DateField("entschieden am", null=True, blank=True)
    entschieden_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="entschieden von",
    )
    vermerk = models.TextField("Vermerk zur Entscheidung", blank=True, max_length=8000)

    class Meta:
        verbose_name = "Widerspruch"
        verbose_name_plural = "Widersprüche"
        ordering = ["-eingegangen_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bescheid"],
                condition=Q(status="offen"),
                name="widerspruch_je_bescheid_ein_offener",
                violation_error_message="Zu diesem Bescheid ist schon ein Widerspruch offen.",
            ),
            models.CheckConstraint(
                condition=Q(status="offen", entschieden_am__isnull=True)
                | (~Q(status="offen") & Q(entschieden_am__isnull=False, entschieden_von__isnull=False)),
                name="widerspruch_entschieden_mit_person",
                violation_error_message="Ein entschiedener Widerspruch nennt Tag und Person.",
            ),
        ]

    def __str__(self) -> str:
        return f"Widerspruch vom {self.eingegangen_am:%d.%m.%Y}"
