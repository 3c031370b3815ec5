"""Where a notice stands: read under the application's lock, changed together with its log entry."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from antraege.fehler import Konflikt
from antraege.models import Antrag, Benutzer, Bescheid, Ereignis
from antraege.services.gehalten import einmal, haelt
from antraege.services.protokoll import vermerken

DAZU = ("entworfen_von", "freigegeben_von", "haushalt_ausnahme_von", "aendert")
RAHMEN = (
    "antrag__landkreis",
    "antrag__kommune",
    "antrag__fassung",
    "antrag__runde__programm",
    "antrag__beschlussantrag__vorlage",
    *DAZU,
)


def aktueller(antrag: Antrag) -> Bescheid | None:
    """The application's latest notice, discarded drafts aside, with all its letter needs; None before the first draft."""
    return Bescheid.objects.gueltig().filter(antrag=antrag).select_related(*RAHMEN).first()


def letzter(antrag: Antrag) -> Bescheid | None:
    """The same where the application is at hand: reading it again with all its frame would join eleven tables.

    An act that holds the application reads it once; what it writes to the notice, it writes through this object.
    """
    return einmal(antrag, Bescheid, lambda: max(_am(antrag), key=lambda b: b.pk, default=None))


def _am(antrag: Antrag) -> QuerySet[Bescheid]:
    """Its few notices with the drafter, whom letter and second person ask for; the text of this query counts in each act."""
    return antrag.bescheide.gueltig().select_related("entworfen_von").order_by()


def sperre(antrag: Antrag) -> None:
    """Hold the application's row and read its state anew, so that two acts on its notice happen one after the other."""
    if haelt(antrag):
        return
    gesperrt = Antrag.objects.select_for_update().values_list("status", "aktenzeichen")
    antrag.status, antrag.aktenzeichen = gesperrt.get(pk=antrag.pk)


def im_stand(ueber: Antrag | Bescheid, stand: str) -> Bescheid:
    """Lock the application and give the notice in the state an act needs: its latest one, or the one at hand."""
    antrag = ueber if isinstance(ueber, Antrag) else ueber.antrag
    sperre(antrag)
    bescheid = letzter(antrag) if ueber is antrag else _am(antrag).filter(pk=ueber.pk).first()
    if bescheid is None:
        raise Konflikt("Zu diesem Antrag gibt es noch keinen Bescheid.")
    if bescheid.status != stand:
        raise Konflikt(
            f"Dieser Schritt ist schon erledigt: Der Bescheid steht bei „{bescheid.get_status_display()}“."
        )
    return bescheid


def weiter(
    bescheid: Bescheid,
    stand: str,
    ereignis: Ereignis,
    *,
    by: Benutzer,
    heute: date,
    text: str = "",
    sichtbar: bool = False,
    **felder: Any,
) -> None:
    vorher = bescheid.status
    setze_stand(bescheid, stand, **felder)
    vermerken(
        ereignis,
        bescheid,
        by=by,
        antrag=bescheid.antrag,
        wirksam_am=heute,
        vorher=vorher,
        nachher=stand,
        text=text,
        sichtbar=sichtbar,
    )


def setze_stand(bescheid: Bescheid, stand: str, **felder: Any) -> None:
    for feld, wert in (felder | {"status": stand}).items():
        setattr(bescheid, feld, wert)
    bescheid.save(update_fields=[*felder, "status"])
