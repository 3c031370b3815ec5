"""Acts on many notices at once, those of a paper or of a round: a run and what became of each case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SerienlaufQuerySet(models.QuerySet["Serienlauf"]):
    """Words about runs."""

    def visible_to(self, user) -> SerienlaufQuerySet:
        """All of the own district for its office; nothing for a municipality."""
        kreise = user.landkreis_ids
        return self.filter(Q(vorlage__landkreis_id__in=kreise) | Q(runde__programm__landkreis_id__in=kreise))

    def laufend(self) -> SerienlaufQuerySet:
        """Those not ended yet, whether somebody works on them or not."""
        return self.filter(beendet_am__isnull=True)


class Serienlauf(models.Model):
    """One run over the notices of a paper or a round; each case on its own, so a refusal stays with its case."""

    class Handlung(models.TextChoices):
        ENTWERFEN = "entwerfen", "Bescheide entwerfen"
        FREIGEBEN = "freigeben", "Bescheide freigeben und bereitstellen"

    vorlage = models.ForeignKey(
        "antraege.Vorlage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="serienlaeufe",
        verbose_name="Vorlage",
    )
    runde = models.ForeignKey(
        "antraege.Foerderrunde",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="serienlaeufe",
        verbose_name="Runde",
        help_text="statt der Vorlage: was die Verwaltung entschieden hat",
    )
    handlung = models.CharField("Handlung", max_length=15, choices=Handlung)
    gestartet_am = models.DateTimeField("gestartet am")
    gestartet_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="gestartet von"
    )
    beendet_am = models.DateTimeField("beendet am", null=True, blank=True)
    gesamt = models.PositiveIntegerField("Fälle")

    objects = SerienlaufQuerySet.as_manager()

    class Meta:
        verbose_name = "Serienlauf"
        verbose_name_plural = "Serienläufe"
        ordering = ["-gestartet_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage"],
                condition=Q(beendet_am__isnull=True),
                name="serienlauf_je_vorlage_einer",
                violation_error_message="Zu dieser Vorlage läuft schon eine Serie.",
            ),
            models.UniqueConstraint(
                fields=["runde"],
                condition=Q(beendet_am__isnull=True),
                name="serienlauf_je_runde_einer",
                violation_error_message="Zu dieser Runde läuft schon eine Serie.",
            ),
            models.CheckConstraint(
                condition=Q(vorlage__isnull=True, runde__isnull=False)
                | Q(vorlage__isnull=False, runde__isnull=True),
                name="serienlauf_zu_vorlage_oder_runde",
                violation_error_message="Eine Serie gehört zu einer Vorlage oder zu einer Runde.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_handlung_display()}: {self.ziel}"

    @property
    def ziel(self):
        """The paper or the round."""
        return self.vorlage or self.runde

    @property
    def landkreis_id(self) -> int:
        """The district, as rights and log ask for it."""
        return self.vorlage.landkreis_id if self.vorlage else self.runde.programm.landkreis_id


class Serienzeile(models.Model):
    """What became of one case of a run; all cases stand there from its start, so it does what was shown before."""

    class Ergebnis(models.TextChoices):
        OFFEN = "offen", "Wartet"
        GETAN = "getan", "Erledigt"
        SCHON = "schon", "War schon erledigt"
        VERWEIGERT = "verweigert", "Nicht möglich"
        FEHLER = "fehler", "Technischer Fehler"

    lauf = models.ForeignKey(Serienlauf, models.CASCADE, related_name="zeilen", verbose_name="Lauf")
    antrag = models.ForeignKey("antraege.Antrag", models.PROTECT, related_name="+", verbose_name="Antrag")
    ergebnis = models.CharField("Ergebnis", max_length=12, choices=Ergebnis, default=Ergebnis.OFFEN)
    satz = models.CharField("Grund", max_length=400, blank=True)

    class Meta:
        verbose_name = "Fall eines Serienlaufs"
        verbose_name_plural = "Fälle eines Serienlaufs"
        ordering = ["lauf", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lauf", "antrag"],
                name="serienzeile_je_antrag_eine",
                violation_error_message="Dieser Fall steht schon im Lauf.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.antrag}: {self.get_ergebnis_display()}"
