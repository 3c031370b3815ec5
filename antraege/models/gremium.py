"""Committees, sittings, papers and what was decided on each motion (domain E)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Gremium(models.Model):
    """A committee of the district; only one that decides can authorise (R19)."""

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="gremien", verbose_name="Landkreis"
    )
    name = models.CharField("Name", max_length=120)
    kurz = models.CharField("Kurzname", max_length=20)
    beschliessend = models.BooleanField("beschließt selbst", default=False)
    stimmberechtigte = models.PositiveSmallIntegerField(
        "Stimmberechtigte", null=True, blank=True, help_text="ohne den Landrat, er leitet ohne Stimme"
    )

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


class Sitzung(models.Model):
    """A sitting of a committee."""

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="sitzungen", verbose_name="Gremium")
    tag = models.DateField("Tag")
    oeffentlich = models.BooleanField("öffentlich", default=True)
    abgabeschluss = models.DateField("Abgabeschluss der Vorlagen", null=True, blank=True)
    beispieldaten = models.BooleanField("Beispieldaten", default=False)

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["tag"]
        constraints = [
            models.UniqueConstraint(
                fields=["gremium", "tag"],
                name="sitzung_je_gremium_und_tag_eindeutig",
                violation_error_message="An diesem Tag hat das Gremium schon eine Sitzung.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gremium.kurz} am {self.tag:%d.%m.%Y}"


class VorlageQuerySet(models.QuerySet["Vorlage"]):
    """Words about papers."""

    def visible_to(self, user) -> VorlageQuerySet:
        """All of the own district for its office; for municipalities the published ones."""
        kommunal = {m.landkreis_id for m in user.aktive_mitgliedschaften if m.kommune_id}
        return self.filter(
            Q(landkreis_id__in=user.landkreis_ids)
            | Q(landkreis_id__in=kommunal, veroeffentlicht_am__isnull=False)
        )


class Vorlage(models.Model):
    """A paper for the committees; the number comes from the council's own system."""

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        MITZEICHNUNG = "mitzeichnung", "In Mitzeichnung"
        FREIGEGEBEN = "freigegeben", "Freigegeben"
        BESCHLOSSEN = "beschlossen", "Beschlossen"
        ZURUECKGEZOGEN = "zurueckgezogen", "Zurückgezogen"

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="vorlagen", verbose_name="Landkreis"
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
    erstellt_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="erstellt von"
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
                condition=~Q(status__in=["freigegeben", "beschlossen"])
                | Q(freigegeben_von__isnull=False, veroeffentlicht_am__isnull=False),
                name="vorlage_freigegeben_mit_person_und_tag",
                violation_error_message="Eine freigegebene Vorlage hat eine Person und einen Tag der Freigabe.",
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


class Beratungsschritt(models.Model):
    """One step of a paper's way through the committees."""

    class Rolle(models.TextChoices):
        VORBERATUNG = "vorberatung", "Vorberatung"
        BESCHLUSS = "beschluss", "Beschluss"
        KENNTNISNAHME = "kenntnisnahme", "Kenntnisnahme"

    vorlage = models.ForeignKey(
        Vorlage, models.PROTECT, related_name="beratungsfolge", verbose_name="Vorlage"
    )
    sitzung = models.ForeignKey(Sitzung, models.PROTECT, related_name="beratungen", verbose_name="Sitzung")
    rolle = models.CharField("Rolle", max_length=15, choices=Rolle)
    erfasst_am = models.DateTimeField("erfasst am", null=True, blank=True)

    class Meta:
        verbose_name = "Beratungsschritt"
        verbose_name_plural = "Beratungsfolge"
        ordering = ["sitzung__tag", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorlage", "sitzung"],
                name="beratung_je_vorlage_und_sitzung_einmal",
                violation_error_message="In dieser Sitzung steht die Vorlage schon.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_rolle_display()}: {self.sitzung}"


class Beschlussergebnis(models.Model):
    """The result on one motion in one step. A recommendation authorises nothing; a decision does (R19)."""

    class Wert(models.TextChoices):
        EMPFOHLEN = "empfohlen", "Empfohlen"
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
        Beschlussantrag, models.PROTECT, related_name="ergebnisse", verbose_name="Beschlussantrag"
    )
    wert = models.CharField("Ergebnis", max_length=25, choices=Wert)
    abstimmung = models.CharField("Abstimmung", max_length=15, choices=Abstimmung, blank=True)
    ja = models.PositiveSmallIntegerField("Ja", null=True, blank=True)
    nein = models.PositiveSmallIntegerField("Nein", null=True, blank=True)
    enthaltung = models.PositiveSmallIntegerField("Enthaltungen", null=True, blank=True)
    wortlaut = models.TextField("geänderter Wortlaut oder Maßgabe", blank=True)
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
                condition=~Q(wert__in=["geaendert_beschlossen", "mit_massgabe"]) | ~Q(wortlaut=""),
                name="aenderung_mit_wortlaut",
                violation_error_message="Zu einem geänderten Beschluss oder einer Maßgabe gehört der Wortlaut.",
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
