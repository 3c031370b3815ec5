"""Pages of committees and sittings: lists at one price, entry with its sentences, the calendar file in two steps."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Gremium, Rolle, Sitzung, Zustaendigkeit
from tests import factories as f
from tests.antraege.test_kalender import datei, ics, termin
from tests.pages.antworten import seite

pytestmark = pytest.mark.django_db
HEUTE = date(2027, 5, 10)
GREMIEN, SITZUNGEN = 7, 9


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(HEUTE, time(11, 0)):
        yield


@pytest.fixture
def kreis():
    return f.landkreis()


@pytest.fixture
def buero(client, kreis):
    person = f.benutzer(Rolle.GESCHAEFTSSTELLE, kreis)
    client.force_login(person)
    return person


def gremien(kreis, anzahl):
    for nr in range(anzahl):
        g = Gremium.objects.create(landkreis=kreis, name=f"Ausschuss {nr}", kurz=f"A{nr}", abgabe_werktage=10)
        Zustaendigkeit.objects.create(gremium=g, gueltig_ab=HEUTE, beschliessend=True, wertgrenze=250000)
        Sitzung.objects.create(gremium=g, tag=HEUTE + timedelta(days=30))
    return g


@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize(("name", "kosten"), [("gremien", GREMIEN), ("sitzungen", SITZUNGEN)])
def test_lists_cost_the_same_for_one_and_three(
    client, kreis, buero, django_assert_num_queries, anzahl, name, kosten
):
    gremien(kreis, anzahl)
    with django_assert_num_queries(kosten):
        antwort = client.get(reverse(name))
    assert len(antwort.context["zeilen"]) == anzahl


def test_the_list_shows_coming_ones_and_filters(client, kreis, buero):
    g = gremien(kreis, 2)
    Sitzung.objects.create(gremium=g, tag=HEUTE - timedelta(days=30))
    laengen = [
        len(client.get(reverse("sitzungen"), suche).context["zeilen"])
        for suche in ({}, {"wann": "vergangen"}, {"wann": "alle"}, {"gremium": g.pk}, {"wann": "quatsch"})
    ]
    assert laengen == [2, 1, 3, 1, 2]


def test_a_committee_gets_a_competence_from_a_day_on(client, kreis, buero):
    g = gremien(kreis, 1)
    ziel = reverse("gremium", args=[g.pk])
    daten = {"gueltig_ab": "01.07.2027", "beschliessend": "on", "wertgrenze": "500.000,00"}
    assert client.post(ziel, daten).status_code == 302
    assert "bis 500.000,00" in seite(client.get(ziel))
    for falsch, satz in (
        (daten, "schon eine Zuständigkeit"),
        ({"gueltig_ab": "02.07.2027", "wertgrenze": "1,00"}, "Eine Wertgrenze über 0 EUR hat nur"),
    ):
        assert satz in seite(client.post(ziel, falsch))


def test_a_sitting_is_entered_with_its_closing_day_and_its_trace(client, kreis, buero):
    g = gremien(kreis, 1)
    daten = {
        "gremium": g.pk,
        "tag": "14.06.2027",
        "beginn": "17.30",
        "ort": "Großer Saal",
        "oeffentlich": "on",
    }
    antwort = client.post(reverse("sitzung_neu"), daten, follow=True)
    text = seite(antwort)
    for worte in ("31.05.2027", "So wurde der Abgabeschluss berechnet", "17:30", "Großer Saal"):
        assert worte in text
    nochmal = client.post(reverse("sitzung_neu"), daten | {"beginn": "halb sechs"})
    assert "zum Beispiel 17:30" in seite(nochmal)
    assert "Großer Saal" in seite(nochmal)


def test_a_sitting_is_changed_and_the_closing_day_follows(client, kreis, buero):
    g = gremien(kreis, 1)
    sitzung = Sitzung.objects.create(gremium=g, tag=date(2027, 6, 14), abgabeschluss=date(2027, 5, 31))
    ziel = reverse("sitzung_bearbeiten", args=[sitzung.pk])
    assert client.get(ziel).context["form"].initial["abgabeschluss"] is None
    antwort = client.post(ziel, {"tag": "21.06.2027", "oeffentlich": "on"})
    assert (antwort.status_code, Sitzung.objects.get(pk=sitzung.pk).abgabeschluss) == (302, date(2027, 6, 7))


def test_others_of_the_office_read_and_find_no_form(client, kreis):
    g = gremien(kreis, 1)
    client.force_login(f.benutzer(Rolle.SACHBEARBEITUNG, kreis))
    text = seite(client.get(reverse("gremium", args=[g.pk])))
    assert "bis 250.000,00" in text
    assert "Ab einem Tag neu festlegen" not in text
    assert "Sitzung eintragen" not in seite(client.get(reverse("sitzungen")))


# The calendar file


def lade(client, kalender):
    return client.post(reverse("sitzungen_kalender"), {"datei": kalender})


def test_a_calendar_is_previewed_then_taken_over(client, kreis, buero):
    gremien(kreis, 1)
    vorschau = lade(client, ics(termin("Ausschuss 0"), termin("Betriebsausflug", uid="zwei")))
    assert ("Noch ist nichts gespeichert" in seite(vorschau), Sitzung.objects.count()) == (True, 1)
    stand = vorschau.context["form"].initial["stand"]
    fertig = client.post(reverse("sitzungen_kalender"), {"stand": stand}, follow=True)
    assert "1 neu, 0 geändert" in seite(fertig)
    assert Sitzung.objects.filter(tag=date(2027, 6, 14), beginn=time(15)).exists()


def test_a_preview_that_was_tampered_with_or_is_old_is_refused(client, kreis, buero):
    antwort = client.post(reverse("sitzungen_kalender"), {"stand": "quatsch"}, follow=True)
    assert "Die Vorschau ist abgelaufen" in seite(antwort)


def test_a_bad_file_gets_its_sentence(client, kreis, buero):
    antwort = lade(client, datei(b"<html>"))
    assert (antwort.status_code, "keine Kalenderdatei" in seite(antwort)) == (200, True)
