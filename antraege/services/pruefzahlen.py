"""The computed figures of the subject check beside the asked ones: each a line with its reason. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from antraege import berechnung
from antraege.berechnung import NULL
from antraege.formate import datum, prozent, zahl, zeitraum
from antraege.formate import vzae as als_vzae
from antraege.models import BEENDET, Antrag, Finanzierungsanteil, Foerderrunde, Kontingent, Status
from antraege.services import eingereicht
from antraege.services.empfehlung import PERSONEN_FEHLEN, vorschlag

FRUEHERE = 4  # earlier rounds shown; older ones are in the list of applications


@dataclass(frozen=True)
class Pruefzahl:
    """A line of the table: what, then asked, recommended and granted as they are read, and what that means.

    ``achtung``: the figure speaks against granting what is asked.
    """

    was: str
    beantragt: str
    empfohlen: str
    bewilligt: str
    satz: str
    achtung: bool = False


def pruefzahlen(antrag: Antrag) -> list[Pruefzahl]:
    """Give all lines: this application, persons, Kontingent, double funding (R10), earlier rounds."""
    return [
        _dieser(antrag),
        _personen(antrag),
        *_kontingent(antrag),
        _doppelfoerderung(antrag),
        *_frueher(antrag),
    ]


def _dieser(antrag: Antrag) -> Pruefzahl:
    rechnung = vorschlag(antrag)
    weniger = antrag.beantragt_vzae is not None and rechnung.vzae < antrag.beantragt_vzae
    satz = f"Nach den Regeln der Richtlinie berechnet: {als_vzae(rechnung.vzae)}."
    return _zeile("Dieser Antrag", antrag, satz, achtung=weniger)


def _zeile(was: str, antrag: Antrag, satz: str, *, achtung: bool = False) -> Pruefzahl:
    werte = (antrag.beantragt_vzae, antrag.empfohlen_vzae, antrag.bewilligt_vzae)
    return _gefuellt(was, map(als_vzae, werte), satz, achtung=achtung)


def _gefuellt(was: str, spalten: Iterable[str], satz: str, *, achtung: bool = False) -> Pruefzahl:
    beantragt, empfohlen, bewilligt = spalten
    return Pruefzahl(was, beantragt, empfohlen, bewilligt, satz, achtung)


def _personen(antrag: Antrag) -> Pruefzahl:
    """Persons for each full share, as asked and as recommended; the Richtlinie's measure in the sentence."""
    je, personen = antrag.fassung.personen_je_vzae, antrag.personen_gesamt
    if personen is None:
        return _gefuellt("Personen je VZÄ", ["nicht angegeben"] * 3, PERSONEN_FEHLEN, achtung=True)
    spalten = [
        _je(personen, v) for v in (antrag.beantragt_vzae, antrag.empfohlen_vzae, antrag.bewilligt_vzae)
    ]
    if not je:
        return _gefuellt("Personen je VZÄ", spalten, "Die Richtlinie nennt kein Höchstmaß.")
    mass = berechnung.hoechst_vzae(personen, je)
    satz = f"{zahl(personen, 0)} Personen am Stichtag, höchstens 1,00 VZÄ je {je} Personen: {als_vzae(mass)}."
    return _gefuellt("Personen je VZÄ", spalten, satz, achtung=(antrag.beantragt_vzae or NULL) > mass)


def _je(personen: int, vzae: Decimal | None) -> str:
    wert = berechnung.personen_je_vzae(personen, vzae or NULL)
    return "–" if wert is None else zahl(wert, 1)


def _kontingent(antrag: Antrag) -> list[Pruefzahl]:
    menge = _menge(antrag.runde)
    summen = _summen(antrag.runde)
    runde = _gefuellt("Alle Anträge der Runde", map(als_vzae, summen.values()), _runde_satz(menge, summen))
    if menge is None:
        return [runde]
    frei = menge.vzae - summen["bewilligt"]
    anteile = [
        _anteil(v, menge.vzae) for v in (antrag.beantragt_vzae, antrag.empfohlen_vzae, antrag.bewilligt_vzae)
    ]
    satz = f"Kontingent {als_vzae(menge.vzae)} ({menge.get_art_display()}, Stand {datum(menge.stand)}), frei sind noch {als_vzae(frei)}."
    eng = (antrag.beantragt_vzae or NULL) > frei and antrag.bewilligt_vzae is None
    return [_gefuellt("Anteil am Stellenkontingent", anteile, satz, achtung=eng), runde]


def _anteil(vzae: Decimal | None, menge: Decimal) -> str:
    wert = None if vzae is None else berechnung.anteil_in_prozent(vzae, menge)
    return "–" if wert is None else prozent(wert)


def _menge(runde: Foerderrunde) -> Kontingent | None:
    alle = runde.kontingente.filter(bezug=Kontingent.Bezug.ALLE)
    return alle.order_by("-stand", "-pk").first()


def _summen(runde: Foerderrunde) -> dict[str, Decimal]:
    lebend = ~Q(status__in=BEENDET)
    eingegangen = Antrag.objects.in_runde(runde).filter(eingegangen_am__isnull=False)
    summen = eingegangen.aggregate(
        beantragt=Sum("beantragt_vzae", filter=lebend, default=NULL),
        empfohlen=Sum("empfohlen_vzae", filter=lebend, default=NULL),
        bewilligt=Sum("bewilligt_vzae", filter=lebend, default=NULL),
    )
    (mehr,) = eingereicht.unterschied(runde, "beantragt_vzae")
    return summen | {"beantragt": summen["beantragt"] + mehr}


def _runde_satz(menge: Kontingent | None, summen: dict[str, Decimal]) -> str:
    if menge is None:
        return "Für die Runde ist noch kein Stellenkontingent erfasst."
    ueber = summen["beantragt"] - menge.vzae
    if ueber > 0:
        return f"Zusammen sind {als_vzae(ueber)} mehr beantragt, als das Kontingent enthält."
    return "Das Kontingent reicht für alles, was beantragt ist."


# Double funding (R10): other shares of the same municipality in the same time


def _doppelfoerderung(antrag: Antrag) -> Pruefzahl:
    anteile, antraege = _andere_anteile(antrag), _andere_antraege(antrag)
    hoechst = berechnung.hoechststand([(a.vzae, a.beginn, a.ende) for a in anteile])
    saetze = [
        f"{als_vzae(a.vzae)} aus {a.runde} ({zeitraum(a.beginn, a.ende)}, Stelle {a.stelle.nummer})"
        for a in anteile
    ] + [f"{als_vzae(a.beantragt_vzae)} beantragt in {a.runde}" for a in antraege]
    return Pruefzahl(
        "Andere Förderung derselben Zeit (R10)",
        f"{als_vzae(antrag.andere_vzae)} angegeben",
        "–",
        f"{als_vzae(hoechst)} erfasst",
        _doppelt_satz(antrag, hoechst, saetze),
        achtung=(bool(saetze) and hoechst > antrag.andere_vzae) or antrag.andere_vzae > 0,
    )


def _doppelt_satz(antrag: Antrag, hoechst: Decimal, saetze: Sequence[str]) -> str:
    if not saetze:
        angegeben = antrag.andere_vzae > 0
        return (
            "Erfasst ist dazu nichts, die Angabe stammt von der Kommune." if angegeben else "Nichts bekannt."
        )
    liste = "; ".join(saetze)
    if hoechst > antrag.andere_vzae:
        return f"{liste}. Bitte klären Sie, ob es dieselbe Fachkraft ist: Die Kommune gibt weniger an."
    return f"{liste}."


def _andere_anteile(antrag: Antrag) -> list[Finanzierungsanteil]:
    runde = antrag.runde
    zur_zeit = Finanzierungsanteil.objects.filter(
        stelle__anstellungstraeger=antrag.kommune_id, beginn__lte=runde.ende, ende__gte=runde.beginn
    )
    return list(zur_zeit.exclude(antrag=antrag).select_related("stelle", "runde"))


def _andere_antraege(antrag: Antrag) -> list[Antrag]:
    """Live applications in other programmes; of what was granted the shares tell."""
    runde = antrag.runde
    zur_zeit = Antrag.objects.filter(
        kommune=antrag.kommune_id,
        runde__beginn__lte=runde.ende,
        runde__ende__gte=runde.beginn,
        eingegangen_am__isnull=False,
        anteile__isnull=True,
    )
    return list(
        zur_zeit.exclude(runde=runde)
        .nicht_beendet()
        .exclude(status=Status.ABGESCHLOSSEN)
        .select_related("runde")
    )


# Earlier rounds of this municipality


def _frueher(antrag: Antrag) -> list[Pruefzahl]:
    frueher = Antrag.objects.filter(
        kommune=antrag.kommune_id, runde__beginn__lt=antrag.runde.beginn, eingegangen_am__isnull=False
    ).exclude(pk=antrag.pk)
    zeilen = frueher.select_related("runde", "verwendungsnachweis").order_by("-runde__beginn", "-pk")[
        :FRUEHERE
    ]
    return [_zeile(f"Früher: {a.runde}", a, _nachweis(a)) for a in zeilen]


def _nachweis(antrag: Antrag) -> str:
    nachweis: Any = getattr(antrag, "verwendungsnachweis", None)
    if antrag.status in BEENDET:
        return antrag.get_status_display() + "."
    if nachweis is None:
        return "Zum Verwendungsnachweis ist nichts bekannt."
    return f"Verwendungsnachweis: {nachweis.get_status_display()}, fällig {datum(nachweis.faellig_am)}."
