"""What sittings did with a paper, Ziffer by Ziffer. A recommendation authorises nothing; a decision does (R19)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from antraege import zeit


class BeratungsschrittQuerySet(models.QuerySet["Beratungsschritt"]):
    """Words about steps."""

    def oeffentlich(self) -> BeratungsschrittQuerySet:
        """Public items of public sittings: a public sitting has closed items, too (§ 30 LKrO)."""
        return self.filter(oeffentlich=True, sitzung__oeffentlich=True)

    def geplant(self) -> BeratungsschrittQuerySet:
        """Those that are still on the agenda, or were dealt with."""
        return self.filter(abgesetzt_am__isnull=True)

    def offen(self) -> BeratungsschrittQuerySet:
        """Those that are still to come."""
        return self.geplant().filter(erfasst_am__isnull=True)

    def oeffentlich_beendet(self) -> BeratungsschrittQuerySet:
        """Those whose results the public heard: recorded, and the sitting over. Without an end it is, once recorded."""
        zu_ende = Q(sitzung__beendet_am__isnull=True) | Q(sitzung__beendet_am__lte=zeit.jetzt())
        return self.oeffentlich().filter(zu_ende, erfasst_am__isnull=False)


class Beratungsschritt(models.Model):
    """One step of a paper's way through the committees.

    ``oeffentlich`` is the item's own; public is only what stands in a public sitting as well (``ist_oeffentlich``).
    ``folgt_auf``: the step whose result put the paper off to this one, and that tells nothing before it is public.
    What is taken off the agenda stays on the record: ``abgesetzt_durch`` a result, or by a version later than ``bis_fassung``.
    """

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
    oeffentlich = models.BooleanField("öffentlich", default=True)
    folgt_auf = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="vertagt oder verwiesen in",
    )
    # Kept by a trigger (0042): what a version that is not published yet plans is office work.
    ab_fassung = models.PositiveSmallIntegerField("seit Fassung", default=1, editable=False)
    bis_fassung = models.PositiveSmallIntegerField("bis Fassung", null=True, blank=True, editable=False)
    abgesetzt_am = models.DateTimeField("abgesetzt am", null=True, blank=True, editable=False)
    abgesetzt_durch = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="abgesetzt durch das Ergebnis von",
    )
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

    objects = BeratungsschrittQuerySet.as_manager()

    class Meta:
        verbose_name = "Beratungsschritt"
        verbose_name_plural = "Beratungsfolge"
        ordering = ["sitzung__tag", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "sitzung"],
                condition=Q(abgesetzt_am__isnull=True),
                name="beratung_je_vorlage_und_sitzung_einmal",
                violation_error_message="In dieser Sitzung steht die Vorlage schon.",
            ),
            models.CheckConstraint(
                condition=Q(bestaetigt_am__isnull=True)
                | Q(erfasst_am__isnull=False, bestaetigt_von__isnull=False),
                name="beratung_bestaetigt_nach_erfassung",
                violation_error_message="Bestätigt wird nur ein erfasstes Ergebnis, und von einer Person.",
            ),
            models.CheckConstraint(
                condition=Q(abgesetzt_am__isnull=True, abgesetzt_durch__isnull=True, bis_fassung__isnull=True)
                | Q(abgesetzt_am__isnull=False, erfasst_am__isnull=True),
                name="beratung_abgesetzt_ohne_ergebnis",
                violation_error_message="Ein abgesetzter Punkt hat kein Ergebnis.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rolle_display()}: {self.sitzung}"

    @property
    def ist_oeffentlich(self) -> bool:
        """Whether the public hears it: a public item of a public sitting."""
        return self.oeffentlich and self.sitzung.oeffentlich


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


ANGENOMMEN = frozenset(
    {
        Beschlussergebnis.Wert.UNVERAENDERT,
        Beschlussergebnis.Wert.GEAENDERT,
        Beschlussergebnis.Wert.MIT_MASSGABE,
    }
)
