"""Rounds of a programme: funding period and application period, entered, never derived (R2)."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from antraege.models.programm import Foerderprogramm, Zielgruppe
from antraege.models.richtlinie import Richtlinienfassung
from antraege.models.spanne import Tagesspanne


class FoerderrundeQuerySet(models.QuerySet["Foerderrunde"]):
    """Words about rounds."""

    def visible_to(self, user) -> FoerderrundeQuerySet:
        """Rounds of the user's own district; a municipality sees those that were published."""
        kommunal = {m.landkreis_id for m in user.aktive_mitgliedschaften if m.kommune_id}
        veroeffentlicht = Q(programm__landkreis_id__in=kommunal, status=Foerderrunde.Status.VEROEFFENTLICHT)
        return self.filter(Q(programm__landkreis_id__in=user.landkreis_ids) | veroeffentlicht)

    def veroeffentlicht(self) -> FoerderrundeQuerySet:
        """Those that municipalities may see and apply in."""
        return self.filter(status=Foerderrunde.Status.VEROEFFENTLICHT)

    def geschlossen(self, *, am, seit) -> FoerderrundeQuerySet:
        """Published ones whose last day for answers lies before the day ``am``, on ``seit`` or later."""
        runden = self.veroeffentlicht().filter(antrag_bis__lt=am, antrag_bis__gte=seit)
        return runden.select_related("programm", "fassung")

    def offen(self, *, am) -> FoerderrundeQuerySet:
        """Rounds granted by the district whose application period holds on the day ``am``."""
        return self.veroeffentlicht().filter(
            antrag_von__lte=am,
            antrag_bis__gte=am,
            programm__bewilligungsstelle=Foerderprogramm.Bewilligungsstelle.LANDKREIS,
        )


class Foerderrunde(models.Model):
    """A round: funding period and application period, all dates inclusive and entered, never derived (R2)."""

    class Entscheidung(models.TextChoices):
        VERWALTUNG = "verwaltung", "Entscheidung der Verwaltung"
        # Of earlier rounds; new ones are not offered it, for a free paper informs a committee.
        KENNTNISNAHME = "kenntnisnahme", "Verwaltung, Gremium nimmt zur Kenntnis"
        BESCHLUSS = "beschluss", "Beschluss des Gremiums"

    class Sichtbarkeit(models.TextChoices):
        SITZUNG = "sitzung", "nach der öffentlichen Sitzung"
        BESCHEID = "bescheid", "mit dem Bescheid"

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "In Vorbereitung"
        VEROEFFENTLICHT = "veroeffentlicht", "Veröffentlicht"

    programm = models.ForeignKey(
        Foerderprogramm, models.PROTECT, related_name="runden", verbose_name="Programm"
    )
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.ENTWURF)
    veroeffentlicht_am = models.DateTimeField("veröffentlicht am", null=True, blank=True, editable=False)
    kopie_von = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Kopie von",
        editable=False,
    )
    fassung = models.ForeignKey(
        Richtlinienfassung, models.PROTECT, related_name="runden", verbose_name="Fassung der Richtlinie"
    )
    name = models.CharField("Name", max_length=120)
    kuerzel = models.CharField("Kürzel", max_length=12, help_text="Teil der Vorgangsnummer")
    beginn = models.DateField("Förderung von")
    ende = models.DateField("Förderung bis")
    antrag_von = models.DateField("Anträge von", null=True, blank=True)
    antrag_bis = models.DateField("Anträge bis", null=True, blank=True, help_text="24 Uhr")
    stichtag = models.DateField("Stichtag der Fallzahlen", null=True, blank=True)
    entscheidung = models.CharField(
        "Entscheidung", max_length=15, choices=Entscheidung, default=Entscheidung.VERWALTUNG
    )
    beschluss_ab_betrag = models.DecimalField(
        "Beschluss des Gremiums über",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="EUR; leer: nur wo die Runde es sagt",
    )
    zielsitzung = models.ForeignKey(
        "antraege.Sitzung",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="zielrunden",
        verbose_name="Beschluss vorgesehen in",
    )
    ergebnis_sichtbar = models.CharField(
        "Ergebnis sichtbar", max_length=10, choices=Sichtbarkeit, default=Sichtbarkeit.BESCHEID
    )
    beschluss_nachreichbar = models.BooleanField(
        "Beschluss des Gemeinderats kann nachgereicht werden", default=True
    )
    nachreichen_bis = models.DateField("nachzureichen bis", null=True, blank=True)
    zielgruppen = models.ManyToManyField(Zielgruppe, related_name="runden", verbose_name="Zielgruppen")
    beispieldaten = models.BooleanField("Beispieldaten", default=False)

    objects = FoerderrundeQuerySet.as_manager()

    class Meta:
        verbose_name = "Förderrunde"
        verbose_name_plural = "Förderrunden"
        ordering = ["-beginn", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programm", "kuerzel"],
                name="runde_kuerzel_je_programm_eindeutig",
                violation_error_message="Dieses Kürzel trägt schon eine andere Runde des Programms.",
            ),
            models.CheckConstraint(
                condition=Q(beschluss_ab_betrag__isnull=True) | Q(beschluss_ab_betrag__gte=0),
                name="runde_beschluss_ab_betrag_nicht_negativ",
                violation_error_message="Der Betrag, ab dem das Gremium entscheidet, darf nicht negativ sein.",
            ),
            models.CheckConstraint(
                condition=Q(ende__gte=F("beginn")),
                name="runde_ende_nach_beginn",
                violation_error_message="Das Ende der Förderung liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(antrag_von__isnull=True, antrag_bis__isnull=True)
                | Q(antrag_von__isnull=False, antrag_bis__isnull=False, antrag_bis__gte=F("antrag_von")),
                name="runde_antragsfrist_vollstaendig",
                violation_error_message="Die Antragsfrist braucht Beginn und Ende in dieser Reihenfolge.",
            ),
            ExclusionConstraint(
                name="runden_eines_programms_ohne_ueberschneidung",
                expressions=[
                    ("programm", RangeOperators.EQUAL),
                    (
                        Tagesspanne("beginn", "ende", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Die Förderzeit überschneidet sich mit einer anderen Runde dieses Programms (R2).",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def braucht_beschluss(self, betrag: Decimal | None) -> bool:
        """Say whether the committee decides on a grant of ``betrag`` EUR: always, or above the round's amount.

        The one home of this question for a round; ``Antrag.braucht_beschluss`` asks it for an application.
        """
        if self.entscheidung == Foerderrunde.Entscheidung.BESCHLUSS:
            return True
        grenze = self.beschluss_ab_betrag
        return grenze is not None and betrag is not None and betrag > grenze

    @property
    def fragt_gremium(self) -> bool:
        """Whether any application of the round may need a decision of the committee, so that papers make sense."""
        return (
            self.entscheidung == Foerderrunde.Entscheidung.BESCHLUSS or self.beschluss_ab_betrag is not None
        )

    @property
    def veroeffentlicht(self) -> bool:
        """Whether municipalities may see it and apply in it."""
        return self.status == Foerderrunde.Status.VEROEFFENTLICHT
