"""Applications read from a table: one run with its file, one row report."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.db import models


def ablage(instance: Importlauf, filename: str) -> str:
    """Store under a random name."""
    return f"importe/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:6]}"


class ImportlaufQuerySet(models.QuerySet["Importlauf"]):
    """Words about import runs."""

    def visible_to(self, user) -> ImportlaufQuerySet:
        """Those of the own district's office."""
        return self.filter(landkreis_id__in=user.landkreis_ids)


class Importlauf(models.Model):
    """One file with applications: read and judged first, then taken over as a whole or not at all."""

    class Status(models.TextChoices):
        FEHLERHAFT = "fehlerhaft", "Mit Fehlern, nichts übernommen"
        GEPRUEFT = "geprueft", "Geprüft, noch nicht übernommen"
        LAEUFT = "laeuft", "Wird übernommen"
        FERTIG = "fertig", "Übernommen"
        ABGEBROCHEN = "abgebrochen", "Abgebrochen, nichts übernommen"

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="importlaeufe", verbose_name="Landkreis"
    )
    runde = models.ForeignKey(
        "antraege.Foerderrunde", models.PROTECT, related_name="importlaeufe", verbose_name="Förderrunde"
    )
    datei = models.FileField("Datei", upload_to=ablage)
    name = models.CharField("Dateiname", max_length=200)
    sha256 = models.CharField("Prüfsumme", max_length=64)
    status = models.CharField("Stand", max_length=15, choices=Status)
    zeilen = models.PositiveIntegerField("Zeilen", default=0)
    verarbeitet = models.PositiveIntegerField("verarbeitet", default=0)
    meldung = models.CharField("Meldung", max_length=400, blank=True)
    angelegt_am = models.DateTimeField("angelegt am")
    angelegt_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="angelegt von"
    )
    gestartet_am = models.DateTimeField("gestartet am", null=True, blank=True)
    gestartet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gestartet von",
    )
    beendet_am = models.DateTimeField("beendet am", null=True, blank=True)

    objects = ImportlaufQuerySet.as_manager()

    class Meta:
        verbose_name = "Import"
        verbose_name_plural = "Importe"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["runde"],
                condition=models.Q(status="laeuft"),
                name="importlauf_je_runde_ein_laufender",
                violation_error_message="In dieser Runde läuft schon ein Import.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["laeuft", "fertig"])
                | models.Q(gestartet_am__isnull=False, gestartet_von__isnull=False),
                name="importlauf_gestartet_von_jemandem",
                violation_error_message="Ein Import, der übernommen wird, hat eine Person, die ihn gestartet hat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_status_display()})"


class Importzeile(models.Model):
    """What became of one row: what, where, why."""

    class Ergebnis(models.TextChoices):
        NEU = "neu", "Neu"
        UNVERAENDERT = "unveraendert", "Schon da, unverändert"
        FEHLER = "fehler", "Fehler"

    lauf = models.ForeignKey(Importlauf, models.PROTECT, related_name="ergebnisse", verbose_name="Import")
    nr = models.PositiveIntegerField("Zeile")
    kommune = models.CharField("Kommune", max_length=120, blank=True)
    ergebnis = models.CharField("Ergebnis", max_length=15, choices=Ergebnis)
    spalte = models.CharField("Spalte", max_length=80, blank=True)
    wert = models.CharField("Wert", max_length=80, blank=True)
    satz = models.CharField("Grund", max_length=400, blank=True)
    antrag = models.ForeignKey(
        "antraege.Antrag", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Antrag"
    )

    class Meta:
        verbose_name = "Zeile eines Imports"
        verbose_name_plural = "Zeilen eines Imports"
        ordering = ["nr", "pk"]
        indexes = [models.Index(fields=["lauf", "nr"], name="importzeile_lauf_nr")]

    def __str__(self) -> str:
        return f"Zeile {self.nr}: {self.get_ergebnis_display()}"
