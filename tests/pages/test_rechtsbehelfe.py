"""The pages after a notice is known, consent and budget: what they say before an act, and that they do it."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from antraege import zeit
from antraege.models import Bescheid, Haushaltsermaechtigung, Klage, Rolle, Widerspruch
from antraege.services import zustellung
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege.test_bescheid import JULI
from tests.antraege.test_haushalt import mehrere
from tests.pages.antworten import seite
from tests.workflows.fall import offen
from tests.workflows.test_ablauf import bereitgestellt
from tests.workflows.test_versand import abgelaufen

pytestmark = pytest.mark.django_db


@pytest.fixture
def bekannt():
    """A notice that became known yesterday."""
    fall = bereitgestellt().gehe("oeffnen")
    fall.tag += timedelta(days=2)
    with zeit.gestellt(fall.tag, time(11)):
        yield fall, Bescheid.objects.get()


def test_the_case_shows_the_dates_with_their_trace_and_the_waiver(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("clerk"))
    text = seite(client.get(reverse("antrag", args=[fall.antrag.pk])))
    assert "Bekanntgabe und Rechtsbehelf" in text
    assert "im Portal abgerufen 18.03.2027 + 1 Tag" in text
    assert reverse("rechtsbehelf_verzicht", args=[papier.pk]) in text


def test_only_the_waiver_of_a_grant_speaks_of_money(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("clerk"))
    url = reverse("rechtsbehelf_verzicht", args=[papier.pk])
    assert "Mittel lassen sich früher abrufen" in seite(client.get(url))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE antraege_bescheid SET art = 'widerruf', aendert_id = id")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert "Mittel lassen sich früher abrufen" not in seite(client.get(url))


def test_the_waiver_says_what_follows_and_is_one_button(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("clerk"))
    url = reverse("rechtsbehelf_verzicht", args=[papier.pk])
    assert "Der Bescheid wird sofort bestandskräftig." in seite(client.get(url))
    assert client.post(url).status_code == 302
    papier.refresh_from_db()
    assert papier.status == "bestandskraeftig"


def test_an_objection_is_recorded_and_decided_by_a_second_person(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("sb"))
    daten = {"weg": "post", "tag_tag": "19", "tag_monat": "3", "tag_jahr": "2027", "uhrzeit": "10:30"}
    antwort = client.post(
        reverse("widerspruch_neu", args=[papier.pk]), daten | {"datei": probe.datei(probe.pdf(), "W.pdf")}
    )
    zeile = Widerspruch.objects.get()
    assert antwort.url == reverse("widerspruch", args=[zeile.pk])
    client.force_login(fall.wer("al"))
    antwort = client.post(antwort.url, {"ergebnis": "abgeholfen", "vermerk": "Begründet."})
    zeile.refresh_from_db()
    assert (antwort.status_code, zeile.status) == (302, "abgeholfen")
    client.force_login(fall.wer("clerk"))
    assert "Begründet." not in seite(client.get(reverse("widerspruch", args=[zeile.pk])))


def test_a_withdrawal_asks_for_its_day_and_leaves_the_rest_of_the_month(client, bekannt):
    fall, papier = bekannt
    zeile = _widerspruch(fall, papier, zeit.jetzt())
    client.force_login(fall.wer("al"))
    url = reverse("widerspruch", args=[zeile.pk])
    daten = {"ergebnis": "zurueckgenommen", "vermerk": "Schreiben vom 20.03."}
    text = seite(client.post(url, daten))
    assert "Bitte nennen Sie den Tag, an dem die Rücknahme eingegangen ist." in text
    assert "Schreiben vom 20.03." in text
    tag = {"tag": fall.tag.day, "monat": fall.tag.month, "jahr": fall.tag.year}
    client.post(url, daten | {f"zurueckgenommen_am_{teil}": str(wert) for teil, wert in tag.items()})
    client.force_login(fall.wer("clerk"))
    assert "Bis 19.04.2027, 24 Uhr, kann die Kommune neu Widerspruch einlegen" in seite(client.get(url))


def test_a_late_objection_says_its_effect_and_its_lateness_can_be_excused(client, bekannt):
    fall, papier = bekannt
    zeile = _widerspruch(fall, papier, zeit.jetzt(), verspaetet=True)
    url = reverse("widerspruch_wiedereinsetzen", args=[zeile.pk])
    client.force_login(fall.wer("al"))
    text = seite(client.get(reverse("widerspruch", args=[zeile.pk])))
    assert "Die Bestandskraft hält er nicht auf." in text
    assert url in text
    assert "binnen zwei Wochen nach Wegfall des Hindernisses" in seite(client.get(url))
    assert "Bitte füllen Sie dieses Feld aus" in seite(client.post(url, {"grund": ""}))
    assert client.post(url, {"grund": "Hochwasser im Rathaus."}).url == reverse(
        "widerspruch", args=[zeile.pk]
    )
    client.force_login(fall.wer("clerk"))
    text = seite(client.get(reverse("widerspruch", args=[zeile.pk])))
    assert "Wiedereinsetzung gewährt" in text
    assert "Hochwasser im Rathaus." in text
    assert "Nein, ein Widerspruch ist offen." in seite(client.get(reverse("antrag", args=[fall.antrag.pk])))


def _widerspruch(fall, papier, am, **felder):
    return Widerspruch.objects.create(
        bescheid=papier, weg="post", eingegangen_am=am, erfasst_von=fall.wer("sb"), **felder
    )


def test_the_municipality_may_be_faster_than_the_post(client):
    fall = abgelaufen()
    with fall.uhr():
        client.force_login(fall.wer("clerk"))
        url = reverse("bescheid_oeffnen", args=[fall.antrag.pk])
        assert url in seite(client.get(reverse("antrag", args=[fall.antrag.pk])))
        assert "beginnt die Rechtsbehelfsfrist" in seite(client.get(url))
        assert client.post(url).url == reverse("bescheid", args=[Bescheid.objects.get().pk])
    assert offen(fall.antrag) == ["stelle_erfassen"]


def test_consent_is_one_button_and_can_be_withdrawn(client, am_tag):
    kreis = f.landkreis()
    ort = f.kommune(kreis, zustimmung=False)
    client.force_login(f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, kreis, ort))
    url = reverse("bekanntgabe", args=[ort.pk])
    assert "Bescheide kommen per Post" in seite(client.get(url))
    client.post(url, {"act": "zustimmen"})
    assert zustellung.im_portal(ort)
    assert "Ihre Kommune hat zugestimmt" in seite(client.get(url))
    client.post(url, {"act": "widerrufen"})
    assert not zustellung.im_portal(ort)


def test_the_kaemmerei_records_a_year_and_bad_figures_stay_typed(client, am_tag):
    kreis = f.landkreis()
    programm = f.programm(kreis)
    client.force_login(f.benutzer(Rolle.KAEMMEREI, kreis))
    url = reverse("haushalt", args=[programm.pk])
    daten = {"jahr": "27", "produkt": "31.80", "ansatz": "64.000,00"}
    text = seite(client.post(url, daten))
    assert "Bitte das Jahr mit vier Ziffern eingeben" in text
    assert "64.000,00" in text
    assert client.post(url, daten | {"jahr": "2027"}).status_code == 302
    zeile = Haushaltsermaechtigung.objects.get()
    client.post(reverse("haushalt_aendern", args=[zeile.pk]), {"ansatz": "70.000,00", "gesperrt": "on"})
    zeile.refresh_from_db()
    assert (zeile.ansatz, zeile.gesperrt, zeile.in_kraft_am) == (70000, True, None)


@pytest.mark.parametrize("zeilen", [1, 3])
def test_the_budget_page_asks_as_much_for_three_years_as_for_one(
    client, am_tag, zeilen, django_assert_num_queries
):
    kreis = f.landkreis()
    programm = f.programm(kreis)
    for jahr in range(2027, 2027 + zeilen):
        programm.ermaechtigungen.create(jahr=jahr, produkt="31.80", ansatz=1, in_kraft_am=date(2027, 1, 1))
    client.force_login(f.benutzer(Rolle.KAEMMEREI, kreis))
    url = reverse("haushalt", args=[programm.pk])
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)


def test_the_page_of_an_action_says_first_what_it_does_and_then_does_it(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("sb"))
    url = reverse("klage_neu", args=[papier.pk])
    text = seite(client.get(url))
    assert "bis 19.04.2027, 24 Uhr, ist sie rechtzeitig" in text
    assert "Ein Widerspruch ist nicht erfasst" in text
    daten = {"eingegangen_am_tag": "19", "eingegangen_am_monat": "3", "eingegangen_am_jahr": "2027"}
    text = seite(client.post(url, daten | {"gericht": "Verwaltungsgericht Stuttgart"}))
    assert "Bitte füllen Sie dieses Feld aus" in text
    assert 'value="Verwaltungsgericht Stuttgart"' in text
    antwort = client.post(url, daten | {"gericht": "Verwaltungsgericht", "aktenzeichen": "7 K 1/27"})
    zeile = Klage.objects.get()
    assert antwort.url == reverse("klage", args=[zeile.pk])
    client.force_login(fall.wer("clerk"))
    text = seite(client.get(reverse("antrag", args=[fall.antrag.pk])))
    assert "Nein, eine Klage ist anhängig." in text
    assert antwort.url in text


def test_the_end_of_an_action_is_recorded_and_its_words_stay_in_the_office(client, bekannt):
    fall, papier = bekannt
    felder = {"gericht": "VG", "aktenzeichen": "7 K 1/27", "eingegangen_am": fall.tag}
    zeile = Klage.objects.create(bescheid=papier, erfasst_von=fall.wer("sb"), **felder)
    url = reverse("klage", args=[zeile.pk])
    client.force_login(fall.wer("al"))
    tag = {
        "beendet_am_tag": fall.tag.day,
        "beendet_am_monat": fall.tag.month,
        "beendet_am_jahr": fall.tag.year,
    }
    daten = {"ergebnis": "abgewiesen", "vermerk": "Urteil liegt vor."}
    assert "Bitte" in seite(client.post(url, daten))
    assert client.post(url, daten | tag).status_code == 302
    papier.refresh_from_db()
    assert (papier.status, papier.bestandskraeftig_am) == ("bestandskraeftig", fall.tag)
    assert "Urteil liegt vor." in seite(client.get(url))
    client.force_login(fall.wer("clerk"))
    text = seite(client.get(url))
    assert "rechtskräftig abgewiesen" in text
    assert "Urteil liegt vor." not in text


def test_after_the_decision_the_page_names_the_court_and_the_year_without_instruction(client, bekannt):
    fall, papier = bekannt
    client.force_login(fall.wer("sb"))
    daten = {"weg": "post", "tag_tag": "19", "tag_monat": "3", "tag_jahr": "2027", "uhrzeit": "10:30"}
    client.post(
        reverse("widerspruch_neu", args=[papier.pk]), daten | {"datei": probe.datei(probe.pdf(), "W.pdf")}
    )
    url = reverse("widerspruch", args=[Widerspruch.objects.get().pk])
    client.force_login(fall.wer("al"))
    tag = {
        "zugestellt_am_tag": fall.tag.day,
        "zugestellt_am_monat": fall.tag.month,
        "zugestellt_am_jahr": fall.tag.year,
    }
    daten = {"ergebnis": "zurueckgewiesen", "vermerk": "Geprüft.", "ohne_belehrung": "on"}
    assert client.post(url, daten | tag).status_code == 302
    client.force_login(fall.wer("sb"))
    text = seite(client.get(reverse("antrag", args=[fall.antrag.pk])))
    assert "Klage möglich bis" in text
    assert "So wurde die Klagefrist berechnet" in text
    assert "ohne richtige Rechtsbehelfsbelehrung" in text
    assert reverse("klage_neu", args=[papier.pk]) in text
    assert reverse("widerspruch_neu", args=[papier.pk]) not in text
    assert "nur noch die Klage" in seite(client.get(reverse("widerspruch_neu", args=[papier.pk])))


@pytest.mark.parametrize("entwuerfe", [1, 3])
def test_the_budget_page_asks_as_much_for_three_drafts_as_for_one(
    client, entwuerfe, django_assert_num_queries
):
    (antrag, *_), amt = mehrere(entwuerfe, in_kraft_am=None)
    with zeit.gestellt(JULI, time(11)):
        client.force_login(f.benutzer(Rolle.KAEMMEREI, amt.kreis))
        url = reverse("haushalt", args=[antrag.runde.programm_id])
        assert len(client.get(url).context["wartend"]) == entwuerfe
        with django_assert_num_queries(13):
            client.get(url)


@pytest.mark.parametrize(
    ("geber", "satz"),
    [("landkreis", "wird kein Bescheid freigegeben"), ("land", "hält der Haushalt keinen Bescheid auf")],
)
def test_without_a_budget_the_page_says_what_that_means(client, am_tag, geber, satz):
    kreis = f.landkreis()
    programm = f.programm(kreis, geber=geber)
    client.force_login(f.benutzer(Rolle.KAEMMEREI, kreis))
    assert satz in seite(client.get(reverse("haushalt", args=[programm.pk])))
