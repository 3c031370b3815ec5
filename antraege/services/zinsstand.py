"""What the interest on a recovery would be today: information for the office, never part of the notice's text.

The notice states interest in words; its amount is fixed after the payment (§ 49a Abs. 3 LVwVfG).
"""

from __future__ import annotations

from datetime import date

from antraege.formate import datum, euro
from antraege.models import Bescheid
from antraege.zinsen import BasiszinsFehlt, basiszinssaetze, zinsen


def bis_heute(bescheid: Bescheid, heute: date) -> str:
    """Say it with its lines of reason, one a line; empty where no interest is asked for.

    Where a base rate is missing it says so instead of a figure.
    """
    betrag, ab = bescheid.erstattung, bescheid.zinsen_ab
    if not betrag or ab is None:
        return ""
    if heute < ab:
        return f"Zinsen laufen ab dem {datum(ab)}."
    try:
        stand = zinsen(betrag, ab, heute, basiszinssaetze())
    except BasiszinsFehlt as fehlt:
        return f"{fehlt.satz} Die Zinsen lassen sich bis heute nicht berechnen."
    satz = f"Ist bis heute ({datum(heute)}) nichts gezahlt, sind es {euro(stand.betrag)}. Im Bescheid steht dieser Betrag nicht."
    return "\n".join([satz, *stand.spur])
