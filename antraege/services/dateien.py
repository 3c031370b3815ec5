"""What an uploaded file really is: told by its content, never by its name or by what the browser claims."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Final
from zipfile import BadZipFile, ZipFile

import pikepdf
from django.core.exceptions import ValidationError
from django.core.files import File

HOECHSTENS: Final = 10 * 1024 * 1024
ENTPACKT_HOECHSTENS: Final = 100 * 1024 * 1024
NAME_HOECHSTENS: Final = 120
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office formats, and new ones behind a password
OFFICE: Final = "application/vnd.openxmlformats-officedocument."

LEER = "Die Datei ist leer. Bitte wählen Sie die Datei noch einmal aus."
ZU_GROSS = "Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie, zum Beispiel mit einer geringeren Auflösung beim Scannen."
ANDERE_ART = "Dieser Inhalt wird nicht angenommen. Bitte laden Sie PDF, PNG, JPEG, DOCX oder XLSX hoch."
FALSCHE_ENDUNG = "Die Endung „{endung}“ passt nicht zum Inhalt ({art}). Bitte speichern Sie die Datei neu ab und laden Sie sie dann hoch."
GESCHUETZT = "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort und laden Sie sie dann hoch."
BESCHAEDIGT = "Die Datei lässt sich nicht öffnen, sie ist vermutlich beschädigt. Bitte erzeugen Sie sie neu."
MAKROS = "Die Datei enthält Makros. Bitte speichern Sie sie als PDF oder ohne Makros."
ALTES_OFFICE = "Die Datei ist ein altes Office-Format oder mit einem Kennwort geschützt. Bitte speichern Sie sie als PDF oder ohne Kennwort als DOCX oder XLSX."


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
OFFICE_TEILE: Final = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


def pruefe(datei: File, name: str) -> Dateiart:
    """Say what ``datei`` is. Raises ValidationError with the sentence that tells the clerk what to do instead."""
    if not datei.size:
        raise ValidationError(LEER)
    if datei.size > HOECHSTENS:
        raise ValidationError(ZU_GROSS)
    datei.seek(0)
    inhalt = datei.read()
    datei.seek(0)
    art = _erkannt(inhalt)
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
    return f"{stamm}.{endung[:5]}" if endung else stamm


def _erkannt(inhalt: bytes) -> Dateiart:
    # A PDF may begin with a few foreign bytes; readers look for its mark in the first 1,024.
    if b"%PDF-" in inhalt[:1024]:
        return _pdf(inhalt)
    if inhalt.startswith(b"\x89PNG\r\n\x1a\n"):
        return _vollstaendig(PNG, b"IEND" in inhalt[-12:])
    if inhalt.startswith(b"\xff\xd8\xff"):
        return _vollstaendig(JPEG, b"\xff\xd9" in inhalt[-64 * 1024 :])
    if inhalt.startswith(b"PK\x03\x04"):
        return _office(inhalt)
    raise ValidationError(ALTES_OFFICE if inhalt.startswith(OLE) else ANDERE_ART)


def _vollstaendig(art: Dateiart, ganz: bool) -> Dateiart:
    if not ganz:
        raise ValidationError(BESCHAEDIGT)
    return art


def _pdf(inhalt: bytes) -> Dateiart:
    try:
        with pikepdf.open(BytesIO(inhalt)) as pdf:
            geschuetzt, seiten = pdf.is_encrypted, len(pdf.pages)
    except pikepdf.PasswordError:
        raise ValidationError(GESCHUETZT) from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise ValidationError(BESCHAEDIGT) from None
    if geschuetzt:
        raise ValidationError(GESCHUETZT)
    return _vollstaendig(PDF, seiten > 0)


def _office(inhalt: bytes) -> Dateiart:
    """Read the table of contents only: nothing is unpacked, so a bomb stays packed."""
    try:
        with ZipFile(BytesIO(inhalt)) as archiv:
            teile = {teil.filename: teil for teil in archiv.infolist()}
    except (BadZipFile, ValueError, NotImplementedError):
        raise ValidationError(BESCHAEDIGT) from None
    art = next(
        (art for teil, art in OFFICE_TEILE.items() if teil in teile and "[Content_Types].xml" in teile), None
    )
    if art is None or sum(teil.file_size for teil in teile.values()) > ENTPACKT_HOECHSTENS:
        raise ValidationError(ANDERE_ART)
    if any(name.lower().endswith("vbaproject.bin") for name in teile):
        raise ValidationError(MAKROS)
    return art
