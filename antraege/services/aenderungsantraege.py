"""Motions to change a Ziffer of a released paper: who moves what, and what became of it (praxis 4 (3))."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.formate import datum
from antraege.models import (
    Aenderungsantrag,
    Benutzer,
    Beratungsschritt,
    Beschlussantrag,
    Beschlussergebnis,
    Ereignis,
)
from antraege.services.abstimmung import Angabe
from antraege.services.vorlagenschritt import eintragen, sperren

E = Aenderungsantrag.Ergebnis
W = Beschlussergebnis.Wert
UNVERAENDERT: Final = frozenset({W.EMPFOHLEN, W.UNVERAENDERT})
GEAENDERT: Final[Mapping[str, Beschlussergebnis.Wert]] = {
    Beratungsschritt.Rolle.VORBERATUNG: W.GEAENDERT_EMPFOHLEN,
    Beratungsschritt.Rolle.BESCHLUSS: W.GEAENDERT,
}


@transaction.atomic
def erfassen(
    *,
    ziffer: Beschlussantrag,
    antragsteller: str,
    wortlaut: str,
    eingegangen_am: date,
    by: Benutzer,
    heute: date,
) -> Aenderungsantrag:
    """Record a motion with the whole wording it wants for the Ziffer. Raises ``ValidationError`` at a field."""
    vorlage = ziffer.vorlage
    sperren(vorlage)
    verlange(by, "vorlage.aenderungsantrag_erfassen", vorlage)
    _pruefe(antragsteller, wortlaut, ziffer, eingegangen_am, heute)
    neu = Aenderungsantrag.objects.create(
        beschlussantrag=ziffer,
        nummer=ziffer.aenderungsantraege.count() + 1,
        antragsteller=antragsteller.strip(),
        wortlaut=wortlaut.strip(),
        eingegangen_am=eingegangen_am,
        erfasst_von=by,
    )
    eintragen(Ereignis.AENDERUNGSANTRAG_ERFASST, vorlage, by, heute, nachher=E.OFFEN, text=_satz(neu))
    return neu


def _pruefe(antragsteller: str, wortlaut: str, ziffer: Beschlussantrag, tag: date, heute: date) -> None:
    fehler = {}
    if not antragsteller.strip():
        fehler["antragsteller"] = "Bitte nennen Sie, wer den Änderungsantrag stellt."
    if not wortlaut.strip():
        fehler["wortlaut"] = "Bitte geben Sie den Wortlaut ein, den die Ziffer bekommen soll."
    if wortlaut.strip() == ziffer.wortlaut:
        fehler["wortlaut"] = f"Das ist der Wortlaut, den {ziffer} schon hat."
    if tag > heute:
        fehler["eingegangen_am"] = "Dieser Tag kommt erst noch."
    if fehler:
        raise ValidationError(fehler)


@transaction.atomic
def ergebnis_erfassen(
    *, aenderungsantrag: Aenderungsantrag, ergebnis: str, entschieden_am: date, by: Benutzer, heute: date
) -> None:
    """Record what the sitting of that day did with it, once. Raises ``ValidationError`` at a field, ``Konflikt``."""
    vorlage = aenderungsantrag.beschlussantrag.vorlage
    sperren(vorlage)
    verlange(by, "vorlage.aenderungsantrag_entscheiden", vorlage)
    if not aenderungsantrag.eingegangen_am <= entschieden_am <= heute:
        spanne = f"vom {datum(aenderungsantrag.eingegangen_am)} bis heute"
        raise ValidationError({"entschieden_am": f"Bitte nennen Sie den Tag der Sitzung, {spanne}."})
    if ergebnis == E.ANGENOMMEN:
        _passt_zum_ergebnis(aenderungsantrag, entschieden_am)
    offen = Aenderungsantrag.objects.filter(pk=aenderungsantrag.pk, ergebnis=E.OFFEN)
    if not offen.update(ergebnis=ergebnis, entschieden_am=entschieden_am):
        raise Konflikt("Das Ergebnis dieses Änderungsantrags ist schon erfasst.")
    aenderungsantrag.refresh_from_db(fields=["ergebnis", "entschieden_am"])
    eintragen(
        Ereignis.AENDERUNGSANTRAG_ERFASST,
        vorlage,
        by,
        heute,
        vorher=E.OFFEN,
        nachher=ergebnis,
        text=_satz(aenderungsantrag),
    )


def _satz(antrag: Aenderungsantrag) -> str:
    return f"{antrag}, {antrag.antragsteller}: {antrag.get_ergebnis_display()}"


# The result of their Ziffer


def angenommene(schritt: Beratungsschritt) -> dict[int, Aenderungsantrag]:
    """Give for each Ziffer the latest motion that the sitting of this step accepted. One query."""
    antraege = Aenderungsantrag.objects.filter(
        beschlussantrag__vorlage=schritt.vorlage_id,
        ergebnis=E.ANGENOMMEN,
        entschieden_am=schritt.sitzung.tag,
    )
    return {
        a.beschlussantrag.ziffer: a for a in antraege.select_related("beschlussantrag").order_by("nummer")
    }


def pruefe(angaben: Mapping[int, Angabe], schritt: Beratungsschritt) -> None:
    """Refuse a Ziffer as it was proposed where this sitting accepted a motion to change it. Raises ``ValidationError``."""
    fehler = {
        f"ziffer_{ziffer}_wert": f"In dieser Sitzung ist der {antrag} angenommen. Bitte wählen Sie „{GEAENDERT[schritt.rolle].label}“."
        for ziffer, antrag in angenommene(schritt).items()
        if ziffer in angaben and _wie_vorgeschlagen(angaben[ziffer].wert, angaben[ziffer].wortlaut)
    }
    if fehler:
        raise ValidationError(fehler)


def _wie_vorgeschlagen(wert: str, wortlaut: str) -> bool:
    return wert in UNVERAENDERT or (wert == W.MIT_MASSGABE and not wortlaut.strip())


def _passt_zum_ergebnis(antrag: Aenderungsantrag, tag: date) -> None:
    """Refuse to call a motion accepted where its Ziffer is recorded as it was proposed in the sitting of that day."""
    erfasst = antrag.beschlussantrag.ergebnisse.filter(schritt__sitzung__tag=tag)
    for ergebnis in erfasst:
        if _wie_vorgeschlagen(ergebnis.wert, ergebnis.wortlaut):
            satz = f"Zu {antrag.beschlussantrag} ist für diesen Tag „{ergebnis.get_wert_display()}“ erfasst. Angenommen kann der Änderungsantrag dann nicht sein."
            raise ValidationError({"ergebnis": satz})
