"""Uploads are told by their content; each bad one gets the sentence that helps."""

import pytest
from django.core.exceptions import ValidationError

from antraege.services import dateien
from antraege.services import dateien_saetze as satz
from tests import dateiproben as probe


@pytest.mark.parametrize(
    ("name", "inhalt", "art"),
    [
        ("Beschluss.pdf", probe.pdf(), "PDF"),
        ("BESCHLUSS.PDF", probe.pdf(), "PDF"),
        ("Scan.png", probe.PNG, "PNG"),
        ("Scan.jpeg", probe.JPEG, "JPEG"),
        ("Plan.docx", probe.archiv(*probe.WORT), "DOCX"),
        ("Plan.xlsx", probe.archiv(*probe.TABELLE), "XLSX"),
    ],
)
def test_good_files_are_recognised_by_content(name, inhalt, art):
    assert dateien.pruefe(probe.datei(inhalt, name), name).label == art


@pytest.mark.parametrize(
    ("name", "inhalt", "satz"),
    [
        ("leer.pdf", b"", satz.LEER),
        ("gross.pdf", b"%PDF-" + bytes(dateien.HOECHSTENS), satz.ZU_GROSS),
        ("text.pdf", b"kein PDF", satz.ANDERE_ART),
        ("seite.html", b"<script>alert(1)</script>", satz.ANDERE_ART),
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", satz.ANDERE_ART),
        ("programm.pdf", b"MZ" + bytes(100), satz.ANDERE_ART),
        ("halb.pdf", probe.pdf()[:200], satz.BESCHAEDIGT),
        ("nur-kopf.pdf", b"%PDF-1.7\n", satz.BESCHAEDIGT),
        ("kennwort.pdf", probe.geschuetzt("auf"), satz.GESCHUETZT),
        ("gesperrt.pdf", probe.geschuetzt(""), satz.GESCHUETZT),
        ("halb.png", probe.PNG[:12], satz.BESCHAEDIGT),
        ("halb.jpg", probe.JPEG[:10], satz.BESCHAEDIGT),
        ("alt.doc", probe.OLE, satz.ALTES_OFFICE),
        ("kennwort.docx", probe.OLE, satz.ALTES_OFFICE),
        ("archiv.docx", probe.archiv("irgendwas.txt"), satz.ANDERE_ART),
        ("halb.docx", probe.archiv(*probe.WORT)[:60], satz.BESCHAEDIGT),
        ("makro.docx", probe.archiv(*probe.WORT, "word/vbaProject.bin"), satz.MAKROS),
        ("bombe.docx", probe.bombe(), satz.ZU_UMFANGREICH),
        ("bild.pdf", probe.PNG, satz.FALSCHE_ENDUNG.format(endung=".pdf", art="PNG")),
        ("beschluss.exe", probe.pdf(), satz.FALSCHE_ENDUNG.format(endung=".exe", art="PDF")),
        ("beschluss", probe.pdf(), satz.FALSCHE_ENDUNG.format(endung="ohne Endung", art="PDF")),
    ],
)
def test_bad_files_get_their_sentence(name, inhalt, satz):
    with pytest.raises(ValidationError) as fehler:
        dateien.pruefe(probe.datei(inhalt or b"", name), name)
    assert fehler.value.messages == [satz]


@pytest.mark.parametrize(
    ("name", "sauber"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Temp\\Beschluss.pdf", "Beschluss.pdf"),
        ("Beschluss\u202efdp.exe", "Beschlussfdp.exe"),
        ("Zeile\r\nSet-Cookie: a.pdf", "ZeileSet-Cookie_ a.pdf"),
        ('an"füh<rung>.pdf', "an_füh_rung_.pdf"),
        ("  viel   Platz .pdf", "viel Platz.pdf"),
        (".pdf", "Unterlage.pdf"),
        ("", "Unterlage"),
        ("a" * 300 + ".pdf", "a" * 114 + ".pdf"),
        ("Straße Ü.pdf", "Straße Ü.pdf"),
    ],
)
def test_names_are_cleaned(name, sauber):
    assert dateien.bereinigt(name) == sauber


@pytest.mark.parametrize(
    ("name", "inhalt", "satz"),
    [
        ("mail.eml", b"Guten Tag", satz.KEINE_EMAIL),
        ("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), satz.OUTLOOK),
        ("leer.eml", b"", satz.LEER),
    ],
)
def test_where_a_mail_is_taken_the_sentence_names_it(name, inhalt, satz):
    with pytest.raises(ValidationError) as fehler:
        dateien.pruefe(probe.datei(inhalt, name), name, mit_email=True)
    assert fehler.value.messages == [satz]
