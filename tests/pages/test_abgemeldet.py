"""What was typed survives the end of a session: it stays in the browser, opens in its form again, and is never sent by itself.

Everybody signs in by the real page, whose new CSRF token makes every older form stale.
"""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from antraege.forms.beschriftung import Worte
from antraege.models import Antrag, Richtlinienfassung
from tests import factories as f
from workflows.verfahren import antrag_anlegen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
WORTE = 'Ein "langer" Text\nin zwei Zeilen & <b>mehr</b>'
HIER = {"HTTP_ORIGIN": "http://testserver"}
PASSWORT = "ein-langes-wort-42"


@pytest.fixture
def entwurf():
    cache.clear()
    kreis = f.landkreis()
    ort, runde = f.kommune(kreis), f.runde(kreis)
    clerk, mayor = (
        f.benutzer(rolle, kreis, ort) for rolle in ("kommune_sachbearbeitung", "kommune_zeichnung")
    )
    for person in (clerk, mayor):
        person.set_password(PASSWORT)
        person.save()
    return antrag_anlegen(kommune=ort, runde=runde, by=clerk, heute=f.TAG), clerk, mayor


def fenster(person):
    """A browser that checks CSRF, signed in by the page."""
    client = Client(enforce_csrf_checks=True)
    anmelden(client, person)
    return client


def anmelden(client, person):
    seite = client.get("/konto/login/").content.decode()
    daten = versteckt(seite) | {"login": person.email, "password": PASSWORT}
    assert client.post("/konto/login/", daten, **HIER).status_code == 302


def versteckt(html):
    """The hidden fields of the page, as the browser would send them."""
    gefunden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: unescape(wert) for name, wert in gefunden}


def adresse(antrag):
    return reverse("antrag_abschnitt", args=[antrag.pk, "angaben"])


def getippt(client, antrag, **mehr):
    """What the browser sends from the section's form."""
    return versteckt(client.get(adresse(antrag)).content.decode()) | {
        "begruendung": WORTE,
        "ansprechperson": "Frau Amsel",
        "weiter": "1",
        **mehr,
    }


def sende(client, antrag, daten):
    return client.post(adresse(antrag), daten, HTTP_REFERER=f"http://testserver{adresse(antrag)}", **HIER)


def behalten(antwort):
    """What the kept page's button sends."""
    assert (antwort.status_code, antwort.templates[0].name) == (403, "abgemeldet.html")
    assert antwort["Cache-Control"] == "private, no-store"
    return versteckt(antwort.content.decode().partition("<main")[2]) | {"eingabe_zurueck": "1"}


def stand(antrag):
    frisch = Antrag.objects.get(pk=antrag.pk)
    return frisch.begruendung, frisch.version


def test_after_signing_in_again_the_form_opens_with_the_text_and_nothing_is_saved(entwurf):
    antrag, clerk, _ = entwurf
    client = fenster(clerk)
    vorher, daten = stand(antrag), getippt(client, antrag)
    Session.objects.all().delete()
    seite = sende(client, antrag, daten)
    assert "Sie sind nicht mehr angemeldet" in seite.content.decode()
    anmelden(client, clerk)  # another window: a new CSRF token
    formular = client.post(adresse(antrag), behalten(seite), **HIER)
    html = formular.content.decode()
    assert (formular.status_code, formular.templates[0].name) == (200, "antraege/abschnitt_angaben.html")
    assert f"Sie senden als <strong>{clerk.name}</strong>, Sachbearbeitung" in html
    assert unescape(re.search(r'data-feld="begruendung">([^<]*)<', html)[1]).split() == WORTE.split()
    assert stand(antrag) == vorher


def test_what_was_typed_stands_on_the_kept_page_under_its_label(entwurf):
    antrag, clerk, _ = entwurf
    client = fenster(clerk)
    daten = getippt(client, antrag, begruendung="lang " * 2000)
    Session.objects.all().delete()
    html = sende(client, antrag, daten).content.decode()
    assert "<dt>Begründung</dt>" in html
    assert html.count("lang " * 2000) == 2  # to read, and to take along
    assert f"?next={adresse(antrag).replace('/', '%2F')}" in html


@pytest.mark.parametrize(
    ("name", "wert", "worte"),
    [
        ("vorschlag", "ablehnen", "Antrag als unzulässig beenden"),
        ("unterzeichnung", "erklaerung", str(dict(Richtlinienfassung.Unterzeichnung.choices)["erklaerung"])),
        ("ergebnis_12", "nicht_erfuellt", "Nicht erfüllt"),
        ("s1-wert", "vertagt", "Vertagt"),
        ("feld_2", "eigenanteil", "Eigenanteil der Kommune"),
        ("erklaerung_richtig", "on", "angekreuzt"),
        ("kommune", "17", "gewählt (die Worte stehen im Formular)"),
        ("fuer", "12-3-0", "gewählt (die Worte stehen im Formular)"),
        ("stellen", "kaemmerei", "Kämmerei"),
        ("begruendung", "on", "on"),
        ("eigenanteil", "6000", "6000"),
        ("vorschlag", "anderes", "anderes"),
    ],
)
def test_a_choice_is_told_in_words(name, wert, worte):
    assert Worte([name]).wahl(name, wert) == worte


def test_a_name_many_forms_use_is_told_as_the_form_that_was_sent_tells_it():
    kontingent, eingang = Worte(["art", "bezug", "grundlage"]), Worte(["art", "datei"])
    assert (kontingent.beschriftung("art"), eingang.beschriftung("art")) == ("Art", "Art der Unterlage")


def test_a_date_stands_in_one_line(entwurf):
    antrag, clerk, _ = entwurf
    client = fenster(clerk)
    daten = getippt(client, antrag) | {"stand_tag": "4", "stand_monat": "10", "stand_jahr": "2027"}
    Session.objects.all().delete()
    html = sende(client, antrag, daten).content.decode()
    assert '<dd><span data-feld="stand_tag">4</span>.<span data-feld="stand_monat">10</span>.' in html


def test_the_kept_page_tells_a_choice_in_words_and_takes_the_value_along(entwurf):
    antrag, clerk, _ = entwurf
    client = fenster(clerk)
    daten = getippt(client, antrag) | {"erklaerung_befugt": "on", "vorschlag": "zulassen"}
    Session.objects.all().delete()
    html = sende(client, antrag, daten).content.decode()
    assert '<span data-feld="vorschlag" data-wert="zulassen">Verspätung zulassen</span>' in html
    assert '<span data-feld="erklaerung_befugt" data-wert="on">angekreuzt</span>' in html
    assert '<input type="hidden" name="vorschlag" value="zulassen">' in html


def test_signed_in_anew_elsewhere_the_page_says_as_whom(entwurf):
    antrag, clerk, _ = entwurf
    client = fenster(clerk)
    vorher, daten = stand(antrag), getippt(client, antrag)
    anmelden_neu(client, clerk)
    seite = sende(client, antrag, daten)
    assert f"Sie senden als <strong>{clerk.name}</strong>" in seite.content.decode()
    assert client.post(adresse(antrag), behalten(seite), **HIER).status_code == 200
    assert stand(antrag) == vorher


def anmelden_neu(client, person):
    """Another window of the same browser signs out and in."""
    del client.cookies["sessionid"]
    anmelden(client, person)


def test_another_person_sends_nothing_of_it(entwurf):
    antrag, clerk, mayor = entwurf
    client = fenster(clerk)
    vorher, daten = stand(antrag), getippt(client, antrag)
    anmelden_neu(client, mayor)
    for versuch in (daten, behalten(sende(client, antrag, daten))):
        seite = sende(client, antrag, versuch)
        assert "Diese Eingabe gehört zu einem anderen Konto" in seite.content.decode()
        assert behalten(seite)["begruendung"].split() == WORTE.split()
    assert stand(antrag) == vorher


def test_saving_by_itself_stops_under_another_account(entwurf):
    antrag, clerk, mayor = entwurf
    client = fenster(clerk)
    vorher, daten = stand(antrag), getippt(client, antrag)
    anmelden_neu(client, mayor)
    frisch = versteckt(client.get(adresse(antrag)).content.decode())["csrfmiddlewaretoken"]
    daten["csrfmiddlewaretoken"] = frisch  # as the script fetches it
    antwort = client.post(adresse(antrag), daten, headers={"X-Selbst-Speichern": "1"}, **HIER)
    assert (antwort.status_code, stand(antrag)) == (409, vorher)
    assert "ein anderes Konto" in antwort.json()["satz"]


def test_a_form_that_does_not_say_whose_it_is_opens_for_nobody(entwurf):
    antrag, clerk, mayor = entwurf
    client = fenster(clerk)
    fremd = getippt(fenster(mayor), antrag)["eingabe_konto"].rpartition(":")[2]
    for zeichen in ("", f"{clerk.pk}:{fremd}", "x" * 50):
        daten = getippt(client, antrag, eingabe_konto=zeichen, eingabe_zurueck="1")
        seite = sende(client, antrag, daten)
        assert "lässt sich nicht mehr feststellen" in seite.content.decode()
        assert "Ins Formular übernehmen" not in seite.content.decode()


def test_no_act_is_replayed(entwurf):
    antrag, clerk, _ = entwurf
    client = fenster(clerk)
    ziel = reverse("antrag_zurueckziehen", args=[antrag.pk])
    daten = versteckt_der(client, antrag) | {"act": "zurueckziehen"}
    anmelden_neu(client, clerk)
    zurueck = behalten(client.post(ziel, daten, **HIER))
    assert "act" not in zurueck
    token = versteckt_der(client, antrag)["csrfmiddlewaretoken"]
    antwort = client.post(ziel, zurueck | {"act": "zurueckziehen", "csrfmiddlewaretoken": token}, **HIER)
    assert (antwort.status_code, Antrag.objects.get(pk=antrag.pk).status) == (200, "entwurf")


def test_where_the_form_is_gone_the_text_can_be_copied(entwurf):
    antrag, clerk, _ = entwurf
    client = fenster(clerk)
    daten = getippt(client, antrag)
    anmelden_neu(client, clerk)
    zurueck = behalten(sende(client, antrag, daten))
    client.post(reverse("antrag_zurueckziehen", args=[antrag.pk]), versteckt_der(client, antrag), **HIER)
    assert Antrag.objects.get(pk=antrag.pk).status == "zurueckgezogen"
    assert "Frau Amsel" in client.post(adresse(antrag), zurueck, **HIER).content.decode()


def versteckt_der(client, antrag):
    return versteckt(client.get(reverse("antrag_zurueckziehen", args=[antrag.pk])).content.decode()) | {
        "grund": "Doppelt"
    }


@pytest.mark.parametrize(
    ("mehr", "herkunft"),
    [
        (mehr | wieder, herkunft)
        for wieder in ({}, {"eingabe_zurueck": "1"})
        for mehr, herkunft in (
            ({"passwort": "geheim"}, HIER),
            ({}, {"HTTP_ORIGIN": "https://anders.example"}),
            ({}, {}),
        )
    ],
)
def test_no_password_and_nothing_of_another_origin_is_shown_again(entwurf, mehr, herkunft):
    antrag, clerk, _ = entwurf
    seite = fenster(clerk).post(
        adresse(antrag), {"begruendung": "Fremd", "csrfmiddlewaretoken": "x" * 64} | mehr, **herkunft
    )
    assert (seite.status_code, seite.templates[0].name) == (403, "403_csrf.html")
    assert "Fremd" not in seite.content.decode()


def test_where_nothing_was_typed_the_way_leads_to_the_sign_in(entwurf, client):
    antrag, *_ = entwurf
    assert client.post(adresse(antrag), {"act": "weiter"}).status_code == 302
    assert (
        client.post(adresse(antrag), {"begruendung": "x"}, headers={"X-Selbst-Speichern": "1"}).status_code
        == 302
    )
