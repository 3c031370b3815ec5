"""Motions to change a Ziffer of a released paper: who moves what, and what became of it (praxis 4 (3))."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.formate import datum
from antraege.models import Aenderungsantrag, Benutzer, Beschlussantrag, Ereignis
from antraege.services.vorlagenschritt import eintragen, sperren

E = Aenderungsantrag.Ergebnis


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


def angenommener_wortlaut(ziffer: Beschlussantrag) -> str:
    """Give the wording the latest accepted motion gave the Ziffer; empty where none was accepted."""
    angenommen = ziffer.aenderungsantraege.filter(ergebnis=E.ANGENOMMEN)
    letzter = angenommen.order_by("-entschieden_am", "-nummer").first()
    return letzter.wortlaut if letzter else ""
