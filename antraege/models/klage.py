"""An action at the court against a notice, as the office records it."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.db import models
from django.db.models import F, Q


def ablage(instance: Klage, filename: str) -> str:
    """Store under a random name: nothing of the original name reaches the file system."""
    return f"klagen/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:6]}"


class KlageQuerySet(models.QuerySet["Klage"]):
    """Words about actions at the court."""

    def visible_to(self, user) -> KlageQuerySet:
        """All of the own district for its office; a municipality its own."""
        eigene = Q(bescheid__antrag__kommune_id__in=user.kommune_ids)
        return self.filter(Q(bescheid__antrag__landkreis_id__in=user.landkreis_ids) | eigene)

    def hemmend(self) -> KlageQuerySet:
        """Pending ones that keep the notice from becoming final."""
        return self.filter(status=Klage.Status.ANHAENGIG, hemmt=True)

    def rechtskraeftig(self) -> KlageQuerySet:
        """Ones that were judged in substance: nobody can call the court again (§ 121 VwGO)."""
        return self.filter(status__in=Klage.URTEILE, hemmt=True)

    def aufhebend(self) -> KlageQuerySet:
        """Ones that were won: the notice is annulled and never becomes final; a trigger asks the same."""
        return self.filter(status=Klage.Status.STATTGEGEBEN, hemmt=True)


class Klage(models.Model):
    """An action at the administrative court; while one that stops it (``hemmt``) is pending the notice does not become final."""

    class Status(models.TextChoices):
        ANHAENGIG = "anhaengig", "Anhängig"
        ZURUECKGENOMMEN = "zurueckgenommen", "Zurückgenommen"
        ABGEWIESEN = "abgewiesen", "Abgewiesen"
        TEILWEISE = "teilweise", "Teilweise stattgegeben"
        STATTGEGEBEN = "stattgegeben", "Stattgegeben"
        ERLEDIGT = "erledigt", "Anders erledigt, zum Beispiel durch Vergleich"

    URTEILE = (Status.ABGEWIESEN, Status.TEILWEISE, Status.STATTGEGEBEN)

    bescheid = models.ForeignKey(
        "antraege.Bescheid", models.PROTECT, related_name="klagen", verbose_name="Bescheid"
    )
    eingegangen_am = models.DateField("bei Gericht eingegangen am")
    gericht = models.CharField("Gericht", max_length=120)
    aktenzeichen = models.CharField("Aktenzeichen des Gerichts", max_length=60)
    datei = models.FileField("Klageschrift", upload_to=ablage, blank=True)
    name = models.CharField("Dateiname", max_length=200, blank=True)
    groesse = models.PositiveIntegerField("Größe", default=0, help_text="Byte")
    sha256 = models.CharField("Prüfsumme", max_length=64, blank=True)
    inhaltstyp = models.CharField("Inhaltstyp", max_length=80, blank=True)
    verspaetet = models.BooleanField("verspätet", default=False)
    # In time after the decision on a late objection, it still finds a notice that is final (§§ 70, 74 VwGO).
    hemmt = models.BooleanField("hält die Bestandskraft auf", default=True)
    erfasst_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erfasst von"
    )
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.ANHAENGIG)
    # Of a judgment the day it can no longer be appealed, of a withdrawal the day it reached the court.
    beendet_am = models.DateField("beendet am", null=True, blank=True)
    beendet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Ende festgehalten von",
    )
    vermerk = models.TextField("Vermerk zum Ende", blank=True, max_length=8000)

    objects = KlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Klage"
        verbose_name_plural = "Klagen"
        ordering = ["-eingegangen_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bescheid", "hemmt"],
                condition=Q(status="anhaengig"),
                name="klage_je_bescheid_eine_anhaengige",
                violation_error_message="Zu diesem Bescheid ist schon eine Klage anhängig.",
            ),
            models.CheckConstraint(
                condition=Q(verspaetet=False) | Q(hemmt=False),
                name="klage_verspaetet_hemmt_nicht",
                violation_error_message="Eine verspätete Klage hält die Bestandskraft nicht auf.",
            ),
            models.CheckConstraint(
                condition=Q(status="anhaengig", beendet_am__isnull=True)
                | (~Q(status="anhaengig") & Q(beendet_am__isnull=False, beendet_von__isnull=False)),
                name="klage_beendet_mit_person",
                violation_error_message="Eine beendete Klage nennt Tag und Person.",
            ),
            models.CheckConstraint(
                condition=Q(beendet_am__isnull=True) | Q(beendet_am__gte=F("eingegangen_am")),
                name="klage_ende_nach_eingang",
                violation_error_message="Dieser Tag liegt vor dem Eingang der Klage.",
            ),
            models.CheckConstraint(
                condition=Q(beendet_von__isnull=True) | ~Q(beendet_von=F("erfasst_von")),
                name="klage_ende_durch_zweite_person",
                violation_error_message="Das Ende der Klage hält eine andere Person fest als die, die sie erfasst hat (Vier-Augen-Prinzip).",
            ),
            models.CheckConstraint(
                condition=~Q(gericht="") & ~Q(aktenzeichen=""),
                name="klage_mit_gericht_und_aktenzeichen",
                violation_error_message="Eine Klage nennt Gericht und Aktenzeichen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Klage vom {self.eingegangen_am:%d.%m.%Y}, {self.aktenzeichen}"

    @property
    def antrag(self):
        """The application, as rights and log ask for it."""
        return self.bescheid.antrag
