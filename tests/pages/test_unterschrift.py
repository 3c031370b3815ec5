"""Pages around signatures, the Gemeinderat and papers that follow."""

from datetime import date, time
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from antraege import zeit
from antraege.models import Ratssitzung, Rolle
from antraege.services import inhalt
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege.test_unterschrift import erzeugt, fall, geaendert, unterschrieben
from tests.workflows.fall import Fall
from workflows import verfahren

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uhr():
    with zeit.gestellt(f.TAG, time(11, 0)):
        yield


def als(person):
    client = Client()
    client.force_login(person)
    return client


def seite(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def antwort(client, name, pk, daten=None):
    return client.post(reverse(name, args=[pk]), daten or {})


# The way of the sheet


@pytest.mark.parametrize(
    ("art", "wort"),
    [
        ("erklaerung", "Die Erklärungen im Portal genügen."),
        ("unterschrift", "reicht den Antrag im Portal ein, oder das Unterschriftsblatt"),
        ("blatt", "Das Unterschriftsblatt wird auf Papier unterschrieben"),
    ],
)
def test_the_page_says_which_ways_of_signing_there_are(art, wort):
    f_ = fall(art)
    assert wort in seite(als(f_.clerk), "unterschrift", f_.antrag.pk)


def test_make_print_sign_upload():
    f_ = fall("blatt")
    client, pk = als(f_.clerk), f_.antrag.pk
    assert antwort(client, "unterschrift", pk).url == reverse("unterschrift", args=[pk])
    pdf = client.get(reverse("unterschriftsblatt", args=[pk]))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    scan = {
        "datei": probe.datei(probe.pdf(), "Scan.pdf"),
        "unterzeichnet_von": "Frau Amsel",
        "unterzeichnet_am": "18.03.2027",
    }
    assert antwort(client, "unterschrift_scan", pk, scan).url == reverse("antrag", args=[pk])
    text = seite(client, "antrag", pk)
    assert "Unterschrieben von Frau Amsel am" in text
    assert inhalt.kennung(inhalt.pruefsumme(f_.antrag)) in text


def test_what_is_missing_stands_on_the_page_and_nothing_is_made():
    f_ = fall("blatt", begruendung="")
    gesendet = antwort(als(f_.clerk), "unterschrift", f_.antrag.pk)
    assert gesendet.status_code == 422
    assert "wofür der Stellenanteil gebraucht wird" in gesendet.content.decode()
    assert not f_.antrag.unterschriftsblaetter.exists()


def test_a_refused_scan_keeps_what_was_typed():
    f_ = fall("blatt")
    erzeugt(f_)
    daten = {
        "datei": probe.datei(b"", "leer.pdf"),
        "unterzeichnet_von": "Frau Amsel",
        "unterzeichnet_am": "19.03.2027",
    }
    form = antwort(als(f_.clerk), "unterschrift_scan", f_.antrag.pk, daten).context["form"]
    assert form.errors["unterzeichnet_am"] == ["Dieser Tag liegt in der Zukunft."]
    assert form["unterzeichnet_von"].value() == "Frau Amsel"


def test_a_change_takes_the_signature_away_where_everybody_sees_it():
    f_ = fall("blatt")
    unterschrieben(f_)
    geaendert(f_)
    text = seite(als(f_.clerk), "antrag", f_.antrag.pk)
    assert "Die Unterschrift gilt nicht mehr" in text
    assert "Inhalt geändert am 18.03.2027" in text
    assert als(f_.clerk).get(reverse("unterschriftsblatt", args=[f_.antrag.pk])).status_code == 404


def test_the_office_compares_sheet_and_content():
    f_ = fall("blatt")
    blatt = unterschrieben(f_)
    f_.gehe("einreichen")
    text = seite(als(f_.sb), "antrag", f_.antrag.pk)
    assert text.count(blatt.kennung) >= 2
    assert "Stimmt überein" in text
    assert "unterschrieben von Frau Amsel, Bürgermeisterin am 18.03.2027" in text


def test_the_button_says_which_signature_is_missing_and_who_can_help():
    f_ = fall("blatt")
    aufgabe = next(iter(_aufgaben(f_)))
    text = seite(als(f_.clerk), "aufgabe", aufgabe.pk)
    assert "Diese Richtlinie verlangt eine Unterschrift auf Papier." in text
    assert "Bürgermeisterin oder Bürgermeister" in text


def _aufgaben(f_):
    return verfahren.offene_aufgaben(f_.antrag)


def test_where_the_declaration_is_enough_the_page_does_not_speak_of_sheets():
    f_ = fall()
    assert 'id="unterschrift"' not in seite(als(f_.clerk), "antrag", f_.antrag.pk)


# The Gemeinderat


def test_the_draft_for_the_gemeinderat_is_a_word_file():
    f_ = Fall()
    datei = als(f_.clerk).get(reverse("rats_vorlage", args=[f_.antrag.pk]))
    assert datei["Content-Disposition"] == 'attachment; filename="Entwurf-Sitzungsvorlage-Gemeinderat.docx"'
    assert datei["X-Content-Type-Options"] == "nosniff"
    assert "Sitzungsvorlage" in Document(BytesIO(datei.content)).paragraphs[0].text


@pytest.mark.parametrize("wo", ["runde", "antrag", "aufgabe"])
def test_the_plan_stands_where_the_clerk_looks(wo):
    f_ = Fall(beschluss=False, beschluss_folgt=True)
    Ratssitzung.objects.create(kommune=f_.ort, tag=date(2027, 3, 30))
    ziel = {"runde": f_.runde.pk, "antrag": f_.antrag.pk, "aufgabe": next(iter(_aufgaben(f_))).pk}[wo]
    text = seite(als(f_.clerk), wo, ziel)
    assert "Ihr Gemeinderat muss bis" in text
    assert "So wurde das berechnet" in text
    assert "app-due--over" in text  # 16.03.2027 has passed


def test_where_the_decision_lies_there_the_plan_alarms_nobody():
    f_ = Fall()
    assert "Ihr Gemeinderat muss bis" not in seite(als(f_.clerk), "antrag", f_.antrag.pk)


def test_the_office_sees_no_plan_of_a_municipality():
    f_ = Fall()
    assert "Ihr Gemeinderat muss bis" not in seite(als(f_.sb), "runde", f_.runde.pk)


def test_a_year_of_sittings_is_pasted_in_one_go():
    f_ = Fall()
    daten = {"tage": "20.04.2027\n\n 23.3.2027 \n20.04.2027", "vorlauf": "10"}
    assert antwort(als(f_.clerk), "ratssitzungen", f_.ort.pk, daten).status_code == 302
    assert [s.tag for s in f_.ort.ratssitzungen.all()] == [date(2027, 3, 23), date(2027, 4, 20)]
    assert "20.04.2027" in seite(als(f_.clerk), "ratssitzungen", f_.ort.pk)


@pytest.mark.parametrize(
    ("daten", "feld", "satz"),
    [
        ({"tage": "Ostern", "vorlauf": "10"}, "tage", "„Ostern“ ist kein Tag"),
        ({"tage": "31.02.2027", "vorlauf": "10"}, "tage", "Den 31.02.2027 gibt es nicht"),
        ({"tage": "", "vorlauf": "900"}, "vorlauf", "0 bis 90 Tage"),
    ],
)
def test_a_bad_sitting_is_named_and_nothing_is_lost(daten, feld, satz):
    f_ = Fall()
    form = antwort(als(f_.clerk), "ratssitzungen", f_.ort.pk, daten).context["form"]
    assert satz in form.errors[feld][0]
    assert form["tage"].value() == daten["tage"]


def test_only_the_own_clerks_see_the_sittings():
    f_ = Fall()
    for person in (f_.sb, f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, f_.kreis, f.kommune(f_.kreis))):
        assert als(person).get(reverse("ratssitzungen", args=[f_.ort.pk])).status_code == 404


# Papers that follow


def test_both_sides_see_what_is_still_to_come_and_until_when():
    f_ = Fall(beschluss=False, beschluss_folgt=True, beschluss_folgt_bis=date(2027, 4, 22)).gehe("einreichen")
    for person in (f_.clerk, f_.sb):
        text = seite(als(person), "antrag", f_.antrag.pk)
        assert "Wird nachgereicht" in text
        assert "22.04.2027" in text


# Withdrawal


def test_the_consequences_of_a_withdrawal_come_first():
    f_ = Fall(beschluss=False, beschluss_folgt=True).gehe("einreichen")
    text = seite(als(f_.clerk), "antrag_zurueckziehen", f_.antrag.pk)
    for wort in (
        "wird nicht weiter geprüft",
        "Ein neuer Antrag in dieser Runde ist bis",
        "Nachzureichen ist nichts mehr: Beschluss des Gemeinderats.",
        "Alle Fristen zu diesem Antrag enden.",
        "zahlt Ihre Kommune selbst",
        "für Sie und das Landratsamt lesbar",
    ):
        assert wort in text, wort


def test_a_withdrawn_draft_stays_with_the_municipality_alone():
    f_ = Fall()
    text = seite(als(f_.clerk), "antrag_zurueckziehen", f_.antrag.pk)
    assert "für Sie lesbar" in text
    assert "Die Unterlage bleibt beim zurückgezogenen Antrag." in text
