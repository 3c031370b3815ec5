"""The acts around a paper: its release by a second person, its way back and revision.

How it is written stands in services/vorlage.py, what the sittings decide in services/beratung.py; both are offered here.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.fehler import Verweigert
from antraege.models import (
    Benutzer,
    Ereignis,
    Mitzeichnung,
    Vorlage,
)
from antraege.services import mitzeichnung, vorlagenfassung, vorlagenstand, wertgrenze
from antraege.services.antrag import begruendet
from antraege.services.beratung import beschluss_erfassen, vorberatung_erfassen
from antraege.services.beratungsfolge import ermaechtigt, naechster_schritt
from antraege.services.vorlage import freie_vorlage_anlegen, vorlage_erstellen
from antraege.services.vorlagenentwurf import ueberarbeiten as vorlage_ueberarbeiten
from antraege.services.vorlagenschritt import eintragen, sperren, wechseln
from antraege.services.vorlagentext import wortlaut_bewilligung
from antraege.services.ziffern import offene_ziffern

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
    """Release as the last station and freeze the version. Where no later day is set, this publishes it: proposals are public then.

    Municipalities then see that their applications wait for a decision (praxis 3, row 4). What was public before stays so.
    Raises ``Verweigert`` where a committee planned to decide may not on its day.
    """
    sperren(vorlage)
    verlange(by, "vorlage.freigeben", vorlage)
    if einwaende := wertgrenze.einwaende(vorlage):
        raise Verweigert(" ".join(einwaende), wer="Geschäftsstelle Kreistag")
    mitzeichnung.zeichne(vorlage, by, M.GEZEICHNET)
    wechseln(vorlage, S.MITZEICHNUNG, S.FREIGEGEBEN, freigegeben_von=by)
    vorlagenfassung.festhalten(vorlage=vorlage, by=by, heute=heute)
    if vorlagenstand.mit_freigabe_oeffentlich(vorlage, heute):
        vorlagenstand.oeffentlich_machen(vorlage, heute)
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
