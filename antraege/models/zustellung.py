"""What surrounds a notice: its amounts by year, the consent to the portal, an objection."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from antraege import zeit
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


def ablage(instance: Widerspruch, filename: str) -> str:
    """Store under a random name: nothing of the original name reaches the file system."""
    return f"widersprueche/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:6]}"


class WiderspruchQuerySet(models.QuerySet["Widerspruch"]):
    """Words about objections."""

    def visible_to(self, user) -> WiderspruchQuerySet:
        """All of the own district for its office; a municipality its own."""
        eigene = Q(bescheid__antrag__kommune_id__in=user.kommune_ids)
        return self.filter(Q(bescheid__antrag__landkreis_id__in=user.landkreis_ids) | eigene)

    def zaehlend(self) -> WiderspruchQuerySet:
        """Those that came in time, and late ones whose lateness was excused (§ 60 VwGO); as ``widerspruch_zaehlt`` (0043)."""
        return self.filter(Q(verspaetet=False) | Q(wiedereingesetzt_am__isnull=False))

    def hemmend(self) -> WiderspruchQuerySet:
        """Open ones that count: they keep the notice from becoming final."""
        return self.zaehlend().filter(status=Widerspruch.Status.OFFEN)


class Widerspruch(models.Model):
    """An objection to a notice; while a timely one is open the notice does not become final (§§ 68 ff. VwGO)."""

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
    datei = models.FileField("Schreiben", upload_to=ablage, blank=True)
    name = models.CharField("Dateiname", max_length=200, blank=True)
    groesse = models.PositiveIntegerField("Größe", default=0, help_text="Byte")
    sha256 = models.CharField("Prüfsumme", max_length=64, blank=True)
    inhaltstyp = models.CharField("Inhaltstyp", max_length=80, blank=True)
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
    # Of the decision itself: a month for an action at the court begins with it (§§ 73 Abs. 3, 74 Abs. 1 VwGO).
    zugestellt_am = models.DateField("Widerspruchsbescheid zugestellt am", null=True, blank=True)
    # The last day for that action; also after a late objection, though it then finds a final notice.
    klagefrist_am = models.DateField("Klagefrist bis", null=True, blank=True)
    # With it the objection is as if it had never been made; what is left of its month holds again.
    zurueckgenommen_am = models.DateField("Rücknahme eingegangen am", null=True, blank=True)
    vermerk = models.TextField("Vermerk zur Entscheidung", blank=True, max_length=8000)
    # A late one stays late, but counts: the municipality missed the month without its fault (§§ 70 Abs. 2, 60 VwGO).
    wiedereingesetzt_am = models.DateField("Wiedereinsetzung gewährt am", null=True, blank=True)
    wiedereingesetzt_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Wiedereinsetzung gewährt von",
    )
    wiedereinsetzung = models.TextField("Grund der Wiedereinsetzung", blank=True, max_length=8000)

    objects = WiderspruchQuerySet.as_manager()

    class Meta:
        verbose_name = "Widerspruch"
        verbose_name_plural = "Widersprüche"
        ordering = ["-eingegangen_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bescheid", "verspaetet"],  # a late one bars no timely one
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
            models.CheckConstraint(
                condition=Q(entschieden_von__isnull=True) | ~Q(entschieden_von=F("erfasst_von")),
                name="widerspruch_entscheidung_durch_zweite_person",
                violation_error_message="Über den Widerspruch entscheidet eine andere Person als die, die ihn erfasst hat (Vier-Augen-Prinzip).",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["teilweise", "zurueckgewiesen"]) | Q(zugestellt_am__isnull=False),
                name="widerspruchsbescheid_mit_zustellung",
                violation_error_message="Ein Widerspruchsbescheid nennt den Tag seiner Zustellung.",
            ),
            models.CheckConstraint(
                condition=Q(zugestellt_am__isnull=True) | Q(status__in=["teilweise", "zurueckgewiesen"]),
                name="widerspruch_zustellung_nur_mit_bescheid",
                violation_error_message="Einen Tag der Zustellung hat nur ein Widerspruch, der zurückgewiesen oder dem nur teilweise abgeholfen ist.",
            ),
            models.CheckConstraint(
                condition=Q(zugestellt_am__isnull=True)
                | Q(zugestellt_am__gte=TruncDate("eingegangen_am", tzinfo=zeit.BERLIN)),
                name="widerspruchsbescheid_nach_eingang",
                violation_error_message="Der Widerspruchsbescheid ist nicht vor dem Eingang des Widerspruchs zugestellt.",
            ),
            models.CheckConstraint(
                condition=Q(klagefrist_am__isnull=True)
                | Q(zugestellt_am__isnull=False, klagefrist_am__gt=F("zugestellt_am")),
                name="widerspruch_klagefrist_nach_zustellung",
                violation_error_message="Die Klagefrist beginnt mit der Zustellung des Widerspruchsbescheids.",
            ),
            models.CheckConstraint(
                condition=Q(status="zurueckgenommen", zurueckgenommen_am__isnull=False)
                | (~Q(status="zurueckgenommen") & Q(zurueckgenommen_am__isnull=True)),
                name="widerspruch_ruecknahme_mit_tag",
                violation_error_message="Ein zurückgenommener Widerspruch nennt den Tag, an dem die Rücknahme eingegangen ist.",
            ),
            models.CheckConstraint(
                condition=Q(zurueckgenommen_am__isnull=True)
                | Q(zurueckgenommen_am__gte=TruncDate("eingegangen_am", tzinfo=zeit.BERLIN)),
                name="widerspruch_ruecknahme_nach_eingang",
                violation_error_message="Dieser Tag liegt vor dem Eingang des Widerspruchs.",
            ),
            models.CheckConstraint(
                condition=Q(
                    wiedereingesetzt_am__isnull=True, wiedereingesetzt_von__isnull=True, wiedereinsetzung=""
                )
                | (
                    Q(verspaetet=True, wiedereingesetzt_am__isnull=False, wiedereingesetzt_von__isnull=False)
                    & ~Q(wiedereinsetzung="")
                ),
                name="widerspruch_wiedereinsetzung_mit_grund",
                violation_error_message="Wiedereinsetzung gibt es nur zu einem verspäteten Widerspruch, mit Tag, Person und Grund.",
            ),
            models.CheckConstraint(
                condition=Q(wiedereingesetzt_von__isnull=True) | ~Q(wiedereingesetzt_von=F("erfasst_von")),
                name="widerspruch_wiedereinsetzung_durch_zweite_person",
                violation_error_message="Wiedereinsetzung gewährt eine andere Person als die, die den Widerspruch erfasst hat (Vier-Augen-Prinzip).",
            ),
        ]

    def __str__(self) -> str:
        return f"Widerspruch vom {self.eingegangen_am:%d.%m.%Y}"

    @property
    def zaehlt(self) -> bool:
        """Whether it keeps the notice from becoming final while it is open."""
        return not self.verspaetet or self.wiedereingesetzt_am is not None

    @property
    def antrag(self):
        """The application, as rights and log ask for it."""
        return self.bescheid.antrag
