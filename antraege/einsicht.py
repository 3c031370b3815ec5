"""What a person may see: the district's office everything of its own, a municipality what was released to it.

One home for the secrecy of recommendation, paper and result, so that pages, lists, counts, files and OParl cannot differ.
Who sees what when is told in docs/handbuch/oeffentlichkeit.md.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

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
    Stelle,
    Vorlage,
    Vorlagenanlage,
    Vorlagenfassung,
)
from antraege.models.beschluss import BeratungsschrittQuerySet
from antraege.models.besetzung import SEHEN_KENNZEICHEN

ERGEBNIS_OFFEN = frozenset({Status.BESCHLOSSEN, Status.BESCHIEDEN, Status.ABGESCHLOSSEN})
# Heard on it, or on a paper that is published: what is proposed is public then (praxis 3, rows 2 and 4).
VORSCHLAG_OFFEN = frozenset({Status.STELLUNGNAHME, Status.IM_GREMIUM})
AUF_VORLAGE = ERGEBNIS_OFFEN | {Status.IM_GREMIUM}
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

    ``ergebnis_bekannt`` is kept by triggers (0036): that a notice waits to be opened tells nothing of what is in it.
    What was granted says ``bekannte_bewilligung``.
    """
    return im_amt(user, antrag.landkreis_id) or antrag.ergebnis_bekannt


class Bewilligung(NamedTuple):
    """How an application ended, with its share (VZÄ) and amount (EUR); all empty where nothing is decided or known."""

    ergebnis: str = ""
    vzae: Decimal | None = None
    betrag: Decimal | None = None


def bekannte_bewilligung(user: Benutzer, antrag: Antrag) -> Bewilligung:
    """Give what was granted as this person knows it: for a municipality by the last notice that is known to it.

    What a later notice changes it reads with that notice; until then the figures before stay (triggers, 0036).
    """
    if im_amt(user, antrag.landkreis_id):
        return Bewilligung(antrag.ergebnis, antrag.bewilligt_vzae, antrag.bewilligt_betrag)
    return Bewilligung(antrag.bekannt_ergebnis, antrag.bekannt_vzae, antrag.bekannt_betrag)


def bescheid_lesbar(user: Benutzer, bescheid: Bescheid) -> bool:
    """A municipality reads a notice, even what kind it is, once it was opened or posted."""
    return im_amt(user, bescheid.antrag.landkreis_id) or bescheid.bekanntgegeben_am is not None


def besetzung_sichtbar(user: Benutzer, stelle: Stelle) -> bool:
    """By whom a position is filled is for its employer and the two offices that need it, not for the place of work."""
    if stelle.anstellungstraeger_id in user.kommune_ids:
        return True
    return user.hat_rolle(*SEHEN_KENNZEICHEN, landkreis_id=stelle.landkreis_id)


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
    im_kreis = Q(landkreis_id__in=user.landkreis_ids)
    entschieden = im_kreis & Q(status__in=ERGEBNIS_OFFEN, bewilligt_vzae__gt=0)
    return qs.filter(entschieden | ~im_kreis & Q(bekannt_vzae__gt=0))


# Papers


def oeffentliche_schritte() -> BeratungsschrittQuerySet:
    """Give the steps whose results everybody may read: recorded as public items of a sitting that is over, and decided
    of a version that is published.

    Where the round tells results with the notices: only when the notice of every application on the paper is known.
    """
    unbekannt = Antrag.objects.nicht_beendet().filter(
        beschlussantrag__vorlage=OuterRef("vorlage"), ergebnis_bekannt=False
    )
    sitzung = Q(vorlage__runde__isnull=True) | Q(
        vorlage__runde__ergebnis_sichtbar=Foerderrunde.Sichtbarkeit.SITZUNG
    )
    bescheide = Q(vorlage__status=Vorlage.Status.BESCHLOSSEN) & ~Exists(unbekannt)
    beendet = Beratungsschritt.objects.oeffentlich_beendet()
    jetzige = _in_oeffentlicher_fassung(nummer=OuterRef("vorlage__fassung"))
    return beendet.filter(sitzung | bescheide, jetzige, vorlage__veroeffentlicht_am__lte=zeit.heute())


def _in_oeffentlicher_fassung(**grenzen: object) -> Q:
    """Of a step's paper such a version is published; the first one is with the paper itself."""
    fassungen = oeffentliche_fassungen().filter(vorlage=OuterRef("vorlage"), **grenzen)
    return Q(vorlage__fassung=1) | Q(Exists(fassungen))


def bekannte_schritte() -> BeratungsschrittQuerySet:
    """Give the steps everybody may know of, each with ``abgesetzt``: whether it is known that it came off the agenda.

    Closed items are none: an agenda names them in neutral words only (§ 30 LKrO), and beside a paper there are none. The
    sitting a paper was put off to tells the deferral, so not before it is public; nor what a next version plans.
    """
    oeffentlich = oeffentliche_schritte().values("pk")
    bekannt = Q(folgt_auf__isnull=True) | Q(folgt_auf__in=oeffentlich) | Q(pk__in=oeffentlich)
    bis = Coalesce(OuterRef("bis_fassung"), OuterRef("vorlage__fassung"))
    geplant = _in_oeffentlicher_fassung(nummer__gte=OuterRef("ab_fassung"), nummer__lte=bis)
    spaeter = _in_oeffentlicher_fassung(nummer__gt=OuterRef("bis_fassung"))
    weg = Q(abgesetzt_durch__isnull=True) | Q(abgesetzt_durch__in=oeffentlich)
    abgesetzt = Q(abgesetzt_am__isnull=False) & weg & (Q(bis_fassung__isnull=True) | spaeter)
    return Beratungsschritt.objects.oeffentlich().filter(bekannt, geplant).annotate(abgesetzt=abgesetzt)


def beratungsfolge(user: Benutzer, vorlage: Vorlage) -> list[Beratungsschritt]:
    """Give the steps of the paper's way this person may know of, the earliest first; ``abgesetzt`` as far as known."""
    alle = bekannte_schritte()
    if im_amt(user, vorlage.landkreis_id):
        alle = Beratungsschritt.objects.annotate(abgesetzt=Q(abgesetzt_am__isnull=False))
    return list(
        alle.filter(vorlage=vorlage).select_related("sitzung__gremium").order_by("sitzung__tag", "pk")
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


def vorlage_zum(user: Benutzer, antrag: Antrag) -> Vorlage | None:
    """Give the paper the application is on; a municipality knows of its place there since the paper is published.

    That the draft of a next version leaves it out becomes known with that version.
    """
    amt = im_amt(user, antrag.landkreis_id)
    if not (amt or antrag.status_kommune in AUF_VORLAGE):
        return None
    sichtbare = Vorlage.objects.visible_to(user)
    if antrag.beschlussantrag_id is not None and (
        vorlage := sichtbare.filter(beschlussantraege=antrag.beschlussantrag_id).first()
    ):
        return vorlage
    if amt or antrag.status_kommune != Status.IM_GREMIUM:
        return None
    return sichtbare.filter(pk__in=veroeffentlichte_vorlagen(antrag)).order_by("pk").first()


def veroeffentlichte_vorlagen(antrag: Antrag) -> QuerySet[Vorlage]:
    """Give the papers not withdrawn whose version published last names the application.

    A version names municipalities (it is frozen as it was read), and each has one application in a round.
    """
    frei = Vorlagenfassung.objects.filter(veroeffentlicht_am__isnull=False)
    spaeter = frei.filter(vorlage=OuterRef("vorlage"), nummer__gt=OuterRef("nummer"))
    nennt = frei.filter(~Exists(spaeter), inhalt__antraege__contains=[{"kommune": antrag.kommune.name}])
    alle = Vorlage.objects.filter(runde=antrag.runde_id, pk__in=nennt.values("vorlage"))
    return alle.exclude(status=Vorlage.Status.ZURUECKGEZOGEN)


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
