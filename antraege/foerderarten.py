"""What the days of a position are worth, by the kind of funding: fixed sum, percentage, deficit. Pure, Decimal, half up.

Each kind takes the pieces of one source (VZÄ, first day, last day; `anspruch.je_quelle`), rounds once, and shares the
amount among calendar years by the VZÄ-years in them, the last year taking the remainder. Nothing filled earns nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from antraege.berechnung import NULL, hundertstel, verteile
from antraege.foerderjahr import Zaehlweise, ganzzahlig, je_foerderjahr, quote, stuecke
from antraege.formate import zahl

Teil = tuple[Decimal, date, date]
Jahre = dict[int, Fraction]


@dataclass(frozen=True)
class Anspruch:
    """An amount in EUR, its parts by calendar year (they sum up to it exactly), and how it came about."""

    betrag: Decimal
    jahre: dict[int, Decimal]
    spur: tuple[str, ...]


def vzae_jahre(teile: Sequence[Teil], anker: date, zaehlweise: Zaehlweise = Zaehlweise.TAGE) -> Jahre:
    """VZÄ-years by calendar year, exactly; half a post over a whole funding year is 1/2 (funding years from `anker` on)."""
    jahre: Jahre = {}
    for vzae, von, bis in teile:
        alle = list(stuecke(von, bis, anker, zaehlweise))
        for jahr in range(von.year, bis.year + 1):
            dieses = quote(stueck for stueck in alle if stueck.jahr == jahr)
            jahre[jahr] = jahre.get(jahr, Fraction(0)) + Fraction(vzae) * dieses
    return dict(sorted(jahre.items()))


def festbetrag(
    teile: Sequence[Teil], satz: Decimal, anker: date, *, zaehlweise: Zaehlweise = Zaehlweise.TAGE
) -> Anspruch:
    """VZÄ x EUR a year for the days that count; a source filled all its days earns what its notice grants."""
    _nicht_negativ(satz, *(vzae for vzae, _, _ in teile))
    jahre = vzae_jahre(teile, anker, zaehlweise)
    betrag = _mal(satz, sum(jahre.values(), Fraction(0)))
    weg = [_weg(teil, satz, anker, zaehlweise) for teil in teile if teil[0]]
    if len(weg) != 1:
        weg.append(f"zusammen, einmal gerundet: {zahl(betrag)} EUR")
    return _auf_jahre(betrag, jahre, weg)


def anteil(
    ausgaben: Decimal,
    prozent: Decimal,
    jahre: Jahre,
    *,
    bewilligt: Decimal,
    hoechst_je_vzae: Decimal | None = None,
) -> Anspruch:
    """A percentage of the recognised expenses, at most what was granted and the cap of a VZÄ and year."""
    _nicht_negativ(ausgaben, prozent, bewilligt, hoechst_je_vzae or NULL)
    betrag = hundertstel(ausgaben * prozent / 100)
    weg = [f"{zahl(prozent)} % von {zahl(ausgaben)} EUR = {zahl(betrag)} EUR"]
    return _begrenzt(betrag, jahre, weg, bewilligt, hoechst_je_vzae)


def fehlbedarf(
    ausgaben: Decimal,
    einnahmen: Decimal,
    eigenanteil: Decimal,
    jahre: Jahre,
    *,
    bewilligt: Decimal,
    hoechst_je_vzae: Decimal | None = None,
) -> Anspruch:
    """What expenses leave open after other income and the own share, at most what was granted and the cap."""
    _nicht_negativ(ausgaben, einnahmen, eigenanteil, bewilligt, hoechst_je_vzae or NULL)
    betrag = max(ausgaben - einnahmen - eigenanteil, NULL)
    teile = f"{zahl(ausgaben)} EUR Ausgaben - {zahl(einnahmen)} EUR Einnahmen - {zahl(eigenanteil)} EUR Eigenanteil"
    return _begrenzt(betrag, jahre, [f"{teile} = {zahl(betrag)} EUR"], bewilligt, hoechst_je_vzae)


def _begrenzt(
    betrag: Decimal, jahre: Jahre, weg: list[str], bewilligt: Decimal, hoechst_je_vzae: Decimal | None
) -> Anspruch:
    zeit = sum(jahre.values(), Fraction(0))
    if not zeit:
        return Anspruch(NULL, dict.fromkeys(jahre, NULL), (*weg, "unbesetzt, kein Anspruch"))
    grenzen = [("bewilligt", bewilligt, "")]
    if hoechst_je_vzae is not None:
        mal = f"{_dezimal(zeit)} VZÄ-Jahre × {zahl(hoechst_je_vzae)} EUR = "
        grenzen.insert(0, ("Höchstbetrag", _mal(hoechst_je_vzae, zeit), mal))
    for name, grenze, mal in grenzen:
        if grenze < betrag:
            weg.append(f"begrenzt, {name}: {mal}{zahl(grenze)} EUR")
            betrag = grenze
    return _auf_jahre(betrag, jahre, weg)


def _auf_jahre(betrag: Decimal, jahre: Jahre, weg: Sequence[str]) -> Anspruch:
    teile = dict(zip(jahre, verteile(betrag, ganzzahlig(list(jahre.values()))), strict=True))
    zeilen = [f"{jahr}: {zahl(teil)} EUR" for jahr, teil in teile.items()] if len(teile) > 1 else []
    return Anspruch(betrag, teile, (*weg, *zeilen))


def _mal(satz: Decimal, zeit: Fraction) -> Decimal:
    return hundertstel(satz * zeit.numerator / zeit.denominator)


def _nicht_negativ(*werte: Decimal) -> None:
    if any(wert < 0 for wert in werte):
        raise ValueError("Beträge, Prozentsatz und VZÄ dürfen nicht negativ sein.")


# Lines of reason


def _weg(teil: Teil, satz: Decimal, anker: date, zaehlweise: Zaehlweise) -> str:
    """Like "01.11.2027 bis 31.08.2028: 0,50 VZÄ × 305/366 × 48.000,00 EUR = 20.000,00 EUR"."""
    vzae, von, bis = teil
    alle = list(stuecke(von, bis, anker, zaehlweise))
    brueche = [f"{tage}/{von_tagen}" for tage, von_tagen in je_foerderjahr(alle)]
    faktor = brueche[0] if len(brueche) == 1 else f"({' + '.join(brueche)})"
    wert = _mal(satz, Fraction(vzae) * quote(alle))
    mal = f"{_dezimal(Fraction(vzae))} VZÄ × {faktor} × {zahl(satz)} EUR"
    return f"{von:%d.%m.%Y} bis {bis:%d.%m.%Y}: {mal} = {zahl(wert)} EUR"


def _dezimal(wert: Fraction) -> str:
    """Two places, four where two would not say it."""
    return str(zahl(Decimal(wert.numerator) / wert.denominator, 2 if wert * 100 == int(wert * 100) else 4))
