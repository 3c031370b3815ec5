"""The notice and the counters that number what needs a number without gaps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Nummernkreis(models.Model):
    """A counter; its row is locked while a number is drawn, so numbers are gapless."""

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="nummernkreise", verbose_name="Landkreis"
    )
    art = models.CharField(
        "Art", max_length=10, choices=[("vorgang", "Vorgang"), ("bescheid", "Bescheid"), ("stelle", "Stelle")]
    )
    reihe = models.CharField("Reihe", max_length=20, help_text="Kürzel der Runde oder Jahr")
    stand = models.PositiveIntegerField("letzte Nummer", default=0)

    class Meta:
        verbose_name = "Nummernkreis"
        verbose_name_plural = "Nummernkreise"
        constraints = [
            models.UniqueConstraint(
                fields=["landkreis", "art", "reihe"],
                name="nummernkreis_eindeutig",
                violation_error_message="Diesen Nummernkreis gibt es schon.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.art} {self.reihe}: {self.stand}"


class BescheidQuerySet(models.QuerySet["Bescheid"]):
    """Words about notices."""

    def gueltig(self) -> BescheidQuerySet:
        """All but discarded drafts: those stay in the file, but nothing rests on them."""
        return self.exclude(status=Bescheid.Status.VERWORFEN)

    def visible_to(self, user) -> BescheidQuerySet:
        """The district's office sees all of its own; a municipality its own once provided."""
        bereit = Q(antrag__kommune_id__in=user.kommune_ids, bereitgestellt_am__isnull=False)
        return self.filter(Q(antrag__landkreis_id__in=user.landkreis_ids) | bereit)


class Bescheid(models.Model):
    """A notice; drafted by one person, released by another, then never changed (a trigger refuses)."""

    class Art(models.TextChoices):
        BEWILLIGUNG = "bewilligung", "Bewilligungsbescheid"
        TEILBEWILLIGUNG = "teilbewilligung", "Teilbewilligungsbescheid"
        ABLEHNUNG = "ablehnung", "Ablehnungsbescheid"
        AENDERUNG = "aenderung", "Änderungsbescheid"
        WIDERRUF = "widerruf", "Widerrufsbescheid"
        RUECKNAHME = "ruecknahme", "Rücknahmebescheid"
        ERSTATTUNG = "erstattung", "Erstattungsbescheid"
        SCHLUSS = "schluss", "Schlussbescheid"

    class Weg(models.TextChoices):
        PORTAL = "portal", "Portal"
        POST = "post", "Post"

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Bescheid in Vorbereitung"
        FREIGEGEBEN = "freigegeben", "Freigegeben"
        BEREITGESTELLT = "bereitgestellt", "Bereitgestellt"
        BEKANNTGEGEBEN = "bekanntgegeben", "Bescheid bekannt gegeben"
        BESTANDSKRAEFTIG = "bestandskraeftig", "Bestandskräftig"
        VERWORFEN = "verworfen", "Entwurf verworfen"

    antrag = models.ForeignKey(
        "antraege.Antrag", models.PROTECT, related_name="bescheide", verbose_name="Antrag"
    )
    art = models.CharField("Art", max_length=20, choices=Art)
    status = models.CharField("Stand", max_length=20, choices=Status, default=Status.ENTWURF, editable=False)
    nummer = models.CharField(
        "Bescheidnummer", max_length=30, null=True, blank=True, unique=True, editable=False
    )
    aendert = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="folgende",
        verbose_name="bezieht sich auf",
    )
    # What holds after this notice; of a recovery or a final notice: what was granted and stays granted.
    vzae = models.DecimalField("Stellenanteil", max_digits=6, decimal_places=2, help_text="VZÄ")
    betrag = models.DecimalField("Betrag", max_digits=12, decimal_places=2, help_text="EUR")
    beginn = models.DateField("Förderung von", null=True, blank=True, help_text="leer: wie die Runde")
    ende = models.DateField("Förderung bis", null=True, blank=True, help_text="leer: wie die Runde")
    wirksam_ab = models.DateField("wirksam ab", null=True, blank=True)
    erstattung = models.DecimalField(
        "zu erstatten", max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR"
    )
    zinsen_ab = models.DateField("zu verzinsen ab", null=True, blank=True)
    anerkannt = models.DecimalField(
        "anerkannte Ausgaben", max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR"
    )
    # Whether the municipality was heard before what burdens it (§ 28 LVwVfG), or why not (its Abs. 2).
    anhoerung_am = models.DateField("angehört mit Schreiben vom", null=True, blank=True)
    anhoerung_antwort = models.TextField("Antwort der Kommune", blank=True, max_length=4000)
    anhoerung_verzicht = models.TextField(
        "Grund für den Verzicht auf die Anhörung", blank=True, max_length=1000
    )
    begruendung = models.TextField("Begründung", max_length=8000)
    nebenbestimmungen = models.TextField("Nebenbestimmungen", blank=True, max_length=8000)
    entworfen_von = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="entworfen von"
    )
    entworfen_am = models.DateTimeField("entworfen am")
    # Begun or sent back; else a draft waits for its release, and then nobody writes it anew.
    in_arbeit = models.BooleanField("noch in Arbeit", default=False, editable=False)
    freigegeben_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="freigegeben von",
    )
    freigegeben_am = models.DateTimeField("freigegeben am", null=True, blank=True)
    datum = models.DateField("Datum des Bescheids", null=True, blank=True)
    daten = models.JSONField("Daten des Schreibens", null=True, blank=True, editable=False)
    haushalt_ausnahme = models.TextField("Ausnahme vom Haushaltsvorbehalt", blank=True, max_length=1000)
    haushalt_ausnahme_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Ausnahme zugelassen von",
    )
    pdf = models.FileField("PDF", upload_to="bescheide/", blank=True)
    sha256 = models.CharField("Prüfsumme", max_length=64, blank=True)
    typst_version = models.CharField("Satzprogramm", max_length=20, blank=True)
    vorlage_sha256 = models.CharField("Prüfsumme der Druckvorlage", max_length=64, blank=True)
    bereitgestellt_am = models.DateTimeField("bereitgestellt am", null=True, blank=True)
    geoeffnet_am = models.DateTimeField("zuerst geöffnet am", null=True, blank=True)
    geoeffnet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="geöffnet von",
    )
    # From provision on how it is to become known; post after nobody fetched it. It stands once the notice is known.
    weg = models.CharField("bekannt gegeben durch", max_length=10, choices=Weg, blank=True)
    versandt_am = models.DateField("zur Post gegeben am", null=True, blank=True)
    versandt_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="zur Post gegeben von",
    )
    bekanntgegeben_am = models.DateField("bekannt gegeben am", null=True, blank=True)
    verzichtet_am = models.DateTimeField("auf Rechtsbehelf verzichtet am", null=True, blank=True)
    verzichtet_von = models.ForeignKey(
        "antraege.Benutzer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="verzichtet durch",
    )
    bestandskraeftig_am = models.DateField("bestandskräftig am", null=True, blank=True)

    objects = BescheidQuerySet.as_manager()

    class Meta:
        verbose_name = "Bescheid"
        verbose_name_plural = "Bescheide"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["antrag"],
                condition=Q(status="entwurf"),
                name="bescheid_ein_entwurf_je_antrag",
                violation_error_message="Zu diesem Antrag gibt es schon einen Entwurf des Bescheids.",
            ),
            models.UniqueConstraint(
                fields=["antrag"],
                condition=Q(aendert__isnull=True) & ~Q(status="verworfen"),
                name="bescheid_erster_je_antrag_einmal",
                violation_error_message="Zu diesem Antrag gibt es schon einen Bescheid.",
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von__isnull=True) | ~Q(freigegeben_von=F("entworfen_von")),
                name="bescheid_freigabe_durch_zweite_person",
                violation_error_message="Den Bescheid gibt eine andere Person frei als die, die ihn entworfen hat (Vier-Augen-Prinzip).",
            ),
            models.CheckConstraint(
                condition=Q(in_arbeit=False) | Q(status__in=["entwurf", "verworfen"]),
                name="bescheid_in_arbeit_nicht_freigegeben",
                violation_error_message="Freigegeben wird nur ein Entwurf, der zur Freigabe gegeben ist.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["entwurf", "verworfen"])
                | Q(nummer__isnull=False, freigegeben_von__isnull=False, datum__isnull=False),
                name="bescheid_freigegeben_mit_nummer",
                violation_error_message="Ein freigegebener Bescheid hat Nummer, Datum und die Person, die ihn freigegeben hat.",
            ),
            models.CheckConstraint(
                condition=Q(bereitgestellt_am__isnull=True) | (~Q(pdf="") & ~Q(sha256="")),
                name="bescheid_bereitgestellt_mit_datei",
                violation_error_message="Ein bereitgestellter Bescheid hat eine Datei und ihre Prüfsumme.",
            ),
            models.CheckConstraint(
                condition=Q(art__in=["bewilligung", "teilbewilligung", "ablehnung"], aendert__isnull=True)
                | (~Q(art__in=["bewilligung", "teilbewilligung", "ablehnung"]) & Q(aendert__isnull=False)),
                name="bescheid_folgender_nennt_frueheren",
                violation_error_message="Ein Folgebescheid nennt den Bescheid, auf den er sich bezieht.",
            ),
            models.CheckConstraint(
                condition=Q(haushalt_ausnahme="", haushalt_ausnahme_von__isnull=True)
                | (~Q(haushalt_ausnahme="") & Q(haushalt_ausnahme_von__isnull=False)),
                name="bescheid_ausnahme_mit_person",
                violation_error_message="Eine Ausnahme vom Haushaltsvorbehalt nennt Grund und Person.",
            ),
            models.CheckConstraint(
                condition=Q(haushalt_ausnahme_von__isnull=True)
                | ~Q(haushalt_ausnahme_von=F("entworfen_von")),
                name="bescheid_ausnahme_durch_zweite_person",
                violation_error_message="Die Ausnahme vom Haushaltsvorbehalt lässt eine andere Person zu als die, die den Bescheid entworfen hat.",
            ),
            models.CheckConstraint(
                condition=Q(versandt_am__isnull=True, versandt_von__isnull=True)
                | Q(versandt_am__isnull=False, versandt_von__isnull=False, weg="post"),
                name="bescheid_versandt_mit_person",
                violation_error_message="Zur Post gibt einen Bescheid eine Person, und dann ist der Weg die Post.",
            ),
            models.CheckConstraint(
                condition=Q(versandt_am__isnull=True) | Q(versandt_am__gte=F("datum")),
                name="bescheid_versandt_nach_datum",
                violation_error_message="Zur Post geht ein Bescheid frühestens an seinem Datum.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["bekanntgegeben", "bestandskraeftig"])
                | (Q(bekanntgegeben_am__isnull=False) & ~Q(weg="")),
                name="bescheid_bekannt_mit_tag_und_weg",
                violation_error_message="Ein bekannt gegebener Bescheid nennt Tag und Weg der Bekanntgabe.",
            ),
            models.CheckConstraint(
                condition=Q(verzichtet_am__isnull=True)
                | Q(verzichtet_von__isnull=False, bekanntgegeben_am__isnull=False),
                name="bescheid_verzicht_nach_bekanntgabe",
                violation_error_message="Auf einen Rechtsbehelf verzichtet eine Person, und erst nach der Bekanntgabe.",
            ),
            models.CheckConstraint(
                condition=~Q(status="bestandskraeftig") | Q(bestandskraeftig_am__isnull=False),
                name="bescheid_bestandskraft_mit_tag",
                violation_error_message="Ein bestandskräftiger Bescheid nennt den Tag der Bestandskraft.",
            ),
            models.UniqueConstraint(
                fields=["aendert"],
                condition=~Q(status="verworfen"),
                name="bescheid_wird_einmal_geaendert",
                violation_error_message="Zu diesem Bescheid gibt es schon einen Folgebescheid. Der nächste bezieht sich auf ihn.",
            ),
            models.CheckConstraint(
                condition=Q(vzae__gte=0, betrag__gte=0)
                & (Q(erstattung__isnull=True) | Q(erstattung__gte=0))
                & (Q(anerkannt__isnull=True) | Q(anerkannt__gte=0)),
                name="bescheid_werte_nicht_negativ",
                violation_error_message="Anteile und Beträge dürfen nicht negativ sein.",
            ),
            models.CheckConstraint(
                condition=~Q(art="ablehnung") | Q(vzae=0, betrag=0),
                name="bescheid_ablehnung_ohne_betrag",
                violation_error_message="Ein Ablehnungsbescheid bewilligt nichts.",
            ),
            models.CheckConstraint(
                condition=Q(beginn__isnull=True) | Q(ende__isnull=True) | Q(ende__gte=F("beginn")),
                name="bescheid_ende_nach_beginn",
                violation_error_message="Die Förderung endet nicht vor ihrem Beginn.",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer or "Bescheidentwurf"


ERSTBESCHEIDE = frozenset({Bescheid.Art.BEWILLIGUNG, Bescheid.Art.TEILBEWILLIGUNG, Bescheid.Art.ABLEHNUNG})
