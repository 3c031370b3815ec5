"""Files around papers: released versions, annexes and extracts, the district's Word template."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.db import models
from django.db.models import Exists, OuterRef, Q

from antraege import zeit
from antraege.models.vorlage import Vorlage


def ablage(instance: models.Model, filename: str) -> str:
    """Store under a random name: nothing of the original name reaches the file system."""
    ordner = "hausvorlagen" if isinstance(instance, Hausvorlage) else "vorlagen"
    return f"{ordner}/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:6]}"


class VorlagenfassungQuerySet(models.QuerySet["Vorlagenfassung"]):
    """Words about released versions."""

    def visible_to(self, user) -> VorlagenfassungQuerySet:
        """All of the own district for its office; for municipalities those published by today."""
        kommunal = {m.landkreis_id for m in user.aktive_mitgliedschaften if m.kommune_id}
        return self.filter(
            Q(vorlage__landkreis_id__in=user.landkreis_ids)
            | Q(vorlage__landkreis_id__in=kommunal, veroeffentlicht_am__lte=zeit.heute())
        )


class Vorlagenfassung(models.Model):
    """A paper as it was released: frozen with its two files; never changed (a trigger refuses).

    Only the day of its publication comes later, once: a version released and replaced before that day stays internal.
    """

    vorlage = models.ForeignKey(Vorlage, models.PROTECT, related_name="fassungen", verbose_name="Vorlage")
    nummer = models.PositiveSmallIntegerField("Nummer")
    inhalt = models.JSONField("Inhalt")
    freigegeben_am = models.DateTimeField("freigegeben am")
    freigegeben_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="freigegeben von"
    )
    veroeffentlicht_am = models.DateField("veröffentlicht am", null=True, blank=True)
    anlagen = models.ManyToManyField(
        "antraege.Vorlagenanlage", related_name="fassungen", editable=False, verbose_name="Anlagen"
    )
    docx = models.FileField("Word-Datei", upload_to=ablage, blank=True)
    docx_sha256 = models.CharField("Prüfsumme der Word-Datei", max_length=64, blank=True)
    pdf = models.FileField("PDF", upload_to=ablage, blank=True)
    pdf_sha256 = models.CharField("Prüfsumme des PDF", max_length=64, blank=True)
    hausvorlage_sha256 = models.CharField("Prüfsumme der Hausvorlage", max_length=64, blank=True)
    # Beside the content, what decides the bytes of the PDF.
    typst_version = models.CharField("typst-Version", max_length=20, blank=True)
    druck_sha256 = models.CharField("Prüfsumme der Druckvorlage", max_length=64, blank=True)

    objects = VorlagenfassungQuerySet.as_manager()

    class Meta:
        verbose_name = "Fassung der Vorlage"
        verbose_name_plural = "Fassungen der Vorlage"
        ordering = ["vorlage", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "nummer"],
                name="vorlagenfassung_nummer_eindeutig",
                violation_error_message="Diese Fassung der Vorlage gibt es schon.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.vorlage}, Fassung {self.nummer}"


class Hausvorlage(models.Model):
    """The district's own Word template; the latest one is used, earlier ones stay for the papers made with them."""

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="hausvorlagen", verbose_name="Landkreis"
    )
    datei = models.FileField("Word-Datei", upload_to=ablage)
    name = models.CharField("Dateiname", max_length=200)
    sha256 = models.CharField("Prüfsumme", max_length=64)
    hochgeladen_am = models.DateTimeField("hochgeladen am")
    hochgeladen_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="hochgeladen von"
    )

    class Meta:
        verbose_name = "Hausvorlage"
        verbose_name_plural = "Hausvorlagen"
        ordering = ["-hochgeladen_am", "-pk"]

    def __str__(self) -> str:
        return self.name


class VorlagenanlageQuerySet(models.QuerySet["Vorlagenanlage"]):
    """Words about files of papers."""

    def visible_to(self, user) -> VorlagenanlageQuerySet:
        """All of the own district for its office; for municipalities the public ones of what is published.

        An annex is published with a version that holds it, anything later with the version it came to. How far an extract may be
        read besides depends on the results in it (``einsicht``).
        """
        kommunal = {m.landkreis_id for m in user.aktive_mitgliedschaften if m.kommune_id}
        im_kreis = Q(vorlage__landkreis_id__in=user.landkreis_ids)
        return self.filter(im_kreis | Q(vorlage__landkreis_id__in=kommunal) & self._oeffentlich())

    def oeffentlich(self) -> VorlagenanlageQuerySet:
        """The public ones of what is published."""
        return self.filter(self._oeffentlich())

    def _oeffentlich(self) -> Q:
        heute = zeit.heute()
        gefasst = Vorlagenfassung.objects.filter(anlagen=OuterRef("pk"), veroeffentlicht_am__lte=heute)
        jetzige = Vorlagenfassung.objects.filter(
            vorlage=OuterRef("vorlage"), nummer=OuterRef("vorlage__fassung"), veroeffentlicht_am__lte=heute
        )
        frei = Q(vorlage__veroeffentlicht_am__lte=heute) & (Q(vorlage__fassung=1) | Q(Exists(jetzige)))
        spaeter = ~Q(art="anlage") & Q(entfernt_am__isnull=True) & frei
        return Q(oeffentlich=True) & (Q(Exists(gefasst)) | spaeter)

    def mit_der_fassung(self) -> VorlagenanlageQuerySet:
        """Those a version is released with."""
        return self.aktuell().filter(art__in=("anlage", "stellungnahmen"))

    def aktuell(self) -> VorlagenanlageQuerySet:
        """Those that lie with the paper now; one taken away stays for the versions that hold it."""
        return self.filter(entfernt_am__isnull=True)


class Vorlagenanlage(models.Model):
    """A file of a paper: an annex, a paper laid on the table, or the extract from the minutes."""

    class Art(models.TextChoices):
        ANLAGE = "anlage", "Anlage"
        TISCHVORLAGE = "tischvorlage", "Tischvorlage"
        AUSZUG = "auszug", "Auszug aus der Niederschrift"
        # Laid by the portal itself when the paper is handed in (services.vorlagenstellungnahmen).
        STELLUNGNAHMEN = "stellungnahmen", "Stellungnahmen der Kommunen"

    vorlage = models.ForeignKey(Vorlage, models.PROTECT, related_name="anlagen", verbose_name="Vorlage")
    art = models.CharField("Art", max_length=15, choices=Art, default=Art.ANLAGE)
    datei = models.FileField("Datei", upload_to=ablage)
    name = models.CharField("Dateiname", max_length=200)
    inhaltstyp = models.CharField("Inhaltstyp", max_length=100)
    groesse = models.PositiveIntegerField("Größe", help_text="Bytes")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    oeffentlich = models.BooleanField("öffentlich", default=True)
    hochgeladen_am = models.DateTimeField("hochgeladen am")
    hochgeladen_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="hochgeladen von"
    )
    entfernt_am = models.DateTimeField("entfernt am", null=True, blank=True)
    entfernt_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="entfernt von",
    )

    objects = VorlagenanlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Anlage der Vorlage"
        verbose_name_plural = "Anlagen der Vorlage"
        ordering = ["vorlage", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "sha256"],
                condition=Q(entfernt_am__isnull=True),
                name="vorlagenanlage_einmal",
                violation_error_message="Diese Datei liegt schon bei der Vorlage.",
            ),
            models.CheckConstraint(
                condition=Q(entfernt_am__isnull=True, entfernt_von__isnull=True)
                | Q(entfernt_am__isnull=False, entfernt_von__isnull=False),
                name="vorlagenanlage_entfernt_von_person",
                violation_error_message="Wer eine Datei entfernt, steht mit dem Zeitpunkt dabei.",
            ),
            models.CheckConstraint(
                condition=~Q(art="stellungnahmen") | Q(oeffentlich=False),
                name="vorlagenanlage_stellungnahmen_nicht_oeffentlich",
                violation_error_message="Die Stellungnahmen der Kommunen sind nicht öffentlich.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
