"""Who acts: users, their roles in a municipality or district, and dated substitution."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from antraege import zeit
from antraege.models.spanne import Tagesspanne


class Rolle(models.TextChoices):
    """Roles with the labels of the field; those beginning with ``kommune_`` belong to a municipality."""

    KOMMUNE_SACHBEARBEITUNG = "kommune_sachbearbeitung", "Sachbearbeitung der Kommune"
    KOMMUNE_ZEICHNUNG = "kommune_zeichnung", "Zeichnungsberechtigte Person"
    KOMMUNE_ZUGANG = "kommune_zugang", "Zugangsverwaltung der Kommune"
    SACHBEARBEITUNG = "sachbearbeitung", "Sachbearbeitung Förderung"
    SACHGEBIETSLEITUNG = "sachgebietsleitung", "Sachgebietsleitung"
    AMTSLEITUNG = "amtsleitung", "Amtsleitung"
    GESCHAEFTSSTELLE = "geschaeftsstelle", "Geschäftsstelle Kreistag"
    KAEMMEREI = "kaemmerei", "Kämmerei"
    PERSONAL = "personal", "Personal und Organisation"
    KREISKASSE = "kreiskasse", "Kreiskasse"
    PRUEFUNG = "pruefung", "Prüfung (nur lesen)"
    AUSLAENDERBEHOERDE = "auslaenderbehoerde", "Ausländerbehörde"
    KOORDINATION = "koordination", "Koordination Integration"
    RECHTSAMT = "rechtsamt", "Rechtsamt"
    SYSTEMBETREUUNG = "systembetreuung", "Systembetreuung"


KOMMUNALE_ROLLEN = frozenset({Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG, Rolle.KOMMUNE_ZUGANG})


class BenutzerManager(BaseUserManager["Benutzer"]):
    """Creates accounts; the e-mail address is the login name."""

    def create_user(self, email: str, password: str | None = None, **felder: object) -> Benutzer:
        """Create an account; without a password nobody can log in with one."""
        benutzer = self.model(email=self.normalize_email(email).lower(), **felder)
        benutzer.set_password(password)
        benutzer.save(using=self._db)
        return benutzer

    def create_superuser(self, email: str, password: str | None = None, **felder: object) -> Benutzer:
        """Create an account for the technical administration."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **felder)

    def get_by_natural_key(self, username: str | None) -> Benutzer:
        """Find the account whatever the case of the address."""
        return self.get(email__iexact=username)

    def system(self) -> Benutzer:
        """Give the account in whose name expiry and import act; nobody can log in with it."""
        benutzer, _ = self.get_or_create(
            email="system@foerderlauf.invalid",
            defaults={"name": "System", "ist_system": True, "password": "!"},
        )
        return benutzer


class Benutzer(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Deactivated, never deleted: the log and the tasks point here."""

    email = models.EmailField("E-Mail-Adresse", unique=True)
    name = models.CharField("Name", max_length=120)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    zimmer = models.CharField("Zimmer", max_length=20, blank=True)
    ist_system = models.BooleanField("Systemkonto", default=False)
    is_active = models.BooleanField("aktiv", default=True)
    is_staff = models.BooleanField("technische Verwaltung", default=False)

    objects = BenutzerManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "Benutzerkonto"
        verbose_name_plural = "Benutzerkonten"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="benutzer_email_eindeutig",
                violation_error_message="Zu dieser E-Mail-Adresse gibt es schon ein Konto.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def aktive_mitgliedschaften(self) -> list[Mitgliedschaft]:
        """Memberships valid today, read once per request (a user object lives as long as its request)."""
        if not self.is_active:
            return []
        return list(self.mitgliedschaften.gueltig(am=zeit.heute()).select_related("kommune", "landkreis"))

    @property
    def rollen(self) -> frozenset[str]:
        """Codes of the roles this person holds today."""
        return frozenset(m.rolle for m in self.aktive_mitgliedschaften)

    @property
    def kommune_ids(self) -> frozenset[int]:
        """Municipalities for which this person acts today."""
        return frozenset(m.kommune_id for m in self.aktive_mitgliedschaften if m.kommune_id)

    @property
    def landkreis_ids(self) -> frozenset[int]:
        """Districts in whose office this person works today."""
        return frozenset(m.landkreis_id for m in self.aktive_mitgliedschaften if not m.kommune_id)

    def hat_rolle(self, *rollen: str, landkreis_id: int | None = None, kommune_id: int | None = None) -> bool:
        """Say whether one of ``rollen`` is held today, in the district or municipality named."""
        return any(
            m.rolle in rollen
            and (landkreis_id is None or m.landkreis_id == landkreis_id)
            and (kommune_id is None or m.kommune_id == kommune_id)
            for m in self.aktive_mitgliedschaften
        )


class MitgliedschaftQuerySet(models.QuerySet["Mitgliedschaft"]):
    """Words about memberships."""

    def gueltig(self, *, am: date) -> MitgliedschaftQuerySet:
        """Those that hold on the day ``am`` (both ends inclusive)."""
        return self.filter(Q(bis__isnull=True) | Q(bis__gte=am), von__lte=am)


class Mitgliedschaft(models.Model):
    """A role a person holds, for a municipality or in the district's office, from and to a day."""

    benutzer = models.ForeignKey(
        Benutzer, models.PROTECT, related_name="mitgliedschaften", verbose_name="Person"
    )
    rolle = models.CharField("Rolle", max_length=30, choices=Rolle)
    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="mitgliedschaften", verbose_name="Landkreis"
    )
    kommune = models.ForeignKey(
        "antraege.Kommune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mitgliedschaften",
        verbose_name="Kommune",
    )
    von = models.DateField("gültig von")
    bis = models.DateField("gültig bis", null=True, blank=True)

    objects = MitgliedschaftQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        constraints = [
            models.CheckConstraint(
                condition=Q(rolle__startswith="kommune_", kommune__isnull=False)
                | (~Q(rolle__startswith="kommune_") & Q(kommune__isnull=True)),
                name="mitgliedschaft_kommune_nur_bei_kommunaler_rolle",
                violation_error_message="Eine kommunale Rolle braucht eine Kommune, eine Rolle im Landratsamt hat keine.",
            ),
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="mitgliedschaft_bis_nach_von",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.UniqueConstraint(
                fields=["benutzer", "rolle", "landkreis", "kommune", "von"],
                nulls_distinct=False,
                name="mitgliedschaft_eindeutig",
                violation_error_message="Diese Rolle hat die Person ab diesem Tag schon.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rolle_display()} ({self.kommune or self.landkreis})"


class Vertretung(models.Model):
    """Dated substitution of one person by another (domain D.3); logged as "als Vertretung für"."""

    fuer = models.ForeignKey(Benutzer, models.PROTECT, related_name="vertreten_durch", verbose_name="für")
    durch = models.ForeignKey(Benutzer, models.PROTECT, related_name="vertritt", verbose_name="durch")
    von = models.DateField("von")
    bis = models.DateField("bis")
    eingetragen_von = models.ForeignKey(
        Benutzer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="eingetragen von"
    )
    eingetragen_am = models.DateTimeField("eingetragen am", null=True, blank=True)
    beendet_am = models.DateField("vorzeitig beendet zum", null=True, blank=True)

    class Meta:
        verbose_name = "Vertretung"
        verbose_name_plural = "Vertretungen"
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gte=F("von")),
                name="vertretung_bis_nach_von",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=~Q(fuer=F("durch")),
                name="vertretung_nicht_durch_sich_selbst",
                violation_error_message="Niemand vertritt sich selbst.",
            ),
            ExclusionConstraint(
                name="vertretung_einer_person_zur_zeit_eine",
                expressions=[
                    ("fuer", RangeOperators.EQUAL),
                    (
                        Tagesspanne("von", "bis", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(beendet_am__isnull=True),
                violation_error_message="In dieser Zeit ist für diese Person schon eine Vertretung eingetragen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.durch} für {self.fuer}"
