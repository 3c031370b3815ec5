"""The own account: telephone and room stand on the notices one drafts, so everybody keeps them herself."""

import pytest
from django.urls import reverse

from antraege.models import Rolle
from tests import factories as f
from tests.pages.antworten import seite

pytestmark = pytest.mark.django_db


@pytest.fixture
def sb(client):
    person = f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis(), telefon="07031 1", zimmer="A 1")
    client.force_login(person)
    return person


def gib_an(client, person, **daten):
    antwort = client.post(reverse("konto"), daten, follow=True)
    person.refresh_from_db()
    return antwort, (person.telefon, person.zimmer)


def test_telephone_and_room_are_changed_by_oneself_alone(client, sb):
    andere = f.benutzer(Rolle.SACHBEARBEITUNG, sb.mitgliedschaften.get().landkreis, telefon="07031 2")
    antwort, jetzt = gib_an(
        client, sb, telefon="07031 663-14", zimmer="B 214", email="x@y.example", is_staff="1"
    )
    assert ("Gespeichert." in seite(antwort), jetzt) == (True, ("07031 663-14", "B 214"))
    assert (sb.is_staff, sb.email == "x@y.example") == (False, False)
    andere.refresh_from_db()
    assert andere.telefon == "07031 2"


@pytest.mark.parametrize(
    ("feld", "wert"),
    [
        ("telefon", "07031 \N{BLACK TELEPHONE}"),
        ("zimmer", "B\N{GRINNING FACE}"),
        ("zimmer", "漢 1"),
        ("zimmer", "x" * 21),
    ],
)
def test_what_no_notice_can_bear_is_refused_at_its_field(client, sb, feld, wert):
    antwort, jetzt = gib_an(client, sb, **{"telefon": "07031 9", "zimmer": "C 3", feld: wert})
    assert (list(antwort.context["form"].errors), jetzt) == ([feld], ("07031 1", "A 1"))
    assert wert in seite(antwort)


def test_in_a_municipality_there_is_no_room(client):
    kreis = f.landkreis()
    person = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, f.kommune(kreis), zimmer="bleibt")
    client.force_login(person)
    assert 'name="zimmer"' not in seite(client.get(reverse("konto")))
    _, jetzt = gib_an(client, person, telefon="07031 5", zimmer="X")
    assert jetzt == ("07031 5", "bleibt")
