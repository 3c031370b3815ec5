"""Pictures are read by their own structure, never decoded: so their size is known before anybody unpacks them."""

from __future__ import annotations

from io import BytesIO
from struct import error as StrukturFehler
from struct import unpack_from
from typing import Final
from zipfile import is_zipfile
from zlib import crc32

from django.core.exceptions import ValidationError

from antraege.services.dateien_saetze import BESCHAEDIGT, BILD_ZU_GROSS, FREMDES

PNG_MARKE: Final = b"\x89PNG\r\n\x1a\n"
JPEG_MARKE: Final = b"\xff\xd8\xff"
BILDPUNKTE: Final = 100_000_000  # an A3 sheet at 600 dpi has 70 million
KANTE: Final = 30_000
# Phones put previews behind the picture.
JPEG_RAND: Final = 64 * 1024
SOF: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SOS: Final = 0xDA


def pruefe_png(inhalt: bytes) -> None:
    """Raise ValidationError unless all parts are there, whole, with a sane size and nothing behind them."""
    stelle = len(PNG_MARKE)
    arten: list[bytes] = []
    while not arten or arten[-1] != b"IEND":
        art, stelle = _teil(inhalt, stelle)
        arten.append(art)
    if arten[0] != b"IHDR" or b"IDAT" not in arten:
        raise ValidationError(BESCHAEDIGT)
    _passende_groesse(*unpack_from(">II", inhalt, len(PNG_MARKE) + 8))
    if inhalt[stelle:]:
        raise ValidationError(FREMDES)


def _teil(inhalt: bytes, stelle: int) -> tuple[bytes, int]:
    """Kind of the part that begins here, and where the next one begins."""
    try:
        laenge, art = unpack_from(">I4s", inhalt, stelle)
        (summe,) = unpack_from(">I", inhalt, stelle + 8 + laenge)
    except StrukturFehler:
        raise ValidationError(BESCHAEDIGT) from None
    if crc32(inhalt[stelle + 4 : stelle + 8 + laenge]) != summe:
        raise ValidationError(BESCHAEDIGT)
    return art, stelle + 12 + laenge


def pruefe_jpeg(inhalt: bytes) -> None:
    """Raise ValidationError unless the picture says its size, ends, and hides no archive."""
    ende = inhalt.rfind(b"\xff\xd9")
    if ende < 0 or len(inhalt) - ende > JPEG_RAND:
        raise ValidationError(BESCHAEDIGT)
    _passende_groesse(*_jpeg_groesse(inhalt))
    if is_zipfile(BytesIO(inhalt)):
        raise ValidationError(FREMDES)


def _jpeg_groesse(inhalt: bytes) -> tuple[int, int]:
    """Height and width from the frame's header, which stands before the picture's data."""
    stelle = 2
    try:
        while True:
            marke, art, laenge = unpack_from(">BBH", inhalt, stelle)
            if marke != 0xFF or art == SOS:
                raise ValidationError(BESCHAEDIGT)
            if art in SOF:
                hoehe, breite = unpack_from(">HH", inhalt, stelle + 5)
                return hoehe, breite
            stelle += 1 if art == 0xFF else 2 + laenge  # fill bytes may stand before a mark
    except StrukturFehler:
        raise ValidationError(BESCHAEDIGT) from None


def _passende_groesse(*kanten: int) -> None:
    if not all(kanten):
        raise ValidationError(BESCHAEDIGT)
    if max(kanten) > KANTE or kanten[0] * kanten[1] > BILDPUNKTE:
        raise ValidationError(BILD_ZU_GROSS)
