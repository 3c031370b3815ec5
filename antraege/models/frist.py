"""Deadlines as rows: each knows its day, why it is that day, and what follows when it passes."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from antraege.models.benutzer import Rolle


class FristQuerySet(models.QuerySet["Frist"]):
    """Words about deadlines; each takes the day it needs."""

    def visible_to(self, user) -> FristQuerySet:
        """The district's own ones for its office; for a municipality those addressed to it."""
        return self.filter(Q(landkreis_id__in=user.landkreis_ids) | Q(kommune_id__in=user.kommune_ids))

    def offen(self) -> FristQuerySet:
        """Those neither kept nor lapsed."""
        return self.filter(erledigt_am__isnull=True)

    def faellig(self, *, am: date) -> FristQuerySet:
        """Open ones whose last day is over on the day ``am`` and whose expiry was not acted on."""
        return self.offen().filter(faellig_am__lt=am, abgelaufen_am__isnull=True)


class Frist(models.Model):
    """A deadline (shifts to working days), a fixed day or the end of a period (do not shift)."""

    class Art(models.TextChoices):
        ANTRAG = "antrag", "Antragsfrist"
        NACHREICHUNG = "nachreichung", "Unterlagen nachreichen"
        ERGAENZUNG = "ergaenzung", "Frist zur Ergänzung"
        STELLUNGNAHME = "stellungnahme", "Frist zur Stellungnahme"
        ZEICHNUNG = "zeichnung", "Zeichnung der Empfehlung"
        ABRUF = "abruf", "Abruf des Bescheids"
        RECHTSBEHELF = "rechtsbehelf", "Rechtsbehelfsfrist"
        FACHSTELLUNGNAHME = "fachstellungnahme", "Fachstellungnahme"
        MITZEICHNUNG = "mitzeichnung", "Mitzeichnung der Vorlage"
        MASSGABE = "massgabe", "Maßgabe eines Beschlusses"
        STELLENENDE = "stellenende", "Ende der Finanzierung einer Stelle"
        VERWENDUNGSNACHWEIS = "verwendungsnachweis", "Verwendungsnachweis"

    class Typ(models.TextChoices):
        FRIST = "frist", "Frist"
        TERMIN = "termin", "Termin"
        ZEITRAUM = "zeitraum", "Zeitraum"

    class Ablauf(models.TextChoices):
        MARKIEREN = "markieren", "wird als überfällig geführt"
        WEITER = "weiter", "das Verfahren geht ohne Antwort weiter"

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="fristen", verbose_name="Landkreis"
    )
    kommune = models.ForeignKey(
        "antraege.Kommune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fristen",
        verbose_name="Kommune",
        help_text="wer sie einhalten muss; leer: das Landratsamt",
    )
    rolle = models.CharField("Rolle", max_length=30, blank=True, help_text="zuständige Rolle im Landratsamt")
    antrag = models.ForeignKey(
        "antraege.Antrag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fristen",
        verbose_name="Antrag",
    )
    stelle = models.ForeignKey(
        "antraege.Stelle",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fristen",
        verbose_name="Stelle",
    )
    anteil = models.ForeignKey(
        "antraege.Finanzierungsanteil",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fristen",
        verbose_name="Finanzierungsanteil",
    )
    fachstellungnahme = models.ForeignKey(
        "antraege.Fachstellungnahme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fristen",
        verbose_name="Fachstellungnahme",
    )
    vorlage = models.ForeignKey(
        "antraege.Vorlage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fristen",
        verbose_name="Vorlage",
    )
    massgabe = models.ForeignKey(
        "antraege.Massgabe",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fristen",
        verbose_name="Maßgabe",
    )
    bescheid = models.ForeignKey(
        "antraege.Bescheid",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fristen",
        verbose_name="Bescheid",
    )
    art = models.CharField("Art", max_length=20, choices=Art)
    typ = models.CharField("Typ", max_length=10, choices=Typ)
    ereignis_am = models.DateField("ausgelöst am")
    faellig_am = models.DateField("Ende", help_text="24 Uhr")
    spur = models.TextField("So wurde die Frist berechnet")
    folge = models.CharField("Folge des Ablaufs", max_length=300, blank=True)
    ablauf = models.CharField("bei Ablauf", max_length=10, choices=Ablauf, default=Ablauf.MARKIEREN)
    erledigt_am = models.DateTimeField("erledigt am", null=True, blank=True)
    abgelaufen_am = models.DateField("Ablauf festgestellt am", null=True, blank=True)

    objects = FristQuerySet.as_manager()

    class Meta:
        verbose_name = "Frist"
        verbose_name_plural = "Fristen"
        ordering = ["faellig_am", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(antrag__isnull=False) | Q(stelle__isnull=False) | Q(vorlage__isnull=False),
                name="frist_gehoert_zu_etwas",
                violation_error_message="Eine Frist gehört zu einem Antrag, einer Stelle oder einer Vorlage.",
            ),
            models.CheckConstraint(
                condition=Q(kommune__isnull=False) | ~Q(rolle=""),
                name="frist_hat_zustaendige",
                violation_error_message="Eine Frist hat eine Kommune oder eine Rolle, die sie einhalten muss.",
            ),
            models.UniqueConstraint(
                fields=["antrag", "art", "bescheid"],
                condition=Q(erledigt_am__isnull=True, antrag__isnull=False, fachstellungnahme__isnull=True),
                nulls_distinct=False,
                name="frist_je_antrag_und_art_eine_offene",
                violation_error_message="Zu diesem Antrag läuft eine solche Frist schon.",
            ),
            models.UniqueConstraint(
                fields=["fachstellungnahme"],
                condition=Q(erledigt_am__isnull=True, fachstellungnahme__isnull=False),
                name="frist_je_fachstellungnahme_eine_offene",
                violation_error_message="Zu dieser Stellungnahme läuft schon eine Frist.",
            ),
            models.UniqueConstraint(
                fields=["anteil", "art"],
                condition=Q(erledigt_am__isnull=True, anteil__isnull=False),
                name="frist_je_anteil_und_art_eine_offene",
                violation_error_message="Zu diesem Finanzierungsanteil läuft eine solche Frist schon.",
            ),
            models.UniqueConstraint(
                fields=["vorlage", "art", "massgabe"],
                condition=Q(erledigt_am__isnull=True, vorlage__isnull=False),
                nulls_distinct=False,
                name="frist_je_vorlage_und_art_eine_offene",
                violation_error_message="Zu dieser Vorlage läuft eine solche Frist schon.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["faellig_am", "id"],
                condition=Q(erledigt_am__isnull=True),
                name="frist_offen_nach_tag",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()} bis {self.faellig_am:%d.%m.%Y}"

    @property
    def benennung(self) -> str:
        """What runs; at which office where several may be asked for the same, for which notice where it is a later one."""
        art = self.get_art_display()
        if self.art == self.Art.FACHSTELLUNGNAHME and self.rolle:
            return f"{art}: {Rolle(self.rolle).label}"
        if self.bescheid is not None and self.bescheid.aendert_id is not None:
            wort = self.bescheid.get_art_display() if self.bescheid.bekanntgegeben_am else "Bescheid"
            return f"{art}: {wort} {self.bescheid}"  # its kind is not told before it is known
        return art


class FristwunschQuerySet(models.QuerySet["Fristwunsch"]):
    """Words about wishes for more time."""

    def zu(self, antrag) -> FristwunschQuerySet:
        """Those about a deadline of ``antrag`` that still binds: with the deadline its wish is done, too."""
        return self.filter(frist__antrag=antrag, frist__erledigt_am__isnull=True)

    def offen(self) -> FristwunschQuerySet:
        """Those nobody has answered."""
        return self.filter(entschieden_am__isnull=True)


class Fristwunsch(models.Model):
    """What a municipality asks for when a deadline is too short; asking changes nothing about the deadline itself.

    One row for each deadline, replaced while nobody has answered it. Which days and which deadlines: the trigger of 0044.
    """

    ARTEN = (Frist.Art.ERGAENZUNG, Frist.Art.STELLUNGNAHME)

    frist = models.OneToOneField(Frist, models.PROTECT, related_name="wunsch", verbose_name="Frist")
    bis = models.DateField("gewünschtes Ende")
    grund = models.TextField("Grund", max_length=1000)
    gestellt_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erbeten von"
    )
    gestellt_am = models.DateTimeField("erbeten am")
    entschieden_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beantwortet von",
    )
    entschieden_am = models.DateTimeField("beantwortet am", null=True, blank=True)
    gewaehrt = models.BooleanField("gewährt", null=True, blank=True)
    antwort = models.TextField("Grund der Ablehnung", blank=True, max_length=1000)

    objects = FristwunschQuerySet.as_manager()

    class Meta:
        verbose_name = "Bitte um mehr Zeit"
        verbose_name_plural = "Bitten um mehr Zeit"
        constraints = [
            models.CheckConstraint(
                condition=~Q(grund=""),
                name="fristwunsch_mit_grund",
                violation_error_message="Wer um mehr Zeit bittet, nennt den Grund.",
            ),
            models.CheckConstraint(
                condition=Q(entschieden_am__isnull=True, entschieden_von__isnull=True, gewaehrt__isnull=True)
                | Q(entschieden_am__isnull=False, entschieden_von__isnull=False, gewaehrt__isnull=False),
                name="fristwunsch_antwort_mit_person_und_tag",
                violation_error_message="Die Antwort auf eine Bitte um mehr Zeit nennt, was entschieden ist, von wem und wann.",
            ),
            models.CheckConstraint(
                condition=(Q(gewaehrt=False) & ~Q(antwort=""))
                | (Q(antwort="") & (Q(gewaehrt=True) | Q(gewaehrt__isnull=True))),
                name="fristwunsch_ablehnung_mit_grund",
                violation_error_message="Eine Bitte um mehr Zeit wird nur mit Grund abgelehnt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bitte um mehr Zeit bis {self.bis:%d.%m.%Y}"
