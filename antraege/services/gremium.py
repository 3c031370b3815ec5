"""The acts around a paper: its release by a second person, its way back and revision.

How it is written stands in services/vorlage.py, what the sittings decide in services/beratung.py; both are offered here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import (
    Antrag,
    Benutzer,
    Beschlussantrag,
    Ereignis,
    Mitzeichnung,
    Status,
    Vorlage,
)
from antraege.services import mitzeichnung
from antraege.services.antrag import begruendet
from antraege.services.beratung import beschluss_erfassen, vorberatung_erfassen
from antraege.services.beratungsfolge import ermaechtigt, naechster_schritt, offene_ziffern
from antraege.services.vorlage import freie_vorlage_anlegen, vorlage_erstellen, wortlaut_bewilligung
from antraege.services.vorlagenstand import eintragen, sperren, wechseln

__all__ = [
    "beschluss_erfassen",
    "ermaechtigt",
    "freie_vorlage_anlegen",
    "naechster_schritt",
    "offene_ziffern",
    "vorberatung_erfassen",
    "vorlage_erstellen",
    "vorlage_freigeben",
    "vorlage_ueberarbeiten",
    "vorlage_zurueckgeben",
    "wortlaut_bewilligung",
]

S = Vorlage.Status
M = Mitzeichnung.Ergebnis


@transaction.atomic
def vorlage_freigeben(*, vorlage: Vorlage, by: Benutzer, heute: date) -> None:
    """Release as the last station; from this day the paper is public and its applications show that they wait for a decision.

    Publication is a field of its own (a later issue may part the two days); what is proposed is public from then on
    (praxis 3, row 4).
    """
    sperren(vorlage)
    verlange(by, "vorlage.freigeben", vorlage)
    mitzeichnung.zeichne(vorlage, by, M.GEZEICHNET)
    wechseln(vorlage, S.MITZEICHNUNG, S.FREIGEGEBEN, freigegeben_von=by, veroeffentlicht_am=heute)
    Antrag.objects.filter(beschlussantrag__vorlage=vorlage, status=Status.IM_GREMIUM).update(
        status_kommune=Status.IM_GREMIUM
    )
    eintragen(Ereignis.VORLAGE_FREIGEGEBEN, vorlage, by, heute, vorher=S.MITZEICHNUNG)


@transaction.atomic
def vorlage_zurueckgeben(*, vorlage: Vorlage, grund: str, by: Benutzer, heute: date) -> None:
    """Return the paper unsigned, with the reason: the passage ends, whoever wrote it revises it."""
    sperren(vorlage)
    verlange(by, "vorlage.zurueckgeben", vorlage)
    grund = begruendet(grund)
    mitzeichnung.zeichne(vorlage, by, M.ZURUECKGEGEBEN, grund)
    mitzeichnung.abbrechen(vorlage)
    wechseln(vorlage, S.MITZEICHNUNG, S.ENTWURF)
    eintragen(Ereignis.VORLAGE_ZURUECKGEGEBEN, vorlage, by, heute, vorher=S.MITZEICHNUNG, text=grund)


@transaction.atomic
def vorlage_ueberarbeiten(
    *, vorlage: Vorlage, titel: str, ziffern: Mapping[int, str], by: Benutzer, heute: date
) -> None:
    """Change title and wording of a draft and hand it in for signature; Ziffern that are not named stay as they are."""
    verlange(by, "vorlage.ueberarbeiten", vorlage)
    if not titel.strip():
        raise ValidationError({"titel": "Bitte geben Sie der Vorlage einen Titel."})
    for ziffer, text in ziffern.items():
        if not text.strip() or not Beschlussantrag.objects.filter(vorlage=vorlage, ziffer=ziffer).update(
            wortlaut=text.strip()
        ):
            raise ValidationError({f"ziffer_{ziffer}": f"Ziffer {ziffer} hat keinen Wortlaut."})
    Vorlage.objects.filter(pk=vorlage.pk).update(titel=titel.strip(), bearbeitet_von=by)
    vorlage.titel = titel.strip()
    mitzeichnung.geben(vorlage=vorlage, by=by, heute=heute)
