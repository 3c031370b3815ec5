"""How people get in: invitations of a municipality."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege.models.benutzer import Benutzer, Rolle


class EinladungQuerySet(models.QuerySet["Einladung"]):
    """Words about invitations."""

    def offen(self) -> EinladungQuerySet:
        """Neither accepted nor withdrawn; their days may be over."""
        return self.filter(angenommen_am__isnull=True, widerrufen_am__isnull=True)

    def visible_to(self, user: Benutzer) -> EinladungQuerySet:
        """Those of the own municipality; all of the district for its office."""
        return self.filter(Q(kommune__in=user.kommune_ids) | Q(landkreis__in=user.landkreis_ids))


class Einladung(models.Model):
    """An invitation to act for a municipality, sent to its functional mailbox. The link is signed, never stored."""

    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="einladungen", verbose_name="Landkreis"
    )
    kommune = models.ForeignKey(
        "antraege.Kommune", models.PROTECT, related_name="einladungen", verbose_name="Kommune"
    )
    email = models.EmailField("E-Mail-Adresse der Person")
    name = models.CharField("Name", max_length=120)
    rolle = models.CharField("Rolle", max_length=30, choices=Rolle)
    folgt_auf = models.ForeignKey(
        Benutzer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="folgt auf",
        help_text="Personalwechsel: deren Rolle endet mit der Annahme",
    )
    vorgaenger_bis = models.DateField(
        "Rolle der Vorgängerin oder des Vorgängers endet am",
        null=True,
        blank=True,
        help_text="leer: mit der Annahme der Einladung",
    )
    gilt_ab = models.DateField(
        "Rolle gilt ab", null=True, blank=True, help_text="leer: mit der Annahme der Einladung"
    )
    empfangsberechtigt = models.BooleanField(
        "darf Bescheide öffnen",
        default=False,
        help_text="Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist.",
    )
    ausgestellt_von = models.ForeignKey(
        Benutzer, models.PROTECT, related_name="+", verbose_name="ausgestellt von"
    )
    ausgestellt_am = models.DateTimeField("ausgestellt am")
    gueltig_bis = models.DateField("gültig bis")
    angenommen_am = models.DateTimeField("angenommen am", null=True, blank=True)
    angenommen_von = models.ForeignKey(
        Benutzer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="angenommen von"
    )
    widerrufen_am = models.DateTimeField("widerrufen am", null=True, blank=True)

    objects = EinladungQuerySet.as_manager()

    class Meta:
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rolle__startswith="kommune_"),
                name="einladung_nur_kommunale_rolle",
                violation_error_message="Eingeladen wird in eine Rolle der Kommune.",
            ),
            models.CheckConstraint(
                condition=Q(empfangsberechtigt=False)
                | Q(rolle__in=["kommune_sachbearbeitung", "kommune_zeichnung"]),
                name="einladung_empfang_nur_fuer_die_kommune",
                violation_error_message="Bescheide öffnen die Sachbearbeitung der Kommune und die zeichnungsberechtigte Person.",
            ),
            models.CheckConstraint(
                condition=Q(angenommen_am__isnull=True) | Q(widerrufen_am__isnull=True),
                name="einladung_angenommen_oder_widerrufen",
                violation_error_message="Eine angenommene Einladung lässt sich nicht widerrufen.",
            ),
            models.CheckConstraint(
                condition=Q(vorgaenger_bis__isnull=True) | Q(folgt_auf__isnull=False),
                name="einladung_ende_nur_bei_personalwechsel",
                violation_error_message="Ein Ende der bisherigen Rolle gibt es nur bei einem Personalwechsel.",
            ),
            models.UniqueConstraint(
                "kommune",
                "email",
                "rolle",
                condition=Q(angenommen_am__isnull=True, widerrufen_am__isnull=True),
                name="einladung_je_person_und_rolle_eine_offene",
                violation_error_message="Diese Person ist in diese Rolle schon eingeladen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_rolle_display()})"
