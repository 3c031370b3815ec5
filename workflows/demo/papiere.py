"""Papers of the demo: what municipalities attach."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from django.core.files.base import ContentFile


def papier(name: str, *zeilen: str) -> ContentFile[bytes]:
    """Make a one-page PDF that says what paper it stands for and that it is invented."""
    pdf = pikepdf.new()
    seite = pdf.add_blank_page(page_size=(595, 842))
    schrift = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    seite.add_resource(schrift, pikepdf.Name.Font, pikepdf.Name.F1)
    seite.contents_add(
        b"BT /F1 12 Tf 20 TL 70 760 Td "
        + b" ".join(_zeile(z) for z in (*zeilen, "", "Beispieldaten, frei erfunden."))
        + b" ET"
    )
    ziel = BytesIO()
    pdf.save(ziel, deterministic_id=True)
    return ContentFile(ziel.getvalue(), name=f"{name}.pdf")


def _zeile(text: str) -> bytes:
    return b"<" + text.encode("cp1252").hex().encode() + b"> Tj T*"
