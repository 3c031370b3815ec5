"""Supplements to a released paper: own number, own motions or new wording of the paper's, in the same sittings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Beratungsschritt, Beschlussantrag, Ereignis, Vorlage
from antraege.services.vorlage import neue_vorlage
from antraege.services.vorlagenschritt import eintragen, sperren


@transaction.atomic
def anlegen(
    *,
    haupt: Vorlage,
    drucksache: str,
    titel: str,
    by: Benutzer,
    heute: date,
    ziffern: Sequence[str] = (),
    neufassungen: Mapping[int, str] | None = None,
) -> Vorlage:
    """Begin a supplement to ``haupt``; it comes to the sittings that still deal with that paper.

    ``neufassungen``: new wording by number of the main paper's motion. Raises ``ValidationError`` at a field.
    """
    sperren(haupt)
    verlange(by, "vorlage.ergaenzen", haupt)
    neu = {nr: text.strip() for nr, text in (neufassungen or {}).items() if text.strip()}
    eigene = [text.strip() for text in ziffern if text.strip()]
    if not neu and not eigene:
        raise ValidationError(
            {"ziffern": "Bitte fassen Sie eine Ziffer neu oder schreiben Sie einen weiteren Beschlussantrag."}
        )
    vorlage = neue_vorlage(
        haupt.landkreis, drucksache, titel, by, art=Vorlage.Art.ERGAENZUNG, ergaenzt=haupt,
        beispieldaten=haupt.beispieldaten,
    )  # fmt: skip
    _sitzungen(vorlage, haupt)
    _motionen(vorlage, haupt, neu, eigene)
    eintragen(Ereignis.VORLAGE_ERSTELLT, vorlage, by, heute)
    return vorlage


def _sitzungen(vorlage: Vorlage, haupt: Vorlage) -> None:
    offen = haupt.beratungsfolge.offen()
    Beratungsschritt.objects.bulk_create(
        Beratungsschritt(
            vorlage=vorlage,
            sitzung=schritt.sitzung,
            rolle=schritt.rolle,
            oeffentlich=schritt.oeffentlich,
            folgt_auf=schritt.folgt_auf,
        )
        for schritt in offen.select_related("sitzung")
    )


def _motionen(vorlage: Vorlage, haupt: Vorlage, neu: Mapping[int, str], eigene: Sequence[str]) -> None:
    bisher = {z.ziffer: z for z in haupt.beschlussantraege.all()}
    texte = [(bisher[nr], text) for nr, text in sorted(neu.items())]
    Beschlussantrag.objects.bulk_create(
        Beschlussantrag(vorlage=vorlage, ziffer=nr, wortlaut=text, fasst_neu=ziffer)
        for nr, (ziffer, text) in enumerate([*texte, *((None, text) for text in eigene)], 1)
    )
