"""A PDF that only shows pages: nothing that runs, nothing packed inside, nothing before or behind it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import is_zipfile

import pikepdf
from django.core.exceptions import ValidationError

from antraege.services.dateien_saetze import AKTIV, BESCHAEDIGT, EINGEBETTET, FREMDES, GESCHUETZT

MARKE: Final = b"%PDF-"
ENDE: Final = b"%%EOF"
# Some programs leave a few bytes behind the end; more than this is another file.
RAND: Final = 1024
LEERRAUM: Final = b" \t\r\n\x00\xef\xbb\xbf"
# Names as qpdf writes them: escapes such as /J#53 are already resolved.
LAUFEND: Final = re.compile(rb"/(?:JavaScript|JS|Launch|ImportData|SubmitForm|RichMedia|XFA)(?![\w.-])")
GEPACKT: Final = re.compile(rb"/(?:EF|EmbeddedFiles?)(?![\w.-])")


def pruefe_pdf(inhalt: bytes) -> None:
    """Raise ValidationError with the sentence for what is wrong with this PDF."""
    _nichts_drumherum(inhalt)
    try:
        with pikepdf.open(BytesIO(inhalt)) as pdf:
            if pdf.is_encrypted:
                raise ValidationError(GESCHUETZT)
            if not len(pdf.pages):
                raise ValidationError(BESCHAEDIGT)
            _nur_seiten(pdf)
    except pikepdf.PasswordError:
        raise ValidationError(GESCHUETZT) from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError):
        raise ValidationError(BESCHAEDIGT) from None


def _nichts_drumherum(inhalt: bytes) -> None:
    """A file that is a PDF to one program and an archive to another is neither to us."""
    ende = inhalt.rfind(ENDE)
    if ende < 0:
        raise ValidationError(BESCHAEDIGT)
    dahinter = inhalt[ende + len(ENDE) :].strip(LEERRAUM)
    if not inhalt.lstrip(LEERRAUM).startswith(MARKE) or len(dahinter) > RAND or is_zipfile(BytesIO(inhalt)):
        raise ValidationError(FREMDES)


def _nur_seiten(pdf: pikepdf.Pdf) -> None:
    beim_oeffnen = pdf.Root.get("/OpenAction")
    if isinstance(beim_oeffnen, pikepdf.Dictionary) and beim_oeffnen.get("/S") != "/GoTo":
        raise ValidationError(AKTIV)
    for objekt in pdf.objects:
        worte = _worte(objekt)
        if LAUFEND.search(worte):
            raise ValidationError(AKTIV)
        if GEPACKT.search(worte):
            raise ValidationError(EINGEBETTET)


def _worte(objekt: pikepdf.Object) -> bytes:
    """An object as text, of a stream its dictionary alone."""
    if isinstance(objekt, pikepdf.Stream):
        objekt = objekt.stream_dict
    return objekt.unparse(resolved=True) if isinstance(objekt, pikepdf.Object) else b""
