"""The pages on which a position's employer reports who fills it: content, secrecy of the initials, refusals, query counts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege import zeit
from antraege.models import Besetzung, Rolle
from antraege.services import besetzung
from tests import factories as f
from tests.antraege.stellenfall import HEUTE, VIERTEL, landesfall
from tests.pages.test_stellen import schicke, text

pytestmark = pytest.mark.django_db
AB = date(2027, 8, 1)


@pytest.fixture(autouse=True)
def tag():
    with zeit.gestellt(HEUTE):
        yield


@pytest.fixture
def fall():
    return landesfall()


@pytest.fixture
def ziel(fall):
    return fall.schaffen()


def gemeldet(fall, ziel, **felder):
    angaben = {"kennzeichen": "GEHEIM", "vzae": VIERTEL, "beginn": AB} | felder
    return besetzung.besetzen(stelle=ziel, by=fall.personal, **angaben)


def test_a_person_is_reported_and_her_last_day(client, fall, ziel):
    assert "Noch niemand gemeldet" in text(client, fall.personal, "stelle_besetzung", ziel.pk)
    daten = {"kennzeichen": "QX", "vzae": "0,25", "stunden": "9,75", "vollzeit": "39"}
    antwort = schicke(
        client, fall.personal, "stelle_besetzung", ziel.pk, **daten, **_tag("beginn", AB), **_tag("ende")
    )
    assert antwort.status_code == 302
    zeile = Besetzung.objects.get()
    seite = text(client, fall.personal, "stelle_besetzung", ziel.pk)
    for worte in ("QX", "9,75 von 39,00", "01.08.2027", "31.12.2027", "Letzten Tag melden"):
        assert worte in seite, worte
    antwort = schicke(client, fall.personal, "besetzung_ende", zeile.pk, **_tag("ende", date(2027, 9, 30)))
    assert antwort.status_code == 302
    zeile.refresh_from_db()
    assert zeile.ende == date(2027, 9, 30)
    assert "Letzten Tag melden" not in text(client, fall.personal, "stelle_besetzung", ziel.pk)


def test_what_is_refused_stands_with_its_sentence(client, fall, ziel):
    zeile = gemeldet(fall, ziel)
    daten = {"kennzeichen": "QX", "vzae": "0,25"} | _tag("beginn", AB)
    antwort = schicke(client, fall.personal, "stelle_besetzung", ziel.pk, **daten)
    assert antwort.status_code == 409
    assert "mit mehr als ihrem Umfang besetzt" in antwort.content.decode()
    daten["vzae"], daten["stunden"] = "0,10", "10"
    antwort = schicke(client, fall.personal, "stelle_besetzung", ziel.pk, **daten)
    assert "Bitte beide Stundenzahlen angeben" in antwort.content.decode()
    antwort = schicke(client, fall.personal, "besetzung_ende", zeile.pk, **_tag("ende", date(2027, 1, 1)))
    assert "Bitte einen Tag der gemeldeten Zeit angeben" in antwort.content.decode()


def test_initials_are_for_employer_and_the_two_offices_only(client, fall, ziel):
    zeile = gemeldet(fall, ziel)
    for wer in (fall.personal, fall.buero):
        assert "GEHEIM" in text(client, wer, "stelle_besetzung", ziel.pk)
    fremd = f.kommune(fall.kreis, "Gärtringen")
    anderes = f.landkreis()
    niemand = {
        fall.clerk: 403,  # the place of work sees the position, not the person
        fall.kaemmerei: 403,
        f.benutzer(Rolle.PRUEFUNG, fall.kreis): 403,
        f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, fall.kreis, fremd): 404,
        f.benutzer(Rolle.PERSONAL, anderes): 404,
    }
    for wer, status in niemand.items():
        assert "GEHEIM" not in text(client, wer, "stelle_besetzung", ziel.pk, status=status)
        assert "GEHEIM" not in text(client, wer, "besetzung_ende", zeile.pk, status=404)
    for name, *args in (("stelle", ziel.pk), ("stellen",), ("zeitleiste",)):
        for wer in (fall.clerk, fall.kaemmerei, fall.personal):
            assert "GEHEIM" not in text(client, wer, name, *args)
    verweis = reverse("stelle_besetzung", args=[ziel.pk])
    assert verweis in text(client, fall.personal, "stelle", ziel.pk)
    assert verweis not in text(client, fall.clerk, "stelle", ziel.pk)


def test_rows_cost_no_queries(client, fall, ziel):
    zahlen = []
    text(client, fall.personal, "stelle_besetzung", ziel.pk)  # what is read once in a process
    for monat in (8, 9, 10):
        gemeldet(fall, ziel, beginn=date(2027, monat, 1), ende=date(2027, monat, 28))
        client.force_login(fall.personal)
        with CaptureQueriesContext(connection) as fragen:
            client.get(reverse("stelle_besetzung", args=[ziel.pk]))
        zahlen.append(len(fragen))
    assert zahlen[0] == zahlen[2] == 9


def _tag(name, tag=None):
    return {name: f"{tag:%d.%m.%Y}" if tag else ""}
