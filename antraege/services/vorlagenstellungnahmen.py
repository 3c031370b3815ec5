"""The annex "Stellungnahmen der Kommunen": what municipalities said to a cut goes with the paper to who decides.

Not public, for an answer may name persons, and no municipality reads another's. Made anew whenever the paper is handed in,
so whoever signs has it before her; the version then holds it like every annex.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from django.core.files.base import ContentFile

from antraege import zeit
from antraege.formate import datum, vzae
from antraege.models import Antrag, Benutzer, Vorlage, Vorlagenanlage
from antraege.services import druck, vorlagenanlagen
from antraege.services.druck import NichtDruckbar
from antraege.services.ratsvorlage import druckbar

ART: Final = Vorlagenanlage.Art.STELLUNGNAHMEN
NAME: Final = "Stellungnahmen der Kommunen.pdf"
ERSATZ: Final = "[?]"
EINZELN: Final = 20
FREMD: Final = r"[^\n -~\u00a0-\u017f\u2010-\u2026\u20ac]"
EINGANG: Final = (
    "Zu einer Empfehlung unter dem Antrag hatten die Kommunen Gelegenheit zur Stellungnahme (§ 28 LVwVfG). Was sie geantwortet haben, steht hier im Wortlaut; wer nicht genannt ist, hat nicht geantwortet.",
    f"Diese Anlage ist nicht öffentlich. Ein Zeichen, das sich nicht drucken lässt, steht als {ERSATZ}.",
)


def beilegen(vorlage: Vorlage, by: Benutzer, heute: date) -> None:
    """Put the answers with the draft as one file, in place of the one of an earlier passage; without answers there is none."""
    if (
        Vorlage.objects.select_for_update().filter(pk=vorlage.pk, status=Vorlage.Status.ENTWURF).first()
        is None
    ):
        return  # somebody else has handed it in meanwhile, and the act says so
    pdf = _pdf(vorlage, heute)
    vorlage.anlagen.aktuell().filter(art=ART).update(entfernt_am=zeit.jetzt(), entfernt_von=by)
    if pdf is not None:
        datei = ContentFile(pdf, name=NAME)
        vorlagenanlagen.ablegen(vorlage=vorlage, art=ART, datei=datei, by=by, oeffentlich=False)


def _pdf(vorlage: Vorlage, heute: date) -> bytes | None:
    antworten = _antworten(vorlage)
    if not antworten:
        return None
    return _gesetzt(
        {
            "titel": "Stellungnahmen der Kommunen",
            "tag": [heute.year, heute.month, heute.day],
            "landkreis": str(vorlage.landkreis),
            "drucksache": str(vorlage),
            "fusszeile": f"{vorlage} · Stellungnahmen der Kommunen · nicht öffentlich",
            "eingang": [f"Zur {vorlage.get_art_display()} {vorlage}: {vorlage.titel}", *EINGANG],
            "stellungnahmen": antworten,
        }
    )


def _antworten(vorlage: Vorlage) -> list[dict[str, Any]]:
    geantwortet = Antrag.objects.filter(beschlussantrag__vorlage=vorlage).nicht_beendet()
    return [
        {
            "kommune": antrag.kommune.name,
            "absaetze": [_worum(antrag), *(z for z in antrag.stellungnahme.splitlines() if z.strip())],
        }
        for antrag in geantwortet.exclude(stellungnahme="")
        .select_related("kommune")
        .order_by("kommune__sortiername", "pk")
    ]


def _worum(antrag: Antrag) -> str:
    am = f" vom {datum(antrag.stellungnahme_am)}" if antrag.stellungnahme_am else ""
    return f"Stellungnahme{am} (beantragt {vzae(antrag.beantragt_vzae)}, empfohlen {vzae(antrag.empfohlen_vzae)}):"


def _gesetzt(daten: dict[str, Any]) -> bytes:
    """Set it; a sign no font has is replaced, for the district can not correct what a municipality wrote.

    The typesetter names one sign at a time: after a few everything but European letters goes, so that no text keeps it busy.
    """
    texte = [teil | {"absaetze": [druckbar(a) for a in teil["absaetze"]]} for teil in daten["stellungnahmen"]]
    for _ in range(EINZELN):
        try:
            return _setze(daten, texte)
        except NichtDruckbar as fehler:
            if not fehler.zeichen:
                raise
            texte = _ersetzt(texte, re.escape(fehler.zeichen))
    return _setze(daten, _ersetzt(texte, FREMD))


def _setze(daten: dict[str, Any], texte: list[dict[str, Any]]) -> bytes:
    return druck.setze("stellungnahmen.typ", daten | {"stellungnahmen": texte}).pdf


def _ersetzt(teile: list[dict[str, Any]], muster: str) -> list[dict[str, Any]]:
    return [teil | {"absaetze": [re.sub(muster, ERSATZ, a) for a in teil["absaetze"]]} for teil in teile]
