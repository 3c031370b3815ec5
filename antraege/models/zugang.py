"""How people get in and out: invitations of a municipality, and who steps in where nobody is left."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from antraege.models.benutzer import Benutzer, Rolle


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
                condition=Q(angenommen_am__isnull=True) | Q(widerrufen_am__isnull=True),
                name="einladung_angenommen_oder_widerrufen",
                violation_error_message="Eine angenommene Einladung lässt sich nicht widerrufen.",
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
