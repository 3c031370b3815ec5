"""What the budget allows a programme's notices (praxis 3, row 16), asked before each release.

An application costs what its latest released notice says, by fiscal year; only what exceeds that is a new duty. Up to the
last year whose budget is in force the Ansatz binds, for all later years together the Verpflichtungsermächtigung of that
year (§§ 83, 86 GemO by § 48 LKrO). What the district pays itself needs a row; a programme of the Land without any has
no such gate. A trigger (0027, 0039) holds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Sum, prefetch_related_objects

from antraege.berechnung import NULL, auf_jahre, summe
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import euro
from antraege.models import (
    Antrag,
    Benutzer,
    Bescheid,
    Bescheidjahr,
    Ereignis,
    Foerderprogramm,
    Haushaltsermaechtigung,
)
from antraege.services import bewilligung
from antraege.services.protokoll import vermerken

KAEMMEREI: Final = "Kämmerei"
ZULASSEND: Final = "Kämmerei oder Amtsleitung"
OHNE_BINDUNG: Final = (Bescheid.Status.ENTWURF, Bescheid.Status.VERWORFEN)


@dataclass(frozen=True)
class Punkt:
    """One thing the budget says about a notice: whether it allows it, the sentence with its figures, who can help.

    ``aufschub``: only the budget's entry into force is missing, so an exception may be allowed.
    """

    ja: bool
    satz: str
    wer: str = ""
    aufschub: bool = False


@dataclass(frozen=True)
class Jahr:
    """The budget of one fiscal year over all its products: EUR, and what may stand in the way on a day."""

    ansatz: Decimal
    verpflichtung: Decimal
    in_kraft: bool
    gesperrt: tuple[str, ...]


@dataclass(frozen=True)
class Bindung:
    """EUR by fiscal year that are bound without a draft: by the application's notice before it, by all other applications."""

    bisher: dict[int, Decimal]
    andere: dict[int, Decimal]


# What a notice costs


def jahre_setzen(
    bescheid: Bescheid, jahre: Mapping[int, Decimal] | None = None, *, ohne: bool = False
) -> None:
    """Write the draft's amounts by fiscal year anew: as given, else shared out over the funding's days.

    ``ohne``: the draft is new and has none yet.
    """
    neu = jahre_von(bescheid) if jahre is None else jahre
    if not ohne:
        Bescheidjahr.objects.filter(bescheid=bescheid).delete()
    Bescheidjahr.objects.bulk_create(
        Bescheidjahr(bescheid=bescheid, jahr=jahr, betrag=betrag) for jahr, betrag in neu.items() if betrag
    )


def jahre_von(bescheid: Bescheid) -> dict[int, Decimal]:
    """Share the notice's amount among the calendar years of its funding."""
    runde = bescheid.antrag.runde
    beginn, ende = bescheid.beginn or runde.beginn, bescheid.ende or runde.ende
    return auf_jahre(bescheid.betrag, beginn, ende, jahr_ab=min(beginn, runde.beginn))


def gebunden(programm_id: int, *, ausser: int | None = None) -> dict[int, Decimal]:
    """EUR by fiscal year that released notices of the programme bind, those of the application ``ausser`` left out."""
    geltend = Bescheid.objects.filter(antrag=OuterRef("bescheid__antrag")).exclude(status__in=OHNE_BINDUNG)
    zeilen = Bescheidjahr.objects.filter(
        bescheid__antrag__runde__programm=programm_id,
        bescheid=Subquery(geltend.order_by("-pk").values("pk")[:1]),
    )
    je_jahr = zeilen.exclude(bescheid__antrag=ausser).order_by().values_list("jahr")
    return dict(je_jahr.annotate(Sum("betrag")))


# The gate


def punkte(antrag: Antrag, heute: date, bescheid: Bescheid | None = None) -> list[Punkt]:
    """What the budget says on the day ``heute`` to the draft ``bescheid``, or before one to what was decided."""
    entwurf = bescheid or Bescheid(antrag=antrag, betrag=antrag.bewilligt_betrag or NULL)
    return _punkte(entwurf, list(ermaechtigungen(antrag.runde.programm_id)), heute)


def ermaechtigungen(programm_id: int) -> QuerySet[Haushaltsermaechtigung]:
    """The rows of a programme's budget, in the order in which releases lock them."""
    return Haushaltsermaechtigung.objects.filter(programm=programm_id).order_by("pk")


def weigerungen(
    entwurf: Bescheid, zeilen: list[Haushaltsermaechtigung], heute: date, bindung: Bindung | None = None
) -> list[Punkt]:
    """What the budget has against a draft; ``bindung`` where it was read for many at once."""
    return [punkt for punkt in _punkte(entwurf, zeilen, heute, bindung) if not punkt.ja]


def _punkte(
    entwurf: Bescheid, zeilen: list[Haushaltsermaechtigung], heute: date, bindung: Bindung | None = None
) -> list[Punkt]:
    antrag = entwurf.antrag
    if not zeilen and antrag.runde.programm.geber != Foerderprogramm.Geber.LANDKREIS:
        return []
    jahre = bewilligung.gespeichert(entwurf) if entwurf.pk else jahre_von(entwurf)
    bisher = bindung.bisher if bindung else {} if _ist_erster(entwurf) else _bisher(antrag)
    mehr = {jahr: betrag for jahr, betrag in sorted(jahre.items()) if betrag > bisher.get(jahr, NULL)}
    if not mehr:
        return []
    rahmen = {z.jahr: _jahr([andere for andere in zeilen if andere.jahr == z.jahr], heute) for z in zeilen}
    andere = bindung.andere if bindung else gebunden(antrag.runde.programm_id, ausser=antrag.pk)
    return list(_urteil(rahmen, jahre, mehr, andere, entwurf))


def _jahr(zeilen: list[Haushaltsermaechtigung], heute: date) -> Jahr:
    return Jahr(
        summe(z.ansatz for z in zeilen),
        summe(z.verpflichtung for z in zeilen),
        all(z.in_kraft_am is not None and z.in_kraft_am <= heute for z in zeilen),
        tuple(z.produkt for z in zeilen if z.gesperrt),
    )


def _ist_erster(entwurf: Bescheid) -> bool:
    """A draft that follows none: the application has no other notice (``bescheid_erster_je_antrag_einmal``)."""
    gespeichert = entwurf.pk is not None and entwurf.status == Bescheid.Status.ENTWURF
    return gespeichert and entwurf.aendert_id is None


def _bisher(antrag: Antrag) -> dict[int, Decimal]:
    """What the application's latest released notice costs, by year."""
    geltend = Bescheid.objects.filter(antrag=antrag).exclude(status__in=OHNE_BINDUNG).order_by("-pk")
    zeilen = Bescheidjahr.objects.filter(bescheid=Subquery(geltend.values("pk")[:1]))
    return dict(zeilen.values_list("jahr", "betrag"))


def _urteil(
    rahmen: dict[int, Jahr],
    jahre: dict[int, Decimal],
    mehr: dict[int, Decimal],
    andere: dict[int, Decimal],
    entwurf: Bescheid,
) -> Iterable[Punkt]:
    erstes = min(mehr)
    if erstes not in rahmen:
        yield _nicht_erfasst(erstes)
        return
    yield from _sperren(rahmen, mehr)
    yield _in_kraft(rahmen[erstes], erstes, entwurf)
    grenze = max([erstes, *(jahr for jahr, r in rahmen.items() if r.in_kraft)])
    for jahr, betrag in mehr.items():
        if jahr <= grenze:
            yield _im_ansatz(rahmen.get(jahr), jahr, betrag, andere.get(jahr, NULL))
    if max(mehr) > grenze:
        spaeter = summe(betrag for jahr, betrag in jahre.items() if jahr > grenze)
        belegt = summe(betrag for jahr, betrag in andere.items() if jahr > grenze)
        yield _in_verpflichtung(rahmen[grenze], grenze, spaeter, belegt)


def _nicht_erfasst(jahr: int) -> Punkt:
    """Without figures nothing can be weighed, so no exception helps: first the Kämmerei records what is planned."""
    satz = f"Für {jahr} ist keine Haushaltsermächtigung erfasst. Bitte die geplanten Beträge erfassen, auch wenn der Haushalt noch nicht in Kraft ist; dann ist eine Ausnahme möglich."
    return Punkt(False, satz, KAEMMEREI)


def _sperren(rahmen: dict[int, Jahr], mehr: dict[int, Decimal]) -> Iterable[Punkt]:
    for jahr in mehr:
        if jahr in rahmen and rahmen[jahr].gesperrt:
            produkte = ", ".join(rahmen[jahr].gesperrt)
            yield Punkt(False, f"Die Mittel für {jahr} sind gesperrt (Produkt {produkte}).", KAEMMEREI)


def _in_kraft(rahmen: Jahr, jahr: int, entwurf: Bescheid) -> Punkt:
    if rahmen.in_kraft:
        return Punkt(True, f"Der Haushalt {jahr} ist in Kraft.")
    satz = f"Der Haushalt {jahr} ist noch nicht in Kraft."
    if entwurf.haushalt_ausnahme:
        return Punkt(True, f"{satz} Eine Ausnahme ist zugelassen: {entwurf.haushalt_ausnahme_von}.")
    return Punkt(
        False, f"{satz} Vorher darf kein Bescheid ergehen, außer mit einer Ausnahme.", ZULASSEND, True
    )


def _im_ansatz(rahmen: Jahr | None, jahr: int, betrag: Decimal, belegt: Decimal) -> Punkt:
    if rahmen is None:
        return _nicht_erfasst(jahr)
    return _vergleich(f"Ansatz {jahr}", rahmen.ansatz, belegt, betrag)


def _in_verpflichtung(rahmen: Jahr, jahr: int, betrag: Decimal, belegt: Decimal) -> Punkt:
    return _vergleich(
        f"Verpflichtungsermächtigung {jahr} für spätere Jahre", rahmen.verpflichtung, belegt, betrag
    )


def _vergleich(name: str, rahmen: Decimal, belegt: Decimal, betrag: Decimal) -> Punkt:
    zahlen = f"{name}: {euro(rahmen)}, gebunden {euro(belegt)}, dieser Bescheid {euro(betrag)}"
    rest = rahmen - belegt - betrag
    if rest >= 0:
        return Punkt(True, f"{zahlen}, danach frei {euro(rest)}.")
    return Punkt(False, f"{zahlen}. Es fehlen {euro(-rest)}.", KAEMMEREI)


def verlange_deckung(bescheid: Bescheid, heute: date) -> None:
    """Lock the programme's budget and raise ``Verweigert`` with every reason why it does not allow this release."""
    # The trigger takes the same rows in the same order: of two releases at once the second sees the first.
    programm = bescheid.antrag.runde.programm_id
    zeilen = list(ermaechtigungen(programm).select_for_update(no_key=True))
    prefetch_related_objects([bescheid], "jahre")  # the letter names them, too
    nein = weigerungen(bescheid, zeilen, heute)
    if nein:
        raise Verweigert(" ".join(punkt.satz for punkt in nein), wer=nein[0].wer)


@transaction.atomic
def ausnahme_zulassen(*, bescheid: Bescheid, grund: str, by: Benutzer, heute: date) -> None:
    """Allow a draft to be released before the budget is in force, with a reason; nothing else is overridden.

    Raises ``Verweigert`` to its drafter, ``Konflikt`` where nothing is to be allowed, ``ValidationError`` without a reason.
    """
    gelesen = Bescheid.objects.select_for_update(of=("self",)).select_related("antrag__runde")
    bescheid = gelesen.get(pk=bescheid.pk)
    verlange(by, "haushalt.ausnahme", bescheid)
    if not grund.strip():
        raise ValidationError({"grund": "Bitte nennen Sie den Grund der Ausnahme. Er steht im Verlauf."})
    if not fehlt_nur_inkrafttreten(bescheid, heute):
        raise Konflikt(ohne_ausnahme(bescheid))
    bescheid.haushalt_ausnahme, bescheid.haushalt_ausnahme_von = grund.strip(), by
    bescheid.save(update_fields=["haushalt_ausnahme", "haushalt_ausnahme_von"])
    vermerken(
        Ereignis.HAUSHALT_AUSNAHME,
        bescheid,
        antrag=bescheid.antrag,
        by=by,
        wirksam_am=heute,
        text=grund.strip(),
    )


def ohne_ausnahme(bescheid: Bescheid) -> str:
    """Say why no exception is to be allowed: it is, or nothing asks for one."""
    if bescheid.haushalt_ausnahme_von is not None:
        return f"Die Ausnahme ist schon zugelassen: {bescheid.haushalt_ausnahme_von}."
    return "Der Haushalt steht diesem Bescheid nicht durch fehlendes Inkrafttreten entgegen."


def fehlt_nur_inkrafttreten(bescheid: Bescheid, heute: date) -> bool:
    """Say whether an exception would change something: among what stands in the way is the entry into force."""
    return any(punkt.aufschub for punkt in punkte(bescheid.antrag, heute, bescheid))
