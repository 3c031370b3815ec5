"""Messages as rows: nothing is lost when a broker or a mail server is, because what is owed stands here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from antraege.models import Benutzer

# Claims of one message that ended without any answer of the channel (a killed worker, a text that breaks the builder).
HOECHSTENS_VERSUCHE = 5


class Kanal(models.TextChoices):
    """How a message reaches somebody."""

    EMAIL = "email", "E-Mail"
    PORTAL = "portal", "Portal"


class Status(models.TextChoices):
    """Where a message stands. Only ``ausgang`` moves it."""

    WARTEND = "wartend", "wartet"
    IN_VERSAND = "in_versand", "wird gesendet"
    GESENDET = "gesendet", "gesendet"
    FEHLGESCHLAGEN = "fehlgeschlagen", "nicht zustellbar"
    GEPARKT = "geparkt", "geparkt"


class NachrichtQuerySet(models.QuerySet["Nachricht"]):
    """Words about messages."""

    def visible_to(self, user: Benutzer) -> NachrichtQuerySet:
        """Own portal messages, as long as the office they were written for is still held."""
        amt = Q(kommune_id__in=user.kommune_ids) | Q(
            kommune__isnull=True, landkreis_id__in=user.landkreis_ids
        )
        return self.filter(amt, benutzer=user, kanal=Kanal.PORTAL)

    def ungelesen(self) -> NachrichtQuerySet:
        """Portal messages nobody opened yet."""
        return self.filter(kanal=Kanal.PORTAL, gelesen_am__isnull=True)

    def faellig(self) -> NachrichtQuerySet:
        """What may be sent now: waiting and due, or claimed by a worker whose lease ran out (database time)."""
        wartet = Q(status=Status.WARTEND, naechster_versuch__lte=Now())
        verwaist = Q(status=Status.IN_VERSAND, lease_bis__lt=Now())
        return self.filter(wartet | verwaist, versuche__lt=HOECHSTENS_VERSUCHE)


class Nachricht(models.Model):
    """One message to one address, made from one log entry or one deadline; never made twice (``schluessel``)."""

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="+", verbose_name="Landkreis"
    )
    eintrag = models.ForeignKey(
        "antraege.Protokolleintrag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nachrichten",
        verbose_name="Eintrag im Verlauf",
    )
    frist = models.ForeignKey(
        "antraege.Frist",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nachrichten",
        verbose_name="Frist",
    )
    stufe = models.CharField(
        "Stufe", max_length=10, blank=True, help_text="nur Erinnerungen: Tage oder Monate zum Ende"
    )
    art = models.CharField("Art", max_length=40)
    kanal = models.CharField("Kanal", max_length=10, choices=Kanal)
    empfaenger_adresse = models.EmailField("an", blank=True)
    antwort_an = models.EmailField("Antwort an", blank=True)
    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nachrichten",
        verbose_name="Person",
        help_text="nur Portal",
    )
    kommune = models.ForeignKey(
        "antraege.Kommune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Kommune",
        help_text="leer: an das Landratsamt",
    )
    betreff = models.CharField("Betreff", max_length=250)
    text = models.TextField("Text", blank=True)
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.WARTEND)
    versuche = models.PositiveSmallIntegerField(
        "Versuche ohne Antwort",
        default=0,
        help_text="zählt beim Greifen, jede Antwort des Kanals setzt zurück",
    )
    aufschuebe = models.PositiveSmallIntegerField(
        "Aufschübe", default=0, help_text="vorläufige Ablehnungen dieser Nachricht"
    )
    lease_bis = models.DateTimeField("in Arbeit bis", null=True, blank=True)
    naechster_versuch = models.DateTimeField("nächster Versuch", db_default=Now())
    fehler = models.CharField("letzter Fehler", max_length=300, blank=True)
    message_id = models.CharField("Message-ID", max_length=120)
    geschehen_am = models.DateTimeField("vom")
    gesendet_am = models.DateTimeField("gesendet am", null=True, blank=True)
    gelesen_am = models.DateTimeField("gelesen am", null=True, blank=True)
    erstellt = models.DateTimeField("erstellt", db_default=Now(), editable=False)
    schluessel = models.CharField("Schlüssel", max_length=200)

    objects = NachrichtQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schluessel"],
                name="nachricht_einmal",
                violation_error_message="Diese Nachricht gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(kanal="email", benutzer__isnull=True) & ~Q(empfaenger_adresse="")
                | Q(kanal="portal", benutzer__isnull=False, empfaenger_adresse=""),
                name="nachricht_kanal_und_empfaenger",
                violation_error_message="Eine E-Mail hat eine Adresse, eine Nachricht im Portal eine Person.",
            ),
            models.CheckConstraint(
                condition=Q(eintrag__isnull=False, frist__isnull=True)
                | Q(eintrag__isnull=True, frist__isnull=False) & ~Q(stufe=""),
                name="nachricht_aus_eintrag_oder_frist",
                violation_error_message="Eine Nachricht hat genau einen Anlass: einen Eintrag im Verlauf oder eine Frist.",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_versand") | Q(lease_bis__isnull=False),
                name="nachricht_in_versand_mit_lease",
                violation_error_message="Eine Nachricht im Versand hat eine Zeit, bis zu der sie beansprucht ist.",
            ),
            models.CheckConstraint(
                condition=~Q(status="gesendet") | Q(gesendet_am__isnull=False),
                name="nachricht_gesendet_mit_zeit",
                violation_error_message="Eine gesendete Nachricht hat ihre Sendezeit.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["naechster_versuch", "id"],
                condition=Q(status__in=["wartend", "in_versand"]),
                name="nachricht_offen",
            ),
            models.Index(fields=["benutzer", "-id"], condition=Q(kanal="portal"), name="nachricht_portal"),
            models.Index(
                fields=["benutzer"],
                condition=Q(kanal="portal", gelesen_am__isnull=True),
                name="nachricht_ungelesen",
            ),
        ]

    def __str__(self) -> str:
        return self.betreff


class Lesezeichen(models.Model):
    """How far a reader has read the sealed log."""

    name = models.CharField("Leser", max_length=30)
    nr = models.BigIntegerField("zuletzt gelesenes Siegel", default=0)

    class Meta:
        verbose_name = "Lesezeichen"
        verbose_name_plural = "Lesezeichen"
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="lesezeichen_je_leser_eines",
                violation_error_message="Dieser Leser hat schon ein Lesezeichen.",
            ),
            models.CheckConstraint(
                condition=Q(nr__gte=0),
                name="lesezeichen_nicht_negativ",
                violation_error_message="Ein Lesezeichen steht nie vor dem Anfang.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.nr}"


class Benachrichtigungswunsch(models.Model):
    """A person's wish how to hear of a kind of message. Not consulted yet: the defaults of the catalogue hold."""

    class Takt(models.TextChoices):
        SOFORT = "sofort", "Sofort"
        TAEGLICH = "taeglich", "Tagesübersicht"
        WOECHENTLICH = "woechentlich", "Wochenübersicht"
        KEINE = "keine", "Keine E-Mail"

    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="benachrichtigungswuensche",
        verbose_name="Person",
    )
    art = models.CharField("Art", max_length=40)
    takt = models.CharField("Takt", max_length=15, choices=Takt, default=Takt.SOFORT)

    class Meta:
        verbose_name = "Benachrichtigungswunsch"
        verbose_name_plural = "Benachrichtigungswünsche"
        constraints = [
            models.UniqueConstraint(
                fields=["benutzer", "art"],
                name="wunsch_je_person_und_art_einer",
                violation_error_message="Zu dieser Art von Nachricht gibt es schon einen Wunsch der Person.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.benutzer}: {self.art} {self.get_takt_display()}"
