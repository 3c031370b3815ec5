"""The notice as a file: who gets it when, and what the first opening means."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from antraege.models import Bescheid, Rolle
from tests import factories as f
from tests.pages.antworten import seite
from tests.vorrat import auf_vorrat
from tests.workflows.fall import Fall, offen
from workflows import verfahren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
BIS_ENTWURF = ("einreichen", "vollstaendig", "empfehlen", "zeichnen", "bescheid_entwerfen")


@auf_vorrat
def entworfen():
    return Fall().gehe(*BIS_ENTWURF)


VORRAT, VORRAT_AM = [entworfen], f.TAG


def bereit():
    return entworfen().gehe("bescheid_freigeben")


def hole(client, person, **abfrage):
    client.force_login(person)
    return client.get(reverse("bescheid", args=[Bescheid.objects.get().pk]), abfrage)


def aufgabe(fall):
    return reverse("aufgabe", args=[verfahren.offene_aufgaben(fall.antrag).get().pk])


def text(antwort):
    return " ".join(seite.extract_text() for seite in PdfReader(BytesIO(antwort.content)).pages)


def test_the_office_reads_a_proof_of_the_draft_that_is_stored_nowhere(client):
    fall = entworfen()
    antwort = hole(client, fall.wer("sgl"))
    assert (antwort["Content-Type"], antwort["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="Bescheid-Entwurf.pdf"',
    )
    assert "(noch nicht freigegeben)" in text(antwort)
    assert Bescheid.objects.get().pdf.name == ""


def test_for_the_municipality_a_draft_does_not_exist(client):
    fall = entworfen()
    assert hole(client, fall.wer("clerk")).status_code == 404


def test_before_the_first_opening_the_municipality_is_led_to_its_application(client):
    fall = bereit()
    antwort = hole(client, fall.wer("clerk"))
    assert antwort.url == reverse("antrag", args=[fall.antrag.pk])
    assert "Damit beginnt die Rechtsbehelfsfrist" in seite(client.get(antwort.url))
    assert Bescheid.objects.get().geoeffnet_am is None


def test_looking_at_the_file_in_the_office_opens_nothing(client):
    fall = bereit()
    assert hole(client, fall.wer("sb")).status_code == 200
    assert Bescheid.objects.get().geoeffnet_am is None


def test_the_first_opening_is_an_act_that_leads_to_the_file(client):
    fall = bereit()
    client.force_login(fall.wer("clerk"))
    antwort = client.post(aufgabe(fall), {"act": "oeffnen"})
    assert antwort.url == reverse("bescheid", args=[Bescheid.objects.get().pk])
    assert text(client.get(antwort.url)).startswith("Landkreis")
    assert offen(fall.antrag) == ["stelle_erfassen"]


def test_opened_it_is_the_stored_file_under_its_number(client):
    fall = bereit().gehe("oeffnen")
    papier = Bescheid.objects.get()
    with papier.pdf.open() as datei:
        gespeichert = datei.read()
    antwort = hole(client, fall.wer("clerk"), herunterladen="1")
    assert (antwort.content, antwort["Content-Disposition"]) == (
        gespeichert,
        f'attachment; filename="Bescheid-{papier.nummer}.pdf"',
    )
    assert (antwort["X-Content-Type-Options"], antwort["Cache-Control"]) == ("nosniff", "private, no-store")


def test_for_others_it_never_exists(client):
    fall = bereit().gehe("oeffnen")
    fremde = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, fall.kreis, f.kommune(fall.kreis))
    anderes = f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis())
    assert [hole(client, person).status_code for person in (fremde, anderes)] == [404, 404]


def test_the_page_that_releases_shows_the_letter(client):
    fall = entworfen()
    client.force_login(fall.wer("sgl"))
    antwort = seite(client.get(aufgabe(fall)))
    assert "app-sheet" in antwort
    assert reverse("bescheid", args=[Bescheid.objects.get().pk]) in antwort


def test_before_the_budget_is_in_force_the_release_says_so(client):
    fall = entworfen()
    f.haushalt(fall.runde.programm, ansatz=192000, in_kraft_am=date(2027, 12, 1))
    client.force_login(fall.wer("sgl"))
    antwort = client.post(aufgabe(fall), {"act": "freigeben"})
    assert (antwort.status_code, Bescheid.objects.get().status) == (422, "entwurf")
    assert "Der Haushalt 2027 ist noch nicht in Kraft." in seite(antwort)
