"""The rules of a programme as data: one version, its fields, papers, further questions and points of the check (R20)."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from antraege.formate import zahl
from antraege.models.akte import Anlage
from antraege.models.kommune import Kommune
from antraege.models.programm import Foerderprogramm


def _person(name: str) -> models.ForeignKey:
    leer = {"null": True, "blank": True, "editable": False}
    return models.ForeignKey("antraege.Benutzer", models.PROTECT, related_name="+", verbose_name=name, **leer)


class RichtlinienfassungQuerySet(models.QuerySet["Richtlinienfassung"]):
    """Words about versions."""

    def visible_to(self, user) -> RichtlinienfassungQuerySet:
        """Those of the own district, for its office alone: a municipality reads the rules on its round's page."""
        return self.filter(programm__landkreis_id__in=user.landkreis_ids)


class Richtlinienfassung(models.Model):
    """One version of a programme's rules, valid from a day by a paper (R20); applications keep theirs.

    A draft may be changed; once it is stated (``festgestellt``) by a second person nothing of it changes any more.
    """

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        FESTGESTELLT = "festgestellt", "Festgestellt"

    class Unterzeichnung(models.TextChoices):
        ERKLAERUNG = "erklaerung", "Erklärung im Portal genügt"
        UNTERSCHRIFT = "unterschrift", "zeichnungsberechtigte Person im Portal oder Unterschriftsblatt"
        BLATT = "blatt", "nur mit Unterschriftsblatt"

    programm = models.ForeignKey(
        Foerderprogramm, models.PROTECT, related_name="fassungen", verbose_name="Programm"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.ENTWURF)
    festgestellt_am = models.DateTimeField("festgestellt am", null=True, blank=True, editable=False)
    festgestellt_von = _person("festgestellt von")
    bearbeitet_von = _person("zuletzt bearbeitet von")
    # Kept by a trigger (0020): everybody who changed the draft, whatever way.
    bearbeitende = models.ManyToManyField(
        "antraege.Benutzer", related_name="+", editable=False, verbose_name="bearbeitet von"
    )
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
    hoechstanteil = models.DecimalField(
        "Höchstanteil", max_digits=6, decimal_places=2, null=True, blank=True, help_text="VZÄ je Antrag"
    )
    unterzeichnung = models.CharField(
        "Unterzeichnung", max_length=15, choices=Unterzeichnung, default=Unterzeichnung.ERKLAERUNG
    )
    antragsberechtigt = models.CharField(
        "Antragsberechtigt",
        max_length=60,
        blank=True,
        help_text="Arten von Kommunen, durch Komma getrennt; leer: alle",
    )
    einwohner_ab = models.PositiveIntegerField("Antragsberechtigt ab Einwohnerzahl", null=True, blank=True)
    einwohner_bis = models.PositiveIntegerField("Antragsberechtigt bis Einwohnerzahl", null=True, blank=True)
    zusammenschluss_erlaubt = models.BooleanField("Gemeinsamer Antrag mehrerer Kommunen", default=True)
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

    objects = RichtlinienfassungQuerySet.as_manager()

    class Meta:
        verbose_name = "Fassung der Richtlinie"
        verbose_name_plural = "Fassungen der Richtlinie"
        constraints = [
            models.UniqueConstraint(
                fields=["programm", "nummer"],
                name="fassung_nummer_je_programm_eindeutig",
                violation_error_message="Diese Nummer hat schon eine andere Fassung der Richtlinie.",
            ),
            models.CheckConstraint(
                condition=Q(schritt__gt=0),
                name="fassung_schritt_positiv",
                violation_error_message="Der Schritt muss größer als 0 sein.",
            ),
            models.CheckConstraint(
                condition=Q(hoechstanteil__isnull=True) | Q(hoechstanteil__gte=F("mindestanteil")),
                name="fassung_hoechstanteil_ab_mindestanteil",
                violation_error_message="Der Höchstanteil liegt unter dem Mindestanteil.",
            ),
            models.CheckConstraint(
                condition=Q(einwohner_ab__isnull=True)
                | Q(einwohner_bis__isnull=True)
                | Q(einwohner_bis__gte=F("einwohner_ab")),
                name="fassung_einwohner_in_reihenfolge",
                violation_error_message="Die Grenzen der Einwohnerzahl stehen in falscher Reihenfolge.",
            ),
            models.CheckConstraint(
                condition=Q(festgestellt_von__isnull=True) | ~Q(festgestellt_von=F("bearbeitet_von")),
                name="fassung_festgestellt_durch_zweite_person",
                violation_error_message="Feststellen muss eine andere Person als die, die die Fassung bearbeitet hat (Vier-Augen-Prinzip).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programm.kurz}, Fassung {self.nummer}"

    @property
    def ist_entwurf(self) -> bool:
        """Whether it may still be changed."""
        return self.status == Richtlinienfassung.Status.ENTWURF

    @property
    def arten(self) -> list[str]:
        """The kinds of municipality that may apply; empty: all."""
        return [art.strip() for art in self.antragsberechtigt.split(",") if art.strip()]

    def ausschluss(self, kommune: Kommune) -> str:
        """Say why this municipality cannot apply under the version; "" where it can. The one home of this rule.

        An unknown number of inhabitants excludes nobody: the office asks.
        """
        if self.arten and kommune.art not in self.arten:
            namen = ", ".join(Kommune.Art(art).label for art in self.arten if art in Kommune.Art.values)
            return f"Antragsberechtigt sind nach der Richtlinie nur diese Arten von Kommunen: {namen}."
        einwohner = kommune.einwohner
        if einwohner is not None and self.einwohner_ab is not None and einwohner < self.einwohner_ab:
            return f"Antragsberechtigt sind nach der Richtlinie Kommunen ab {zahl(self.einwohner_ab, 0)} Einwohnern."
        if einwohner is not None and self.einwohner_bis is not None and einwohner > self.einwohner_bis:
            return f"Antragsberechtigt sind nach der Richtlinie Kommunen bis {zahl(self.einwohner_bis, 0)} Einwohner."
        return ""


class Feldregel(models.Model):
    """How a version words a core field of the form; without a row the field's own words hold."""

    fassung = models.ForeignKey(
        Richtlinienfassung, models.CASCADE, related_name="feldregeln", verbose_name="Fassung"
    )
    feld = models.CharField("Feld", max_length=40, help_text="Schlüssel aus antraege/felder.py")
    label = models.CharField("Beschriftung", max_length=160, blank=True)
    hilfe = models.CharField("Hilfe", max_length=400, blank=True)
    pflicht = models.BooleanField("Pflicht", null=True, blank=True, help_text="leer: wie im Formular")
    mindestens = models.DecimalField("mindestens", max_digits=12, decimal_places=2, null=True, blank=True)
    hoechstens = models.DecimalField("höchstens", max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "Feldregel"
        verbose_name_plural = "Feldregeln"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fassung", "feld"],
                name="feldregel_je_feld_einmal",
                violation_error_message="Zu diesem Feld gibt es in dieser Fassung schon eine Regel.",
            ),
            models.CheckConstraint(
                condition=Q(mindestens__isnull=True)
                | Q(hoechstens__isnull=True)
                | Q(hoechstens__gte=F("mindestens")),
                name="feldregel_grenzen_in_reihenfolge",
                violation_error_message="Der höchste Wert liegt unter dem niedrigsten.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.feld


class Unterlagenregel(models.Model):
    """A paper the version asks for: required or not, and whether it may follow after submission."""

    fassung = models.ForeignKey(
        Richtlinienfassung, models.CASCADE, related_name="unterlagen", verbose_name="Fassung"
    )
    art = models.CharField("Art", max_length=25, choices=Anlage.Art)
    bezeichnung = models.CharField("Bezeichnung", max_length=120, blank=True, help_text="leer: wie die Art")
    hinweis = models.CharField("Hinweis", max_length=400, blank=True)
    pflicht = models.BooleanField("Pflicht", default=True)
    nachreichbar = models.BooleanField("darf nachgereicht werden", default=False)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Unterlage der Fassung"
        verbose_name_plural = "Unterlagen der Fassung"
        ordering = ["reihenfolge", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fassung", "art"],
                name="unterlagenregel_je_art_einmal",
                violation_error_message="Diese Unterlage steht schon in der Liste.",
            )
        ]

    def __str__(self) -> str:
        return self.bezeichnung or Anlage.Art(self.art).label


class Zusatzfrage(models.Model):
    """A further question of a version; its answers are rows (``Antwort``)."""

    class Art(models.TextChoices):
        TEXT = "text", "Text"
        ZAHL = "zahl", "Zahl"
        JA_NEIN = "ja_nein", "Ja oder Nein"
        DATUM = "datum", "Datum"
        AUSWAHL = "auswahl", "Auswahl"

    fassung = models.ForeignKey(
        Richtlinienfassung, models.CASCADE, related_name="zusatzfragen", verbose_name="Fassung"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    abschnitt = models.CharField("Abschnitt", max_length=20, default="angaben")
    frage = models.CharField("Frage", max_length=200)
    hilfe = models.CharField("Hilfe", max_length=400, blank=True)
    art = models.CharField("Art der Antwort", max_length=10, choices=Art, default=Art.TEXT)
    auswahl = models.TextField("Antworten zur Auswahl", blank=True, help_text="eine je Zeile")
    pflicht = models.BooleanField("Pflicht", default=False)

    class Meta:
        verbose_name = "Zusatzfrage"
        verbose_name_plural = "Zusatzfragen"
        ordering = ["nummer", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fassung", "nummer"],
                name="zusatzfrage_nummer_je_fassung_eindeutig",
                violation_error_message="Diese Nummer hat in dieser Fassung schon eine andere Frage.",
            ),
            models.CheckConstraint(
                condition=~Q(art="auswahl") | ~Q(auswahl=""),
                name="zusatzfrage_auswahl_mit_antworten",
                violation_error_message="Eine Auswahl braucht mindestens eine Antwort.",
            ),
        ]

    def __str__(self) -> str:
        return self.frage


class Pruefpunkt(models.Model):
    """A point of the office's check list. ``feld`` ties it to a field or section: a change there opens it again."""

    class Art(models.TextChoices):
        FORMAL = "formal", "Formale Prüfung"
        FACHLICH = "fachlich", "Fachliche Prüfung"

    fassung = models.ForeignKey(
        Richtlinienfassung, models.CASCADE, related_name="pruefpunkte", verbose_name="Fassung"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    art = models.CharField("Prüfung", max_length=10, choices=Art, default=Art.FORMAL)
    text = models.CharField("Prüfpunkt", max_length=200)
    hinweis = models.CharField("Hinweis", max_length=400, blank=True)
    feld = models.CharField("Feld oder Abschnitt", max_length=40, blank=True)

    class Meta:
        verbose_name = "Prüfpunkt"
        verbose_name_plural = "Prüfpunkte"
        ordering = ["art", "nummer", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fassung", "art", "nummer"],
                name="pruefpunkt_nummer_je_pruefung_eindeutig",
                violation_error_message="Diese Nummer hat schon ein anderer Prüfpunkt dieser Prüfung.",
            )
        ]

    def __str__(self) -> str:
        return self.text
