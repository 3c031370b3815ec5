"""Pages of a municipality's accounts: invitation by mail and link, roles, recovery, what the district configures."""

from datetime import time, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege import zeit
from antraege.models import Benutzer, Einladung, Ersatzrolle, Mitgliedschaft, Rolle
from antraege.services import einladung as dienst
from notifications.channels.email import brief
from tests import factories as f
from tests.notifications.hilfen import relay
from tests.pages.antworten import seite

pytestmark = pytest.mark.django_db
PASSWORT = "ein-langes-passwort"
PERSON = {"name": "Neue Person", "email": "neu@ort.example", "rolle": "kommune_sachbearbeitung"}


@pytest.fixture(autouse=True)
def tag():
    cache.clear()
    with zeit.gestellt(f.TAG, time(11)):
        yield


@pytest.fixture
def rathaus():
    kreis = f.landkreis()
    ort = f.kommune(kreis, "Bondorf", postfach="hauptamt@bondorf.example")
    leute = {
        name: f.benutzer(rolle, kreis, ort if rolle.startswith("kommune") else None)
        for name, rolle in (
            ("zugang", Rolle.KOMMUNE_ZUGANG),
            ("clerk", Rolle.KOMMUNE_SACHBEARBEITUNG),
            ("sb", Rolle.SACHBEARBEITUNG),
            ("al", Rolle.AMTSLEITUNG),
        )
    }
    return type("Rathaus", (), {"kreis": kreis, "ort": ort, **leute})


def als(person):
    client = Client()
    client.force_login(person)
    return client


def eingeladen(rathaus, **felder):
    neu = Einladung(kommune=rathaus.ort, landkreis=rathaus.kreis, **(PERSON | felder))
    return dienst.einladen(einladung=neu, by=rathaus.zugang, heute=f.TAG)


def oeffne(client, einladung):
    return client.get(reverse("einladung_link", args=[dienst.schluessel(einladung)]), follow=True)


def konto(einladung, **felder):
    vorgabe = {"schluessel": dienst.schluessel(einladung), "name": "Neue Person", "telefon": ""}
    return vorgabe | {"passwort": PASSWORT, "passwort2": PASSWORT} | felder


def test_the_whole_way_from_the_form_to_the_first_look(rathaus):
    antwort = als(rathaus.zugang).post(reverse("zugang_einladen", args=[rathaus.ort.pk]), PERSON, follow=True)
    assert "Die Einladung ist unterwegs an hauptamt@bondorf.example." in seite(antwort)
    mail = brief(relay()[0])
    assert mail.to == ["hauptamt@bondorf.example"]
    link = next(wort for wort in mail.body.split() if "/einladung/" in wort)
    neu = Client()
    antwort = neu.get(
        link.removeprefix("http://127.0.0.1:8000").removeprefix("http://testserver"), follow=True
    )
    assert antwort.redirect_chain == [("/einladung/", 302)]
    assert f"{rathaus.zugang} lädt Neue Person ein: Sachbearbeitung der Kommune für Bondorf" in seite(antwort)
    antwort = neu.post("/einladung/", konto(Einladung.objects.get()), follow=True)
    assert "Sie haben jetzt die Rolle Sachbearbeitung der Kommune für Bondorf." in seite(antwort)
    assert neu.get("/aufgaben/").status_code == 200


def test_no_row_holds_the_link(rathaus):
    einladung = eingeladen(rathaus)
    texte = [n.text for n in relay()]
    assert "[Link zur Einladung]" in texte[0]
    assert not [text for text in texte if dienst.schluessel(einladung) in text]


def test_the_link_forgets_itself(rathaus):
    client, einladung = Client(), eingeladen(rathaus)
    antwort = oeffne(client, einladung)
    assert antwort.redirect_chain == [("/einladung/", 302)]
    assert dienst.schluessel(einladung) not in str(dict(client.session))


@pytest.mark.parametrize(
    ("felder", "status", "worte"),
    [
        ({"angenommen_am": "2027-03-18 09:00+01:00"}, 410, "schon angenommen"),
        ({"widerrufen_am": "2027-03-18 09:00+01:00"}, 410, "wurde widerrufen"),
        ({"gueltig_bis": "2027-03-17"}, 410, "galt bis zum 17.03.2027"),
    ],
)
def test_a_link_that_is_used_up_says_why(rathaus, felder, status, worte):
    einladung = eingeladen(rathaus)
    Einladung.objects.filter(pk=einladung.pk).update(**felder)
    antwort = oeffne(Client(), einladung)
    assert (antwort.status_code, worte in seite(antwort)) == (status, True)


def test_a_foreign_link_has_its_own_sentence():
    antwort = Client().get(reverse("einladung_link", args=["quatsch:x:y"]), follow=True)
    assert antwort.status_code == 404
    assert "Dieser Link gehört zu keiner Einladung." in seite(antwort)


def test_a_second_click_is_harmless(rathaus):
    einladung = eingeladen(rathaus)
    erste, zweite = Client(), Client()
    assert erste.post("/einladung/", konto(einladung)).status_code == 302
    antwort = zweite.post("/einladung/", konto(einladung))
    assert (antwort.status_code, "Bitte melden Sie sich mit Ihrem Konto an" in seite(antwort)) == (410, True)
    assert erste.post("/einladung/", {"schluessel": dienst.schluessel(einladung)}).status_code == 302
    assert Benutzer.objects.filter(email="neu@ort.example").count() == 1
    assert Mitgliedschaft.objects.filter(benutzer__email="neu@ort.example").count() == 1


def test_whoever_is_signed_in_gets_the_role_with_one_button(rathaus):
    einladung = eingeladen(rathaus, email=rathaus.clerk.email, rolle=Rolle.KOMMUNE_ZUGANG)
    client = als(rathaus.clerk)
    assert "Passwort wiederholen" not in seite(oeffne(client, einladung))
    antwort = client.post("/einladung/", {"schluessel": dienst.schluessel(einladung)}, follow=True)
    assert "Sie haben jetzt die Rolle Zugangsverwaltung der Kommune" in seite(antwort)


def test_whoever_has_an_account_is_asked_to_sign_in_and_comes_back(rathaus):
    einladung = eingeladen(rathaus, email=rathaus.clerk.email, rolle=Rolle.KOMMUNE_ZUGANG)
    client = Client()
    assert "Zu dieser Adresse gibt es schon ein Konto" in seite(oeffne(client, einladung))
    daten = {"login": rathaus.clerk.email, "password": "sehr-geheim-123"}
    antwort = client.post("/konto/login/?next=/einladung/", daten, follow=True)
    assert "Einladung annehmen" in seite(antwort)
    assert antwort.redirect_chain[-1][0] == "/einladung/"


def test_signed_in_as_somebody_else_nothing_is_given(rathaus):
    einladung, client = eingeladen(rathaus), als(rathaus.zugang)
    assert "Sie sind mit einem anderen Konto angemeldet" in seite(oeffne(client, einladung))
    assert client.post("/einladung/", konto(einladung)).status_code == 422
    assert not Benutzer.objects.filter(email="neu@ort.example").exists()


def test_nothing_typed_is_lost_when_the_password_is_weak(rathaus):
    einladung = eingeladen(rathaus)
    antwort = Client().post(
        "/einladung/", konto(einladung, telefon="07032 9", passwort="kurz", passwort2="kurz")
    )
    assert antwort.status_code == 422
    assert 'value="07032 9"' in seite(antwort)
    assert "mindestens 12 Zeichen" in seite(antwort)


def test_two_different_passwords_are_refused_at_the_field(rathaus):
    antwort = Client().post("/einladung/", konto(eingeladen(rathaus), passwort2="ein-anderes-passwort"))
    assert "Bitte geben Sie zweimal dasselbe Passwort ein" in seite(antwort)


def test_a_closed_account_is_sent_to_the_district(rathaus):
    einladung = eingeladen(rathaus, email=rathaus.clerk.email, rolle=Rolle.KOMMUNE_ZUGANG)
    Benutzer.objects.filter(pk=rathaus.clerk.pk).update(is_active=False)
    assert "stillgelegtes Konto" in seite(oeffne(Client(), einladung))


def test_guessing_is_slowed_down():
    codes = [Client().post("/einladung/", {"schluessel": f"raten{nr}"}).status_code for nr in range(31)]
    assert codes == [404] * 30 + [429]


def test_the_refused_form_keeps_what_was_typed(rathaus):
    url = reverse("zugang_einladen", args=[rathaus.ort.pk])
    antwort = als(rathaus.zugang).post(url, PERSON | {"email": rathaus.clerk.email})
    assert antwort.status_code == 422
    assert "Diese Person hat diese Rolle in Ihrer Kommune schon." in seite(antwort)
    assert 'value="Neue Person"' in seite(antwort)


def test_an_end_of_a_role_needs_the_person(rathaus):
    url = reverse("zugang_einladen", args=[rathaus.ort.pk])
    antwort = als(rathaus.zugang).post(url, PERSON | {"vorgaenger_bis": "31.03.2027"})
    assert "Bitte wählen Sie die Person, deren Rolle an diesem Tag endet" in seite(antwort)


def test_withdrawing_is_one_button(rathaus):
    einladung = eingeladen(rathaus)
    client = als(rathaus.zugang)
    assert "Einladung widerrufen" in seite(client.get(reverse("zugang_kommune", args=[rathaus.ort.pk])))
    for satz in ("Ihr Link öffnet nichts mehr", "schon angenommen oder widerrufen"):
        antwort = client.post(reverse("einladung_widerrufen", args=[einladung.pk]), follow=True)
        assert satz in seite(antwort)


def test_the_last_one_is_told_who_can_help(rathaus):
    rolle = rathaus.clerk.mitgliedschaften.get()
    daten = {"act": "beenden", "beenden-zum": "31.03.2027"}
    antwort = als(rathaus.zugang).post(reverse("zugang_rolle", args=[rolle.pk]), daten)
    assert antwort.status_code == 422
    assert "Bitte laden Sie zuerst jemanden ein, der folgt. Das kann: Sachbearbeitung Förderung." in seite(
        antwort
    )
    antwort = als(rathaus.sb).post(reverse("zugang_rolle", args=[rolle.pk]), daten, follow=True)
    assert "Die Änderung ist gespeichert." in seite(antwort)


def test_a_role_is_changed(rathaus):
    Mitgliedschaft.objects.create(
        benutzer=rathaus.zugang,
        rolle=Rolle.KOMMUNE_SACHBEARBEITUNG,
        landkreis=rathaus.kreis,
        kommune=rathaus.ort,
        von=f.TAG,
    )
    rolle = rathaus.clerk.mitgliedschaften.get()
    url = reverse("zugang_rolle", args=[rolle.pk])
    client = als(rathaus.zugang)
    antwort = client.post(url, {"act": "aendern", "aendern-rolle": "kommune_sachbearbeitung"})
    assert "Diese Rolle hat die Person schon." in seite(antwort)
    assert client.post(url, {"act": "aendern", "aendern-rolle": "kommune_zeichnung"}).status_code == 302


def test_the_municipality_reads_what_happened_to_its_accounts(rathaus):
    eingeladen(rathaus)
    anderes = f.kommune(rathaus.kreis)
    neu = Einladung(kommune=anderes, landkreis=rathaus.kreis, **PERSON | {"name": "Geheime Person"})
    dienst.einladen(einladung=neu, by=rathaus.sb, heute=f.TAG)
    text = seite(als(rathaus.zugang).get(reverse("zugang_kommune", args=[rathaus.ort.pk])))
    assert "Zugang angeboten" in text
    assert "Geheime Person" not in text


def test_the_district_recovers_a_municipality(rathaus):
    url = reverse("zugang_wiederherstellen", args=[rathaus.ort.pk])
    daten = PERSON | {"rolle": "kommune_zugang", "stilllegen": [rathaus.zugang.pk, rathaus.clerk.pk]}
    assert als(rathaus.sb).post(url, daten).status_code == 302
    assert set(Benutzer.objects.filter(is_active=False)) == {rathaus.zugang, rathaus.clerk}
    assert {n.art for n in relay()} == {"einladung", "zugang_wiederhergestellt"}


def test_the_district_s_list_says_where_somebody_is_missing(rathaus):
    f.kommune(rathaus.kreis, "Leerhausen")
    text = seite(als(rathaus.sb).get(reverse("zugang")))
    assert "Leerhausen" in text
    assert "niemand" in text


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_lists_take_as_many_queries_at_one_row_as_at_three(rathaus):
    orte, leute = reverse("zugang"), reverse("zugang_kommune", args=[rathaus.ort.pk])
    f.kommune(rathaus.kreis)
    client = als(rathaus.sb)
    eingeladen(rathaus)
    vorher = [queries(client, orte), queries(client, leute)]
    for nr in range(3):
        f.kommune(rathaus.kreis)
        f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, rathaus.kreis, rathaus.ort)
        eingeladen(rathaus, email=f"n{nr}@ort.example")
    assert [queries(client, orte), queries(client, leute)] == vorher


# Ersatzrollen


def test_the_head_configures_who_steps_in_and_others_read_it(rathaus):
    url = reverse("ersatzrollen")
    antwort = als(rathaus.al).post(url, {"sachbearbeitung": "amtsleitung"}, follow=True)
    assert "Die Ersatzrollen sind gespeichert." in seite(antwort)
    assert Ersatzrolle.objects.get().ersatz == Rolle.AMTSLEITUNG
    text = seite(als(rathaus.sb).get(url))
    assert "Das ist der Rolle Amtsleitung vorbehalten." in text


def test_an_office_without_anybody_is_said_so(rathaus):
    Benutzer.objects.filter(pk=rathaus.sb.pk).update(is_active=False)
    assert "niemand" in seite(als(rathaus.al).get(reverse("ersatzrollen")))


def test_my_account_leads_everywhere(rathaus):
    text = seite(als(rathaus.zugang).get(reverse("konto")))
    for url in ("zugang", "vertretung", "account_change_password"):
        assert f'href="{reverse(url)}"' in text
    assert reverse("ersatzrollen") not in text


def test_a_role_to_come_is_not_there_yet(rathaus):
    einladung = eingeladen(rathaus, gilt_ab=f.TAG + timedelta(days=4))
    person = dienst.annehmen(
        einladung=einladung, person=None, konto=dienst.Konto("Neu", "", PASSWORT), heute=f.TAG
    )
    assert "Sie haben heute keine Rolle." in seite(als(person).get(reverse("konto")))
