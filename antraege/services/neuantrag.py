"""The first row of an application, whoever writes it: a waiver of the round ends with it, and there is only one."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from antraege.fehler import Konflikt
from antraege.models import Antrag, Benutzer
from antraege.services import angaben
from antraege.services.inanspruchnahme import verzicht_beenden


def einfuegen(antrag: Antrag, *, by: Benutzer, heute: date) -> None:
    """Store a new application; part of an act that asked who may. Raises ``Konflikt`` where another one stands in the way.

    A waiver is looked for only where the database refuses the row because of it.
    """
    try:
        with transaction.atomic():
            antrag.save(force_insert=True)
    except IntegrityError as fehler:
        regel = getattr(getattr(fehler.__cause__, "diag", None), "constraint_name", "")
        if regel == "antrag_ohne_verzicht":
            verzicht_beenden(kommune=antrag.kommune, runde=antrag.runde, by=by, heute=heute)
            return einfuegen(antrag, by=by, heute=heute)
        raise (Konflikt(satz) if (satz := _satz(regel, antrag)) else fehler) from fehler


def _satz(regel: str, antrag: Antrag) -> str:
    """What the person reads about the rule that refused the row; "" for one nobody can meet here."""
    if regel == "ein_antrag_je_kommune_und_runde":
        return f"Für {antrag.kommune} gibt es in dieser Runde schon einen Antrag."
    return angaben.beteiligt_satz(antrag) if regel == "kommune_einmal_je_runde" else ""
