"""Committees, what they may decide from which day on, and their sittings (domain E)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

WEBADRESSE = URLValidator(["https", "http"])


class GremiumQuerySet(models.QuerySet["Gremium"]):
    """Words about committees."""

    def visible_to(self, user) -> GremiumQuerySet:
        """Those of the own district, for its office."""
        return self.filter(landkreis_id__in=user.landkreis_ids)

    def mit_zustaendigkeit(self, *, am: date) -> GremiumQuerySet:
        """With what each may decide on a day: ``beschliessend``, ``wertgrenze``, ``stimmberechtigte``."""
        return self.annotate(**_zustaendig(OuterRef("pk"), am))

    def zustaendig_fuer(self, betrag: Decimal, *, am: date) -> GremiumQuerySet:
        """Those that may decide on so many EUR on a day, the lowest limit that reaches first."""
        reicht = Q(wertgrenze=None) | Q(wertgrenze__gte=betrag)
        zustaendige = self.mit_zustaendigkeit(am=am).filter(reicht, beschliessend=True)
        return zustaendige.order_by(F("wertgrenze").asc(nulls_last=True), "pk")


class Gremium(models.Model):
    """A committee of the district; what it may decide, and from which day on, its ``Zustaendigkeit`` rows say."""

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="gremien", verbose_name="Landkreis"
    )
    name = models.CharField("Name", max_length=120)
    kurz = models.CharField("Kurzname", max_length=20)
    abgabe_werktage = models.PositiveSmallIntegerField(
        "Abgabeschluss der Vorlagen", null=True, blank=True, help_text="Arbeitstage vor der Sitzung"
    )
    kennung = models.CharField("Kennung im Ratsinformationssystem", max_length=500, blank=True)

    objects = GremiumQuerySet.as_manager()

    class Meta:
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        constraints = [
            models.UniqueConstraint(
                fields=["landkreis", "kurz"],
                name="gremium_kurz_je_landkreis_eindeutig",
                violation_error_message="Diesen Kurznamen trägt schon ein anderes Gremium des Landkreises.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ZustaendigkeitQuerySet(models.QuerySet["Zustaendigkeit"]):
    """Words about competences."""

    def geltend(self, *, gremium: int | OuterRef, am: date | OuterRef) -> ZustaendigkeitQuerySet:
        """The one that holds for a committee on a day: the latest that has begun. None: it advises only."""
        return self.filter(gremium=gremium, gueltig_ab__lte=am).order_by("-gueltig_ab")[:1]


class Zustaendigkeit(models.Model):
    """What a committee may decide from a day on; the latest one that has begun holds (Hauptsatzung, §§ 34, 36 LKrO)."""

    gremium = models.ForeignKey(
        Gremium, models.CASCADE, related_name="zustaendigkeiten", verbose_name="Gremium"
    )
    gueltig_ab = models.DateField("gültig ab")
    beschliessend = models.BooleanField("beschließt selbst", default=False)
    wertgrenze = models.DecimalField(
        "beschließt bis",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="EUR für alles, was eine Sitzung zu einer Vorlage beschließt; leer: ohne Grenze",
    )
    stimmberechtigte = models.PositiveSmallIntegerField(
        "Stimmberechtigte", null=True, blank=True, help_text="ohne den Landrat, er leitet ohne Stimme"
    )
    grundlage = models.CharField(
        "Grundlage", max_length=200, blank=True, help_text="zum Beispiel Hauptsatzung § 4"
    )

    objects = ZustaendigkeitQuerySet.as_manager()

    class Meta:
        verbose_name = "Zuständigkeit"
        verbose_name_plural = "Zuständigkeiten"
        ordering = ["gremium", "-gueltig_ab"]
        constraints = [
            models.UniqueConstraint(
                fields=["gremium", "gueltig_ab"],
                name="zustaendigkeit_je_gremium_und_tag_eindeutig",
                violation_error_message="Ab diesem Tag gilt für das Gremium schon eine Zuständigkeit.",
            ),
            models.CheckConstraint(
                condition=Q(wertgrenze__isnull=True) | Q(beschliessend=True, wertgrenze__gt=0),
                name="zustaendigkeit_grenze_nur_beschliessend",
                violation_error_message="Eine Wertgrenze über 0 EUR hat nur ein Gremium, das selbst beschließt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gremium} ab {self.gueltig_ab:%d.%m.%Y}"


def _zustaendig(gremium: OuterRef, am: date | OuterRef) -> dict[str, Coalesce | Subquery]:
    geltend = Zustaendigkeit.objects.geltend(gremium=gremium, am=am)
    return {
        "beschliessend": Coalesce(Subquery(geltend.values("beschliessend")), Value(value=False)),
        "wertgrenze": Subquery(geltend.values("wertgrenze")),
        "stimmberechtigte": Subquery(geltend.values("stimmberechtigte")),
    }


class SitzungQuerySet(models.QuerySet["Sitzung"]):
    """Words about sittings."""

    def visible_to(self, user) -> SitzungQuerySet:
        """Those of the own district, for its office."""
        return self.filter(gremium__landkreis_id__in=user.landkreis_ids)

    def kommende(self, *, ab: date) -> SitzungQuerySet:
        """Those that take place from a day on; a cancelled one does not."""
        return self.filter(tag__gte=ab, abgesagt=False)

    def mit_zustaendigkeit(self) -> SitzungQuerySet:
        """With what the committee may decide on the day: ``beschliessend``, ``wertgrenze``, ``stimmberechtigte``."""
        return self.annotate(**_zustaendig(OuterRef("gremium"), OuterRef("tag")))

    def beschliessende(self) -> SitzungQuerySet:
        """Those whose committee decides on that day; the others advise (R19)."""
        return self.mit_zustaendigkeit().filter(beschliessend=True)


class Sitzung(models.Model):
    """A sitting of a committee: entered by hand, read from a calendar file or taken from the council system."""

    class Quelle(models.TextChoices):
        HAND = "hand", "von Hand eingetragen"
        KALENDER = "kalender", "aus einer Kalenderdatei"
        OPARL = "oparl", "aus dem Ratsinformationssystem"

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="sitzungen", verbose_name="Gremium")
    tag = models.DateField("Tag")
    oeffentlich = models.BooleanField("öffentlich", default=True)
    abgabeschluss = models.DateField("Abgabeschluss der Vorlagen", null=True, blank=True)
    beginn = models.TimeField("Beginn", null=True, blank=True)
    ort = models.CharField("Ort", max_length=200, blank=True)
    einladung_am = models.DateField("Einladung am", null=True, blank=True)
    beendet_am = models.DateTimeField("beendet am", null=True, blank=True)
    abgesagt = models.BooleanField("abgesagt", default=False)
    quelle = models.CharField("Quelle", max_length=10, choices=Quelle, default=Quelle.HAND, editable=False)
    kennung = models.CharField("Kennung in der Quelle", max_length=500, blank=True, editable=False)
    adresse = models.CharField(
        "Seite im Ratsinformationssystem", max_length=500, blank=True, validators=[WEBADRESSE]
    )
    fehlt_seit = models.DateField(
        "fehlt im Ratsinformationssystem seit", null=True, blank=True, editable=False
    )
    beispieldaten = models.BooleanField("Beispieldaten", default=False)

    objects = SitzungQuerySet.as_manager()

    # What ``mit_zustaendigkeit`` adds.
    beschliessend: bool
    wertgrenze: Decimal | None
    stimmberechtigte: int | None

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["tag"]
        constraints = [
            models.UniqueConstraint(
                fields=["gremium", "tag"],
                name="sitzung_je_gremium_und_tag_eindeutig",
                violation_error_message="An diesem Tag hat das Gremium schon eine Sitzung.",
            ),
            models.UniqueConstraint(
                fields=["gremium", "kennung"],
                condition=~Q(kennung=""),
                name="sitzung_je_kennung_einmal",
                violation_error_message="Diese Sitzung ist schon übernommen.",
            ),
            models.CheckConstraint(
                condition=Q(abgabeschluss__isnull=True) | Q(abgabeschluss__lte=F("tag")),
                name="sitzung_abgabeschluss_vorher",
                violation_error_message="Der Abgabeschluss liegt vor der Sitzung.",
            ),
            models.CheckConstraint(
                condition=Q(einladung_am__isnull=True) | Q(einladung_am__lte=F("tag")),
                name="sitzung_einladung_vorher",
                violation_error_message="Die Einladung liegt vor der Sitzung.",
            ),
            models.CheckConstraint(
                condition=Q(beendet_am__isnull=True) | Q(abgesagt=False),
                name="sitzung_abgesagt_endet_nicht",
                violation_error_message="Eine abgesagte Sitzung hat kein Ende.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gremium.kurz} am {self.tag:%d.%m.%Y}"

    @cached_property
    def zustaendigkeit(self) -> Zustaendigkeit:
        """What the committee may decide on the day of this sitting; nothing where nobody entered it. One query."""
        geltend = Zustaendigkeit.objects.geltend(gremium=self.gremium_id, am=self.tag).first()
        return geltend or Zustaendigkeit(gremium=self.gremium, gueltig_ab=self.tag)
