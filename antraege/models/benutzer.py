"""Who acts: accounts, and which roles a person holds today, also as a substitute (mitgliedschaft.py)."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from antraege import zeichen, zeit

if TYPE_CHECKING:
    from antraege.models.mitgliedschaft import Mitgliedschaft


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
    DEZERNAT = "dezernat", "Dezernat"
    LANDRAT = "landrat", "Landrat"
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
            models.CheckConstraint(
                condition=models.Q(zimmer__regex=zeichen.ZIMMER),
                name="benutzer_zimmer_druckbar",
                violation_error_message=f"Zimmer: {zeichen.ZIMMER_SATZ}",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    # For whom the act of this moment is done: noted by berechtigungen.verlange, written by services.protokoll.vermerken.
    handelt_fuer: Benutzer | None = None
    # Why this person does a task of another office, where it steps in for it; the log says so.
    springt_ein: str = ""

    @cached_property
    def aktive_mitgliedschaften(self) -> list[Mitgliedschaft]:
        """Roles valid today: own ones first, then those held as a substitute (``vertritt`` names for whom).

        One query, once per request (a user object lives as long as its request). Substitution reaches no further than
        an office the person belongs to, and is not passed on.
        """
        if not self.is_active:
            return []
        # By way of the relation, because memberships are defined above accounts.
        alle = list(self.mitgliedschaften.model.objects.handelnd(self, am=zeit.heute()))
        eigene = [m for m in alle if m.benutzer_id == self.pk]
        stellen = {m.wo for m in eigene}
        vertreten = [m.als_vertretung() for m in alle if m.benutzer_id != self.pk and m.wo in stellen]
        return eigene + vertreten

    @property
    def vertretene(self) -> list[Benutzer]:
        """The people this person stands in for today, each once."""
        return list({m.vertritt.pk: m.vertritt for m in self.aktive_mitgliedschaften if m.vertritt}.values())

    def mit_rollen(self, mitgliedschaften: list[Mitgliedschaft]) -> Benutzer:
        """The same account holding these roles: to ask what it may do in its own name, for one person or as stand-in."""
        person = copy(self)
        vars(person)["aktive_mitgliedschaften"] = mitgliedschaften
        return person

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
