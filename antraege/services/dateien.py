"""What an uploaded file really is: told by its content, never by its name or by what the browser claims."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import MessageError
from email.parser import BytesHeaderParser
from pathlib import PurePath
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files import File

from antraege.services.dateien_bilder import JPEG_MARKE, PNG_MARKE, pruefe_jpeg, pruefe_png
from antraege.services.dateien_office import hauptteil
from antraege.services.dateien_pdf import MARKE, pruefe_pdf
from antraege.services.dateien_saetze import (
    ALTES_OFFICE,
    ANDERE_ART,
    FALSCHE_ENDUNG,
    KEINE_EMAIL,
    LEER,
    OUTLOOK,
    ZU_GROSS,
)

HOECHSTENS: Final = 10 * 1024 * 1024
NAME_HOECHSTENS: Final = 120
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office formats, and new ones behind a password
OFFICE: Final = "application/vnd.openxmlformats-officedocument."
# Names under which Windows finds a device instead of a file.
GERAETE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Dateiart:
    """A kind of file we take: its label, its endings, and what the browser is told when it fetches it."""

    label: str
    endungen: tuple[str, ...]
    inhaltstyp: str


PDF: Final = Dateiart("PDF", (".pdf",), "application/pdf")
PNG: Final = Dateiart("PNG", (".png",), "image/png")
JPEG: Final = Dateiart("JPEG", (".jpg", ".jpeg"), "image/jpeg")
DOCX: Final = Dateiart("DOCX", (".docx",), f"{OFFICE}wordprocessingml.document")
XLSX: Final = Dateiart("XLSX", (".xlsx",), f"{OFFICE}spreadsheetml.sheet")
EMAIL: Final = Dateiart("E-Mail", (".eml",), "message/rfc822")
KOPFZEILEN: Final = ("from", "date")  # what every mail has (RFC 5322 section 3.6)
KOPF_HOECHSTENS: Final = 64 * 1024
OHNE_EMAIL: Final = {ANDERE_ART: KEINE_EMAIL, ALTES_OFFICE: OUTLOOK}
OFFICE_TEILE: Final = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


def pruefe(datei: File, name: str, *, mit_email: bool = False) -> Dateiart:
    """Say what ``datei`` is; a stored mail is one of the kinds only where ``mit_email``.

    Raises ValidationError with the sentence that tells the clerk what to do instead.
    """
    if not datei.size:
        raise ValidationError(LEER)
    if datei.size > HOECHSTENS:
        raise ValidationError(ZU_GROSS)
    datei.seek(0)
    inhalt = datei.read()
    datei.seek(0)
    art = EMAIL if mit_email and _ist_email(inhalt) else _erkannt(inhalt, OHNE_EMAIL if mit_email else {})
    endung = PurePath(name).suffix.lower()
    if endung not in art.endungen:
        raise ValidationError(FALSCHE_ENDUNG.format(endung=endung or "ohne Endung", art=art.label))
    return art


def bereinigt(name: str) -> str:
    """Give a name that is safe to show and to offer for download: no folders, no invisible signs, not too long."""
    letzter = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    sichtbar = "".join(
        "_" if z in '<>:"|?*%' else z for z in letzter if not unicodedata.category(z).startswith("C")
    )
    stamm, punkt, endung = " ".join(sichtbar.split()).rpartition(".")
    if not punkt:
        stamm, endung = endung, ""
    stamm = stamm.strip(" .")[: NAME_HOECHSTENS - 6] or "Unterlage"
    stamm = f"_{stamm}" if GERAETE.fullmatch(stamm.partition(".")[0]) else stamm
    return f"{stamm}.{endung[:5]}" if endung else stamm


def _erkannt(inhalt: bytes, saetze: Mapping[str, str]) -> Dateiart:
    """The kind; ``saetze`` says other sentences in the place of the usual ones."""
    # Readers look for the mark of a PDF in the first 1,024 bytes.
    if MARKE in inhalt[:1024]:
        pruefe_pdf(inhalt)
        return PDF
    if inhalt.startswith(PNG_MARKE):
        pruefe_png(inhalt)
        return PNG
    if inhalt.startswith(JPEG_MARKE):
        pruefe_jpeg(inhalt)
        return JPEG
    if inhalt.startswith(b"PK\x03\x04"):
        return OFFICE_TEILE[hauptteil(inhalt, tuple(OFFICE_TEILE))]
    satz = ALTES_OFFICE if inhalt.startswith(OLE) else ANDERE_ART
    raise ValidationError(saetze.get(satz, satz))


def _ist_email(inhalt: bytes) -> bool:
    """Say whether this begins with the header lines of a stored mail."""
    try:
        kopf = BytesHeaderParser().parsebytes(inhalt[:KOPF_HOECHSTENS])
        return all(kopf[zeile] for zeile in KOPFZEILEN)
    except (MessageError, ValueError, LookupError):
        return False
