"""Confirming what was recorded after a sitting, with the extract from its minutes: from then on it never changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Beratungsschritt, Beschlussergebnis, Ereignis, Vorlagenanlage
from antraege.services import vorlagenanlagen
from antraege.services.abstimmung import MIT_WORTLAUT
from antraege.services.protokoll import vermerken
from antraege.services.vorlagenschritt import sperren

GRUND: Final = "Bitte nennen Sie den Grund, warum der Wortlaut vom erfassten abweicht."


@transaction.atomic
def bestaetigen(
    *,
    schritt: Beratungsschritt,
    auszug: File,
    by: Benutzer,
    heute: date,
    wortlaute: Mapping[int, str] | None = None,
    grund: str = "",
) -> None:
    """Confirm the results of a step with the extract; until then they stand "vorläufig nach Sitzung".

    ``wortlaute`` (Ziffer -> wording) corrects a changed wording to that of the minutes, which needs a ``grund``; a
    result is never corrected. Raises ``ValidationError`` at ``datei``, ``grund`` or ``wortlaut_<n>``, ``Verweigert``
    where nothing is recorded or it is confirmed already.
    """
    sperren(schritt.vorlage)
    schritt.refresh_from_db(fields=["erfasst_am", "bestaetigt_am"])
    verlange(by, "niederschrift.bestaetigen", schritt)
    berichtigt = _berichtigt(schritt, wortlaute or {}, grund)
    schritt.auszug = vorlagenanlagen.ablegen(
        vorlage=schritt.vorlage,
        art=Vorlagenanlage.Art.AUSZUG,
        datei=auszug,
        by=by,
        oeffentlich=schritt.ist_oeffentlich,
    )
    Beschlussergebnis.objects.bulk_update(berichtigt, ["wortlaut"])
    schritt.bestaetigt_am, schritt.bestaetigt_von = zeit.jetzt(), by
    schritt.save(update_fields=["auszug", "bestaetigt_am", "bestaetigt_von"])
    _vermerken(schritt, berichtigt, grund, by, heute)


def mit_wortlaut(schritt: Beratungsschritt) -> list[Beschlussergebnis]:
    """Give the results of a step that carry a wording of their own, by Ziffer."""
    ergebnisse = schritt.ergebnisse.filter(wert__in=MIT_WORTLAUT)
    return list(ergebnisse.select_related("beschlussantrag").order_by("beschlussantrag__ziffer"))


def _berichtigt(
    schritt: Beratungsschritt, wortlaute: Mapping[int, str], grund: str
) -> list[Beschlussergebnis]:
    geaendert, fehler = [], {}
    for ergebnis in mit_wortlaut(schritt):
        ziffer = ergebnis.beschlussantrag.ziffer
        neu = wortlaute.get(ziffer, ergebnis.wortlaut).strip()
        if not neu:
            fehler[f"wortlaut_{ziffer}"] = "Zu einem geänderten Beschluss gehört der Wortlaut."
        elif neu != ergebnis.wortlaut:
            ergebnis.wortlaut = neu
            geaendert.append(ergebnis)
    if geaendert and not grund.strip():
        fehler["grund"] = GRUND
    if fehler:
        raise ValidationError(fehler)
    return geaendert


def _vermerken(
    schritt: Beratungsschritt, berichtigt: list[Beschlussergebnis], grund: str, by: Benutzer, heute: date
) -> None:
    ziffern = ", ".join(str(e.beschlussantrag.ziffer) for e in berichtigt)
    zusatz = f". Wortlaut berichtigt (Ziffer {ziffern}): {grund.strip()}" if berichtigt else ""
    vermerken(
        Ereignis.BESCHLUSS_BESTAETIGT,
        schritt.vorlage,
        by=by,
        wirksam_am=heute,
        nachher=schritt.vorlage.status,
        text=f"{schritt}{zusatz}",
        historisch=schritt.vorlage.historisch,
    )
