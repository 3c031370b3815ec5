"""German figures and dates as text: the one home of how a value is written.

Pure functions; a missing value is an en dash, never 0 and never blank. Units hang on a non-breaking space.
Templates reach these through ``{% load antraege %}``; mails, notices and log texts import them.
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from django.utils.timezone import is_aware, localtime

LEER = "–"
KLEIN = frozenset({1, 2})  # counts of persons that would name one, never told in files nor in public
FEST = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
WOCHENTAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def zahl(wert, stellen=2):
    """``Decimal("46500")`` -> ``46.500,00``; rounds half up to ``stellen`` decimals."""
    if wert is None or wert == "":
        return LEER
    gerundet = Decimal(str(wert)).quantize(Decimal(1).scaleb(-int(stellen)), ROUND_HALF_UP)
    text = f"{abs(gerundet):,f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if gerundet < 0 else text


def mit_einheit(text, einheit):
    """Join text and unit with a non-breaking space; a missing value gets no unit."""
    return text if text == LEER else f"{text}{FEST}{einheit}"


def euro(wert, stellen=2):
    """``46.500,00 €``; whole euros (``stellen=0``) only in key figures of a year."""
    return mit_einheit(zahl(wert, stellen), "€")


def vzae(wert):
    """``0,75 VZÄ``, always two decimals (1,00 is one full post)."""
    return mit_einheit(zahl(wert), "VZÄ")


def prozent(wert, stellen=1):
    """``9,4 %`` from the number of hundredths (9.4, not 0.094)."""
    return mit_einheit(zahl(wert, stellen), "%")


def differenz(wert, stellen=2):
    """A change with its sign and a real minus: ``−0,15``, ``+21,50``; no change is ``0``."""
    text = zahl(wert, stellen)
    if text == LEER or not text.strip("0,"):
        return text if text == LEER else "0"
    return text if text.startswith(MINUS) else f"+{text}"


def ortstag(wert):
    """The calendar day of a date or of an aware instant (in Germany, where the law counts days)."""
    if isinstance(wert, datetime):
        return (localtime(wert) if is_aware(wert) else wert).date()
    return wert


def datum(wert):
    """``30.11.2026``."""
    return f"{ortstag(wert):%d.%m.%Y}" if wert else LEER


def datum_lang(wert):
    """``Mo, 30.11.2026``: deadlines always carry their weekday."""
    return f"{WOCHENTAGE[ortstag(wert).weekday()][:2]},{FEST}{datum(wert)}" if wert else LEER


def datum_voll(wert):
    """``Montag, 30.11.2026``, for sentences and the clock of the demo."""
    return f"{WOCHENTAGE[ortstag(wert).weekday()]}, {datum(wert)}" if wert else LEER


def zeitraum(von, bis):
    """``01.03.2027–29.02.2028``; both days belong to it, an open end is ``ab …``."""
    if not von or not bis:
        return f"ab {datum(von)}" if von else LEER
    return f"{datum(von)}–{datum(bis)}"


def ortszeit(wert):
    """The time of day of an aware instant, in Germany."""
    return localtime(wert).time()


def uhrzeit(wert):
    """``10:42 Uhr`` in local time, of an instant or of a time of day."""
    if wert is None or wert == "":
        return LEER
    tageszeit = wert if isinstance(wert, time) else ortszeit(wert) if is_aware(wert) else wert
    return f"{tageszeit:%H:%M}{FEST}Uhr"


def zeitpunkt(wert):
    """``30.11.2026, 10:42 Uhr``."""
    return f"{datum(wert)}, {uhrzeit(wert)}" if wert else LEER


def wen(name: object) -> str:
    """A person's name behind "für": "Herr Birke" becomes "Herrn Birke"."""
    return re.sub(r"^Herr\b", "Herrn", str(name))


def abstand(tag: date, heute: date) -> str:
    """Words beside a date, never instead of it: ``heute``, ``morgen``, ``noch 4 Tage``, ``3 Tage überfällig``."""
    tage = (ortstag(tag) - ortstag(heute)).days
    if tage in (0, 1):
        return ("heute", "morgen")[tage]
    if tage > 0:
        return f"noch {tage}{FEST}Tage"
    return f"{-tage}{FEST}{'Tag' if tage == -1 else 'Tage'} überfällig"
