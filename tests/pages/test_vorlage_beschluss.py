"""What a paper's page says of its decision stays what was decided, whatever later notices make of single grants."""

from datetime import date, time

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Antrag, Benutzer, Foerderrunde, Rolle
from antraege.services import wirkung
from tests import factories as f
from tests.antraege import folgefall as ff
from tests.pages.antworten import seite

pytestmark = pytest.mark.django_db
GEHEIM = ("0,40", "20.800,00", "späteren Bescheid")


@pytest.fixture(scope="module")
def gebaut(je_modul):
    def baue():
        antrag, amt = ff.bekannt()
        Foerderrunde.objects.update(ergebnis_sichtbar="sitzung")
        ff.ergangen(antrag, amt, "aenderung")
        return antrag, amt.geschaeftsstelle

    return je_modul(baue)


@pytest.fixture
def fall(gebaut):
    antrag, gs = gebaut
    return Antrag.objects.get(pk=antrag.pk), Benutzer.objects.get(pk=gs.pk)


def oeffne(client, person, antrag):
    client.force_login(person)
    with zeit.gestellt(date(2028, 2, 1), time(11, 0)):
        return client.get(reverse("vorlage", args=[antrag.beschlussantrag.vorlage_id]))


def blatt(antwort):
    return {p.label: str(p.betrag) for p in antwort.context["posten"] if p.vzae}


@pytest.mark.parametrize("eigen", [True, False])
def test_a_later_notice_reaches_no_municipality_by_the_paper(client, fall, eigen):
    antrag, _ = fall
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, f.kommune(antrag.landkreis))
    antwort = oeffne(client, Benutzer.objects.get(pk=antrag.angelegt_von_id) if eigen else fremd, antrag)
    assert [wort in seite(antwort) for wort in GEHEIM] == [False] * 3
    assert "0,50" in antwort.context["zeilen"][0].cells[3]
    assert blatt(antwort) == {"Bewilligt": "24000.00", "Beantragt": "24000.00"}


def test_the_office_reads_the_decision_and_that_a_later_notice_changed_it(client, fall):
    antwort = oeffne(client, fall[1], fall[0])
    assert blatt(antwort) == {"Bewilligt": "24000.00", "Beantragt": "24000.00"}
    assert (
        antwort.context["zeilen"][0].note == "Nach einem späteren Bescheid gilt: 0,40\xa0VZÄ, 20.800,00\xa0€."
    )


def test_the_closing_sheet_of_the_round_is_that_of_its_decisions(fall):
    assert {p.label: str(p.vzae) for p in wirkung.der_runde(fall[0].runde, {}) if p.vzae} == {
        "Bewilligt": "0.50",
        "Beantragt": "0.50",
    }
