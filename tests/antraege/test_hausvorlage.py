"""The district's Word template: what it may look like, how it is filled, and what is wrong with a bad one."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from antraege.fehler import Verweigert
from antraege.models import Hausvorlage, Protokolleintrag
from antraege.services import hausvorlage as dienst
from antraege.services import vorlage_docx
from antraege.services.hausvorlage_pruefung import pruefe
from tests import dateiproben as probe
from tests.antraege import beschluesse as b

NOETIG = ("drucksache", "titel", "beschlussantrag", "sachverhalt", "finanzen", "antraege")
INHALT = {
    "fassung": 2, "tag": "2027-05-10", "drucksache": "KT-Drucks. Nr. 012/2027", "art": "Sitzungsvorlage",
    "ergaenzt": "", "titel": "Titel mit {{art}} & <b>", "landkreis": "Landkreis Böblingen", "amt": "Amt",
    "anschrift": "Parkstraße 16", "federfuehrung": "Geschäftsstelle Kreistag", "runde": "", "sachverhalt": "Eins.\nZwei {{titel}}.",
    "finanzen": "", "betrag": "", "ziffern": [{"ziffer": 1, "wortlaut": "Erstens.", "fasst_neu": ""}],
    "beratung": [], "anlagen": [], "mitzeichnung": [], "beispieldaten": False,
    "antraege": [{"kommune": "Bondorf", "beantragt": "0.50", "empfohlen": "0.50", "betrag": "24000.00", "grund": "wie beantragt"}],
}  # fmt: skip


def docx(*absaetze, bauen=lambda dokument: None):
    """A Word file with these paragraphs and what ``bauen`` adds."""
    dokument, puffer = Document(), BytesIO()
    for absatz in absaetze:
        dokument.add_paragraph(absatz)
    bauen(dokument)
    dokument.save(puffer)
    return puffer.getvalue()


def gut(*ohne, dazu=(), **mehr):
    """A complete template without some placeholders and with further paragraphs."""
    return docx(*(f"{{{{{name}}}}}" for name in NOETIG if name not in ohne), *dazu, **mehr)


def zip_mit(inhalt, **teile):
    """The archive with further or other parts; None leaves one out."""
    neu = BytesIO()
    with ZipFile(BytesIO(inhalt)) as alt, ZipFile(neu, "w") as ziel:
        namen = {name: alt.read(name) for name in alt.namelist()}
        for name, wert in (namen | teile).items():
            if wert is not None:
                ziel.writestr(name, wert)
    return neu.getvalue()


def kopfzeile(dokument):
    dokument.sections[0].header.paragraphs[0].text = "{{sachverhalt}}"


W = nsdecls("w")
BILD = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://fremd.example/x.dotm" TargetMode="External"/></Relationships>'


def marke(art):
    return f'<w:r {W}><w:fldChar w:fldCharType="{art}"/></w:r>'


def feld(*laeufe):
    """A field whose code is cut into these runs."""
    code = "".join(
        f'<w:r {W}><w:instrText xml:space="preserve">{lauf}</w:instrText></w:r>' for lauf in laeufe
    )
    return f"<w:p {W}>{marke('begin')}{code}{marke('separate')}{marke('end')}</w:p>"


def im_text(xml):
    return lambda dokument: dokument.element.body.insert(0, parse_xml(xml))


def in_der_kopfzeile(xml):
    return lambda dokument: dokument.sections[0].header._element.append(parse_xml(xml))


def als_fussnote(xml):
    return {"word/footnotes.xml": f"<w:footnotes {W}><w:footnote>{xml}</w:footnote></w:footnotes>"}


def darin(vor, *innere, nach=""):
    """A field with the marks and codes of other fields within its code, ``vor`` and ``nach`` around them."""
    lauf = '<w:r {}><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
    felder = "".join(feld(code).partition(">")[2].removesuffix("</w:p>") for code in innere)
    code = lauf.format(W, vor) + felder + lauf.format(W, nach)
    return f"<w:p {W}>{marke('begin')}{code}{marke('separate')}{marke('end')}</w:p>"


DDEAUTO = "68 68 69 65 85 84 79"
ALTCHUNK = f'<w:altChunk {W} {nsdecls("r")} r:id="rId99"/>'
STRENG = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:fldSimple w:instr="DDE cmd"/></w:document>'
GESCHMUGGELT = {
    "in Zahlen": (gut(bauen=im_text(feld(f" QUOTE {DDEAUTO} "))), "Feldfunktion DDEAUTO "),
    "in Hexzahlen": (gut(bauen=im_text(feld(" QUOTE 0x44 0x44 0x45 "))), "Feldfunktion DDE "),
    "Name in Zahlen": (gut(bauen=im_text(darin(" ", f"QUOTE {DDEAUTO}", nach=" cmd"))), "Feldfunktion DDEAUTO "),
    "Name in Worten": (gut(bauen=im_text(darin(" ", 'QUOTE "RD"', nach=" x"))), "Feldfunktion RD "),
    "halber Name": (gut(bauen=im_text(darin("DDE", "QUOTE 65 85 84 79", nach=" cmd"))), "Feldfunktion DDEAUTO "),
    "zwei Zitate": (gut(bauen=im_text(darin("", 'QUOTE "L"', "QUOTE 73 78 75", nach=" x"))), "Feldfunktion LINK "),
    "Name aus anderem Feld": (gut(bauen=im_text(darin(" ", "REF code", nach=" cmd"))), "erst eine andere Feldfunktion"),
    "halber Name aus anderem": (gut(bauen=im_text(darin("IN", "REF c", nach=" x"))), "erst eine andere Feldfunktion"),
    "altChunk": (gut(bauen=im_text(ALTCHUNK)), "(altChunk)"),
    "altChunk in der Kopfzeile": (gut(bauen=in_der_kopfzeile(ALTCHUNK)), "(altChunk)"),
    "strenges Format": (zip_mit(gut(), **{"word/glossary/document.xml": STRENG}), "Feldfunktion DDE "),
    "anderer Ordner": (zip_mit(gut(), **{"teile/kopf.xml": feld(" RD x")}), "Feldfunktion RD "),
}  # fmt: skip
FELDER = {
    **GESCHMUGGELT,
    **{
        code: (gut(bauen=im_text(feld(f" {code} c:\\x "))), f"Die Feldfunktion {code} ")
        for code in ("INCLUDETEXT", "INCLUDEPICTURE", "DDE", "DDEAUTO", "IMPORT", "LINK", "RD", "MACROBUTTON")
    },
    "zerlegt": (gut(bauen=im_text(feld(" INCL", "UDE", "TEXT c:\\x"))), "Feldfunktion INCLUDETEXT "),
    "klein": (gut(bauen=im_text(feld(" ddeauto cmd"))), "Feldfunktion DDEAUTO "),
    "einfach": (
        gut(bauen=im_text(f'<w:p {W}><w:fldSimple w:instr=" LINK Excel.Sheet x"/></w:p>')),
        "Feldfunktion LINK ",
    ),
    "in der Kopfzeile": (gut(bauen=in_der_kopfzeile(feld(" DDE cmd"))), "Feldfunktion DDE "),
    "in einer Fußnote": (zip_mit(gut(), **als_fussnote(feld(" RD x"))), "Feldfunktion RD "),
    "angehängte Vorlage": (zip_mit(gut(), **{"word/_rels/settings.xml.rels": BILD}), "(attachedTemplate)"),
}
MAKRO = {"word/vbaProject.bin": b"x"}
FUSSNOTE = {"word/footnotes.xml": b"<w:footnotes>{{<b/>titel}}</w:footnotes>"}
SCHLECHTE = {
    **FELDER,
    **{f"ohne {name}": (gut(name), f"{{{{{name}}}}} fehlt") for name in NOETIG},
    "unbekannter": (gut(dazu=["{{beschluss}}"]), "{{beschluss}} gibt es nicht"),
    "großgeschrieben": (gut("titel", dazu=["{{Titel}}"]), "{{Titel}} gibt es nicht"),
    "leerer": (gut(dazu=["{{ }}"]), "{{}} gibt es nicht"),
    "offene Klammer": (gut(dazu=["{{titel"]), "nicht vollständig"),
    "über zwei Absätze": (gut(dazu=["{{", "titel}}"]), "nicht vollständig"),
    "nicht allein": (gut("sachverhalt", dazu=["Sachverhalt: {{sachverhalt}}"]), "allein in seinem Absatz"),
    "zwei Teile in einem Absatz": (
        gut("sachverhalt", "finanzen", dazu=["{{sachverhalt}}{{finanzen}}"]),
        "allein in seinem Absatz",
    ),
    "zweimal derselbe Teil": (gut(dazu=["{{antraege}}"]), "steht mehrmals"),
    "Teil in der Kopfzeile": (gut("sachverhalt", bauen=kopfzeile), "nicht in Kopf- oder Fußzeile"),
    "in der Fußnote": (zip_mit(gut(), **FUSSNOTE), "In Fußnoten und Kommentaren"),
    "Makros": (zip_mit(gut(), **MAKRO), "enthält Makros"),
    "kein Dokument im Archiv": (zip_mit(gut(), **{"word/document.xml": None}), "in Word als DOCX"),
    "kaputtes XML": (
        zip_mit(gut(), **{"word/document.xml": b"<w:document"}),
        "nicht als Word-Dokument lesen",
    ),
    "ohne Verweise": (zip_mit(gut(), **{"_rels/.rels": None}), "nicht als Word-Dokument lesen"),
    "Excel": (probe.office("xl/workbook.xml"), "passt nicht zum Inhalt"),
    "PDF": (probe.pdf(), "passt nicht zum Inhalt"),
    "altes Word": (probe.OLE, "altes Office-Format"),
    "Text": (b"{{titel}}", "in Word als DOCX"),
    "abgeschnitten": (gut()[:-200], "lässt sich nicht öffnen"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("fall", SCHLECHTE)
def test_a_bad_template_is_refused_with_its_sentence(fall):
    inhalt, satz = SCHLECHTE[fall]
    amt = b.Amt()
    with pytest.raises(ValidationError) as fehler:
        dienst.ersetzen(
            landkreis=amt.kreis, datei=probe.datei(inhalt, "Haus.docx"), by=amt.geschaeftsstelle, heute=b.MAI
        )
    assert satz in " ".join(fehler.value.message_dict["datei"])
    assert not Hausvorlage.objects.exists()


def test_a_nested_field_is_found_and_page_numbers_are_fine():
    innen = feld(" INCLUDEPICTURE x ").partition(">")[2].removesuffix("</w:p>")
    aussen = feld(' IF 1 = 1 "').replace(marke("separate"), innen + marke("separate"), 1)
    with pytest.raises(ValidationError, match="INCLUDEPICTURE"):
        pruefe(gut(bauen=im_text(aussen)))
    pruefe(gut(bauen=in_der_kopfzeile(feld(" PAGE ", " \\* MERGEFORMAT"))))


@pytest.mark.parametrize(
    "absatz",
    [
        darin(" = ", "PAGE", nach=" + 1"),
        darin(" IF ", "PAGE", nach=' = 1 "Anlage" "" '),
        feld(' QUOTE "Link zur Satzung" '),
        feld(" QUOTE 167 32 52 52 "),
        feld(' TOC \\o "1-3" '),
        f'<w:p {W}><w:fldSimple w:instr=" DATE \\@ &quot;dd.MM.yyyy&quot; "/></w:p>',
    ],
)
def test_fields_that_only_compute_are_fine(absatz):
    pruefe(gut(bauen=im_text(absatz)))


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(ValidationError) as fehler:
        pruefe(docx("{{quatsch}}"))
    assert len(fehler.value.messages) == 1 + len(NOETIG)


@pytest.mark.django_db
def test_a_good_one_is_used_and_logged_and_the_one_before_stays():
    amt = b.Amt()
    assert dienst.inhalt(amt.kreis)[0] == vorlage_docx.eingebaut()
    for nr, inhalt in enumerate((gut(), gut(dazu=["{{datum}}"])), 1):
        datei = probe.datei(inhalt, f"Haus {nr}.docx")
        dienst.ersetzen(landkreis=amt.kreis, datei=datei, by=amt.geschaeftsstelle, heute=b.MAI)
    assert dienst.inhalt(amt.kreis)[0] == inhalt
    assert dienst.aktuelle(amt.kreis).name == "Haus 2.docx"
    assert (
        Hausvorlage.objects.count() == Protokolleintrag.objects.filter(art="hausvorlage_ersetzt").count() == 2
    )
    with pytest.raises(Verweigert, match="Rolle"):
        dienst.ersetzen(landkreis=amt.kreis, datei=datei, by=amt.sachbearbeitung, heute=b.MAI)


def test_the_built_in_one_is_good():
    pruefe(vorlage_docx.eingebaut())


def zerlegt(absatz, *laeufe):
    for lauf in laeufe:
        absatz.add_run(lauf).bold = lauf == "{{dru"


TEXTFELD = f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>{{{{datum}}}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>'


def kunst(dokument):
    """Placeholders in every place in which Word may put them."""
    zerlegt(dokument.add_paragraph("Nr. "), "{{dru", "cksa", "che}}", " gilt")
    dokument.add_table(1, 2).cell(0, 1).paragraphs[0].text = "{{ titel }}"
    dokument.tables[0].cell(0, 0).add_table(1, 1).cell(0, 0).paragraphs[0].text = "{{landkreis}}"
    dokument.sections[0].header.paragraphs[0].text = "{{amt}} - {{amt}}"
    dokument.sections[0].footer.add_table(1, 1, dokument.sections[0].page_width).cell(0, 0).paragraphs[
        0
    ].text = "{{fassung}}"
    dokument.add_paragraph("Feld: ")._p.append(parse_xml(TEXTFELD))


@pytest.fixture(scope="module")
def gefuellt():
    vorlage = gut("drucksache", "titel", bauen=kunst)
    pruefe(vorlage)
    return Document(BytesIO(vorlage_docx.fuelle(vorlage, INHALT)))


def test_a_placeholder_is_found_over_runs_tables_boxes_header_and_footer(gefuellt):
    rand = gefuellt.sections[0]
    aussen = gefuellt.tables[-1]
    assert "Nr. KT-Drucks. Nr. 012/2027 gilt" in [a.text for a in gefuellt.paragraphs]
    assert aussen.cell(0, 1).text == "Titel mit {\u2060{art}\u2060} & <b>"
    assert aussen.cell(0, 0).tables[0].cell(0, 0).text == "Landkreis Böblingen"
    assert (rand.header.paragraphs[0].text, rand.footer.tables[0].cell(0, 0).text) == ("Amt - Amt", "2")
    assert "10.05.2027" in "".join(gefuellt.element.itertext())


def test_it_looks_as_the_run_in_which_it_begins(gefuellt):
    (absatz,) = [a for a in gefuellt.paragraphs if "gilt" in a.text]
    assert [(lauf.text, lauf.bold) for lauf in absatz.runs if lauf.text][1] == (
        "KT-Drucks. Nr. 012/2027",
        True,
    )


def test_what_somebody_typed_is_no_placeholder_and_every_line_its_own_paragraph(gefuellt):
    texte = [a.text for a in gefuellt.paragraphs]
    assert texte[: texte.index("–") + 1] == ["1. Erstens.", "Eins.", "Zwei {\u2060{titel}\u2060}.", "–"]


def test_the_table_of_applications_stands_where_its_placeholder_did(gefuellt):
    zeilen = [[zelle.text.replace("\xa0", " ") for zelle in zeile.cells] for zeile in gefuellt.tables[0].rows]
    assert zeilen[1] == ["Bondorf", "0,50 VZÄ", "0,50 VZÄ", "24.000,00 €", "wie beantragt"]
