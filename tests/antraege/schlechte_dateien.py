"""Sixty-odd files nobody should be able to leave here: (what it is, name, content, words of its sentence)."""

from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf

from antraege.services import dateien_saetze as satz
from antraege.services.dateien import HOECHSTENS
from tests import dateiproben as probe

ENDUNG = "passt nicht zum Inhalt"
WORD = "word/document.xml"
MAKRO_TYP = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
DOCTYPE = b'<!DOCTYPE r [<!ENTITY a "aaaa">]><Relationships/>'


def _annotation(pdf, **aktion):
    werte = {f"/{name}": wert for name, wert in aktion.items()}
    verweis = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(werte)
    )
    pdf.pages[0]["/Annots"] = pikepdf.Array([verweis])


def _xfa(pdf):
    pdf.Root["/AcroForm"] = pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"))


def _verschluesselt() -> bytes:
    """A Word file whose parts say they are encrypted."""
    roh = bytearray(probe.office())
    for marke, versatz in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        stelle = roh.find(marke)
        while stelle >= 0:
            roh[stelle + versatz] |= 1
            stelle = roh.find(marke, stelle + 4)
    return bytes(roh)


def _doppelt() -> bytes:
    """Two parts of one name: each program shows another document."""
    return probe.office(**{"word/DOCUMENT.xml": b"<y/>"})


def _viele_teile() -> bytes:
    puffer = BytesIO()
    with ZipFile(puffer, "w", ZIP_DEFLATED) as archiv:
        for name in ("[Content_Types].xml", WORD, *(f"word/{nr}.xml" for nr in range(5001))):
            archiv.writestr(ZipInfo(name), b"")
    return puffer.getvalue()


PDF, ZIP = probe.pdf(), probe.archiv("fremd.txt")
SCHLECHT = [
    ("leer", "leer.pdf", b"", satz.LEER),
    ("ein Byte", "eins.pdf", b"x", satz.ANDERE_ART),
    ("nur Leerzeichen", "leerraum.pdf", b" " * 5000, satz.ANDERE_ART),
    ("nur Nullen", "nullen.png", bytes(5000), satz.ANDERE_ART),
    ("ein Byte zu groß", "gross.pdf", b"%PDF-" + bytes(HOECHSTENS - 4), satz.ZU_GROSS),
    ("Text hinter .pdf", "text.pdf", b"Beschluss des Gemeinderats", satz.ANDERE_ART),
    ("HTML", "seite.html", b"<script>alert(1)</script>", satz.ANDERE_ART),
    ("HTML hinter .pdf", "seite.pdf", b"<!doctype html><script>alert(1)</script>", satz.ANDERE_ART),
    ("HTML hinter .png", "seite.png", b"<html></html>", satz.ANDERE_ART),
    ("SVG", "bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", satz.ANDERE_ART),
    ("SVG hinter .jpg", "bild.jpg", b"<?xml version='1.0'?><svg/>", satz.ANDERE_ART),
    ("Programm", "programm.exe", b"MZ" + bytes(200), satz.ANDERE_ART),
    ("Programm hinter .pdf", "rechnung.pdf", b"MZ" + bytes(200), satz.ANDERE_ART),
    ("Skript", "start.sh", b"#!/bin/sh\nrm -rf /\n", satz.ANDERE_ART),
    ("GIF", "bild.gif", b"GIF89a" + bytes(50), satz.ANDERE_ART),
    ("TIFF", "scan.tif", b"II*\x00" + bytes(50), satz.ANDERE_ART),
    ("HEIC", "foto.heic", pack(">I", 24) + b"ftypheic" + bytes(50), satz.ANDERE_ART),
    ("RTF", "brief.rtf", b"{\\rtf1 Guten Tag}", satz.ANDERE_ART),
    ("E-Mail", "post.eml", b"From: a@b.example\r\nDate: x\r\n\r\nText", satz.ANDERE_ART),
    ("RAR", "archiv.rar", b"Rar!\x1a\x07" + bytes(50), satz.ANDERE_ART),
    ("PDF hinter .exe", "beschluss.exe", PDF, ENDUNG),
    ("PDF hinter .docx", "beschluss.docx", PDF, ENDUNG),
    ("PDF ohne Endung", "beschluss", PDF, ENDUNG),
    ("PNG hinter .pdf", "bild.pdf", probe.PNG, ENDUNG),
    ("JPEG hinter .png", "bild.png", probe.JPEG, ENDUNG),
    ("DOCX hinter .xlsx", "plan.xlsx", probe.office(), ENDUNG),
    ("DOCX hinter .docm", "plan.docm", probe.office(), ENDUNG),
    ("PDF, nur der Kopf", "kopf.pdf", b"%PDF-1.7\n", satz.BESCHAEDIGT),
    ("PDF, abgeschnitten", "halb.pdf", PDF[: len(PDF) // 2], satz.BESCHAEDIGT),
    ("PDF, Kopf und Ende ohne Inhalt", "huelle.pdf", b"%PDF-1.7\n%%EOF", satz.BESCHAEDIGT),
    ("PDF ohne Seiten", "ohne.pdf", probe.pdf_mit(lambda pdf: pdf.pages.__delitem__(0)), satz.BESCHAEDIGT),
    ("PDF mit Kennwort zum Öffnen", "zu.pdf", probe.geschuetzt("auf"), satz.GESCHUETZT),
    ("PDF mit gesperrten Rechten", "gesperrt.pdf", probe.geschuetzt(""), satz.GESCHUETZT),
    ("PDF mit Skript", "skript.pdf", probe.pdf_mit_aktion(S=pikepdf.Name.JavaScript, JS="app.alert(1)"), satz.AKTIV),
    ("PDF startet ein Programm", "start.pdf", probe.pdf_mit_aktion(S=pikepdf.Name.Launch, F="cmd.exe"), satz.AKTIV),
    ("PDF öffnet eine Seite im Netz", "netz.pdf", probe.pdf_mit_aktion(S=pikepdf.Name.URI, URI="https://x"), satz.AKTIV),
    ("PDF mit Skript an einem Feld", "feld.pdf", probe.pdf_mit(lambda pdf: _annotation(pdf, S=pikepdf.Name.JavaScript, JS="1")), satz.AKTIV),
    ("PDF sendet ein Formular", "sendet.pdf", probe.pdf_mit(lambda pdf: _annotation(pdf, S=pikepdf.Name.SubmitForm, F="https://x")), satz.AKTIV),
    ("PDF mit XFA-Formular", "xfa.pdf", probe.pdf_mit(_xfa), satz.AKTIV),
    ("PDF mit eingebetteter Datei", "paket.pdf", probe.pdf_mit_datei(), satz.EINGEBETTET),
    ("PDF mit Archiv dahinter", "polyglott.pdf", PDF + ZIP, satz.FREMDES),
    ("PDF mit Text davor", "davor.pdf", b"<html><!--" + PDF, satz.FREMDES),
    ("PDF mit viel dahinter", "dahinter.pdf", PDF + b"x" * 5000, satz.FREMDES),
    ("PDF in einer GIF", "gif.pdf", b"GIF89a" + PDF, satz.FREMDES),
    ("PDF in einer JPEG", "foto.jpg", probe.JPEG[:20] + PDF + b"\xff\xd9", satz.FREMDES),
    ("PNG, abgeschnitten", "halb.png", probe.PNG[:40], satz.BESCHAEDIGT),
    ("PNG mit falscher Prüfsumme", "falsch.png", probe.PNG.replace(b"IDAT", b"IDAX"), satz.BESCHAEDIGT),
    ("PNG mit 1,6 Milliarden Bildpunkten", "bombe.png", probe.png(40000, 40000), satz.BILD_ZU_GROSS),
    ("PNG, 2 Milliarden breit", "breit.png", probe.png(2**31 - 1, 1), satz.BILD_ZU_GROSS),
    ("PNG ohne Höhe", "flach.png", probe.png(1, 0), satz.BESCHAEDIGT),
    ("PNG mit Archiv dahinter", "versteck.png", probe.PNG + ZIP, satz.FREMDES),
    ("PNG mit HTML dahinter", "html.png", probe.PNG + b"<script>1</script>", satz.FREMDES),
    ("JPEG, abgeschnitten", "halb.jpg", probe.JPEG[:-2], satz.BESCHAEDIGT),
    ("JPEG ohne Bild", "ohne.jpg", b"\xff\xd8\xff\xe0\x00\x02\xff\xd9", satz.BESCHAEDIGT),
    ("JPEG mit 65.535 Bildpunkten im Quadrat", "bombe.jpg", probe.jpeg(65535, 65535), satz.BILD_ZU_GROSS),
    ("JPEG mit Archiv dahinter", "versteck.jpg", probe.JPEG + ZIP, satz.FREMDES),
    ("Archiv", "alles.zip", ZIP, satz.ANDERE_ART),
    ("Archiv hinter .docx", "archiv.docx", ZIP, satz.ANDERE_ART),
    ("Word und Excel zugleich", "beides.docx", probe.office(**{"xl__workbook.xml": b"<x/>"}), satz.ANDERE_ART),
    ("DOCX, abgeschnitten", "halb.docx", probe.office()[:80], satz.BESCHAEDIGT),
    ("DOCX mit Makros", "makro.docx", probe.office(**{"word__vbaProject.bin": b"x"}), satz.MAKROS),
    ("DOCX mit Makros, anders geschrieben", "makro2.docx", probe.office(**{"word__VBAPROJECT.BIN": b"x"}), satz.MAKROS),
    ("DOCX, das sich Makro-Dokument nennt", "makro3.docx", probe.office(**{"[Content_Types].xml": MAKRO_TYP}), satz.MAKROS),
    ("DOCX mit Vorlage von außen", "vorlage.docx", probe.office(**{"word___rels__settings.xml.rels": probe.verweis("attachedTemplate")}), satz.VON_AUSSEN),
    ("DOCX mit Bild von außen", "bild.docx", probe.office(**{"word___rels__document.xml.rels": probe.verweis("image")}), satz.VON_AUSSEN),
    ("XLSX mit Mappe von außen", "mappe.xlsx", probe.office("xl/workbook.xml", **{"xl__externalLinks___rels__l.xml.rels": probe.verweis("externalLinkPath")}), satz.VON_AUSSEN),
    ("DOCX mit Entitäten", "entitaet.docx", probe.office(**{"_rels__.rels": DOCTYPE}), satz.BESCHAEDIGT),
    ("DOCX mit kaputter Liste", "kaputt.docx", probe.office(**{"_rels__.rels": b"<Relationships"}), satz.BESCHAEDIGT),
    ("DOCX mit Archiv darin", "schachtel.docx", probe.office(**{"word__media__x.zip": ZIP}), satz.EINGEBETTET),
    ("DOCX mit Programm darin", "trojaner.docx", probe.office(**{"word__embeddings__x.exe": b"MZ"}), satz.EINGEBETTET),
    ("DOCX mit OLE-Objekt", "ole.docx", probe.office(**{"word__embeddings__oleObject1.bin": probe.OLE}), satz.EINGEBETTET),
    ("DOCX mit Pfad nach oben", "pfad.docx", probe.office(**{"..__..__etc__passwd": b"x"}), satz.BESCHAEDIGT),
    ("DOCX mit doppeltem Teil", "doppelt.docx", _doppelt(), satz.BESCHAEDIGT),
    ("DOCX, verschlüsselte Teile", "kennwort.docx", _verschluesselt(), satz.GESCHUETZT),
    ("DOCX hinter Kennwort", "kennwort2.docx", probe.OLE, satz.ALTES_OFFICE),
    ("altes Word", "alt.doc", probe.OLE, satz.ALTES_OFFICE),
    ("DOCX, das sich auf 110 MB entpackt", "bombe.docx", probe.bombe(), satz.ZU_UMFANGREICH),
    ("DOCX mit 5.003 Teilen", "teile.docx", _viele_teile(), satz.ZU_UMFANGREICH),
    ("Name führt aus dem Ordner, ohne Endung", "../../../etc/passwd", PDF, ENDUNG),
    ("Name dreht die Leserichtung um", "Beschluss\u202efdp.exe", PDF, ENDUNG),
    ("Name mit Null, dahinter eine andere Endung", "a.pdf\x00.exe", PDF, ENDUNG),
    ("Name nur aus Punkten", "....", PDF, ENDUNG),
    ("Name nur aus unsichtbaren Zeichen", "\u200b\u200b\u2066", PDF, "Bitte wählen Sie eine Datei aus"),
    ("Name 300 Zeichen ohne Endung", "a" * 300, PDF, ENDUNG),
    ("Name mit Datenstrom", "Beschluss.pdf::$DATA", PDF, ENDUNG),
]  # fmt: skip

# Names that a good file may bring along, and under which it is then kept.
NAMEN = [
    ("../../etc/beschluss.pdf", "beschluss.pdf"),
    ("C:\\Users\\x\\Beschluss.pdf", "Beschluss.pdf"),
    ("/dev/null/Beschluss.pdf", "Beschluss.pdf"),
    ("CON.pdf", "_CON.pdf"),
    ("lpt1.Plan.pdf", "_lpt1.Plan.pdf"),
    ("Beschluss.pdf...", "Beschluss.pdf"),
    ("Beschluss 😀.pdf", "Beschluss 😀.pdf"),
    ("ü" * 250 + ".pdf", "ü" * 114 + ".pdf"),
    ("Besch\u202eluss.pdf", "Beschluss.pdf"),
    ("<b>fett</b>.pdf", "b_.pdf"),
    ("Zeile\nZwei.pdf", "ZeileZwei.pdf"),
]
