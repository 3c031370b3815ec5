"""Small files of every kind, good and bad, made on the spot."""

from functools import cache
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zlib import compress, crc32

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile


def _teil(art: bytes, inhalt: bytes) -> bytes:
    return pack(">I", len(inhalt)) + art + inhalt + pack(">I", crc32(art + inhalt))


def png(breite: int = 1, hoehe: int = 1) -> bytes:
    """A grey picture that says it is so large."""
    kopf = _teil(b"IHDR", pack(">IIBBBBB", breite, hoehe, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + kopf + _teil(b"IDAT", compress(b"\x00\x80")) + _teil(b"IEND", b"")


def jpeg(breite: int = 1, hoehe: int = 1) -> bytes:
    """The frame of a JPEG: its size and its end."""
    kopf = b"\xff\xe0" + pack(">H", 16) + b"JFIF\x00\x01\x01" + bytes(7)
    rahmen = b"\xff\xc0" + pack(">HBHHB", 11, 8, hoehe, breite, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + kopf + rahmen + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x55\xff\xd9"


PNG, JPEG = png(), jpeg()
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


def pdf_mit(veraendern) -> bytes:
    """One page, and what ``veraendern(pdf)`` puts into it."""
    puffer = BytesIO()
    with pikepdf.new() as dokument:
        dokument.add_blank_page()
        veraendern(dokument)
        dokument.save(puffer, deterministic_id=True)
    return puffer.getvalue()


def pdf_mit_aktion(**aktion) -> bytes:
    """A PDF that does something when it is opened."""
    werte = {f"/{name}": wert for name, wert in aktion.items()}
    return pdf_mit(lambda pdf: pdf.Root.__setitem__("/OpenAction", pikepdf.Dictionary(werte)))


def pdf_mit_datei() -> bytes:
    """A PDF that carries another file."""
    return pdf_mit(lambda pdf: pdf.attachments.__setitem__("x.exe", b"MZ"))


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


def office(haupt: str = "word/document.xml", **teile: bytes) -> bytes:
    """A Word (or other) file with these parts beside the two it must have; in names ``__`` stands for a slash."""
    puffer = BytesIO()
    alle = {"[Content_Types].xml": b"<Types/>", haupt: b"<x/>"} | {
        name.replace("__", "/"): inhalt for name, inhalt in teile.items()
    }
    with ZipFile(puffer, "w", ZIP_DEFLATED) as datei:
        for teil, inhalt in alle.items():
            datei.writestr(ZipInfo(teil), inhalt, ZIP_DEFLATED)
    return puffer.getvalue()


def verweis(art: str, ziel: str = "https://example.org/x") -> bytes:
    """A list with one relationship that leads outside."""
    typ = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{art}"
    return (
        f'<Relationships><Relationship Id="r1" Type="{typ}" Target="{ziel}" TargetMode="External"/></Relationships>'
    ).encode()


@cache
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
