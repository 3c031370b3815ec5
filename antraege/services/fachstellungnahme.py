"""Opinions of other offices on an application: asked for with a deadline, answered, or taken back.

Rows beside the check, not steps of it: the recommendation waits until all are in or their time is over (the right
``antrag.empfehlen``), and says which are missing. The municipality never learns of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.models import Antrag, Benutzer, Ereignis, Fachstellungnahme, Frist
from antraege.rechte.pruefung import FACHSTELLEN
from antraege.services import termine
from antraege.services.antrag import begruendet
from antraege.services.protokoll import vermerken
from antraege.services.pruefung import HOECHSTENS, ZU_LANG

FOLGE = "Die Prüfung geht ohne diese Stellungnahme weiter."
SCHON_GEBETEN = "Diese Stelle ist zu diesem Antrag schon um eine Stellungnahme gebeten."


@transaction.atomic
def erbitten(
    *, antrag: Antrag, stellen: Sequence[str], frage: str, bis: date, by: Benutzer, heute: date
) -> list[Fachstellungnahme]:
    """Ask each of ``stellen`` (role codes) the same question, to be answered until the day ``bis``; one entry each.

    Raises ``ValidationError`` without an office or a question and for a day that is past or more than a year away,
    ``Konflikt`` where an office is asked already.
    """
    verlange(by, "pruefung.fachstellungnahme_erbitten", antrag)
    _moeglich(stellen, frage, bis, heute)
    return [_erbitten(antrag, stelle, frage.strip(), bis, by, heute) for stelle in dict.fromkeys(stellen)]


def _moeglich(stellen: Sequence[str], frage: str, bis: date, heute: date) -> None:
    if not stellen or not set(stellen) <= FACHSTELLEN:
        raise ValidationError({"stellen": "Bitte wählen Sie mindestens eine andere Stelle."})
    if not frage.strip():
        raise ValidationError({"frage": "Bitte schreiben Sie, wozu die Stelle sich äußern soll."})
    if bis <= heute:
        raise ValidationError({"bis": "Die Frist muss nach dem heutigen Tag enden."})
    if bis > heute + HOECHSTENS:
        raise ValidationError({"bis": ZU_LANG})


def _erbitten(
    antrag: Antrag, stelle: str, frage: str, bis: date, by: Benutzer, heute: date
) -> Fachstellungnahme:
    bitte = Fachstellungnahme(
        antrag=antrag, stelle=stelle, frage=frage, erbeten_von=by, erbeten_am=zeit.jetzt()
    )
    try:
        with transaction.atomic():
            bitte.save()
    except IntegrityError as fehler:
        if "fachstellungnahme_je_stelle_eine_offene" not in str(fehler):
            raise
        raise Konflikt(SCHON_GEBETEN) from fehler
    termine.eroeffnen(
        Frist.Art.FACHSTELLUNGNAHME,
        antrag=antrag,
        fachstellungnahme=bitte,
        rolle=stelle,
        typ=Frist.Typ.TERMIN,
        ereignis_am=heute,
        ergebnis=fristen.termin(bis),
        folge=FOLGE,
    )
    vermerken(
        Ereignis.FACHSTELLUNGNAHME_ERBETEN,
        bitte,
        antrag=antrag,
        by=by,
        wirksam_am=heute,
        nachher=stelle,
        text=frage,
    )
    return bitte


@transaction.atomic
def abgeben(*, bitte: Fachstellungnahme, votum: str, antwort: str, by: Benutzer, heute: date) -> None:
    """Answer as the office that was asked, also after the deadline. Raises ``ValidationError`` without a Votum or text."""
    verlange(by, "pruefung.fachstellungnahme_abgeben", bitte)
    if votum not in Fachstellungnahme.Votum.values:
        raise ValidationError({"votum": "Bitte wählen Sie ein Votum."})
    text = antwort.strip()
    if not text and votum == Fachstellungnahme.Votum.BEDENKEN:
        raise ValidationError({"antwort": "Bitte schreiben Sie, welche Bedenken bestehen."})
    werte = {"votum": votum, "antwort": text, "beantwortet_von": by, "beantwortet_am": zeit.jetzt()}
    _schliessen(bitte, Ereignis.FACHSTELLUNGNAHME_EINGEGANGEN, text, by, heute, **werte)


@transaction.atomic
def zuruecknehmen(*, bitte: Fachstellungnahme, grund: str, by: Benutzer, heute: date) -> None:
    """Take the request back, with the reason; the check no longer waits for it."""
    verlange(by, "pruefung.fachstellungnahme_zuruecknehmen", bitte)
    worte = begruendet(grund)
    _schliessen(bitte, Ereignis.FACHSTELLUNGNAHME_ZURUECK, worte, by, heute, zurueckgenommen_am=zeit.jetzt())


def _schliessen(
    bitte: Fachstellungnahme, ereignis: Ereignis, text: str, by: Benutzer, heute: date, **werte: object
) -> None:
    if not Fachstellungnahme.objects.offen().filter(pk=bitte.pk).update(**werte):
        raise Konflikt("Die Bitte ist inzwischen beantwortet oder zurückgenommen.")
    for feld, wert in werte.items():
        setattr(bitte, feld, wert)
    bitte.fristen.filter(erledigt_am__isnull=True).update(erledigt_am=zeit.jetzt())
    vermerken(ereignis, bitte, antrag=bitte.antrag, by=by, wirksam_am=heute, nachher=bitte.stelle, text=text)


def zu(antrag: Antrag) -> list[Fachstellungnahme]:
    """Give all that were asked for and not taken back, oldest first, with their deadlines; two queries."""
    da = antrag.fachstellungnahmen.filter(zurueckgenommen_am__isnull=True)
    return list(da.select_related("beantwortet_von", "erbeten_von").prefetch_related("fristen"))


def fehlende(bitten: Sequence[Fachstellungnahme]) -> list[str]:
    """Name the offices whose answer is missing, for the page and beside the recommendation."""
    return [bitte.get_stelle_display() for bitte in bitten if bitte.offen]
