"""Small files of every kind, good and bad, made on the spot."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20 + b"\xff\xd9"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
WORT = ("[Content_Types].xml", "word/document.xml")
TABELLE = ("[Content_Types].xml", "xl/workbook.xml")


def pdf(**sichern) -> bytes:
    """One empty page; ``encryption=`` as pikepdf takes it."""
    puffer = BytesIO()
    with pikepdf.new() as dokument:
        dokument.add_blank_page()
        dokument.save(puffer, deterministic_id=not sichern, **sichern)  # the same bytes twice
    return puffer.getvalue()


def geschuetzt(user: str) -> bytes:
    """A PDF with an owner's password; with ``user`` it does not even open."""
    return pdf(encryption=pikepdf.Encryption(owner="geheim", user=user))


def archiv(*teile: str, inhalt: bytes = b"<x/>") -> bytes:
    """A zip archive with these parts; without the time of day, for its bytes name a test in every process alike."""
    puffer = BytesIO()
    with ZipFile(puffer, "w", ZIP_DEFLATED) as datei:
        for teil in teile:
            datei.writestr(ZipInfo(teil), inhalt, ZIP_DEFLATED)
    return puffer.getvalue()


def bombe() -> bytes:
    """A DOCX of a few kB that would unpack to 110 MB."""
    puffer = BytesIO()
    with ZipFile(puffer, "w", ZIP_DEFLATED) as datei:
        datei.writestr("[Content_Types].xml", b"<x/>")
        datei.writestr("word/document.xml", bytes(110 * 1024 * 1024))
    return puffer.getvalue()


def datei(inhalt: bytes, name: str = "Beschluss.pdf") -> SimpleUploadedFile:
    """An upload."""
    return SimpleUploadedFile(name, inhalt)
