"""The office's own work beside the application: points checked, opinions of others, notes on the case."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Min, Q, Value
from django.db.models.functions import Coalesce

from antraege.models.akte import ablage
from antraege.models.antrag import Antrag
from antraege.models.benutzer import Rolle


class Pruefergebnis(models.Model):
    """What was found at a point of the check list. ``ueberholt_am``: what it rests on changed since, look again."""

    class Ergebnis(models.TextChoices):
        ERFUELLT = "erfuellt", "Erfüllt"
        NICHT_ERFUELLT = "nicht_erfuellt", "Nicht erfüllt"
        ENTFAELLT = "entfaellt", "Entfällt"

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="pruefergebnisse", verbose_name="Antrag")
    punkt = models.ForeignKey(
        "antraege.Pruefpunkt", models.PROTECT, related_name="ergebnisse", verbose_name="Prüfpunkt"
    )
    ergebnis = models.CharField("Ergebnis", max_length=15, choices=Ergebnis)
    bemerkung = models.CharField("Bemerkung", max_length=400, blank=True)
    geprueft_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="geprüft von"
    )
    geprueft_am = models.DateTimeField("geprüft am")
    ueberholt_am = models.DateTimeField("überholt am", null=True, blank=True)

    class Meta:
        verbose_name = "Prüfergebnis"
        verbose_name_plural = "Prüfergebnisse"
        ordering = ["punkt__nummer", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag", "punkt"],
                name="pruefergebnis_je_punkt_einmal",
                violation_error_message="Zu diesem Prüfpunkt gibt es schon ein Ergebnis.",
            ),
            models.CheckConstraint(
                condition=~Q(ergebnis="nicht_erfuellt") | ~Q(bemerkung=""),
                name="pruefergebnis_nicht_erfuellt_mit_bemerkung",
                violation_error_message="Wo ein Prüfpunkt nicht erfüllt ist, steht, warum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.punkt}: {self.get_ergebnis_display()}"


class FachstellungnahmeQuerySet(models.QuerySet["Fachstellungnahme"]):
    """Words about opinions."""

    def visible_to(self, user) -> FachstellungnahmeQuerySet:
        """All of the own district for its office; a municipality never learns of one."""
        return self.filter(antrag__landkreis_id__in=user.landkreis_ids)

    def gebeten(self, user) -> FachstellungnahmeQuerySet:
        """Those asked of a role this person holds in that district."""
        wege = Q(pk__in=())
        for m in user.aktive_mitgliedschaften:
            if not m.kommune_id:
                wege |= Q(stelle=m.rolle, antrag__landkreis_id=m.landkreis_id)
        return self.filter(wege)

    def mit_frist(self) -> FachstellungnahmeQuerySet:
        """With ``bis``, the day the open answer is due; without one the end of time, so that it sorts last."""
        offen = Min("fristen__faellig_am", filter=Q(fristen__erledigt_am__isnull=True))
        return self.annotate(bis=Coalesce(offen, Value(date.max)))

    def offen(self) -> FachstellungnahmeQuerySet:
        """Neither answered nor taken back."""
        return self.filter(beantwortet_am__isnull=True, zurueckgenommen_am__isnull=True)

    def abzuwarten(self, *, am: date) -> FachstellungnahmeQuerySet:
        """Open ones whose deadline is not over on the day ``am``: the recommendation waits for them."""
        return self.offen().filter(fristen__erledigt_am__isnull=True, fristen__faellig_am__gte=am)


class Fachstellungnahme(models.Model):
    """An opinion of another office on an application, asked for with a deadline; beside the check, not a step of it."""

    class Votum(models.TextChoices):
        KEINE_BEDENKEN = "keine_bedenken", "Keine Bedenken"
        BEDENKEN = "bedenken", "Bedenken"
        NICHT_BETROFFEN = "nicht_betroffen", "Nicht betroffen"

    antrag = models.ForeignKey(
        Antrag, models.PROTECT, related_name="fachstellungnahmen", verbose_name="Antrag"
    )
    stelle = models.CharField("Stelle", max_length=30, choices=Rolle)
    frage = models.TextField("Frage", max_length=2000)
    erbeten_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erbeten von"
    )
    erbeten_am = models.DateTimeField("erbeten am")
    votum = models.CharField("Votum", max_length=20, choices=Votum, blank=True)
    antwort = models.TextField("Stellungnahme", blank=True, max_length=4000)
    beantwortet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beantwortet von",
    )
    beantwortet_am = models.DateTimeField("beantwortet am", null=True, blank=True)
    zurueckgenommen_am = models.DateTimeField("zurückgenommen am", null=True, blank=True)

    objects = FachstellungnahmeQuerySet.as_manager()

    class Meta:
        verbose_name = "Fachstellungnahme"
        verbose_name_plural = "Fachstellungnahmen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag", "stelle"],
                condition=Q(beantwortet_am__isnull=True, zurueckgenommen_am__isnull=True),
                name="fachstellungnahme_je_stelle_eine_offene",
                violation_error_message="Diese Stelle ist zu diesem Antrag schon um eine Stellungnahme gebeten.",
            ),
            models.CheckConstraint(
                condition=Q(beantwortet_am__isnull=True) | (Q(beantwortet_von__isnull=False) & ~Q(votum="")),
                name="fachstellungnahme_beantwortet_mit_votum",
                violation_error_message="Eine beantwortete Stellungnahme hat ein Votum und eine Person.",
            ),
            models.CheckConstraint(
                condition=Q(
                    stelle__in=["kaemmerei", "personal", "auslaenderbehoerde", "koordination", "rechtsamt"]
                ),
                name="fachstellungnahme_von_anderer_stelle",
                violation_error_message="Um eine Fachstellungnahme wird eine andere Stelle gebeten, nicht das prüfende Amt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stelle_display()}: {self.antrag}"

    @property
    def offen(self) -> bool:
        """Whether the answer is still awaited."""
        return self.beantwortet_am is None and self.zurueckgenommen_am is None


class AktenvermerkQuerySet(models.QuerySet["Aktenvermerk"]):
    """Words about notes."""

    def visible_to(self, user) -> AktenvermerkQuerySet:
        """Those of the own district's office; a municipality sees none."""
        return self.filter(
            antrag__in=Antrag.objects.visible_to(user).filter(landkreis__in=user.landkreis_ids)
        )


class Aktenvermerk(models.Model):
    """A note on a case: what came by telephone, mail or post, or what was thought; with its original where there is one.

    Never changed (a trigger holds it): a correction is a new note. The municipality never sees it.
    """

    class Art(models.TextChoices):
        TELEFON = "telefon", "Telefonnotiz"
        EMAIL = "email", "E-Mail zur Akte"
        POST = "post", "Schreiben"
        GESPRAECH = "gespraech", "Gespräch"
        VERMERK = "vermerk", "Vermerk"

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="aktenvermerke", verbose_name="Antrag")
    art = models.CharField("Art", max_length=10, choices=Art)
    vom = models.DateField("vom")
    betreff = models.CharField("Betreff", max_length=160)
    text = models.TextField("Text", blank=True, max_length=8000)
    # Apart from the papers of the application, so that no list of them can show it to a municipality.
    datei = models.FileField("Original", upload_to=ablage, blank=True)
    name = models.CharField("Dateiname", max_length=200, blank=True)
    groesse = models.PositiveIntegerField("Größe", default=0, help_text="Byte")
    sha256 = models.CharField("Prüfsumme", max_length=64, blank=True)
    inhaltstyp = models.CharField("Inhaltstyp", max_length=80, blank=True)
    erfasst_am = models.DateTimeField("erfasst am")
    erfasst_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erfasst von"
    )

    objects = AktenvermerkQuerySet.as_manager()

    class Meta:
        verbose_name = "Aktenvermerk"
        verbose_name_plural = "Aktenvermerke"
        ordering = ["-vom", "-pk"]

    def __str__(self) -> str:
        return self.betreff
