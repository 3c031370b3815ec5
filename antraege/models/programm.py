"""Programmes, their guideline versions, rounds and the shares and money set aside for them."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q

NULL = Decimal("0.00")


class Tagesspanne(Func):
    """A daterange of two inclusive dates."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Zielgruppe(models.Model):
    """One atomic target group (R3); rounds hold sets of them, so nesting is set arithmetic."""

    schluessel = models.SlugField("Schlüssel", max_length=20, unique=True)
    name = models.CharField("Name", max_length=120)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Zielgruppe"
        verbose_name_plural = "Zielgruppen"
        ordering = ["reihenfolge", "pk"]

    def __str__(self) -> str:
        return self.name


class Foerderprogramm(models.Model):
    """A programme of the district or the Land as seen by one district (R1)."""

    class Geber(models.TextChoices):
        LANDKREIS = "landkreis", "Landkreis"
        LAND = "land", "Land"

    class Bewilligungsstelle(models.TextChoices):
        LANDKREIS = "landkreis", "Landkreis"
        EXTERN = "extern", "Regierungspräsidium"

    class Status(models.TextChoices):
        ANGEKUENDIGT = "angekuendigt", "Angekündigt"
        IN_KRAFT = "in_kraft", "In Kraft"

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="programme", verbose_name="Landkreis"
    )
    name = models.CharField("Name", max_length=160)
    kurz = models.CharField("Kurzname", max_length=40)
    geber = models.CharField("Finanzierung", max_length=10, choices=Geber)
    bewilligungsstelle = models.CharField("Bewilligungsstelle", max_length=10, choices=Bewilligungsstelle)
    rechtsgrundlage = models.CharField("Rechtsgrundlage", max_length=200)
    status = models.CharField("Stand", max_length=15, choices=Status)
    ermaechtigung = models.ForeignKey(
        "antraege.Beschlussantrag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ermaechtigt_programme",
        verbose_name="ermächtigender Beschlussantrag",
        help_text="Öffnet das Tor für eigene Stellen (R19).",
    )
    beispieldaten = models.BooleanField("Beispieldaten", default=False)

    class Meta:
        verbose_name = "Förderprogramm"
        verbose_name_plural = "Förderprogramme"
        constraints = [
            models.UniqueConstraint(fields=["landkreis", "kurz"], name="programm_kurz_je_landkreis_eindeutig")
        ]

    def __str__(self) -> str:
        return self.name


class Richtlinienfassung(models.Model):
    """One version of a programme's rules, valid from a day by a paper (R20); applications keep theirs."""

    programm = models.ForeignKey(
        Foerderprogramm, models.PROTECT, related_name="fassungen", verbose_name="Programm"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    gueltig_ab = models.DateField("gültig ab")
    grundlage = models.CharField(
        "Beschluss", max_length=120, blank=True, help_text="zum Beispiel KT-Drucks. Nr. 091/2016"
    )
    satz_je_vzae = models.DecimalField(
        "Festbetrag je VZÄ und Jahr", max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR"
    )
    schritt = models.DecimalField(
        "Schritt", max_digits=6, decimal_places=2, default=Decimal("0.05"), help_text="VZÄ"
    )
    mindestanteil = models.DecimalField(
        "Mindestanteil", max_digits=6, decimal_places=2, default=Decimal("0.25"), help_text="VZÄ"
    )
    personen_je_vzae = models.PositiveIntegerField(
        "Personen je VZÄ", null=True, blank=True, help_text="höchstens 1,00 VZÄ je so viele Personen"
    )
    frist_ergaenzung = models.CharField("Frist zur Ergänzung", max_length=5, default="14T")
    frist_stellungnahme = models.CharField("Frist zur Stellungnahme", max_length=5, default="7T")
    frist_zeichnung = models.CharField("Frist zur Zeichnung", max_length=5, default="7T")
    frist_nachweis = models.CharField("Frist zum Verwendungsnachweis", max_length=5, default="3M")
    grenze_sachgebietsleitung = models.DecimalField(
        "Zeichnung durch die Sachgebietsleitung bis",
        max_digits=12,
        decimal_places=2,
        default=Decimal("100000.00"),
        help_text="EUR; darüber zeichnet die Amtsleitung",
    )

    class Meta:
        verbose_name = "Fassung der Richtlinie"
        verbose_name_plural = "Fassungen der Richtlinie"
        constraints = [
            models.UniqueConstraint(
                fields=["programm", "nummer"], name="fassung_nummer_je_programm_eindeutig"
            ),
            models.CheckConstraint(
                condition=Q(schritt__gt=0),
                name="fassung_schritt_positiv",
                violation_error_message="Der Schritt muss größer als 0 sein.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programm.kurz}, Fassung {self.nummer}"


class FoerderrundeQuerySet(models.QuerySet["Foerderrunde"]):
    """Words about rounds."""

    def visible_to(self, user) -> FoerderrundeQuerySet:
        """Rounds of the user's own district (the municipality's or the office's)."""
        kreise = {m.landkreis_id for m in user.aktive_mitgliedschaften}
        return self.filter(programm__landkreis_id__in=kreise)

    def offen(self, *, am) -> FoerderrundeQuerySet:
        """Rounds granted by the district whose application period holds on the day ``am``."""
        return self.filter(
            antrag_von__lte=am,
            antrag_bis__gte=am,
            programm__bewilligungsstelle=Foerderprogramm.Bewilligungsstelle.LANDKREIS,
        )


class Foerderrunde(models.Model):
    """A round: funding period and application period, all dates inclusive and entered, never derived (R2)."""

    class Entscheidung(models.TextChoices):
        VERWALTUNG = "verwaltung", "Entscheidung der Verwaltung"
        KENNTNISNAHME = "kenntnisnahme", "Verwaltung, Gremium nimmt zur Kenntnis"
        BESCHLUSS = "beschluss", "Beschluss des Gremiums"

    class Sichtbarkeit(models.TextChoices):
        SITZUNG = "sitzung", "nach der öffentlichen Sitzung"
        BESCHEID = "bescheid", "mit dem Bescheid"

    programm = models.ForeignKey(
        Foerderprogramm, models.PROTECT, related_name="runden", verbose_name="Programm"
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
                fields=["programm", "kuerzel"], name="runde_kuerzel_je_programm_eindeutig"
            ),
            models.CheckConstraint(
                condition=Q(ende__gte=F("beginn")),
                name="runde_ende_nach_beginn",
                violation_error_message="Das Ende der Förderung liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(antrag_von__isnull=True, antrag_bis__isnull=True)
                | Q(antrag_bis__gte=F("antrag_von")),
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


class Kontingent(models.Model):
    """Shares and money of a round as known on a day: estimate, preliminary or final (R4). Rows are added, never changed."""

    class Art(models.TextChoices):
        SCHAETZUNG = "schaetzung", "Schätzung"
        VORLAEUFIG = "vorlaeufig", "Vorläufiger Planungsrahmen"
        ENDGUELTIG = "endgueltig", "Endgültig"

    class Bezug(models.TextChoices):
        ALLE = "alle", "alle Kommunen"
        LANDKREIS = "landkreis", "Stellen des Landkreises"

    runde = models.ForeignKey(
        Foerderrunde, models.PROTECT, related_name="kontingente", verbose_name="Förderrunde"
    )
    art = models.CharField("Art", max_length=12, choices=Art)
    bezug = models.CharField("Bezug", max_length=10, choices=Bezug, default=Bezug.ALLE)
    vzae = models.DecimalField(
        "Stellenkontingent",
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(NULL)],
        help_text="VZÄ",
    )
    betrag = models.DecimalField(
        "Betrag", max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR"
    )
    stand = models.DateField("Stand")
    grundlage = models.CharField(
        "Grundlage",
        max_length=200,
        blank=True,
        help_text="zum Beispiel Bescheid des Landes vom ... mit Aktenzeichen",
    )
    erfasst_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="erfasst von",
    )

    class Meta:
        verbose_name = "Stellenkontingent"
        verbose_name_plural = "Stellenkontingente"
        get_latest_by = ("stand", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(vzae__gte=0), name="kontingent_vzae_nicht_negativ"),
            models.CheckConstraint(
                condition=~Q(art="endgueltig") | ~Q(grundlage=""),
                name="kontingent_endgueltig_braucht_grundlage",
                violation_error_message="Ein endgültiges Kontingent braucht seine Grundlage, zum Beispiel den Bescheid mit Datum und Aktenzeichen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.runde}: {self.vzae} VZÄ ({self.get_art_display()})"


class Haushaltsermaechtigung(models.Model):
    """What the budget of a year allows for a programme: no notice before it is in force (praxis 3, row 16)."""

    programm = models.ForeignKey(
        Foerderprogramm, models.PROTECT, related_name="ermaechtigungen", verbose_name="Programm"
    )
    jahr = models.PositiveSmallIntegerField("Haushaltsjahr")
    produkt = models.CharField("Produkt", max_length=20)
    ansatz = models.DecimalField("Ansatz", max_digits=12, decimal_places=2, help_text="EUR")
    verpflichtung = models.DecimalField(
        "Verpflichtungsermächtigung",
        max_digits=12,
        decimal_places=2,
        default=NULL,
        help_text="EUR, zulasten des Folgejahres",
    )
    in_kraft_am = models.DateField("in Kraft am", null=True, blank=True)
    gesperrt = models.BooleanField("gesperrt", default=False)

    class Meta:
        verbose_name = "Haushaltsermächtigung"
        verbose_name_plural = "Haushaltsermächtigungen"
        constraints = [
            models.UniqueConstraint(
                fields=["programm", "jahr", "produkt"], name="haushalt_je_jahr_und_produkt_eindeutig"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jahr} {self.produkt}"
