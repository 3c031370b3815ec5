"""What lies in an application's file: papers, remarks at fields, signatures."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.db import models
from django.db.models import Q

from antraege.models.antrag import Antrag


def ablage(instance: Anlage, filename: str) -> str:
    """Store under a random name: nothing of the original name reaches the file system."""
    return f"anlagen/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:6]}"


class Anlage(models.Model):
    """A paper attached to an application; the file lies outside the web root."""

    class Art(models.TextChoices):
        BESCHLUSS = "beschluss", "Beschluss des Gemeinderats"
        UNTERSCHRIFT = "unterschrift", "Unterschriebener Antrag (Scan)"
        STELLENBESCHREIBUNG = "stellenbeschreibung", "Stellenbeschreibung"
        KOSTENPLAN = "kostenplan", "Kosten- und Finanzierungsplan"
        KONZEPT = "konzept", "Konzept"
        QUALIFIKATION = "qualifikation", "Nachweis der Qualifikation"
        VEREINBARUNG = "vereinbarung", "Öffentlich-rechtliche Vereinbarung"
        ORIGINAL = "original", "Original des Eingangs"
        SONSTIGES = "sonstiges", "Sonstige Unterlage"

    class Lage(models.TextChoices):
        """What the office reads of a paper; each submission settles it (trigger ``einreichung_umfasst``)."""

        ENTWURF = "entwurf", "nicht eingereicht"
        EINGEREICHT = "eingereicht", "eingereicht"
        ZURUECKGENOMMEN = "zurueckgenommen", "mit einer Ergänzung entfernt"

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="anlagen", verbose_name="Antrag")
    art = models.CharField("Art", max_length=25, choices=Art)
    datei = models.FileField("Datei", upload_to=ablage)
    name = models.CharField("Dateiname", max_length=200)
    groesse = models.PositiveIntegerField("Größe", help_text="Byte")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    inhaltstyp = models.CharField("Inhaltstyp", max_length=80)
    hochgeladen_am = models.DateTimeField("hochgeladen am")
    hochgeladen_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="hochgeladen von"
    )
    entfernt_am = models.DateTimeField("entfernt am", null=True, blank=True)
    lage = models.CharField("Lage", max_length=15, choices=Lage, default=Lage.ENTWURF, editable=False)

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(lage="zurueckgenommen") | Q(entfernt_am__isnull=False),
                name="anlage_zurueckgenommen_ist_entfernt",
                violation_error_message="Zurückgenommen ist nur eine Unterlage, die entfernt ist.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Anmerkung(models.Model):
    """A remark of the district tied to a field, and the municipality's answer to it."""

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="anmerkungen", verbose_name="Antrag")
    durchgang = models.PositiveSmallIntegerField("Durchgang", default=1, help_text="wievielte Rückgabe")
    feld = models.CharField("Feld", max_length=40)
    text = models.TextField("Anmerkung", max_length=2000)
    gestellt_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="von"
    )
    gestellt_am = models.DateTimeField("am")
    antwort = models.TextField("Antwort", blank=True, max_length=2000)
    beantwortet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beantwortet von",
    )
    beantwortet_am = models.DateTimeField("beantwortet am", null=True, blank=True)

    class Meta:
        verbose_name = "Anmerkung"
        verbose_name_plural = "Anmerkungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.feld}: {self.text[:40]}"


class Zeichnung(models.Model):
    """A signature under a recommendation; a way back cancels it visibly, it is never deleted."""

    class Stufe(models.TextChoices):
        SACHGEBIETSLEITUNG = "sachgebietsleitung", "Sachgebietsleitung"
        AMTSLEITUNG = "amtsleitung", "Amtsleitung"

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="zeichnungen", verbose_name="Antrag")
    stufe = models.CharField("Stufe", max_length=20, choices=Stufe)
    benutzer = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="gezeichnet von"
    )
    empfehlung_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="Empfehlung von"
    )
    vertretung_fuer = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="als Vertretung für",
    )
    gezeichnet_am = models.DateTimeField("gezeichnet am")
    aufgehoben_am = models.DateTimeField("aufgehoben am", null=True, blank=True)
    aufhebung_grund = models.CharField("Grund der Aufhebung", max_length=200, blank=True)

    class Meta:
        verbose_name = "Zeichnung"
        verbose_name_plural = "Zeichnungen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag", "stufe"],
                condition=Q(aufgehoben_am__isnull=True),
                name="zeichnung_je_stufe_einmal_gueltig",
                violation_error_message="Auf dieser Stufe ist die Empfehlung schon gezeichnet.",
            ),
            models.CheckConstraint(
                condition=~Q(benutzer=models.F("empfehlung_von")),
                name="zeichnung_durch_zweite_person",
                violation_error_message="Zeichnen muss eine andere Person als die, die die Empfehlung abgegeben hat (Vier-Augen-Prinzip).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stufe_display()}: {self.benutzer}"
