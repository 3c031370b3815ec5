"""The list of applications: whose, which state, filters in the address, pages by key, constant cost."""

from base64 import urlsafe_b64encode

import pytest
from django.test import RequestFactory
from django.urls import reverse

from antraege.models import Kommune, Rolle
from antraege.services import antrag as antragsdienst
from antraege.views import blaettern
from tests import factories as f
from tests.pages.antworten import pflanze, seite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
ABFRAGEN_AMT = 11
ABFRAGEN_KOMMUNE = 10


@pytest.fixture
def runde():
    return f.runde(f.landkreis())


def eingereicht(runde, **werte):
    antrag, clerk = f.entwurf(rd=runde)
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    if werte:
        pflanze(antrag, **werte)
    return antrag, clerk


def officer(runde):
    return f.benutzer(Rolle.SACHBEARBEITUNG, runde.programm.landkreis)


def liste(client, person, **abfrage):
    client.force_login(person)
    return client.get(reverse("antraege"), abfrage)


def nummern(antwort):
    return [zeile.cells[0] for zeile in antwort.context["zeilen"]]


def test_the_office_sees_what_came_in_and_no_drafts(client, runde):
    antrag, _ = eingereicht(runde)
    f.entwurf(rd=runde)
    assert nummern(liste(client, officer(runde))) == [antrag.vorgangsnummer]


def test_a_municipality_sees_its_own_alone(client, runde):
    eingereicht(runde)
    _, clerk = f.entwurf(rd=runde)
    assert nummern(liste(client, clerk)) == ["Entwurf"]


def test_the_rows_of_a_municipality_read_its_own_state(client, runde):
    geheim = {
        "status": "gezeichnet",
        "status_kommune": "vollstaendig",
        "empfohlen_vzae": "0.45",
        "bewilligt_vzae": "0.35",
    }
    _, clerk = eingereicht(runde, **geheim)
    antwort = liste(client, clerk)
    zeile = antwort.context["zeilen"][0]
    assert (zeile.cells[3].text, zeile.note) == ("Prüfung", "In fachlicher Prüfung")
    for wort in ("ezeichnet", "0,45", "0,35"):
        assert wort not in seite(antwort), wort


@pytest.mark.parametrize(
    ("phase", "amt", "kommune"), [("empfehlung", 1, 0), ("pruefung", 0, 1), ("eingang", 0, 0)]
)
def test_the_phase_filter_reads_the_state_each_may_see(client, runde, phase, amt, kommune):
    _, clerk = eingereicht(runde, status="gezeichnet", status_kommune="vollstaendig")
    assert len(nummern(liste(client, officer(runde), phase=phase))) == amt
    antwort = liste(client, clerk, phase=phase)
    assert (len(nummern(antwort)), antwort.context["anzahl"]) == (kommune, str(kommune))


def test_filters_by_round_and_municipality(client, runde):
    antrag, _ = eingereicht(runde)
    andere, _ = eingereicht(runde)
    person = officer(runde)
    assert nummern(liste(client, person, kommune=antrag.kommune_id)) == [antrag.vorgangsnummer]
    assert nummern(liste(client, person, runde=runde.pk)) == [andere.vorgangsnummer, antrag.vorgangsnummer]


@pytest.mark.parametrize(
    "abfrage",
    [
        {"runde": "quatsch"},
        {"phase": "quatsch"},
        {"kommune": "999999"},
        {"nach": "quatsch"},
        {"nach": "WyJ4Il0="},
    ],
)
def test_a_wrong_filter_is_no_error(client, runde, abfrage):
    antrag, _ = eingereicht(runde)
    antwort = liste(client, officer(runde), **abfrage)
    assert (antwort.status_code, nummern(antwort)) == (200, [antrag.vorgangsnummer])


def test_an_empty_choice_offers_the_way_back(client, runde):
    eingereicht(runde)
    assert (
        "Kein Antrag passt zu dieser Auswahl."
        in liste(client, officer(runde), phase="bescheid").content.decode()
    )


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, runde, anzahl, django_assert_num_queries):
    for _ in range(anzahl):
        eingereicht(runde)
    client.force_login(officer(runde))
    with django_assert_num_queries(ABFRAGEN_AMT):
        assert len(client.get(reverse("antraege")).context["zeilen"]) == anzahl


def test_a_municipalitys_list_costs_no_more(client, runde, django_assert_num_queries):
    _, clerk = eingereicht(runde)
    client.force_login(clerk)
    with django_assert_num_queries(ABFRAGEN_KOMMUNE):
        client.get(reverse("antraege"))


def test_pages_by_key_show_every_row_once():
    kreis = f.landkreis()
    for name in ("Aidlingen", "Böblingen", "Bondorf", "Bondorf-Ort", "Ehningen"):
        f.kommune(kreis, name, art=Kommune.Art.GEMEINDE)
    gesehen, adresse = [], "/"
    while adresse is not None:
        teil = blaettern.blaettere(
            Kommune.objects.all(),
            RequestFactory().get(adresse),
            folge=("art", "-sortiername", "pk"),
            groesse=2,
        )
        gesehen += [zeile.name for zeile in teil.zeilen]
        adresse = f"/{teil.weiter}" if teil.weiter else None
    assert gesehen == ["Ehningen", "Bondorf-Ort", "Bondorf", "Böblingen", "Aidlingen"]


@pytest.mark.parametrize("schluessel", ["[Infinity, 1]", '["\\u0000", 1]', '["\\ud800", 1]', "[" * 3000])
def test_a_key_that_no_row_can_have_begins_at_the_top(schluessel):
    ort = f.kommune()
    anfrage = RequestFactory().get("/", {"nach": urlsafe_b64encode(schluessel.encode()).decode()})
    teil = blaettern.blaettere(Kommune.objects.all(), anfrage, folge=("sortiername", "pk"))
    assert teil.zeilen == [ort]


def test_counts_stop_at_the_cap(monkeypatch):
    monkeypatch.setattr(blaettern, "HOECHSTENS", 2)
    kreis = f.landkreis()
    for _ in range(2):
        f.kommune(kreis)
    assert blaettern.gezaehlt(Kommune.objects.all()) == "2"
    f.kommune(kreis)
    assert blaettern.gezaehlt(Kommune.objects.all()) == "über 2"
