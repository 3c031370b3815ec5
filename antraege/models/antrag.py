"""The application: what was asked, recommended and granted stay apart for ever."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from antraege import fristen
from antraege.berechnung import NULL
from antraege.models.antragsregeln import REGELN
from antraege.models.stand import BEENDET, PHASEN, Eingangsweg, Ergebnis, Phase, Status

S = Status


class AntragQuerySet(models.QuerySet["Antrag"]):
    """Words about applications; each takes the day it needs."""

    def visible_to(self, user) -> AntragQuerySet:
        """Own ones for the municipality; for the district's office all that were ever submitted (no drafts).

        Partners of a joint application read it once it was submitted; they act on nothing.
        """
        eingegangen = ~Q(status__in=[S.ENTWURF, S.ZUR_UNTERSCHRIFT]) & Q(eingegangen_am__isnull=False)
        sichtbar = Q(kommune_id__in=user.kommune_ids) | (Q(landkreis_id__in=user.landkreis_ids) & eingegangen)
        if user.kommune_ids:
            sichtbar |= Q(pk__in=_beteiligt(user.kommune_ids)) & eingegangen
        return self.filter(sichtbar)

    def nicht_beendet(self) -> AntragQuerySet:
        """Those neither withdrawn nor inadmissible: what ended without a decision counts nowhere beside the others."""
        return self.exclude(status__in=BEENDET)

    def eingegangen(self) -> AntragQuerySet:
        """Those that were submitted and have not ended without a result: what binds the municipalities they name."""
        return self.filter(eingegangen_am__isnull=False).nicht_beendet()

    def in_runde(self, runde) -> AntragQuerySet:
        """Those of one round."""
        return self.filter(runde=runde)

    def gezeichnet(self) -> AntragQuerySet:
        """Those whose recommendation is signed and which are on no paper yet."""
        return self.filter(status=S.GEZEICHNET, beschlussantrag__isnull=True)

    def fuer_das_gremium(self) -> AntragQuerySet:
        """Those the committee decides on; in words of the database what ``Antrag.braucht_beschluss`` says."""
        ueber = Q(empfohlen_betrag__gt=models.F("runde__beschluss_ab_betrag"))
        return self.filter(Q(runde__entscheidung="beschluss") | ueber)

    def zaehlend(self) -> AntragQuerySet:
        """Those granted a share (R5, R6)."""
        return self.filter(bewilligt_vzae__gt=0, status__in=[S.BESCHLOSSEN, S.BESCHIEDEN, S.ABGESCHLOSSEN])

    def mit_rahmen(self) -> AntragQuerySet:
        """Load what a list row shows: one query for any number of rows."""
        return self.select_related("kommune", "runde__programm", "landkreis")


def _beteiligt(kommunen) -> models.QuerySet:
    """Ids of the joint applications that name one of these municipalities."""
    return Antrag.verbundanteile.rel.related_model.objects.filter(kommune_id__in=kommunen).values("antrag_id")


def _betrag(name: str) -> models.DecimalField:
    return models.DecimalField(name, max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR")


def _vzae(name: str) -> models.DecimalField:
    return models.DecimalField(
        name,
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(NULL)],
        help_text="VZÄ",
    )


class Antrag(models.Model):
    """A municipality's request for a staff share in a round. Asked, recommended and granted stay apart for ever."""

    class Art(models.TextChoices):
        NEU = "neu", "Neuer Stellenanteil"
        AUFSTOCKUNG = "aufstockung", "Aufstockung"

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="antraege", verbose_name="Landkreis"
    )
    kommune = models.ForeignKey(
        "antraege.Kommune", models.PROTECT, related_name="antraege", verbose_name="Antragstellende Kommune"
    )
    runde = models.ForeignKey(
        "antraege.Foerderrunde", models.PROTECT, related_name="antraege", verbose_name="Förderrunde"
    )
    fassung = models.ForeignKey(
        "antraege.Richtlinienfassung",
        models.PROTECT,
        related_name="antraege",
        verbose_name="Fassung der Richtlinie",
    )
    status = models.CharField("Stand", max_length=20, choices=Status, default=Status.ENTWURF, editable=False)
    status_kommune = models.CharField(
        "Stand für die Kommune", max_length=20, choices=Status, default=Status.ENTWURF, editable=False
    )
    ergebnis = models.CharField("Ergebnis", max_length=15, choices=Ergebnis, blank=True, editable=False)
    # Whether the municipality knows the result, and which: while a later notice waits, still the one before (triggers, 0036).
    ergebnis_bekannt = models.BooleanField("Ergebnis der Kommune bekannt", default=False, editable=False)
    bekannt_ergebnis = models.CharField("Bekanntes Ergebnis", max_length=15, choices=Ergebnis, blank=True)
    bekannt_vzae = _vzae("Als bewilligt bekannt")
    bekannt_betrag = _betrag("Als bewilligt bekannte Förderung")
    vorgangsnummer = models.CharField(
        "Vorgangsnummer", max_length=30, null=True, blank=True, unique=True, editable=False
    )
    aktenzeichen = models.CharField("Aktenzeichen der E-Akte", max_length=60, blank=True)
    angelegt_am = models.DateTimeField("angelegt am")
    angelegt_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="angelegt von"
    )
    eingegangen_am = models.DateTimeField("eingegangen am", null=True, blank=True, editable=False)
    eingereicht_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="eingereicht von",
        editable=False,
    )
    eingangsweg = models.CharField(
        "Eingangsweg", max_length=10, choices=Eingangsweg, default=Eingangsweg.PORTAL, editable=False
    )
    uebernommen_aus = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Angaben übernommen aus",
        editable=False,
    )
    version = models.PositiveIntegerField(
        "Version", default=1, help_text="steigt mit jedem Speichern; erkennt ein zweites Fenster"
    )
    gespeichert_am = models.DateTimeField("zuletzt gespeichert am", null=True, blank=True, editable=False)
    gespeichert_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="zuletzt gespeichert von",
        editable=False,
    )
    historisch = models.BooleanField(
        "historisch", default=False, help_text="nachgeladene Vorgänge: nie benachrichtigt"
    )

    # Angaben
    ansprechperson = models.CharField("Ansprechperson", max_length=120, blank=True)
    ansprech_telefon = models.CharField("Telefon", max_length=40, blank=True)
    ansprech_email = models.EmailField("E-Mail-Adresse", blank=True)
    begruendung = models.TextField("Wofür wird der Stellenanteil gebraucht?", blank=True, max_length=4000)
    # Stellenanteile
    antragsart = models.CharField("Antragsart", max_length=15, choices=Art, default=Art.NEU)
    aufgestockt = models.ForeignKey(
        "antraege.Stelle",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="aufstockungen",
        verbose_name="Aufgestockte Stelle",
        help_text="R11",
    )
    zusammenschluss = models.ForeignKey(
        "antraege.Zusammenschluss",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="antraege",
        verbose_name="Zusammenschluss",
        help_text="Die antragstellende Kommune ist Anstellungsträger für alle.",
    )
    vereinbarung_vom = models.DateField("Vereinbarung der Kommunen vom", null=True, blank=True)
    beantragt_vzae = _vzae("Beantragt")
    beantragt_betrag = _betrag("Beantragte Förderung")
    besetzt_ab = models.DateField("Voraussichtlich besetzt ab", null=True, blank=True)
    eigenanteil = _betrag("Eigenanteil der Kommune")
    andere_vzae = models.DecimalField(
        "Anteil derselben Fachkraft aus anderen Programmen",
        max_digits=6,
        decimal_places=2,
        default=NULL,
        validators=[MinValueValidator(NULL)],
        help_text="VZÄ",
    )
    ausnahme_grund = models.TextField(
        "Grund, Drittmittel nicht zuerst zu nutzen", blank=True, help_text="R12"
    )
    # Zielgruppen und Fallzahlen
    personen_gesamt = models.PositiveIntegerField("Personen insgesamt am Stichtag", null=True, blank=True)
    # Unterlagen und Erklärungen
    beschluss_folgt = models.BooleanField("Der Beschluss des Gemeinderats wird nachgereicht", default=False)
    beschluss_folgt_bis = models.DateField("Beschluss voraussichtlich am", null=True, blank=True)
    erklaerung_richtig = models.BooleanField("Die Angaben sind richtig und vollständig.", default=False)
    erklaerung_keine_doppelfoerderung = models.BooleanField(
        "Dieselbe Stelle wird nicht doppelt gefördert; andere Anteile sind angegeben.", default=False
    )
    erklaerung_befugt = models.BooleanField(
        "Ich bin befugt, den Antrag für die Kommune zu stellen.", default=False
    )
    # Verspätung
    verspaetet = models.BooleanField("verspätet", default=False, editable=False)
    # Counted with each submission: the formal check's worklist is sorted by it (praxis 4).
    offene_punkte = models.PositiveSmallIntegerField("offene Punkte", default=0)
    verspaetung_grund = models.TextField("Grund der Verspätung", blank=True)
    verspaetung_vorschlag = models.CharField(
        "Vorschlag zur Verspätung",
        max_length=12,
        blank=True,
        choices=[("zulassen", "zulassen"), ("ablehnen", "als unzulässig beenden")],
    )
    verspaetung_begruendung = models.TextField("Begründung des Vorschlags", blank=True)
    verspaetung_vorgeschlagen_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vorgeschlagen von",
    )
    verspaetung_entschieden_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="entschieden von",
    )
    verspaetung_zugelassen = models.BooleanField("Verspätung zugelassen", null=True)
    # Prüfung und Empfehlung
    geprueft_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="empfohlen von",
    )
    empfohlen_vzae = _vzae("Empfohlen")
    empfohlen_betrag = _betrag("Empfohlene Förderung")
    empfehlung_begruendung = models.TextField("Begründung der Empfehlung", blank=True)
    stellungnahme = models.TextField("Stellungnahme der Kommune", blank=True)
    stellungnahme_am = models.DateTimeField("Stellungnahme am", null=True, blank=True)
    # Entscheidung
    beschlussantrag = models.ForeignKey(
        "antraege.Beschlussantrag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="antraege",
        verbose_name="Beschlussantrag",
    )
    bewilligt_vzae = _vzae("Bewilligt")
    bewilligt_betrag = _betrag("Bewilligte Förderung")
    entschieden_am = models.DateField("entschieden am", null=True, blank=True)

    objects = AntragQuerySet.as_manager()

    class Meta:
        verbose_name = "Antrag"
        verbose_name_plural = "Anträge"
        ordering = ["-pk"]
        constraints = REGELN
        indexes = [
            models.Index(fields=["landkreis", "status", "-id"], name="antrag_landkreis_status"),
            models.Index(fields=["runde", "status"], name="antrag_runde_status"),
        ]

    def __str__(self) -> str:
        return self.vorgangsnummer or f"Entwurf {self.kommune} – {self.runde}"

    @property
    def phase(self) -> Phase | None:
        """The phase shown to the district; withdrawn and inadmissible ones show their state alone."""
        return PHASEN.get(self.status)

    @property
    def zu_spaet(self) -> bool:
        """Whether it came in after the round's last day as that stands now: a later day may have made it timely."""
        bis, am = self.runde.antrag_bis, self.eingegangen_am
        return bool(self.verspaetet and am and bis and fristen.ist_verspaetet(am, bis))

    @property
    def braucht_beschluss(self) -> bool:
        """Whether the committee decides on it: the round says so always, or above an amount of the recommendation."""
        return self.runde.braucht_beschluss(self.empfohlen_betrag)
