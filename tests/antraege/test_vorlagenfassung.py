"""What is released is frozen: content, Word file and PDF; read back word by word, and refused to change."""

import json
from datetime import time
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from docx import Document
from pypdf import PdfReader

from antraege import zeit
from antraege.models import Rolle, Vorlage, Vorlagenanlage, Vorlagenfassung
from antraege.services import gremium, mitzeichnung, vorlage_pdf, vorlagenanlagen, vorlagenstand
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db

WORTE = """Landkreis Nr. 1
Amt für Migration und Flüchtlinge
Richtlinie
Angabe Inhalt
Sitzungsvorlage KT-Drucks. Nr. 050/2027
Fassung 1, freigegeben am 10.05.2027
Federführung Geschäftsstelle Kreistag
Finanzvolumen 12.500,00 €
Mitgezeichnet Amtsleitung (10.05.2027)
Beratungsfolge
Vorberatung: Sozial- und Gesundheitsausschuss, Mo, 14.06.2027, öffentlich
Beschluss: Kreistag, Mo, 05.07.2027, öffentlich
Beschlussantrag
1. Die Richtlinie wird angepasst.
2. Die Verwaltung berichtet.
Sachverhalt
Erster Absatz.
Zweiter Absatz.
Finanzielle Auswirkungen
Keine weiteren.
Anlagen
Anlage 1: Kosten.pdf
Anlage 2: nicht öffentlich"""


@pytest.fixture(autouse=True)
def im_mai():
    with zeit.gestellt(b.MAI, time(10)):
        yield


def entwurf(amt, **felder):
    sga, kreistag = f.sitzungen(amt.kreis)
    papier = gremium.freie_vorlage_anlegen(
        landkreis=amt.kreis, drucksache="050/2027", titel="Richtlinie",
        ziffern=["Die Richtlinie wird angepasst.", "Die Verwaltung berichtet."],
        sga=sga, kreistag=kreistag, by=amt.geschaeftsstelle, heute=b.MAI,
    )  # fmt: skip
    Vorlage.objects.filter(pk=papier.pk).update(**felder)
    papier.refresh_from_db()
    return papier


def freigeben(papier, amt):
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    return papier.fassungen.get(nummer=papier.fassung)


def anlage(papier, amt, inhalt, name, **felder):
    datei = probe.datei(inhalt, name)
    return vorlagenanlagen.hinzufuegen(
        vorlage=papier, art="anlage", datei=datei, by=amt.geschaeftsstelle, **felder
    )


@pytest.fixture
def fassung():
    amt = b.Amt(name="Nr. 1")
    papier = entwurf(
        amt,
        sachverhalt="Erster Absatz.\n\nZweiter Absatz.",
        finanzen="Keine weiteren.",
        betrag=Decimal(12500),
    )
    anlage(papier, amt, probe.pdf(), "Kosten.pdf")
    anlage(papier, amt, probe.PNG, "Geheimplan.png", oeffentlich=False)
    return freigeben(papier, amt)


def gelesen(feld):
    with feld.open("rb") as datei:
        return datei.read()


def woerter(text):
    return text.replace("\xa0", " ").split()


def test_the_pdf_says_all_of_it(fassung):
    seiten = PdfReader(BytesIO(gelesen(fassung.pdf))).pages
    text = "\n".join(seite.extract_text() for seite in seiten)
    fuss = "KT-Drucks. Nr. 050/2027 · Fassung 1 Seite 1 von 1"
    assert woerter(text) == woerter(f"{WORTE}\n{fuss}")


def test_the_pdf_is_for_the_archive_and_for_everybody_and_bears_its_data(fassung):
    with pikepdf.open(BytesIO(gelesen(fassung.pdf))) as pdf, pdf.open_metadata() as angaben:
        assert pdf.check_pdf_syntax() == []
        stufen = [angaben[k] for k in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
        assert stufen == ["3", "A", "1"]
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("de-DE", True)
        daten = json.loads(pdf.attachments["vorlage.json"].get_file().read_bytes())
    assert daten["ziffern"][1] == {"nummer": "2.", "absaetze": ["Die Verwaltung berichtet."]}
    assert "Geheimplan" not in json.dumps(daten)


def test_the_same_content_gives_the_same_bytes(fassung):
    neu = vorlage_pdf.setze(Vorlagenfassung.objects.get().inhalt)
    assert neu.sha256 == fassung.pdf_sha256 == sha256(gelesen(fassung.pdf)).hexdigest()
    assert (neu.typst_version, neu.vorlage_sha256) == (fassung.typst_version, fassung.druck_sha256)
    assert fassung.docx_sha256 == sha256(gelesen(fassung.docx)).hexdigest()
    assert "050" not in f"{fassung.docx.name}{fassung.pdf.name}"


def test_the_word_file_says_the_same(fassung):
    dokument = Document(BytesIO(gelesen(fassung.docx)))
    assert [a.text.replace("\xa0", " ") for a in dokument.paragraphs if a.text] == [
        "Sitzungsvorlage KT-Drucks. Nr. 050/2027",
        "Richtlinie",
        "Federführung: Geschäftsstelle Kreistag",
        "Beratungsfolge",
        "Vorberatung: Sozial- und Gesundheitsausschuss, Mo, 14.06.2027, öffentlich",
        "Beschluss: Kreistag, Mo, 05.07.2027, öffentlich",
        "Beschlussantrag",
        "1. Die Richtlinie wird angepasst.",
        "2. Die Verwaltung berichtet.",
        "Sachverhalt",
        "Erster Absatz.",
        "Zweiter Absatz.",
        "Finanzielle Auswirkungen",
        "Keine weiteren.",
        "Anlagen",
        "Anlage 1: Kosten.pdf",
        "Anlage 2: nicht öffentlich",
        "Übersicht der Anträge",
        "Diese Vorlage führt keine Anträge auf.",
    ]
    rand = dokument.sections[0]
    assert rand.header.paragraphs[0].text == "Landkreis Nr. 1, Amt für Migration und Flüchtlinge"
    assert rand.footer.paragraphs[0].text == "KT-Drucks. Nr. 050/2027, Fassung 1 vom 10.05.2027"
    assert (dokument.core_properties.language, dokument.core_properties.author) == (
        "de-DE",
        "Landkreis Nr. 1",
    )


def test_the_overview_of_applications_names_places_figures_and_a_computed_reason():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antraege = [b.gezeichnet(rd, amt, "0.50"), b.gezeichnet(rd, amt, "0.50", personen=30, empfohlen="0.30")]
    antraege.append(b.gezeichnet(rd, amt, "0.50", empfohlen="0.00"))
    papier = b.vorlage(amt, rd, antraege)
    (tabelle,) = Document(BytesIO(gelesen(papier.fassungen.get().docx))).tables
    zeilen = [[zelle.text.replace("\xa0", " ") for zelle in zeile.cells] for zeile in tabelle.rows]
    assert zeilen[0] == ["Kommune", "Beantragt", "Empfohlen", "Betrag", "Kurze Begründung"]
    je = {zeile[0]: zeile[1:] for zeile in zeilen[1:]}
    ganz, gekuerzt, nichts = (je[a.kommune.name] for a in antraege)
    assert ganz == ["0,50 VZÄ", "0,50 VZÄ", "24.000,00 €", "wie beantragt"]
    assert gekuerzt[:3] == ["0,50 VZÄ", "0,30 VZÄ", "14.400,00 €"]
    assert gekuerzt[3].startswith("0,20 VZÄ weniger als beantragt: ")
    assert nichts == ["0,50 VZÄ", "0,00 VZÄ", "0,00 €", "nicht empfohlen"]
    assert je["Zusammen"] == ["1,50 VZÄ", "0,80 VZÄ", "38.400,00 €", ""]
    assert "Bedarf" not in str(papier.fassungen.get().inhalt["antraege"])


@pytest.mark.parametrize("personen", [1, 2])
def test_the_computed_reason_tells_no_count_below_three(personen):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    klein, drei = (b.gezeichnet(rd, amt, "0.50", personen=n, empfohlen="0.00") for n in (personen, 3))
    antraege = b.vorlage(amt, rd, [klein, drei]).fassungen.get().inhalt["antraege"]
    gruende = {a["kommune"]: a["grund"] for a in antraege}
    assert gruende[klein.kommune.name] == "nicht empfohlen: weniger als 3 Personen am Stichtag"
    assert "3 Personen, 1,00 VZÄ je" in gruende[drei.kommune.name]


@pytest.mark.parametrize(
    "felder",
    [{"inhalt": {}}, {"docx_sha256": "0" * 64}, {"pdf": "anders.pdf"}, {"nummer": 9}, {"freigegeben_am": "2020-01-01T00:00Z"}],
)  # fmt: skip
def test_a_version_never_changes(fassung, felder):
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Vorlagenfassung.objects.filter(pk=fassung.pk).update(**felder)


def test_a_version_is_never_deleted_nor_parted_from_its_annexes_nor_published_twice(fassung):
    assert fassung.veroeffentlicht_am == b.MAI
    for verboten in (
        fassung.delete,
        fassung.anlagen.clear,
        lambda: Vorlagenfassung.objects.update(veroeffentlicht_am=None),
        lambda: Vorlagenfassung.objects.update(veroeffentlicht_am=b.KT),
    ):
        with pytest.raises(DatabaseError, match="nicht mehr geändert"), transaction.atomic():
            verboten()


def test_a_new_version_is_a_second_row_and_the_first_keeps_what_it_said(fassung):
    papier, amt = fassung.vorlage, b.Amt(fassung.vorlage.landkreis)
    amt.geschaeftsstelle = papier.erstellt_von
    vorlagenstand.neue_fassung(vorlage=papier, grund="Zahlen", by=amt.geschaeftsstelle, heute=b.MAI)
    alte = Vorlagenanlage.objects.get(name="Kosten.pdf")
    vorlagenanlagen.entfernen(anlage=alte, by=amt.geschaeftsstelle)
    ort = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, amt.kreis, f.kommune(amt.kreis))
    assert [*Vorlagenanlage.objects.visible_to(ort)] == [alte]  # the published version still holds it
    gremium.vorlage_ueberarbeiten(vorlage=papier, titel="Richtlinie 2", by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    assert [(x.nummer, x.inhalt["titel"]) for x in papier.fassungen.all()] == [
        (1, "Richtlinie"),
        (2, "Richtlinie 2"),
    ]
    assert [a["name"] for a in papier.fassungen.get(nummer=2).inhalt["anlagen"]] == ["Geheimplan.png"]
    assert [x.nummer for x in Vorlagenfassung.objects.visible_to(ort)] == [1, 2]  # fmt: skip


def test_a_version_replaced_before_its_day_of_publication_stays_internal():
    amt = b.Amt()
    papier = entwurf(amt, veroeffentlichen_am=b.SGA)
    freigeben(papier, amt)
    vorlagenstand.neue_fassung(vorlage=papier, grund="Zahlen", by=amt.geschaeftsstelle, heute=b.MAI)
    freigeben(papier, amt)
    vorlagenstand.veroeffentlichen(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    ort = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, amt.kreis, f.kommune(amt.kreis))
    assert [x.nummer for x in Vorlagenfassung.objects.visible_to(ort)] == [2]
    assert [x.nummer for x in Vorlagenfassung.objects.visible_to(amt.kaemmerei)] == [1, 2]
    assert not Vorlagenfassung.objects.visible_to(f.benutzer(Rolle.GESCHAEFTSSTELLE, f.landkreis())).exists()


@pytest.mark.parametrize("feld", ["titel", "sachverhalt", "finanzen"])
@pytest.mark.parametrize("zeichen", ["\U0001f600", "\ue000"])
def test_a_sign_that_cannot_be_printed_is_said_at_its_field_when_the_draft_is_handed_in(feld, zeichen):
    amt = b.Amt()
    papier = entwurf(amt, betrag=0, **{feld: f"Gut {zeichen}"})
    with pytest.raises(ValidationError, match="lässt sich nicht drucken") as fehler:
        mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    assert list(fehler.value.message_dict) == [feld]
    papier.refresh_from_db()
    assert papier.status == Vorlage.Status.ENTWURF
