"""What the log says when a task changes hands. The task itself belongs to the procedures, which call these."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from antraege.berechtigungen import verlange
from antraege.fehler import Verweigert
from antraege.models import Benutzer, Ereignis
from antraege.rechte.aufgabe import Uebergabe
from antraege.services.protokoll import vermerken


@transaction.atomic
def uebernehmen(*, uebergabe: Uebergabe, by: Benutzer, heute: date) -> None:
    """Log that ``by`` has taken a task that is free or an absent person's. Raises ``Verweigert`` where others have it."""
    verlange(by, "aufgabe.uebernehmen", uebergabe)
    _vermerken(Ereignis.AUFGABE_UEBERNOMMEN, uebergabe, uebergabe.titel, by, heute)


@transaction.atomic
def einspringen(*, uebergabe: Uebergabe, by: Benutzer, heute: date) -> None:
    """Log that ``by`` takes a task of an office where nobody can do it, with the reason (models.Ersatzrolle)."""
    worte = f"{uebergabe.titel}. {by.springt_ein}"
    _vermerken(Ereignis.AUFGABE_UEBERNOMMEN, uebergabe, worte, by, heute)


@transaction.atomic
def zuweisen(*, uebergabe: Uebergabe, by: Benutzer, heute: date) -> None:
    """Log that ``by`` gives the task to a colleague, who is told. Raises ``Verweigert`` unless by holder or head."""
    verlange(by, "aufgabe.zuweisen", uebergabe)
    _vermerken(Ereignis.AUFGABE_ZUGEWIESEN, uebergabe, f"{uebergabe.titel}: an {uebergabe.an}", by, heute)


@transaction.atomic
def abgeben(*, uebergabe: Uebergabe, by: Benutzer, heute: date) -> None:
    """Log that the task is open in its office again. Raises ``Verweigert`` unless by holder or head."""
    verlange(by, "aufgabe.abgeben", uebergabe)
    _vermerken(
        Ereignis.AUFGABE_ABGEGEBEN, uebergabe, f"{uebergabe.titel}: bisher bei {uebergabe.von}", by, heute
    )


@transaction.atomic
def heimfallen(*, uebergabe: Uebergabe, by: Benutzer, heute: date) -> None:
    """Log that the task came back because its holder may do it no longer; only the system does this."""
    if not by.ist_system:
        raise Verweigert("Das stellt nur das System fest.")
    worte = f"{uebergabe.titel}: {uebergabe.von} hat diese Rolle nicht mehr"
    _vermerken(Ereignis.AUFGABE_ABGEGEBEN, uebergabe, worte, by, heute)


def _vermerken(ereignis: Ereignis, uebergabe: Uebergabe, worte: str, by: Benutzer, heute: date) -> None:
    vermerken(
        ereignis,
        uebergabe.gegenstand,
        by=by,
        wirksam_am=heute,
        vorher=_konto(uebergabe.von),
        nachher=_konto(uebergabe.an),
        text=worte,  # names may be erased, the numbers of the accounts are sealed
    )


def _konto(person: Benutzer | None) -> str:
    return f"konto:{person.pk}" if person else ""
