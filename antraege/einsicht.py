"""What of an application a person may see: the district's office its legal state, a municipality what was released to it.

One home for the secrecy of recommendation and result, so that pages, lists and counts cannot differ.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from antraege.models import PHASEN, Antrag, Benutzer, Foerderrunde, Phase, Status

ERGEBNIS_OFFEN = frozenset({Status.BESCHLOSSEN, Status.BESCHIEDEN, Status.ABGESCHLOSSEN})


def im_amt(user: Benutzer, landkreis_id: int) -> bool:
    """Say whether the person works in this district's office; everybody else sees the municipality's side."""
    return landkreis_id in user.landkreis_ids


def status_fuer(user: Benutzer, antrag: Antrag) -> Status:
    """Give the state this person may see."""
    return Status(antrag.status if im_amt(user, antrag.landkreis_id) else antrag.status_kommune)


def empfehlung_sichtbar(user: Benutzer, antrag: Antrag) -> bool:
    """A municipality sees the recommendation while it is heard on it, and once the result is out (praxis 3, rows 2 to 4)."""
    return im_amt(user, antrag.landkreis_id) or antrag.status_kommune in ERGEBNIS_OFFEN | {
        Status.STELLUNGNAHME
    }


def ergebnis_sichtbar(user: Benutzer, antrag: Antrag) -> bool:
    """A municipality sees the result once its own state says so."""
    return im_amt(user, antrag.landkreis_id) or antrag.status_kommune in ERGEBNIS_OFFEN


def phase(status: str, runde: Foerderrunde, heute: date) -> Phase | None:
    """Give the phase of a state; after the funding period it is the proof of use. None for ended without result."""
    if status == Status.ABGESCHLOSSEN and runde.ende < heute:
        return Phase.NACHWEIS
    return PHASEN.get(status)


def in_phase(qs: QuerySet[Antrag], gewaehlt: str, user: Benutzer, heute: date) -> QuerySet[Antrag]:
    """Narrow a list to a phase, by the state each row shows to this person."""
    staende = [status for status, p in PHASEN.items() if p == gewaehlt]
    zeit = Q()
    if gewaehlt in (Phase.FOERDERUNG, Phase.NACHWEIS):
        staende = [Status.ABGESCHLOSSEN]
        zeit = Q(runde__ende__lt=heute) if gewaehlt == Phase.NACHWEIS else Q(runde__ende__gte=heute)
    im_kreis = Q(landkreis_id__in=user.landkreis_ids)
    return qs.filter(zeit, Q(im_kreis, status__in=staende) | Q(~im_kreis, status_kommune__in=staende))


def bewilligte(qs: QuerySet[Antrag], user: Benutzer) -> QuerySet[Antrag]:
    """Those granted a share (R6), for a municipality as far as their results are out: not even a count tells more."""
    im_kreis = Q(landkreis_id__in=user.landkreis_ids, status__in=ERGEBNIS_OFFEN)
    return qs.filter(im_kreis | Q(status_kommune__in=ERGEBNIS_OFFEN), bewilligt_vzae__gt=0)
