"""What sittings did with a paper, Ziffer by Ziffer. A recommendation authorises nothing; a decision does (R19)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, When

from antraege.models.benutzer import Rolle

if TYPE_CHECKING:
    from antraege.models.vorlage import Vorlage


class Beratungsschritt(models.Model):
    """One step of a paper's way through the committees."""

    class Rolle(models.TextChoices):
        VORBERATUNG = "vorberatung", "Vorberatung"
        BESCHLUSS = "beschluss", "Beschluss"
        KENNTNISNAHME = "kenntnisnahme", "Kenntnisnahme"

    vorlage = models.ForeignKey(
        "antraege.Vorlage", models.PROTECT, related_name="beratungsfolge", verbose_name="Vorlage"
    )
    sitzung = models.ForeignKey(
        "antraege.Sitzung", models.PROTECT, related_name="beratungen", verbose_name="Sitzung"
    )
    rolle = models.CharField("Rolle", max_length=15, choices=Rolle)
    erfasst_am = models.DateTimeField("erfasst am", null=True, blank=True)
    # Until the extract from the minutes is there, results are "vorläufig nach Sitzung".
    bestaetigt_am = models.DateTimeField("mit dem Auszug bestätigt am", null=True, blank=True)
    bestaetigt_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bestätigt von",
    )
    auszug = models.ForeignKey(
        "antraege.Vorlagenanlage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Auszug aus der Niederschrift",
    )

    class Meta:
        verbose_name = "Beratungsschritt"
        verbose_name_plural = "Beratungsfolge"
        ordering = ["sitzung__tag", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "sitzung"],
                name="beratung_je_vorlage_und_sitzung_einmal",
                violation_error_message="In dieser Sitzung steht die Vorlage schon.",
            ),
            models.CheckConstraint(
                condition=Q(bestaetigt_am__isnull=True)
                | Q(erfasst_am__isnull=False, bestaetigt_von__isnull=False),
                name="beratung_bestaetigt_nach_erfassung",
                violation_error_message="Bestätigt wird nur ein erfasstes Ergebnis, und von einer Person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rolle_display()}: {self.sitzung}"


class Beschlussergebnis(models.Model):
    """The result on one motion in one step. A recommendation authorises nothing; a decision does (R19)."""

    class Wert(models.TextChoices):
        EMPFOHLEN = "empfohlen", "Empfohlen"
        GEAENDERT_EMPFOHLEN = "geaendert_empfohlen", "Geändert empfohlen"
        UNVERAENDERT = "unveraendert_beschlossen", "Unverändert beschlossen"
        GEAENDERT = "geaendert_beschlossen", "Geändert beschlossen"
        MIT_MASSGABE = "mit_massgabe", "Mit Maßgabe beschlossen"
        ABGELEHNT = "abgelehnt", "Abgelehnt"
        VERTAGT = "vertagt", "Vertagt"
        VERWIESEN = "verwiesen", "Verwiesen"
        ZURUECKGEZOGEN = "zurueckgezogen", "Zurückgezogen"
        ZUR_KENNTNIS = "zur_kenntnis_genommen", "Zur Kenntnis genommen"
        ABGESETZT = "abgesetzt", "Abgesetzt"

    class Abstimmung(models.TextChoices):
        EINSTIMMIG = "einstimmig", "einstimmig"
        MEHRHEITLICH = "mehrheitlich", "mehrheitlich"
        AUSGEZAEHLT = "ausgezaehlt", "ausgezählt"

    schritt = models.ForeignKey(
        Beratungsschritt, models.PROTECT, related_name="ergebnisse", verbose_name="Beratungsschritt"
    )
    beschlussantrag = models.ForeignKey(
        "antraege.Beschlussantrag", models.PROTECT, related_name="ergebnisse", verbose_name="Beschlussantrag"
    )
    wert = models.CharField("Ergebnis", max_length=25, choices=Wert)
    abstimmung = models.CharField("Abstimmung", max_length=15, choices=Abstimmung, blank=True)
    ja = models.PositiveSmallIntegerField("Ja", null=True, blank=True)
    nein = models.PositiveSmallIntegerField("Nein", null=True, blank=True)
    enthaltung = models.PositiveSmallIntegerField("Enthaltungen", null=True, blank=True)
    befangen = models.PositiveSmallIntegerField("Befangen", null=True, blank=True)
    verlassen = models.CharField("Wer wegen Befangenheit den Tisch verlassen hat", max_length=300, blank=True)
    wortlaut = models.TextField("geänderter Wortlaut", blank=True)
    erfasst_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erfasst von"
    )

    class Meta:
        verbose_name = "Beschlussergebnis"
        verbose_name_plural = "Beschlussergebnisse"
        constraints = [
            models.UniqueConstraint(
                fields=["schritt", "beschlussantrag"],
                name="ergebnis_je_schritt_und_ziffer_einmal",
                violation_error_message="Zu dieser Ziffer ist schon ein Ergebnis erfasst.",
            ),
            models.CheckConstraint(
                condition=~Q(
                    wert__in=[
                        "unveraendert_beschlossen",
                        "geaendert_beschlossen",
                        "mit_massgabe",
                        "empfohlen",
                        "geaendert_empfohlen",
                        "vertagt",
                        "verwiesen",
                    ]
                )
                | Q(ja__isnull=True)
                | Q(nein__isnull=True)
                | Q(ja__gt=F("nein")),
                name="beschluss_braucht_mehr_ja_als_nein",
                violation_error_message="Angenommen ist ein Beschlussantrag nur mit mehr Ja- als Nein-Stimmen; bei Gleichstand ist er abgelehnt.",
            ),
            models.CheckConstraint(
                condition=~Q(wert="abgelehnt")
                | Q(ja__isnull=True)
                | Q(nein__isnull=True)
                | Q(ja__lte=F("nein")),
                name="ablehnung_ohne_mehrheit",
                violation_error_message="Mit mehr Ja- als Nein-Stimmen ist der Beschlussantrag angenommen, nicht abgelehnt.",
            ),
            models.CheckConstraint(
                condition=~Q(wert__in=["geaendert_beschlossen", "geaendert_empfohlen"]) | ~Q(wortlaut=""),
                name="aenderung_mit_wortlaut",
                violation_error_message="Zu einem geänderten Beschluss gehört der Wortlaut.",
            ),
            models.CheckConstraint(
                condition=~Q(abstimmung="einstimmig")
                | (Q(wert="abgelehnt") & (Q(ja__isnull=True) | Q(ja=0)))
                | (~Q(wert="abgelehnt") & (Q(nein__isnull=True) | Q(nein=0))),
                name="einstimmig_ohne_gegenstimmen",
                violation_error_message="Einstimmig ist ein Beschluss nur ohne Gegenstimmen.",
            ),
            models.CheckConstraint(
                condition=~Q(abstimmung="mehrheitlich")
                | Q(wert__in=["abgelehnt", "zur_kenntnis_genommen", "zurueckgezogen", "abgesetzt"])
                | Q(nein__isnull=True)
                | Q(nein__gt=0),
                name="mehrheitlich_mit_gegenstimmen",
                violation_error_message="Ohne Gegenstimmen ist ein Beschluss einstimmig.",
            ),
            models.CheckConstraint(
                condition=~Q(abstimmung="ausgezaehlt") | Q(ja__isnull=False, nein__isnull=False),
                name="ausgezaehlt_mit_stimmen",
                violation_error_message="Bei ausgezählter Abstimmung gehören Ja- und Nein-Stimmen dazu.",
            ),
            models.UniqueConstraint(
                fields=["beschlussantrag"],
                condition=Q(wert__in=["unveraendert_beschlossen", "geaendert_beschlossen", "mit_massgabe"]),
                name="ziffer_einmal_angenommen",
                violation_error_message="Über diese Ziffer ist schon entschieden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beschlussantrag}: {self.get_wert_display()}"


class MassgabeQuerySet(models.QuerySet["Massgabe"]):
    """Words about conditions of decisions."""

    def visible_to(self, user) -> MassgabeQuerySet:
        """The own district's, for its office: who in it settles what is no business of a municipality."""
        return self.filter(ergebnis__beschlussantrag__vorlage__landkreis__in=user.landkreis_ids)

    def mit_rahmen(self) -> MassgabeQuerySet:
        """With the motion, its paper and the sitting that set it."""
        return self.select_related(
            "ergebnis__beschlussantrag__vorlage__landkreis",
            "ergebnis__schritt__sitzung__gremium",
            "erledigt_von",
        )

    def mit_rang(self, rollen: Iterable[str]) -> MassgabeQuerySet:
        """With ``rang``: 0 for open ones of these roles, 1 for open ones of others, 2 for settled ones."""
        erledigt, eigene = When(erledigt_am__isnull=False, then=2), When(rolle__in=list(rollen), then=0)
        return self.annotate(rang=Case(erledigt, eigene, default=1))


class Massgabe(models.Model):
    """A condition a decision was taken with: a duty of an office with its day (domain E.2)."""

    ergebnis = models.ForeignKey(
        Beschlussergebnis, models.PROTECT, related_name="massgaben", verbose_name="Ergebnis"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    text = models.TextField("Maßgabe", max_length=2000)
    rolle = models.CharField("zuständig", max_length=30, choices=Rolle)
    faellig_am = models.DateField("zu erledigen bis")
    erledigt_am = models.DateTimeField("erledigt am", null=True, blank=True)
    erledigt_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="erledigt von",
    )
    vermerk = models.TextField("Vermerk", blank=True, max_length=2000)

    objects = MassgabeQuerySet.as_manager()

    class Meta:
        verbose_name = "Maßgabe"
        verbose_name_plural = "Maßgaben"
        ordering = ["faellig_am", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ergebnis", "nummer"],
                name="massgabe_nummer_eindeutig",
                violation_error_message="Diese Maßgabe gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(erledigt_am__isnull=True, erledigt_von__isnull=True)
                | Q(erledigt_am__isnull=False, erledigt_von__isnull=False),
                name="massgabe_erledigt_mit_person",
                violation_error_message="Eine erledigte Maßgabe nennt Person und Zeitpunkt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Maßgabe {self.nummer}"

    @property
    def vorlage(self) -> Vorlage:
        """The paper on whose motion it was set."""
        return self.ergebnis.beschlussantrag.vorlage


ANGENOMMEN = frozenset(
    {
        Beschlussergebnis.Wert.UNVERAENDERT,
        Beschlussergebnis.Wert.GEAENDERT,
        Beschlussergebnis.Wert.MIT_MASSGABE,
    }
)
