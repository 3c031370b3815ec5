"""What the data of a round's applications say for a paper: proposals that the office edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from antraege.berechnung import NULL, foerderbetrag, jahressummen, summe
from antraege.formate import datum, euro, vzae
from antraege.models import Antrag, Foerderrunde, Haushaltsermaechtigung, Kontingent


@dataclass(frozen=True)
class Vorschlag:
    """Wording of the motion, texts and amount (EUR), as the data stand."""

    wortlaut: str
    sachverhalt: str
    finanzen: str
    betrag: Decimal


def vorschlag(runde: Foerderrunde, antraege: Sequence[Antrag]) -> Vorschlag:
    """Draft what a paper on these applications says."""
    jahre = _jahre(runde, antraege)
    return Vorschlag(
        wortlaut_bewilligung(runde, antraege),
        _sachverhalt(runde, antraege),
        "\n".join([*_kosten(jahre), *_haushalt(runde, jahre), *_kontingent(runde, antraege)]),
        summe(jahre.values()),
    )


def wortlaut_bewilligung(runde: Foerderrunde, antraege: Sequence[Antrag]) -> str:
    """Word Ziffer 1 from the recommendations: how many municipalities get how much, and how many get nothing."""
    bewilligt = [a for a in antraege if a.empfohlen_vzae]
    teile = []
    if bewilligt:
        betrag = euro(summe(a.empfohlen_betrag or NULL for a in bewilligt))
        zeit = f"vom {datum(runde.beginn)} bis {datum(runde.ende)}"
        teile.append(
            f"Die Förderung von Stellenanteilen nach der Anlage wird bewilligt: zusammen {_vzae(bewilligt)} und {betrag} für {_kommunen(len(bewilligt))} in der Zeit {zeit}."
        )
    if abgelehnt := len(antraege) - len(bewilligt):
        teile.append(
            "1 Antrag wird abgelehnt." if abgelehnt == 1 else f"{abgelehnt} Anträge werden abgelehnt."
        )
    return " ".join(teile)


def _sachverhalt(runde: Foerderrunde, antraege: Sequence[Antrag]) -> str:
    beantragt = vzae(summe(a.beantragt_vzae or NULL for a in antraege))
    return (
        f"In der Runde „{runde.name}“ ({runde.programm.name}) liegen Anträge von {_kommunen(len(antraege))} über zusammen {beantragt} vor. "
        f"Die Anträge sind formal und fachlich geprüft, die Empfehlungen sind von einer zweiten Person gezeichnet. "
        f"Empfohlen werden zusammen {_vzae(antraege)}. Die Anträge im Einzelnen nennt die Anlage."
    )


def _vzae(antraege: Sequence[Antrag]) -> str:
    return str(vzae(summe(a.empfohlen_vzae or NULL for a in antraege)))


def _kommunen(anzahl: int) -> str:
    return "1 Kommune" if anzahl == 1 else f"{anzahl} Kommunen"


def _jahre(runde: Foerderrunde, antraege: Sequence[Antrag]) -> dict[int, Decimal]:
    """Give the recommended amounts by fiscal year, each application's shared out over the round's days."""
    return jahressummen(
        foerderbetrag(a.empfohlen_vzae or NULL, a.fassung.satz_je_vzae or NULL, runde.beginn, runde.ende)
        for a in antraege
    )


def _kosten(jahre: dict[int, Decimal]) -> list[str]:
    teile = [f"Haushaltsjahr {jahr}: {euro(betrag)}." for jahr, betrag in jahre.items()]
    return [f"Die Förderung kostet zusammen {euro(summe(jahre.values()))}.", *teile]


def _haushalt(runde: Foerderrunde, jahre: dict[int, Decimal]) -> list[str]:
    zeilen = Haushaltsermaechtigung.objects.filter(programm=runde.programm_id, jahr__in=jahre)
    saetze = [_ermaechtigung(zeile) for zeile in zeilen.order_by("jahr", "produkt")]
    return saetze or ["Haushaltsermächtigungen sind zu diesem Programm nicht hinterlegt."]


def _ermaechtigung(zeile: Haushaltsermaechtigung) -> str:
    stand = f"in Kraft am {datum(zeile.in_kraft_am)}" if zeile.in_kraft_am else "noch nicht in Kraft"
    zusatz = f", Verpflichtungsermächtigung {euro(zeile.verpflichtung)}" if zeile.verpflichtung else ""
    return f"Haushalt {zeile.jahr}, Produkt {zeile.produkt}: Ansatz {euro(zeile.ansatz)}{zusatz}, {stand}."


def _kontingent(runde: Foerderrunde, antraege: Sequence[Antrag]) -> list[str]:
    stand = (
        Kontingent.objects.filter(runde=runde, bezug=Kontingent.Bezug.ALLE).order_by("-stand", "-pk").first()
    )
    if stand is None:
        return []
    vergeben = Antrag.objects.in_runde(runde).zaehlend().exclude(pk__in=[a.pk for a in antraege])
    hier = summe(a.empfohlen_vzae or NULL for a in antraege)
    rest = (
        stand.vzae - summe(wert or NULL for wert in vergeben.values_list("bewilligt_vzae", flat=True)) - hier
    )
    return [
        f"Stellenkontingent der Runde: {vzae(stand.vzae)} ({stand.get_art_display()}), nach dieser Vorlage noch frei: {vzae(rest)}."
    ]
