"""From the log to messages: who hears what, once, and nobody who must not."""

from datetime import time

import pytest
from django.db import transaction

from antraege import zeit
from antraege.models import Ereignis, Rolle
from antraege.services import antrag as dienst
from antraege.services.empfehlung import empfehlen
from antraege.services.pruefung import vollstaendigkeit_feststellen
from notifications import ausgang
from notifications.catalogue import KATALOG, kommune
from notifications.models import Kanal, Lesezeichen, Nachricht, Status
from tests import factories as f
from tests.notifications.hilfen import eintrag, relay, siegeln

pytestmark = pytest.mark.django_db


def eingereicht():
    """A submitted application, its clerk and an officer of the district."""
    antrag, clerk = f.entwurf()
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    with zeit.gestellt(f.TAG, time(10, 42)):
        dienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    return antrag, clerk, officer


def test_submission_tells_mailbox_clerk_and_officer():
    antrag, clerk, officer = eingereicht()
    an = [(n.art, n.kanal, n.empfaenger_adresse or n.benutzer) for n in relay()]
    assert an == [
        ("eingang", "email", antrag.kommune.postfach),
        ("eingang", "portal", clerk),
        ("aufgabe", "portal", officer),
    ]


def test_receipt_reads_as_agreed():
    antrag, *_ = eingereicht()
    brief = relay()[0]
    assert brief.betreff == f"{antrag.vorgangsnummer} – Ihr Antrag ist eingegangen"
    assert brief.text.startswith(
        "Guten Tag,\n\nIhr Antrag zur Förderrunde Runde 2027/28 ist am 18.03.2027 um 10:42\xa0Uhr eingegangen."
    )
    assert (
        "Diese Nachricht bestätigt nur den Eingang, nicht die Vollständigkeit und nicht die Förderung."
        in brief.text
    )
    assert brief.text.endswith(f"07031 663-0 · {antrag.landkreis.postfach}\n")


def test_a_second_reading_writes_nothing_new():
    eingereicht()
    zuerst = len(relay())
    Lesezeichen.objects.update(nr=0)
    assert len(relay()) == zuerst == 3


def test_a_rolled_back_act_tells_nobody():
    antrag, clerk = f.entwurf()
    with zeit.gestellt(f.TAG), transaction.atomic():
        dienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
        transaction.set_rollback(True)
    assert relay() == []


def test_what_the_log_hides_never_reaches_a_municipality():
    antrag, *_ = eingereicht()
    relay()
    Nachricht.objects.all().delete()
    for art in Ereignis:
        eintrag(antrag, art, sichtbar_kommune=False)
    nachrichten = relay()
    assert {n.kanal for n in nachrichten} == {Kanal.EMAIL, Kanal.PORTAL}  # the district's
    assert [n for n in nachrichten if n.kommune or n.empfaenger_adresse == antrag.kommune.postfach] == []


def test_loaded_history_tells_nobody():
    antrag, _ = f.entwurf()
    for art in Ereignis:
        eintrag(antrag, art, historisch=True)
    assert relay() == []


def test_the_district_hears_nothing_of_a_draft():
    antrag, clerk = f.entwurf()
    f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    with zeit.gestellt(f.TAG):
        dienst.zurueckziehen(antrag=antrag, grund="Irrtum", by=clerk, heute=f.TAG)
    assert {n.kommune for n in relay()} == {antrag.kommune}


def test_other_offices_hear_nothing():
    antrag, *_ = eingereicht()
    fremd = f.landkreis()
    f.benutzer(Rolle.SACHBEARBEITUNG, fremd)
    f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fremd, f.kommune(fremd))
    assert {n.benutzer.aktive_mitgliedschaften[0].landkreis for n in relay() if n.benutzer} == {
        antrag.landkreis
    }


def test_ended_memberships_and_closed_accounts_hear_nothing():
    _, clerk, officer = eingereicht()
    clerk.mitgliedschaften.update(bis="2027-03-17")
    officer.is_active = False
    officer.save()
    with zeit.gestellt(f.TAG):
        assert [n.kanal for n in relay()] == [Kanal.EMAIL]


def test_a_line_break_in_a_name_begins_no_header(mailoutbox):
    antrag, *_ = eingereicht()
    antrag.runde.name = "Runde\r\nBcc: fremd@example.org"
    antrag.runde.save()
    antrag.kommune.name = "Ort\nBcc: fremd@example.org"
    antrag.kommune.save()
    relay()
    ausgang.versenden()
    assert all(m.message()["Bcc"] is None and len(m.recipients()) == 1 for m in mailoutbox)
    assert mailoutbox


def test_an_address_with_a_line_break_is_never_sent_and_stays_visible(mailoutbox):
    antrag, *_ = eingereicht()
    type(antrag.kommune).objects.filter(pk=antrag.kommune_id).update(
        postfach="a@b.example\nBcc: fremd@example.org"
    )
    relay()
    ausgang.versenden()
    assert mailoutbox == []
    assert Nachricht.objects.get(kanal=Kanal.EMAIL).status == Status.FEHLGESCHLAGEN


def test_a_cut_is_put_to_the_town_without_figures():
    antrag, _, officer = eingereicht()
    with zeit.gestellt(f.TAG):
        vollstaendigkeit_feststellen(antrag=antrag, by=officer, heute=f.TAG)
        empfehlen(
            antrag=antrag, vzae=antrag.beantragt_vzae / 2, begruendung="Geheim 0,25", by=officer, heute=f.TAG
        )
    text = next(n.text for n in relay() if n.art == "stellungnahme" and n.kanal == Kanal.EMAIL)
    assert "25.03.2027, 24:00 Uhr" in text
    assert "0,25" not in text


def test_every_event_is_in_the_catalogue():
    assert set(KATALOG) == set(Ereignis)


def test_a_text_that_cannot_be_written_is_parked_and_the_rest_goes_on(monkeypatch):
    monkeypatch.setitem(KATALOG, Ereignis.ANTRAG_ERGAENZT, (kommune("gibt_es_nicht"),))
    antrag, *_ = eingereicht()
    eintrag(antrag, Ereignis.ANTRAG_ERGAENZT)
    eintrag(antrag)
    stand = [(n.art, n.status) for n in relay() if n.kanal == Kanal.EMAIL]
    assert stand == [("eingang", "wartend"), ("gibt_es_nicht", "geparkt"), ("vollstaendig", "wartend")]


def test_sealing_is_needed_before_the_relay_reads():
    antrag, _ = f.entwurf()
    siegeln()
    while ausgang.uebertragen():
        pass
    eintrag(antrag)
    assert ausgang.uebertragen() == 0


def test_a_deadline_that_passed_is_named_to_the_officer():
    antrag, *_ = eingereicht()
    frist = antrag.fristen.get()
    eintrag(antrag, Ereignis.FRIST_ABGELAUFEN, objekt_art="frist", objekt_id=frist.pk)
    assert relay()[-1].betreff == f"{antrag.vorgangsnummer} – Frist abgelaufen: Antragsfrist"
