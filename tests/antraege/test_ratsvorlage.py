"""The Word draft for the Gemeinderat, read back: its parts, its figures by year, its visible gaps."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from docx import Document

from antraege.models import Antrag, Ratssitzung
from antraege.services import ratsvorlage
from antraege.services.dateien import pruefe
from tests import factories as f

pytestmark = pytest.mark.django_db


def gelesen(antrag):
    return Document(BytesIO(ratsvorlage.entwurf(antrag, heute=f.TAG)))


def absaetze(dokument):
    return [absatz.text for absatz in dokument.paragraphs if absatz.text]


def tabellen(dokument):
    return [[[zelle.text for zelle in zeile.cells] for zeile in tabelle.rows] for tabelle in dokument.tables]


@pytest.fixture
def antrag():
    return f.entwurf(vzae="0.50", personen=52, eigenanteil=Decimal("6000.00"))[0]


def test_it_has_the_parts_of_a_paper_in_order(antrag):
    ueberschriften = [
        a.text for a in gelesen(antrag).paragraphs if a.style.name.startswith(("Heading 1", "Title"))
    ]
    assert ueberschriften == [
        "Sitzungsvorlage für den Gemeinderat (Entwurf)",
        "Beschlussvorschlag",
        "Sachverhalt und Bedarf",
        "Finanzielle Auswirkungen",
        "Begründung",
    ]


def test_it_is_marked_as_a_draft_to_adapt(antrag):
    assert absaetze(gelesen(antrag))[1] == ratsvorlage.VERMERK


def test_the_motion_names_share_time_and_own_part(antrag):
    text = " ".join(absaetze(gelesen(antrag)))
    assert (
        "einen Stellenanteil von 0,50\N{NO-BREAK SPACE}VZÄ für die Zeit vom 01.09.2027 bis 31.08.2028" in text
    )
    assert "Der Eigenanteil von 6.000,00\N{NO-BREAK SPACE}€" in text
    assert "befristet, längstens bis 31.08.2028" in text


def test_the_money_stands_by_year_and_sums_up(antrag):
    euro = "\N{NO-BREAK SPACE}€"
    assert tabellen(gelesen(antrag))[3] == [
        ["Haushaltsjahr", "Förderung", "Eigenanteil", "Zusammen"],
        ["2027", f"8.000,00{euro}", f"2.000,00{euro}", f"10.000,00{euro}"],
        ["2028", f"16.000,00{euro}", f"4.000,00{euro}", f"20.000,00{euro}"],
        ["Zusammen", f"24.000,00{euro}", f"6.000,00{euro}", f"30.000,00{euro}"],
    ]


def test_the_groups_stand_with_their_numbers(antrag):
    assert tabellen(gelesen(antrag))[1] == [["Zielgruppe", "Personen"], ["Duldung", "52"], ["Zusammen", "52"]]


def test_what_is_missing_is_a_visible_gap():
    leer, _ = f.entwurf()
    Antrag.objects.filter(pk=leer.pk).update(
        beantragt_vzae=None, eigenanteil=None, begruendung="", personen_gesamt=None, ansprechperson=""
    )
    leer.fallzahlen.all().delete()
    leer.refresh_from_db()
    dokument = gelesen(leer)
    zellen = [zelle for tabelle in tabellen(dokument) for zeile in tabelle for zelle in zeile]
    assert "Stellenanteil von [bitte ergänzen]" in " ".join(absaetze(dokument))
    assert zellen.count("[bitte ergänzen]") >= 12
    assert not {"–", "None", ""} & set(zellen)


def test_the_next_own_sitting_is_suggested(antrag):
    Ratssitzung.objects.create(kommune=antrag.kommune, tag=date(2027, 3, 23))
    assert ["Sitzung am", "23.03.2027 (bitte prüfen)"] in tabellen(gelesen(antrag))[0]


@pytest.mark.parametrize(
    "typed", ['=HYPERLINK("x")', "<w:p>&amp;</w:p>", "a\x0bb\x00c\ufffe", "{{ x }} {% y %}", "+SUM(1)"]
)
def test_whatever_was_typed_stays_text(typed):
    antrag, _ = f.entwurf(begruendung="Vorher")
    antrag.begruendung = typed
    antrag.kommune.name = typed
    erwartet = ratsvorlage.wert(typed)
    dokument = gelesen(antrag)
    assert erwartet in absaetze(dokument)
    assert dokument.element.findall(".//{*}fldSimple") == []


def test_it_is_a_file_the_portal_itself_would_take(antrag):
    inhalt = ratsvorlage.entwurf(antrag, heute=f.TAG)
    assert pruefe(ContentFile(inhalt), "Entwurf.docx").label == "DOCX"
