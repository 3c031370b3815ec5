"""The return list, the message to the silent and the waiver in the browser."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege.models import (
    Antrag,
    Foerderrunde,
    Inanspruchnahme,
    Rolle,
    Ruecklauferinnerung,
    Verbundanteil,
    Zusammenschluss,
)
from antraege.services import antrag as antragsdienst
from antraege.services import inanspruchnahme
from notifications.models import Nachricht
from tests import factories as f
from tests.notifications.hilfen import relay
from tests.pages.antworten import seite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
GEHEIM = ("0,35", "4711", "Geheimgrund", "Frau Holunder", "holunder@ort.example", "7.123", "Ehningen</a>")


@pytest.fixture
def lage():
    kreis = f.landkreis()
    orte = [f.kommune(kreis, name) for name in ("Aidlingen", "Bondorf", "Ehningen")]
    leute = [f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort) for ort in orte]
    return f.runde(kreis), orte, leute, f.benutzer(Rolle.SACHBEARBEITUNG, kreis)


def hole(client, user, name, runde, **abfrage):
    client.force_login(user)
    return client.get(reverse(name, args=[runde.pk]), abfrage)


def text(antwort):
    return seite(antwort)


def geheimer_entwurf(runde, orte, by):
    """A draft full of words and figures that nobody in the district may read, shared with a partner."""
    antrag = antragsdienst.anlegen(kommune=orte[1], runde=runde, by=by, heute=f.TAG)
    verbund = Zusammenschluss.objects.create(landkreis=runde.programm.landkreis, name="Geheimbund")
    verbund.mitglieder.set(orte[1:])
    Antrag.objects.filter(pk=antrag.pk).update(
        zusammenschluss=verbund,
        beantragt_vzae=Decimal("0.35"),
        personen_gesamt=4711,
        begruendung="Geheimgrund",
        ansprechperson="Frau Holunder",
        ansprech_email="holunder@ort.example",
        eigenanteil=Decimal("7123.00"),
    )
    Verbundanteil.objects.create(antrag=antrag, kommune=orte[1], vzae=Decimal("0.10"))
    Verbundanteil.objects.create(antrag=antrag, kommune=orte[2], vzae=Decimal("0.25"))
    return antrag


def test_of_a_draft_the_list_tells_that_it_is_there_and_nothing_else(client, lage):
    runde, orte, leute, amt = lage
    antrag = geheimer_entwurf(runde, orte, leute[1])
    for stand in ("", "entwurf", "schweigt"):
        gezeigt = text(hole(client, amt, "ruecklauf", runde, stand=stand))
        verraten = [wort for wort in (*GEHEIM, "Geheimbund", "0,25", "0,10") if wort in gezeigt]
        assert (verraten, reverse("antrag", args=[antrag.pk]) in gezeigt) == ([], False)
    assert "Entwurf begonnen" in text(hole(client, amt, "ruecklauf", runde, stand="entwurf"))


def test_the_partner_of_a_draft_is_silent_in_list_and_message(client, lage):
    runde, orte, leute, amt = lage
    geheimer_entwurf(runde, orte, leute[1])
    assert "Ehningen" in text(hole(client, amt, "ruecklauf", runde, stand="schweigt"))
    assert "gemeinsam" not in text(hole(client, amt, "ruecklauf", runde)).replace("Gemeinsam", "")


def test_states_are_counted_and_filtered_by_the_address(client, lage):
    runde, orte, leute, amt = lage
    antragsdienst.anlegen(kommune=orte[0], runde=runde, by=leute[0], heute=f.TAG)
    inanspruchnahme.erklaeren(kommune=orte[1], runde=runde, art="verzicht", by=leute[1], heute=f.TAG)
    antwort = hole(client, amt, "ruecklauf", runde, stand="verzicht")
    zahlen = [(tab.label, tab.count) for tab in antwort.context["tabs"]]
    assert zahlen == [("Alle", 3), ("Schweigt", 1), ("Entwurf begonnen", 1), ("Verzicht", 1)]
    assert [zeile.cells[0] for zeile in antwort.context["zeilen"]] == ["Bondorf"]


def test_an_unknown_filter_shows_all(client, lage):
    runde, _, _, amt = lage
    assert len(hole(client, amt, "ruecklauf", runde, stand="quatsch").context["zeilen"]) == 3


@pytest.mark.parametrize("mehr", [0, 12])
def test_the_list_costs_the_same_for_three_and_fifteen(client, lage, mehr):
    runde, orte, _, amt = lage
    for nr in range(mehr):
        f.kommune(orte[0].landkreis, f"Ort {nr}")
    hole(client, amt, "ruecklauf", runde)
    with CaptureQueriesContext(
        connection,
    ) as gezaehlt:
        hole(client, amt, "ruecklauf", runde)
    assert len(gezaehlt) <= 22


def test_the_message_is_shown_before_it_goes_and_goes_once(client, lage):
    runde, orte, leute, amt = lage
    antragsdienst.anlegen(kommune=orte[0], runde=runde, by=leute[0], heute=f.TAG)
    vorher = text(hole(client, amt, "ruecklauf_nachricht", runde))
    for wort in (
        "2 Kommunen erhalten",
        orte[1].postfach,
        orte[2].postfach,
        "Guten Tag,",
        "/verzicht/?kommune=",
    ):
        assert wort in vorher
    assert orte[0].postfach not in vorher
    client.post(reverse("ruecklauf_nachricht", args=[runde.pk]))
    nochmal = client.post(reverse("ruecklauf_nachricht", args=[runde.pk]))
    assert nochmal.status_code == 409
    assert Ruecklauferinnerung.objects.count() == 2
    assert "heute schon eine Nachricht erhalten" in text(hole(client, amt, "ruecklauf", runde))


def test_each_functional_mailbox_gets_one_mail_with_both_ways(client, lage):
    runde, orte, _, amt = lage
    relay()
    client.force_login(amt)
    client.post(reverse("ruecklauf_nachricht", args=[runde.pk]))
    relay()
    mails = Nachricht.objects.filter(kanal="email", art="ruecklauf")
    assert sorted(mails.values_list("empfaenger_adresse", flat=True)) == sorted(ort.postfach for ort in orte)
    mail = mails.get(kommune=orte[1])
    assert mail.betreff == "Runde 2027/28 · Bondorf – Noch kein Antrag eingegangen"
    assert f"/runden/{runde.pk}/verzicht/?kommune={orte[1].pk}" in mail.text
    assert "Mittwoch, 31.03.2027, 24:00 Uhr" in mail.text


def test_the_link_of_the_mail_says_what_a_waiver_means_and_one_button_declares_it(client, lage):
    runde, orte, leute, _ = lage
    gezeigt = text(hole(client, leute[1], "verzicht", runde, kommune=orte[1].pk))
    assert "Bondorf stellt in dieser Runde (Runde 2027/28) keinen Antrag" in gezeigt
    adresse = f"{reverse('verzicht', args=[runde.pk])}?kommune={orte[1].pk}"
    assert client.post(adresse).url == reverse("runde", args=[runde.pk])
    assert Inanspruchnahme.objects.get().art == "verzicht"
    assert "auf diese Runde verzichtet" in text(hole(client, leute[1], "runde", runde))
    client.post(adresse, {"zuruecknehmen": "1"})
    assert Inanspruchnahme.objects.get().art == "offen"


def test_the_tasks_show_open_rounds_and_what_was_waived(client, lage):
    runde, orte, leute, _ = lage
    client.force_login(leute[1])
    assert "Auf diese Runde verzichten" in text(client.get(reverse("aufgaben")))
    inanspruchnahme.erklaeren(kommune=orte[1], runde=runde, art="verzicht", by=leute[1], heute=f.TAG)
    assert "Verzichtet am" in text(client.get(reverse("aufgaben")))


def test_beginning_from_the_round_takes_the_waiver_back(client, lage):
    runde, orte, leute, _ = lage
    inanspruchnahme.erklaeren(kommune=orte[1], runde=runde, art="verzicht", by=leute[1], heute=f.TAG)
    client.force_login(leute[1])
    client.post(reverse("antrag_neu", args=[runde.pk]), {"kommune": orte[1].pk})
    assert (Antrag.objects.count(), Inanspruchnahme.objects.get().art) == (1, "offen")


def test_a_waiver_beside_an_application_explains_itself(client, lage):
    runde, orte, leute, _ = lage
    antragsdienst.anlegen(kommune=orte[1], runde=runde, by=leute[1], heute=f.TAG)
    gezeigt = text(hole(client, leute[1], "verzicht", runde))
    assert ("zieht ihn zuerst zurück" in gezeigt, "Auf diese Runde verzichten" in gezeigt) == (True, False)
    antwort = client.post(reverse("verzicht", args=[runde.pk]))
    assert antwort.status_code == 409
    assert "zieht ihn zuerst zurück" in text(antwort)


def test_nobody_opens_the_waiver_of_another_municipality(client, lage):
    runde, orte, leute, _ = lage
    assert hole(client, leute[0], "verzicht", runde, kommune=orte[1].pk).status_code == 404
    assert hole(client, leute[0], "verzicht", runde, kommune="9" * 30).status_code == 404


def test_the_office_records_by_telephone_with_day_and_words(client, lage):
    runde, orte, _, amt = lage
    adresse = f"{reverse('verzicht', args=[runde.pk])}?kommune={orte[1].pk}"
    client.force_login(amt)
    leer = client.post(adresse, {})
    assert set(leer.context["form"].errors) == {"wortlaut", "erklaert_am"}
    client.post(adresse, {"wortlaut": "Am Telefon: kein Bedarf", "erklaert_am": "17.03.2027"})
    assert Inanspruchnahme.objects.get().erklaert_am == date(2027, 3, 17)


def test_only_the_clerk_of_the_office_records_for_others(client, lage):
    runde, orte, _, _ = lage
    leitung = f.benutzer(Rolle.AMTSLEITUNG, orte[0].landkreis)
    assert hole(client, leitung, "verzicht", runde, kommune=orte[1].pk).status_code == 403


def test_the_round_leads_to_the_list_who_may_see_it(client, lage):
    runde, orte, leute, amt = lage
    weg = reverse("ruecklauf", args=[runde.pk])
    assert weg in text(hole(client, amt, "runde", runde))
    assert weg not in text(hole(client, leute[0], "runde", runde))
    assert weg not in text(hole(client, f.benutzer(Rolle.KAEMMEREI, orte[0].landkreis), "runde", runde))


def test_after_the_last_day_no_message_and_no_waiver(client):
    kreis = f.landkreis()
    runde = f.runde(kreis, antrag_bis=date(2027, 3, 17))
    ort = f.kommune(kreis)
    amt = f.benutzer(Rolle.SACHBEARBEITUNG, kreis)
    assert "abgelaufen" in text(hole(client, amt, "ruecklauf_nachricht", runde))
    client.force_login(f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort))
    assert client.post(reverse("verzicht", args=[runde.pk])).status_code == 409
    assert Foerderrunde.objects.count() == 1
