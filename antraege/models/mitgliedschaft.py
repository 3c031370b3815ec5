"""Roles people hold for a municipality or in the district's office, and who stands or steps in for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from antraege.models.benutzer import Benutzer, Rolle
from antraege.models.einmal import EIN_TAG, EINE_PERSON, einmal
from antraege.models.spanne import Tagesspanne

ORT = Coalesce(
    "kommune", 0, output_field=models.BigIntegerField()
)  # NULL equals nothing, 0 the district's office


def _vertreten() -> Exists:
    fuer = Vertretung.objects.am(EIN_TAG).filter(
        durch=EINE_PERSON, fuer=OuterRef("benutzer"), landkreis=OuterRef("landkreis")
    )
    ort = Coalesce(OuterRef("kommune"), 0, output_field=models.BigIntegerField())
    return Exists(fuer.annotate(ort=ORT).filter(ort=ort))


def _einspringen() -> ArraySubquery:
    dort = {"rolle": OuterRef("rolle"), "landkreis": OuterRef("landkreis")}
    da = Mitgliedschaft.objects.verfuegbar(am=EIN_TAG).filter(**dort)
    stand = JSONObject(
        rolle="rolle",
        da=ArraySubquery(da.values("handelt")),
        inhaber=ArraySubquery(Mitgliedschaft.objects.filter(**dort).values("benutzer")),
    )
    rollen = Ersatzrolle.objects.filter(ersatz=OuterRef("rolle"), landkreis=OuterRef("landkreis"))
    return ArraySubquery(rollen.annotate(stand=stand).values("stand"))


class MitgliedschaftQuerySet(models.QuerySet["Mitgliedschaft"]):
    """Words about memberships."""

    def gueltig(self, *, am: date) -> MitgliedschaftQuerySet:
        """Those that hold on the day ``am`` (both ends inclusive)."""
        return self.filter(Q(bis__isnull=True) | Q(bis__gte=am), von__lte=am)

    def handelnd(self, person: Benutzer, *, am: date) -> MitgliedschaftQuerySet:
        """Roles of ``person`` on the day ``am`` and of those it stands in for, with ``einspringen`` (see ``mit_ersatz``)."""
        vertreten = einmal(Mitgliedschaft, _vertreten, {EIN_TAG: am, EINE_PERSON: person.pk})
        rollen = self.gueltig(am=am).filter(Q(benutzer=person) | Q(vertreten), benutzer__is_active=True)
        return rollen.mit_ersatz(am=am).select_related("benutzer", "kommune", "landkreis").order_by("pk")

    def mit_ersatz(self, *, am: date) -> MitgliedschaftQuerySet:
        """Annotate ``einspringen``: the roles this one is the Ersatzrolle of, with the ids of who is there and who belongs there."""
        return self.annotate(einspringen=einmal(Mitgliedschaft, _einspringen, {EIN_TAG: am}))

    def verfuegbar(self, *, am: date) -> MitgliedschaftQuerySet:
        """Roles of the district's office somebody can fill on the day ``am``; ``handelt`` is the id of who that is.

        Whoever is absent is replaced by the substitute; a substitute who is absent, too, fills nothing.
        """
        abwesend = Vertretung.objects.am(am).filter(landkreis=OuterRef("landkreis"), kommune=None)
        durch = Subquery(abwesend.filter(fuer=OuterRef("benutzer")).values("durch")[:1])
        rollen = self.gueltig(am=am).filter(kommune=None, benutzer__is_active=True)
        rollen = rollen.annotate(
            handelt=Coalesce(durch, F("benutzer"), output_field=models.BigIntegerField())
        )
        kollegen = Mitgliedschaft.objects.gueltig(am=am).filter(
            benutzer=OuterRef("handelt"),
            landkreis=OuterRef("landkreis"),
            kommune=None,
            benutzer__is_active=True,
        )
        return rollen.filter(~Exists(abwesend.filter(fuer=OuterRef("handelt"))), Exists(kollegen))


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
    empfangsberechtigt = models.BooleanField(
        "darf Bescheide öffnen",
        default=False,
        help_text="Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist.",
    )

    objects = MitgliedschaftQuerySet.as_manager()

    vertritt: Benutzer | None = None
    # Roles this one steps in for, as ``mit_ersatz`` reads them; a role held for one task alone steps in for none.
    einspringen: Sequence[dict[str, Any]] = ()

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
                condition=Q(empfangsberechtigt=False)
                | Q(rolle__in=["kommune_sachbearbeitung", "kommune_zeichnung"]),
                name="mitgliedschaft_empfang_nur_fuer_die_kommune",
                violation_error_message="Bescheide öffnen die Sachbearbeitung der Kommune und die zeichnungsberechtigte Person.",
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
            ExclusionConstraint(
                name="mitgliedschaft_je_rolle_eine_zur_zeit",
                expressions=[
                    ("benutzer", RangeOperators.EQUAL),
                    ("rolle", RangeOperators.EQUAL),
                    ("landkreis", RangeOperators.EQUAL),
                    (ORT, RangeOperators.EQUAL),
                    (Tagesspanne("von", "bis", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Rolle hat die Person in dieser Zeit schon.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rolle_display()} ({self.kommune or self.landkreis})"

    @property
    def wo(self) -> tuple[int, int | None]:
        """The office: district, and the municipality where it is one's."""
        return (self.landkreis_id, self.kommune_id)

    def als_vertretung(self) -> Mitgliedschaft:
        """The same role, held by whoever stands in for its person."""
        self.vertritt = self.benutzer
        return self


class VertretungQuerySet(models.QuerySet["Vertretung"]):
    """Words about substitution."""

    def am(self, tag: date) -> VertretungQuerySet:
        """Those that hold on the day ``tag``."""
        return self.filter(Q(beendet_am__isnull=True) | Q(beendet_am__gt=tag), von__lte=tag, bis__gte=tag)

    def offen(self) -> VertretungQuerySet:
        """Those nobody has ended early."""
        return self.filter(beendet_am__isnull=True)

    def visible_to(self, user: Benutzer) -> VertretungQuerySet:
        """All of an office for whoever works there; of a municipality's also for the district's office."""
        orte = Q(kommune__in=user.kommune_ids) | Q(landkreis__in=user.landkreis_ids)
        return self.filter(orte)


class Vertretung(models.Model):
    """Dated substitution of one person by another in one office (domain D.3); logged as "als Vertretung für".

    ``von`` and ``bis`` inclusive, so it ends by itself at midnight; ``beendet_am`` is the first day it no longer holds.
    """

    fuer = models.ForeignKey(Benutzer, models.PROTECT, related_name="vertreten_durch", verbose_name="für")
    durch = models.ForeignKey(Benutzer, models.PROTECT, related_name="vertritt", verbose_name="durch")
    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="vertretungen", verbose_name="Landkreis"
    )
    kommune = models.ForeignKey(
        "antraege.Kommune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vertretungen",
        verbose_name="Kommune",
        help_text="leer: im Landratsamt",
    )
    von = models.DateField("von")
    bis = models.DateField("bis")
    eingetragen_von = models.ForeignKey(
        Benutzer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="eingetragen von"
    )
    eingetragen_am = models.DateTimeField("eingetragen am", null=True, blank=True)
    beendet_am = models.DateField("vorzeitig beendet zum", null=True, blank=True)

    objects = VertretungQuerySet.as_manager()

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


class Ersatzrolle(models.Model):
    """Which role steps in where nobody of a role is there or may act, so that four eyes never mean standstill."""

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="ersatzrollen", verbose_name="Landkreis"
    )
    rolle = models.CharField("Rolle", max_length=30, choices=Rolle)
    ersatz = models.CharField("Ersatz", max_length=30, choices=Rolle)

    class Meta:
        verbose_name = "Ersatzrolle"
        verbose_name_plural = "Ersatzrollen"
        constraints = [
            models.UniqueConstraint(
                fields=["landkreis", "rolle"],
                name="ersatzrolle_je_rolle_eine",
                violation_error_message="Zu dieser Rolle ist schon ein Ersatz bestimmt.",
            ),
            models.CheckConstraint(
                condition=~Q(rolle=F("ersatz")),
                name="ersatzrolle_ist_eine_andere",
                violation_error_message="Eine Rolle kann nicht ihr eigener Ersatz sein.",
            ),
            models.CheckConstraint(
                condition=~Q(rolle__startswith="kommune_") & ~Q(ersatz__startswith="kommune_"),
                name="ersatzrolle_nur_im_landratsamt",
                violation_error_message="Ersatzrollen gibt es nur im Landratsamt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rolle_display()}: {self.get_ersatz_display()}"
