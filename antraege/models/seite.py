"""Small things of the installation: editable pages and the demo's clock."""

from __future__ import annotations

from django.db import models


class Seite(models.Model):
    """An editable page: Impressum, Datenschutz, Barrierefreiheit."""

    schluessel = models.SlugField("Schlüssel", max_length=30, unique=True)
    titel = models.CharField("Titel", max_length=120)
    text = models.TextField("Text", help_text="Absätze durch eine leere Zeile trennen")

    class Meta:
        verbose_name = "Seite"
        verbose_name_plural = "Seiten"

    def __str__(self) -> str:
        return self.titel


class Demouhr(models.Model):
    """The day the demo stands at; read only where DEMO is set."""

    tag = models.DateField("Tag")

    class Meta:
        verbose_name = "Demouhr"
        verbose_name_plural = "Demouhr"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="demouhr_eine_zeile",
                violation_error_message="Die Demo hat nur eine Uhr.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tag:%d.%m.%Y}"
