"""What was handed in last comes back where a return ends without its completion; what was not handed in stays with its municipality.

Part of the acts that end a return, before their step: only a returned application may be changed (trigger of 0016). Another
trigger holds every end of a return to the same (``antrag_wie_eingereicht``).
"""

from __future__ import annotations

from datetime import date, datetime

from antraege import zeit
from antraege.formate import LEER
from antraege.models import Anlage, Antrag, Benutzer, Einreichung, Nichteingereicht, Status
from antraege.services import inhalt, rohwerte, unterschrift

Lage = Anlage.Lage


def zurueckholen(antrag: Antrag, *, by: Benutzer, heute: date) -> None:
    """Put columns, rows and papers of a returned application back as they were handed in last; nothing for any other.

    A sheet that names anything else is voided.
    """
    entwurf = _gesperrt(antrag) if antrag.status == Status.NACHFORDERUNG else None
    if entwurf is None:
        return
    letzte, jetzt = inhalt.letzte_einreichung(entwurf), zeit.jetzt()
    if letzte is not None and letzte.stand is not None:
        _aufheben(entwurf, letzte, jetzt)
        rohwerte.schreiben(antrag, letzte.stand, jetzt=entwurf)
    papiere = Anlage.objects.filter(antrag=antrag)
    papiere.filter(lage=Lage.EINGEREICHT, entfernt_am__isnull=False).update(entfernt_am=None)
    papiere.filter(lage=Lage.ENTWURF, entfernt_am__isnull=True).update(entfernt_am=jetzt)
    unterschrift.nach_aenderung(antrag, by=by, heute=heute)


def unbekannt(antrag: Antrag) -> bool:
    """Say whether it was changed since a submission whose raw values nobody kept (before migration 0034): nothing can come back."""
    letzte = inhalt.letzte_einreichung(antrag)
    return letzte is not None and letzte.stand is None and bool(inhalt.aenderungen(antrag, seit=letzte))


def _gesperrt(antrag: Antrag) -> Antrag | None:
    """Read it anew behind a lock, so that no saving comes in between; None where it is returned no more."""
    alle = Antrag.objects.mit_rahmen().select_related("fassung").select_for_update(of=("self",))
    return alle.filter(pk=antrag.pk, status=Status.NACHFORDERUNG).first()


def _aufheben(entwurf: Antrag, letzte: Einreichung, jetzt: datetime) -> None:
    """Keep the municipality's words, its unsent answers to remarks too, where it alone reads them."""
    offen = entwurf.anmerkungen.filter(beantwortet_am__isnull=True).exclude(antwort="")
    zeilen = [[a.label, a.vorher, a.nachher] for a in inhalt.aenderungen(entwurf, seit=letzte)]
    zeilen += [[f"Antwort auf: {a.text}", LEER, a.antwort] for a in offen]
    if zeilen:
        Nichteingereicht.objects.create(antrag=entwurf, verworfen_am=jetzt, aenderungen=zeilen)
