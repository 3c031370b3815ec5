"""The acts around a paper: its release by a second person, its way back and revision.

How it is written stands in services/vorlage.py, what the sittings decide in services/beratung.py; both are offered here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.models import Antrag, Benutzer, Beschlussantrag, Ereignis, Status, Vorlage
from antraege.services.antrag import begruendet
from antraege.services.beratung import beschluss_erfassen, vorberatung_erfassen
from antraege.services.beratungsfolge import ermaechtigt, naechster_schritt, offene_ziffern
from antraege.services.protokoll import vermerken
from antraege.services.vorlage import freie_vorlage_anlegen, vorlage_erstellen, wortlaut_bewilligung

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


@transaction.atomic
def vorlage_freigeben(*, vorlage: Vorlage, by: Benutzer, heute: date) -> None:
    """Release as a second person; from this day the paper is public and its applications show that they wait for a decision.

    Publication is a field of its own (a later issue may part the two days); what is proposed is public from then on
    (praxis 3, row 4).
    """
    verlange(by, "vorlage.freigeben", vorlage)
    _stand(vorlage, S.MITZEICHNUNG, S.FREIGEGEBEN, freigegeben_von=by, veroeffentlicht_am=heute)
    Antrag.objects.filter(beschlussantrag__vorlage=vorlage, status=Status.IM_GREMIUM).update(
        status_kommune=Status.IM_GREMIUM
    )
    _vermerken(Ereignis.VORLAGE_FREIGEGEBEN, vorlage, S.MITZEICHNUNG, by, heute)


@transaction.atomic
def vorlage_zurueckgeben(*, vorlage: Vorlage, grund: str, by: Benutzer, heute: date) -> None:
    """Return the paper unreleased, with the reason; the office of the council revises it."""
    verlange(by, "vorlage.zurueckgeben", vorlage)
    grund = begruendet(grund)
    _stand(vorlage, S.MITZEICHNUNG, S.ENTWURF)
    _vermerken(Ereignis.VORLAGE_ZURUECKGEGEBEN, vorlage, S.MITZEICHNUNG, by, heute, grund)


@transaction.atomic
def vorlage_ueberarbeiten(
    *, vorlage: Vorlage, titel: str, ziffern: Mapping[int, str], by: Benutzer, heute: date
) -> None:
    """Change title and wording of a returned paper and hand it in again; Ziffern that are not named stay as they are."""
    verlange(by, "vorlage.ueberarbeiten", vorlage)
    if not titel.strip():
        raise ValidationError({"titel": "Bitte geben Sie der Vorlage einen Titel."})
    for ziffer, text in ziffern.items():
        if not text.strip() or not Beschlussantrag.objects.filter(vorlage=vorlage, ziffer=ziffer).update(
            wortlaut=text.strip()
        ):
            raise ValidationError({f"ziffer_{ziffer}": f"Ziffer {ziffer} hat keinen Wortlaut."})
    _stand(vorlage, S.ENTWURF, S.MITZEICHNUNG, titel=titel.strip(), erstellt_von=by)
    _vermerken(Ereignis.VORLAGE_ERSTELLT, vorlage, S.ENTWURF, by, heute)


def _stand(vorlage: Vorlage, von: str, nach: str, **felder: object) -> None:
    felder |= {"status": nach}
    if not Vorlage.objects.filter(pk=vorlage.pk, status=von).update(**felder):
        raise Konflikt(
            "Dieser Schritt ist schon erledigt: Die Vorlage steht inzwischen in einem anderen Stand."
        )
    for feld, wert in felder.items():
        setattr(vorlage, feld, wert)


def _vermerken(
    ereignis: Ereignis, vorlage: Vorlage, vorher: str, by: Benutzer, heute: date, text: str = ""
) -> None:
    vermerken(
        ereignis,
        vorlage,
        by=by,
        wirksam_am=heute,
        vorher=vorher,
        nachher=vorlage.status,
        text=text,
        historisch=vorlage.historisch,
    )
