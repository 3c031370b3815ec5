"""The frame: every role sees its own entries, a municipality none of the district's, at a fixed price in queries."""

from types import SimpleNamespace

import pytest

from antraege import zeit
from antraege.models import KOMMUNALE_ROLLEN, Benutzer, Rolle, Seite
from antraege.views.rahmen import KOMMUNE, LABELS, NAVIGATION, navigation, rahmen
from tests.factories import benutzer, kommune, landkreis


def test_every_role_has_entries_and_every_entry_a_label():
    assert set(NAVIGATION) == set(Rolle)
    assert {name for names in NAVIGATION.values() for name in names} == set(LABELS)
    assert all(len(names) <= 7 for names in NAVIGATION.values())


@pytest.mark.parametrize("role", sorted(KOMMUNALE_ROLLEN))
def test_a_municipality_sees_no_district_pages(role):
    assert "vorlagen" not in NAVIGATION[role]
    assert [name for name in NAVIGATION[role] if name != "zugang"] == list(KOMMUNE)


@pytest.fixture
def clerk(db):
    kreis = landkreis(name="Böblingen")
    return benutzer(
        Rolle.KOMMUNE_SACHBEARBEITUNG,
        kreis,
        kommune(kreis, "Bondorf"),
        email="hauptamt@bondorf.example",
        name="B. Muster",
    )


def test_the_frame_costs_two_queries(clerk, django_assert_num_queries):
    zeit.vergiss_demotag()
    with django_assert_num_queries(2):
        frame = rahmen(SimpleNamespace(user=clerk, path="/antraege/"))
    assert (frame["rolle"], frame["bereich"]) == ("Sachbearbeitung der Kommune", "Bondorf")


def test_the_person_and_the_role_stand_on_every_page(client, clerk):
    client.force_login(clerk)
    html = client.get("/impressum/").content.decode()
    assert "B. Muster" in html
    assert "Sachbearbeitung der Kommune · Bondorf" in html


def test_the_login_offers_the_invented_people_by_role(client, clerk):
    Benutzer.objects.create_user("jemand@lra-bb.de", name="Echt")
    html = client.get("/konto/login/").content.decode()
    assert 'value="hauptamt@bondorf.example"' in html
    assert "jemand@" not in html


def test_the_administrations_text_replaces_the_built_in_one(client, db):
    Seite.objects.create(schluessel="impressum", titel="Impressum und Kontakt", text="Eins\n\n<b>Zwei</b>")
    html = client.get("/impressum/").content.decode()
    assert "<p>Eins</p>" in html
    assert "&lt;b&gt;Zwei" in html


def test_the_current_entry_is_the_one_the_page_lies_under(monkeypatch):
    monkeypatch.setattr("antraege.views.rahmen.reverse", lambda name: f"/{name}/")
    entries = navigation(frozenset({Rolle.KAEMMEREI}), "/stellen/7/")
    assert [(entry.label, entry.current) for entry in entries][:2] == [("Aufgaben", False), ("Stellen", True)]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/textbausteine/3/", "runden"),
        ("/massgaben/2/", "vorlagen"),
        ("/mitzeichnung/weg/", "vorlagen"),
        ("/bescheide/7/klage/", "antraege"),
    ],
)
def test_a_page_with_an_address_of_its_own_lies_under_its_entry(path, name):
    entries = navigation(frozenset({Rolle.SACHBEARBEITUNG}), path)
    assert [e.name for e in entries if e.current] == [name]
