"""Reading single cells of a table: German and ISO days, decimal comma and point, yes and no. Raises ``Unlesbar``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from antraege import zeit
from antraege.ausgabe import unverhuellt

DEUTSCH: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
UHRZEIT: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?(?:\s*Uhr)?", re.IGNORECASE)
HINTER_TAG: Final = re.compile(r"[\sT,]+(.+)")
TAUSENDER: Final = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
# One group of three behind the sign that others group with: in amounts the comma, in shares of a position the point.
ZWEIDEUTIG: Final = {
    True: re.compile(r"([1-9]\d{0,2}),(\d{3})"),
    False: re.compile(r"([1-9]\d{0,2})\.(\d{3})"),
}
GENAU: Final = Decimal("0.000001")  # what binary fractions of a spreadsheet are off at most
JA: Final = frozenset({"ja", "j", "x", "1", "true", "wahr", "yes", "✓"})
NEIN: Final = frozenset({"nein", "n", "0", "false", "falsch", "no", "-", "–"})
EINHEITEN: Final = re.compile(r"\s*(vzä|vzae|€|eur|euro|personen)$", re.IGNORECASE)

KEIN_TAG = "Bitte ein Datum eintragen, zum Beispiel 31.03.2027."
KEINE_UHRZEIT = "Bitte eine Uhrzeit eintragen, zum Beispiel 10:30."
KEINE_ZAHL = "Bitte eine Zahl mit Komma eintragen, zum Beispiel {beispiel}."
KANN_BEIDES = "„{wert}“ kann {klein} oder {gross} heißen. Bitte die Zahl ohne Tausenderzeichen eintragen."
ZU_GENAU = "Bitte höchstens zwei Stellen nach dem Komma eintragen."
GANZE_ZAHL = "Bitte eine ganze Zahl eintragen, zum Beispiel 57."
NEGATIV = "Die Zahl darf nicht negativ sein."
ZU_GROSS = "Diese Zahl ist zu groß. Bitte prüfen Sie sie."
KEIN_JA = "Bitte „ja“ oder „nein“ eintragen."


class Unlesbar(ValueError):
    """A cell that says nothing we understand; its text is the sentence for the row report."""


def text(wert: Any) -> str:
    """A cell as text: numbers as they are shown, days as TT.MM.JJJJ."""
    if isinstance(wert, float) and wert.is_integer():
        wert = int(wert)
    if isinstance(wert, datetime | date):
        return f"{wert:%d.%m.%Y}"
    return unverhuellt(str(wert)).strip()


def tag(wert: Any) -> date:
    """A calendar day: TT.MM.JJJJ, JJJJ-MM-TT or the spreadsheet's own."""
    if isinstance(wert, datetime):
        return _moeglich(wert.date())
    if isinstance(wert, date):
        return _moeglich(wert)
    treffer, teile = _tag_im_text(text(wert))
    if treffer is None or HINTER_TAG.fullmatch(teile or " x") is None:
        raise Unlesbar(KEIN_TAG)
    return treffer


def _tag_im_text(roh: str) -> tuple[date | None, str]:
    """(day, what stands behind it)."""
    if treffer := DEUTSCH.match(roh):
        tag_, monat, jahr = (int(teil) for teil in treffer.groups())
    elif treffer := ISO.match(roh):
        jahr, monat, tag_ = (int(teil) for teil in treffer.groups())
    else:
        return None, ""
    try:
        return _moeglich(date(jahr, monat, tag_)), roh[treffer.end() :]
    except ValueError:
        raise Unlesbar(KEIN_TAG) from None


def _moeglich(tag_: date) -> date:
    if tag_.year not in zeit.JAHRE:
        raise Unlesbar(f"Bitte das Jahr prüfen: möglich ist {zeit.JAHRE[0]} bis {zeit.JAHRE[-1]}.")
    return tag_


def uhrzeit(wert: Any) -> time:
    """A time of day: 10:30, 10.30 Uhr or the spreadsheet's own."""
    if isinstance(wert, datetime):
        return wert.time().replace(tzinfo=None)
    if isinstance(wert, time):
        return wert.replace(tzinfo=None)
    treffer = UHRZEIT.fullmatch(text(wert))
    try:
        return time(int(treffer[1]), int(treffer[2]))  # type: ignore[index]
    except (TypeError, ValueError):
        raise Unlesbar(KEINE_UHRZEIT) from None


def zeitpunkt(tag_wert: Any, uhrzeit_wert: Any) -> datetime:
    """The moment of receipt, aware, in Berlin; the time may stand behind the day. Without one it is the day's begin."""
    stunde = time.min
    if uhrzeit_wert is not None:
        stunde = uhrzeit(uhrzeit_wert)
    elif isinstance(tag_wert, datetime):
        stunde = tag_wert.time().replace(tzinfo=None)
    elif isinstance(tag_wert, str):
        _, rest = _tag_im_text(text(tag_wert))
        stunde = uhrzeit(rest.strip(" T,").partition("+")[0]) if rest.strip() else stunde
    return datetime.combine(tag(tag_wert), stunde.replace(second=0, microsecond=0), zeit.BERLIN)


def zahl(beispiel: str, hoechstens: str, *, tausender: bool = True) -> Callable[[Any], Decimal]:
    """Give a reader of decimals up to ``hoechstens``. A comma is the decimal sign; a point is it, too, unless it groups
    thousands (6.000), which only amounts of money have (``tausender``). Text that can mean both is refused: 6,000 EUR.
    """

    def lesen(wert: Any) -> Decimal:
        gelesen = _zahl(wert, beispiel, tausender=tausender)
        if gelesen < 0:
            raise Unlesbar(NEGATIV)
        if gelesen > Decimal(hoechstens):
            raise Unlesbar(ZU_GROSS)
        gerundet = gelesen.quantize(Decimal("0.01"))
        if abs(gerundet - gelesen) > GENAU:
            raise Unlesbar(ZU_GENAU)
        return gerundet

    return lesen


def _zahl(wert: Any, beispiel: str, *, tausender: bool) -> Decimal:
    if isinstance(wert, bool | date | time):
        raise Unlesbar(KEINE_ZAHL.format(beispiel=beispiel))
    roh = EINHEITEN.sub("", text(wert)).replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    roh = roh.replace("\N{MINUS SIGN}", "-")
    if isinstance(wert, str) and (beides := ZWEIDEUTIG[tausender].fullmatch(roh)):
        klein, gross = ",".join(beides.groups()).rstrip("0").rstrip(","), "".join(beides.groups())
        raise Unlesbar(KANN_BEIDES.format(wert=roh, klein=klein, gross=gross))
    if re.fullmatch(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", roh) and ("," in roh or tausender):
        roh = roh.replace(".", "").replace(",", ".") if "," in roh or TAUSENDER.fullmatch(roh) else roh
    elif not re.fullmatch(r"[+-]?\d+(\.\d+)?([eE]-?\d{1,2})?", roh):
        raise Unlesbar(KEINE_ZAHL.format(beispiel=beispiel))
    try:
        return Decimal(roh)
    except InvalidOperation:
        raise Unlesbar(KEINE_ZAHL.format(beispiel=beispiel)) from None


def personen(wert: Any) -> int:
    """A whole number of people."""
    try:
        gelesen = zahl("57", "9999999")(wert)
    except Unlesbar as fehler:
        raise Unlesbar(GANZE_ZAHL if str(fehler).startswith("Bitte") else str(fehler)) from None
    if gelesen != gelesen.to_integral_value():
        raise Unlesbar(GANZE_ZAHL)
    return int(gelesen)


def ja_nein(wert: Any) -> bool:
    """Yes or no in the usual ways."""
    if isinstance(wert, bool):
        return wert
    roh = text(wert).casefold()
    if roh in JA or roh in NEIN:
        return roh in JA
    raise Unlesbar(KEIN_JA)
