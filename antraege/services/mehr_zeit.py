"""A municipality asks for more time to complete its application or to respond; the office grants or refuses.

Asking changes nothing about the deadline: it runs on, and what follows when it passes follows all the same. Granting is the
office's act of extending (``pruefung.frist_verlaengern``).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.formate import datum
from antraege.models import Antrag, Benutzer, Ereignis, Frist, Fristwunsch
from antraege.services.antrag import begruendet
from antraege.services.protokoll import vermerken
from antraege.services.pruefung import HOECHSTENS, ZU_LANG, laufende_frist

ERSETZT: Final = (
    "Die Kommune hat ihre Bitte inzwischen geändert. Bitte lesen Sie die neue und entscheiden Sie dann."
)


@transaction.atomic
def erbitten(*, antrag: Antrag, bis: date, grund: str, by: Benutzer, heute: date) -> Fristwunsch:
    """Ask for a later last day, also after the deadline has passed; an unanswered wish is replaced, the same one told once.

    Raises ``ValidationError`` at ``bis`` for a day that is not later than the deadline and today, or more than a year away.
    """
    verlange(by, "antrag.mehr_zeit_erbitten", antrag)
    frist = laufende_frist(antrag)
    _tag_moeglich(bis, frist, heute)
    worte = begruendet(grund)
    if gleich := Fristwunsch.objects.offen().filter(frist=frist, bis=bis, grund=worte).first():
        return gleich
    wunsch, _ = Fristwunsch.objects.update_or_create(
        frist=frist,
        defaults={"bis": bis, "grund": worte, "gestellt_von": by, "gestellt_am": zeit.jetzt()},
    )
    vermerken(
        Ereignis.MEHR_ZEIT_ERBETEN,
        antrag,
        by=by,
        wirksam_am=heute,
        text=worte,
        vorher=datum(frist.faellig_am),
        nachher=datum(bis),
        sichtbar=True,
    )
    return wunsch


def _tag_moeglich(bis: date, frist: Frist, heute: date) -> None:
    if bis <= max(frist.faellig_am, heute):
        satz = f"Die Frist endet am {datum(frist.faellig_am)}. Bitte nennen Sie einen späteren Tag, der nach heute liegt."
        raise ValidationError({"bis": satz})
    if bis > heute + HOECHSTENS:
        raise ValidationError({"bis": ZU_LANG})


def kennung(wunsch: Fristwunsch) -> str:
    """Tell one wish from another that replaces it."""
    return f"{wunsch.gestellt_am.isoformat()} {wunsch.bis.isoformat()}"


@transaction.atomic
def ablehnen(*, antrag: Antrag, grund: str, by: Benutzer, heute: date, gelesen: str = "") -> None:
    """Refuse the municipality's wish with a reason it reads; the deadline stays as it is.

    ``gelesen``: the ``kennung`` of the wish the person read. Raises ``Konflikt`` where another one replaced it, or it is decided.
    """
    verlange(by, "antrag.mehr_zeit_ablehnen", antrag)
    frist = laufende_frist(antrag)
    wunsch = Fristwunsch.objects.offen().select_for_update().filter(frist=frist).first()
    if wunsch is None:
        raise Konflikt("Über diese Bitte um mehr Zeit ist schon entschieden.")
    if gelesen and gelesen != kennung(wunsch):
        raise Konflikt(ERSETZT)
    wunsch.antwort = begruendet(grund)
    wunsch.gewaehrt, wunsch.entschieden_von, wunsch.entschieden_am = False, by, zeit.jetzt()
    wunsch.save()
    vermerken(
        Ereignis.MEHR_ZEIT_ABGELEHNT,
        antrag,
        by=by,
        wirksam_am=heute,
        text=wunsch.antwort,
        nachher=datum(frist.faellig_am),
        sichtbar=True,
    )
