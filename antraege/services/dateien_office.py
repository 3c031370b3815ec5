"""Word and Excel files: their table of contents and their links are read, nothing else is unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibFehler

from django.core.exceptions import ValidationError

from antraege.services.dateien_saetze import (
    ANDERE_ART,
    BESCHAEDIGT,
    EINGEBETTET,
    GESCHUETZT,
    MAKROS,
    VON_AUSSEN,
    ZU_UMFANGREICH,
)

ENTPACKT_HOECHSTENS: Final = 100 * 1024 * 1024
TEILE_HOECHSTENS: Final = 5000
LISTE_HOECHSTENS: Final = 1024 * 1024  # a list of links or content types
INHALTE: Final = "[Content_Types].xml"
# What no document needs inside: archives, programs, and objects of other programs.
FREMDE: Final = frozenset(
    [
        ".zip",
        ".rar",
        ".7z",
        ".gz",
        ".tar",
        ".iso",
        ".jar",
        ".exe",
        ".dll",
        ".com",
        ".scr",
        ".msi",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".js",
        ".hta",
        ".lnk",
        ".htm",
        ".html",
        ".pdf",
    ]
)
GEFAEHRLICH: Final = ("embeddings/oleobject", "activex/")
VERSCHLUESSELT: Final = 0x1


def hauptteil(inhalt: bytes, gesucht: tuple[str, ...]) -> str:
    """Say which of the ``gesucht`` main parts the archive holds. Raises ValidationError with its sentence."""
    try:
        with ZipFile(BytesIO(inhalt)) as archiv:
            teile = archiv.infolist()
            gefunden = _gefunden({teil.filename for teil in teile}, gesucht)
            _ertraeglich(teile)
            _nur_dokument(teile)
            _ohne_makros(archiv)
            _ohne_nachladen(archiv, teile)
    except (BadZipFile, ZlibFehler, expat.ExpatError, ValueError, NotImplementedError, EOFError, OSError):
        raise ValidationError(BESCHAEDIGT) from None
    return gefunden


def _gefunden(namen: set[str], gesucht: tuple[str, ...]) -> str:
    treffer = [name for name in gesucht if name in namen]
    if INHALTE not in namen or len(treffer) != 1:
        raise ValidationError(ANDERE_ART)
    return treffer[0]


def _ertraeglich(teile: list[ZipInfo]) -> None:
    """A bomb says itself how large it gets."""
    if any(teil.flag_bits & VERSCHLUESSELT for teil in teile):
        raise ValidationError(GESCHUETZT)
    if len(teile) > TEILE_HOECHSTENS or sum(teil.file_size for teil in teile) > ENTPACKT_HOECHSTENS:
        raise ValidationError(ZU_UMFANGREICH)


def _nur_dokument(teile: list[ZipInfo]) -> None:
    namen = [teil.filename.lower().replace("\\", "/") for teil in teile]
    if any(name.endswith("vbaproject.bin") for name in namen):
        raise ValidationError(MAKROS)
    if len(set(namen)) < len(namen) or any(name.startswith("/") or ".." in name.split("/") for name in namen):
        raise ValidationError(BESCHAEDIGT)
    if any(PurePosixPath(name).suffix in FREMDE or any(g in name for g in GEFAEHRLICH) for name in namen):
        raise ValidationError(EINGEBETTET)


def _ohne_makros(archiv: ZipFile) -> None:
    for _, angaben in _elemente(archiv, INHALTE):
        if "macroenabled" in angaben.get("ContentType", "").lower():
            raise ValidationError(MAKROS)


def _ohne_nachladen(archiv: ZipFile, teile: list[ZipInfo]) -> None:
    """A link that a person clicks may lead outside; what is loaded on opening may not."""
    for teil in teile:
        if not teil.filename.lower().endswith(".rels"):
            continue
        for _, angaben in _elemente(archiv, teil.filename):
            aussen = angaben.get("TargetMode", "").lower() == "external"
            if aussen and not angaben.get("Type", "").endswith("/hyperlink"):
                raise ValidationError(VON_AUSSEN)


def _elemente(archiv: ZipFile, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Elements with their attributes; a document type is refused, for it could define whatever it likes."""
    gefunden: list[tuple[str, dict[str, str]]] = []
    leser = expat.ParserCreate()
    leser.StartElementHandler = lambda element, angaben: gefunden.append((element, angaben))
    leser.StartDoctypeDeclHandler = _kein_doctype
    with archiv.open(name) as teil:
        text = teil.read(LISTE_HOECHSTENS + 1)
    if len(text) > LISTE_HOECHSTENS:
        raise ValidationError(ZU_UMFANGREICH)
    leser.Parse(text, True)
    return iter(gefunden)


def _kein_doctype(*_: Any) -> None:
    raise ValueError("DOCTYPE")
