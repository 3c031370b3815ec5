"""What is not possible says why and who can, also around the notice and on a paper; who may override is led there."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Bescheid, Rolle
from antraege.rechte.antrag import VOR_DEM_BESCHEID
from antraege.rechte.bescheid import IN_ARBEIT, VORGELEGT
from antraege.rechte.gremium import FEDERFUEHREND
from antraege.rechte.zustellung import ABRUF_VORBEI, OHNE_VERZICHT
from antraege.services import bescheid
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege import folgefall as ff
from tests.antraege import rechtsbehelffall as rb
from tests.antraege.test_bescheid import JULI, bereit
from tests.antraege.test_haushalt import entworfen, mit_haushalt
from tests.notifications.test_ausgang import relay

pytestmark = pytest.mark.django_db
AUSNAHME = "Ausnahme vom Haushaltsvorbehalt zulassen"


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(JULI, time(11, 0)):
        yield


def seite(client, person, antrag):
    client.force_login(person)
    return client.get(reverse("antrag", args=[antrag.pk])).context


def verwehrt(client, person, antrag):
    return {act.label: act.reason for act in seite(client, person, antrag)["nicht_moeglich"]}


def moeglich(client, person, antrag):
    return {act.label: act.reason or act.url for act in seite(client, person, antrag)["handlungen"]}


@pytest.mark.parametrize(("felder", "angeboten"), [({"in_kraft_am": None}, True), ({}, False)])
def test_whoever_may_let_it_go_before_the_budget_is_led_there(client, felder, angeboten):
    antrag, amt = mit_haushalt(**felder)
    url = reverse("haushalt_ausnahme", args=[bescheid.aktueller(antrag).pk])
    for rolle in (Rolle.KAEMMEREI, Rolle.AMTSLEITUNG):
        acts = moeglich(client, f.benutzer(rolle, amt.kreis), antrag)
        assert acts.get(AUSNAHME) == (url if angeboten else None), rolle
    assert AUSNAHME not in moeglich(client, amt.sachgebietsleitung, antrag)


@pytest.mark.parametrize(("felder", "gesagt"), [({"in_kraft_am": None}, 1), ({}, 0)])
def test_the_kaemmerei_is_told_of_a_draft_that_waits_for_the_budget(felder, gesagt):
    _antrag, amt = mit_haushalt(**felder)
    person = f.benutzer(Rolle.KAEMMEREI, amt.kreis)
    betreffe = [n.betreff for n in relay() if n.benutzer == person]
    assert len([b for b in betreffe if "Ausnahme" in b]) == gesagt


def test_decided_the_office_reads_who_drafts_releases_and_returns(client):
    antrag, amt = b.beschlossen()
    leitung = verwehrt(client, amt.sachgebietsleitung, antrag)
    assert leitung["Bescheid entwerfen"] == "Das ist der Rolle Sachbearbeitung Förderung vorbehalten."
    assert leitung["Bescheid freigeben"].startswith("Es gibt noch keinen Entwurf des Bescheids.")
    assert "Bescheid entwerfen" not in verwehrt(client, amt.sachbearbeitung, antrag)


def test_who_drafted_it_reads_that_another_person_releases(client):
    antrag, amt = mit_haushalt()
    Bescheid.objects.filter(antrag=antrag).update(in_arbeit=True)
    Bescheid.objects.filter(antrag=antrag).update(entworfen_von=amt.sachgebietsleitung, in_arbeit=False)
    acts = verwehrt(client, amt.sachgebietsleitung, antrag)
    for label in ("Bescheid freigeben", "Entwurf des Bescheids zurückgeben"):
        assert acts[label].startswith("Sie haben den Bescheid selbst entworfen."), label
    assert "Bescheid freigeben" not in verwehrt(client, amt.amtsleitung, antrag)


def test_a_draft_that_waits_for_its_release_says_so_and_one_sent_back_too(client):
    antrag, amt = mit_haushalt()
    wartet = verwehrt(client, amt.sachbearbeitung, antrag)
    assert wartet["Bescheid entwerfen"] == f"{IN_ARBEIT.satz} Das kann: {IN_ARBEIT.wer}."
    assert "Bescheid freigeben" not in verwehrt(client, amt.sachgebietsleitung, antrag)
    ff.zurueckgegeben(antrag, amt, JULI)
    zurueck = verwehrt(client, amt.sachgebietsleitung, antrag)
    for label in ("Bescheid freigeben", "Entwurf des Bescheids zurückgeben"):
        assert zurueck[label] == f"{VORGELEGT.satz} Das kann: {VORGELEGT.wer}.", label
    assert "Bescheid entwerfen" not in verwehrt(client, amt.sachbearbeitung, antrag)


def test_a_later_draft_that_waits_says_so(client):
    antrag, amt = ff.bekannt()
    ff.entworfen(antrag, amt, "widerruf")
    wartet = verwehrt(client, amt.sachbearbeitung, antrag)
    for label in ("Folgebescheid entwerfen", "Entwurf des Folgebescheids verwerfen"):
        assert wartet[label].startswith(IN_ARBEIT.satz), label
    ff.zurueckgegeben(antrag, amt)
    assert verwehrt(client, amt.sachgebietsleitung, antrag)["Bescheid freigeben"].startswith(VORGELEGT.satz)
    assert "Folgebescheid entwerfen" not in verwehrt(client, amt.sachbearbeitung, antrag)


def test_while_a_notice_can_be_fetched_posting_it_says_why_not(client):
    antrag, amt, papier = bereit()
    satz = verwehrt(client, amt.sachbearbeitung, antrag)["Bescheid per Post senden"]
    assert satz == f"{ABRUF_VORBEI.satz} Das kann: {ABRUF_VORBEI.wer}."
    with pytest.raises(Verweigert, match="liegt im Portal zum Abruf"):
        bescheid.versenden(antrag=antrag, versandt_am=JULI, by=amt.sachbearbeitung, heute=JULI)
    Bescheid.objects.filter(pk=papier.pk).update(weg="post")
    assert "Bescheid per Post senden" not in verwehrt(client, amt.sachbearbeitung, antrag)


def test_no_draft_in_work_is_released_and_none_that_waits_rewritten_by_the_database():
    antrag, amt = mit_haushalt()
    entwurf = Bescheid.objects.filter(antrag=antrag)
    with pytest.raises(IntegrityError, match="liegt zur Freigabe vor"), transaction.atomic():
        entwurf.update(begruendung="Anders.")
    with pytest.raises(Verweigert, match="liegt zur Freigabe vor"):
        entworfen(antrag, amt)
    ff.zurueckgegeben(antrag, amt, JULI)
    freigabe = {"nummer": "X-1", "datum": JULI, "freigegeben_von": amt.sachgebietsleitung}
    with pytest.raises(IntegrityError, match="bescheid_in_arbeit_nicht_freigegeben"), transaction.atomic():
        entwurf.update(status="freigegeben", **freigabe)
    with pytest.raises(Verweigert, match="noch in Arbeit"):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)


def test_after_the_notice_withdrawal_gives_the_sentence_of_its_right(client):
    papier, _ = rb.fall()
    satz = moeglich(client, papier.antrag.angelegt_von, papier.antrag)["Antrag zurückziehen"]
    assert satz == f"{VOR_DEM_BESCHEID.satz} Das kann: Landratsamt."


def test_after_a_waiver_the_action_at_court_says_why_not(client):
    papier, amt = rb.fall()
    rb.verzichten(papier)
    with zeit.gestellt(rb.BEKANNT, time(12)):
        (eintrag,) = seite(client, amt.sachbearbeitung, papier.antrag)["rechtsbehelfe"]
    gruende = {act.label: act.reason for act in eintrag["acts"]}
    assert gruende == {"Widerspruch erfassen": "", "Klage erfassen": OHNE_VERZICHT.satz}


def test_the_page_of_a_paper_names_who_can(client):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    papier = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    client.force_login(amt.sachbearbeitung)
    acts = client.get(reverse("vorlage", args=[papier.pk])).context["handlungen"]
    gruende = {act.label: act.reason for act in acts}
    assert gruende["Neue Fassung beginnen"] == (
        f"{FEDERFUEHREND.satz} Das kann: {papier.get_federfuehrung_display()}."
    )
