"""What a person may see: the district's office everything of its own, a municipality what was released to it.

One home for the secrecy of recommendation, paper and result, so that pages, lists, counts, files and OParl cannot differ.
Who sees what when is told in docs/handbuch/oeffentlichkeit.md.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from antraege import zeit
from antraege.models import (
    ANGENOMMEN,
    PHASEN,
    Antrag,
    Benutzer,
    Beratungsschritt,
    Bescheid,
    Beschlussergebnis,
    Foerderrunde,
    Phase,
    Status,
    Vorlage,
    Vorlagenanlage,
    Vorlagenfassung,
)

ERGEBNIS_OFFEN = frozenset({Status.BESCHLOSSEN, Status.BESCHIEDEN, Status.ABGESCHLOSSEN})
# Heard on it, or on a paper that is published: what is proposed is public then (praxis 3, rows 2 and 4).
VORSCHLAG_OFFEN = frozenset({Status.STELLUNGNAHME, Status.IM_GREMIUM})
ENTSCHIEDEN = ANGENOMMEN | {Beschlussergebnis.Wert.ABGELEHNT}


def im_amt(user: Benutzer, landkreis_id: int) -> bool:
    """Say whether the person works in this district's office; everybody else sees the municipality's side."""
    return landkreis_id in user.landkreis_ids


def status_fuer(user: Benutzer, antrag: Antrag) -> Status:
    """Give the state this person may see."""
    return Status(antrag.status if im_amt(user, antrag.landkreis_id) else antrag.status_kommune)


def empfehlung_sichtbar(user: Benutzer, antrag: Antrag) -> bool:
    """A municipality sees it while heard on it, from the paper's publication on, and with the result (praxis 3, rows 2 to 4)."""
    return ergebnis_sichtbar(user, antrag) or antrag.status_kommune in VORSCHLAG_OFFEN


def ergebnis_sichtbar(user: Benutzer, antrag: Antrag) -> bool:
    """A municipality sees the result after the public sitting, else once its notice is opened or posted.

    ``ergebnis_bekannt`` is kept by triggers (0029): that a notice waits to be opened tells nothing of what is in it.
    """
    return im_amt(user, antrag.landkreis_id) or antrag.ergebnis_bekannt


def bescheid_lesbar(user: Benutzer, bescheid: Bescheid) -> bool:
    """A municipality reads a notice, even what kind it is, once it was opened or posted."""
    return im_amt(user, bescheid.antrag.landkreis_id) or bescheid.bekanntgegeben_am is not None


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
    return qs.filter(im_kreis | Q(ergebnis_bekannt=True), bewilligt_vzae__gt=0)


# Papers


def oeffentliche_schritte() -> QuerySet[Beratungsschritt]:
    """Give the steps whose results everybody may read: of a published paper, recorded in a public sitting that is over.

    Where the round tells results with the notices: only when the notice of every application on the paper is known.
    """
    unbekannt = Antrag.objects.filter(beschlussantrag__vorlage=OuterRef("vorlage"), ergebnis_bekannt=False)
    unbekannt = unbekannt.exclude(status__in=[Status.ZURUECKGEZOGEN, Status.UNZULAESSIG])
    sitzung = Q(vorlage__runde__isnull=True) | Q(
        vorlage__runde__ergebnis_sichtbar=Foerderrunde.Sichtbarkeit.SITZUNG
    )
    bescheide = Q(vorlage__status=Vorlage.Status.BESCHLOSSEN) & ~Exists(unbekannt)
    zu_ende = Q(sitzung__beendet_am__isnull=True) | Q(sitzung__beendet_am__lte=zeit.jetzt())
    return Beratungsschritt.objects.filter(
        sitzung | bescheide,
        zu_ende,
        erfasst_am__isnull=False,
        sitzung__oeffentlich=True,
        vorlage__veroeffentlicht_am__lte=zeit.heute(),
    )


def ergebnisse(user: Benutzer, vorlage: Vorlage) -> list[Beschlussergebnis]:
    """Give what the sittings said to each motion as far as this person may read it, the earliest first."""
    alle = Beschlussergebnis.objects.filter(beschlussantrag__vorlage=vorlage)
    if not im_amt(user, vorlage.landkreis_id):
        alle = alle.filter(schritt__in=oeffentliche_schritte())
    rahmen = alle.select_related("schritt__sitzung__gremium").prefetch_related("massgaben")
    return list(rahmen.order_by("schritt__sitzung__tag", "schritt"))


def mit_oeffentlichem_beschluss(qs: QuerySet[Vorlage]) -> QuerySet[Vorlage]:
    """Add ``beschluss_oeffentlich``: whether everybody may know that the paper was decided."""
    beschluss = oeffentliche_schritte().filter(vorlage=OuterRef("pk"), rolle=Beratungsschritt.Rolle.BESCHLUSS)
    return qs.annotate(beschluss_oeffentlich=Exists(beschluss))


def dateien(qs: QuerySet[Vorlagenanlage], user: Benutzer) -> QuerySet[Vorlagenanlage]:
    """Narrow files to those this person may read: an extract from the minutes only with the results in it."""
    return qs.filter(Q(vorlage__landkreis_id__in=user.landkreis_ids) | _ohne_fremdes_ergebnis())


def _ohne_fremdes_ergebnis() -> Q:
    mit_ergebnis = oeffentliche_schritte().filter(auszug=OuterRef("pk"))
    return ~Q(art=Vorlagenanlage.Art.AUSZUG) | Q(Exists(mit_ergebnis))


# What everybody may read, without sign-in


def oeffentliche_vorlagen() -> QuerySet[Vorlage]:
    """Give the papers published by today."""
    return Vorlage.objects.filter(veroeffentlicht_am__lte=zeit.heute())


def oeffentliche_fassungen() -> QuerySet[Vorlagenfassung]:
    """Give the versions published by today."""
    return Vorlagenfassung.objects.filter(veroeffentlicht_am__lte=zeit.heute())


def oeffentliche_dateien() -> QuerySet[Vorlagenanlage]:
    """Give the public files of published papers; an extract from the minutes with the results in it."""
    return Vorlagenanlage.objects.oeffentlich().filter(_ohne_fremdes_ergebnis())
