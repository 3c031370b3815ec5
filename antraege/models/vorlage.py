"""Papers for the committees: their motions, versions, files and motions to change them (domain E)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from antraege import zeit
from antraege.models.benutzer import Rolle
from antraege.models.beschluss import ANGENOMMEN
from antraege.models.gremium import WEBADRESSE, Sitzung

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

    @property
    def ermaechtigt(self) -> bool:
        """Whether a committee that decides accepted it; an advising one opens no gate (R19)."""
        angenommen = self.ergebnisse.filter(wert__in=ANGENOMMEN, schritt__rolle="beschluss")
        return angenommen.filter(schritt__sitzung__in=Sitzung.objects.beschliessende()).exists()


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
