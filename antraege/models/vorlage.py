"""Papers for the committees: their motions, versions, files and motions to change them (domain E)."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from antraege import zeit
from antraege.models.benutzer import Rolle
from antraege.models.gremium import WEBADRESSE

FEDERFUEHREND = (Rolle.GESCHAEFTSSTELLE, Rolle.SACHBEARBEITUNG)


class VorlageQuerySet(models.QuerySet["Vorlage"]):
    """Words about papers."""

    def visible_to(self, user) -> VorlageQuerySet:
        """All of the own district for its office; for municipalities those published by today."""
        kommunal = {m.landkreis_id for m in user.aktive_mitgliedschaften if m.kommune_id}
        return self.filter(
            Q(landkreis_id__in=user.landkreis_ids)
            | Q(landkreis_id__in=kommunal, veroeffentlicht_am__lte=zeit.heute())
        )


class Vorlage(models.Model):
    """A paper for the committees; the number comes from the council's own system."""

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        MITZEICHNUNG = "mitzeichnung", "In Mitzeichnung"
        FREIGEGEBEN = "freigegeben", "Freigegeben"
        BESCHLOSSEN = "beschlossen", "Beschlossen"
        ZURUECKGEZOGEN = "zurueckgezogen", "Zurückgezogen"

    class Art(models.TextChoices):
        VORLAGE = "vorlage", "Sitzungsvorlage"
        ERGAENZUNG = "ergaenzung", "Ergänzungsvorlage"

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="vorlagen", verbose_name="Landkreis"
    )
    art = models.CharField("Art", max_length=10, choices=Art, default=Art.VORLAGE)
    ergaenzt = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ergaenzungen",
        verbose_name="ergänzt die Vorlage",
    )
    runde = models.ForeignKey(
        "antraege.Foerderrunde",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vorlagen",
        verbose_name="Förderrunde",
    )
    drucksache = models.CharField("KT-Drucks. Nr.", max_length=20)
    titel = models.CharField("Titel", max_length=200)
    status = models.CharField("Stand", max_length=20, choices=Status, default=Status.ENTWURF, editable=False)
    federfuehrung = models.CharField(
        "Federführung",
        max_length=30,
        choices=[(r.value, r.label) for r in FEDERFUEHREND],
        default=Rolle.GESCHAEFTSSTELLE,
    )
    sachverhalt = models.TextField("Sachverhalt", blank=True, max_length=20000)
    finanzen = models.TextField("Finanzielle Auswirkungen", blank=True, max_length=8000)
    betrag = models.DecimalField(
        "Finanzvolumen",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="EUR; entscheidet, wer mitzeichnet und welches Gremium beschließen darf",
    )
    fassung = models.PositiveSmallIntegerField("Fassung", default=1, editable=False)
    veroeffentlichen_am = models.DateField(
        "veröffentlichen am", null=True, blank=True, help_text="leer: mit der Freigabe"
    )
    adresse = models.CharField(
        "Seite im Ratsinformationssystem", max_length=500, blank=True, validators=[WEBADRESSE]
    )
    kennung = models.CharField("Kennung im Ratsinformationssystem", max_length=500, blank=True)
    erstellt_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erstellt von"
    )
    bearbeitet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="zuletzt bearbeitet von",
    )
    # Everybody who wrote a draft of it; kept by a trigger (0023), so every way of writing is noted.
    bearbeitende = models.ManyToManyField(
        "antraege.Benutzer", related_name="+", editable=False, verbose_name="bearbeitet von"
    )
    freigegeben_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="freigegeben von",
    )
    veroeffentlicht_am = models.DateField("veröffentlicht am", null=True, blank=True)
    historisch = models.BooleanField("historisch", default=False)
    beispieldaten = models.BooleanField("Beispieldaten", default=False)

    objects = VorlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzungsvorlage"
        verbose_name_plural = "Sitzungsvorlagen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["landkreis", "drucksache"],
                name="vorlage_drucksache_je_landkreis_eindeutig",
                violation_error_message="Diese Drucksachennummer ist schon vergeben.",
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von__isnull=True) | ~Q(freigegeben_von=F("erstellt_von")),
                name="vorlage_freigabe_durch_zweite_person",
                violation_error_message="Die Vorlage gibt eine zweite Person frei.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["freigegeben", "beschlossen"]) | Q(freigegeben_von__isnull=False),
                name="vorlage_freigegeben_mit_person",
                violation_error_message="Eine freigegebene Vorlage nennt die Person, die sie freigegeben hat.",
            ),
            models.CheckConstraint(
                condition=Q(art="ergaenzung", ergaenzt__isnull=False)
                | Q(art="vorlage", ergaenzt__isnull=True),
                name="vorlage_ergaenzung_nennt_vorlage",
                violation_error_message="Eine Ergänzungsvorlage nennt die Vorlage, die sie ergänzt.",
            ),
        ]

    def __str__(self) -> str:
        return f"KT-Drucks. Nr. {self.drucksache}"


class Beschlussantrag(models.Model):
    """One motion (Ziffer) of a paper; motions are decided singly (R19)."""

    vorlage = models.ForeignKey(
        Vorlage, models.PROTECT, related_name="beschlussantraege", verbose_name="Vorlage"
    )
    ziffer = models.PositiveSmallIntegerField("Ziffer")
    wortlaut = models.TextField("Wortlaut")
    # Only in a supplement: the motion of its main paper that this one words anew.
    fasst_neu = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="neufassungen",
        verbose_name="neuer Wortlaut zu",
    )

    class Meta:
        verbose_name = "Beschlussantrag"
        verbose_name_plural = "Beschlussanträge"
        ordering = ["vorlage", "ziffer"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "ziffer"],
                name="beschlussantrag_ziffer_eindeutig",
                violation_error_message="Diese Ziffer steht schon in der Vorlage.",
            )
        ]

    def __str__(self) -> str:
        return f"Ziffer {self.ziffer}"


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

        An annex is published with a version that holds it, anything later with the paper. How far an extract may be
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
        spaeter = ~Q(art="anlage") & Q(vorlage__veroeffentlicht_am__lte=heute, entfernt_am__isnull=True)
        return Q(oeffentlich=True) & (Q(Exists(gefasst)) | spaeter)

    def aktuell(self) -> VorlagenanlageQuerySet:
        """Those that lie with the paper now; one taken away stays for the versions that hold it."""
        return self.filter(entfernt_am__isnull=True)


class Vorlagenanlage(models.Model):
    """A file of a paper: an annex, a paper laid on the table, or the extract from the minutes."""

    class Art(models.TextChoices):
        ANLAGE = "anlage", "Anlage"
        TISCHVORLAGE = "tischvorlage", "Tischvorlage"
        AUSZUG = "auszug", "Auszug aus der Niederschrift"

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
        ]

    def __str__(self) -> str:
        return self.name


class Aenderungsantrag(models.Model):
    """A motion to change a Ziffer: who moves it, and its wording (praxis 4 (3))."""

    class Ergebnis(models.TextChoices):
        OFFEN = "offen", "Noch nicht behandelt"
        ANGENOMMEN = "angenommen", "Angenommen"
        ABGELEHNT = "abgelehnt", "Abgelehnt"
        ZURUECKGEZOGEN = "zurueckgezogen", "Zurückgezogen"
        ERLEDIGT = "erledigt", "Erledigt"

    beschlussantrag = models.ForeignKey(
        Beschlussantrag, models.PROTECT, related_name="aenderungsantraege", verbose_name="Beschlussantrag"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    antragsteller = models.CharField("gestellt von", max_length=200)
    wortlaut = models.TextField("Wortlaut", max_length=4000)
    eingegangen_am = models.DateField("eingegangen am")
    ergebnis = models.CharField("Ergebnis", max_length=15, choices=Ergebnis, default=Ergebnis.OFFEN)
    entschieden_am = models.DateField("entschieden am", null=True, blank=True)
    erfasst_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erfasst von"
    )

    class Meta:
        verbose_name = "Änderungsantrag"
        verbose_name_plural = "Änderungsanträge"
        ordering = ["beschlussantrag", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["beschlussantrag", "nummer"],
                name="aenderungsantrag_nummer_eindeutig",
                violation_error_message="Diesen Änderungsantrag gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(ergebnis="offen", entschieden_am__isnull=True)
                | ~Q(ergebnis="offen")
                & Q(entschieden_am__isnull=False, entschieden_am__gte=F("eingegangen_am")),
                name="aenderungsantrag_entschieden_mit_tag",
                violation_error_message="Ein behandelter Änderungsantrag nennt den Tag, nicht vor seinem Eingang.",
            ),
        ]

    def __str__(self) -> str:
        return f"Änderungsantrag {self.nummer} zu {self.beschlussantrag}"
