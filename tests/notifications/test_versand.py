"""Delivery to a real SMTP server: what it answers decides what becomes of the message."""

import asyncio
import socket
import threading
from collections import Counter
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import connections
from django.db.models.functions import Now

from antraege.models import Benutzer
from notifications import ausgang
from notifications.channels import email
from notifications.models import HOECHSTENS_VERSUCHE, Lesezeichen, Nachricht, Status
from tests import factories as f
from tests.notifications.hilfen import eintrag, relay

pytestmark = pytest.mark.django_db


def freier_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postamt:
    """Takes mail, or answers as it was told to; a code for an address wins over the one for all."""

    def __init__(self) -> None:
        self.mails, self.rcpt, self.data, self.pause = [], {}, "250 OK", 0.0

    async def handle_RCPT(self, server, session, envelope, address, options):
        antwort = self.rcpt.get(address, "250 OK")
        if antwort.startswith("250"):
            envelope.rcpt_tos.append(address)
        return antwort

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.pause)
        if self.data.startswith("250"):
            self.mails.append(envelope.content.decode())
        return self.data


@pytest.fixture
def postamt(settings):
    """An SMTP server on its own port, which the settings send to."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    port = freier_port()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    amt = Postamt()
    controller = Controller(amt, hostname="127.0.0.1", port=port)
    controller.start()
    yield amt
    controller.stop()


def briefe(anzahl: int = 1) -> list[Nachricht]:
    """Messages to as many towns, waiting."""
    for _ in range(anzahl):
        antrag, _clerk = f.entwurf()
        eintrag(antrag)
    return [n for n in relay() if n.kanal == "email"]


def stand(nachricht: Nachricht) -> tuple[str, int, int]:
    """State, tries without an answer, deferrals."""
    nachricht.refresh_from_db()
    return nachricht.status, nachricht.versuche, nachricht.aufschuebe


def faellig_machen() -> None:
    """Let waiting times and leases run out."""
    Nachricht.objects.update(naechster_versuch=Now())
    Nachricht.objects.filter(lease_bis__isnull=False).update(lease_bis=Now() - timedelta(seconds=1))


def message_ids(amt: Postamt) -> list[str]:
    return [zeile for mail in amt.mails for zeile in mail.splitlines() if zeile.startswith("Message-ID")]


def test_each_mail_goes_out_once(postamt):
    briefe(3)
    assert ausgang.versenden() == 3
    assert ausgang.versenden() == 0
    assert len(set(message_ids(postamt))) == len(postamt.mails) == 3


def test_headers_name_sender_reply_address_and_machine(postamt):
    brief = briefe()[0]
    ausgang.versenden()
    kopf = postamt.mails[0].split("\r\n\r\n")[0]
    assert f"Reply-To: {brief.landkreis.postfach}" in kopf
    assert "Auto-Submitted: auto-generated" in kopf
    assert "Date: Thu, 18 Mar 2027 10:42:00 +0100" in kopf


def test_killed_between_sending_and_marking_the_copy_has_the_same_id(postamt):
    brief = briefe()[0]
    email.deliver(ausgang.beanspruchen())  # and here the worker dies
    assert ausgang.versenden() == 0  # its lease holds
    faellig_machen()
    assert ausgang.versenden() == 1
    assert len(postamt.mails) == 2
    assert set(message_ids(postamt)) == {f"Message-ID: {brief.message_id}"}


def test_a_server_that_is_down_costs_no_attempt_and_stops_the_run(settings, mailoutbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", freier_port()
    eins, zwei = briefe(2)
    assert ausgang.versenden() == 0
    assert (stand(eins), stand(zwei)) == (("wartend", 0, 0), ("wartend", 0, 0))
    assert "refused" in Nachricht.objects.get(pk=eins.pk).fehler
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    faellig_machen()
    assert ausgang.versenden() == 2


def test_a_login_that_is_refused_is_our_fault_not_the_recipients(postamt, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "foerderlauf", "falsch"
    brief = briefe()[0]
    assert ausgang.versenden() == 0
    assert stand(brief) == ("wartend", 0, 0)


def test_a_server_that_stalls_costs_no_attempt(postamt, settings):
    settings.EMAIL_TIMEOUT, postamt.pause = 0.3, 1.0
    brief = briefe()[0]
    assert ausgang.versenden() == 0
    assert stand(brief) == ("wartend", 0, 0)


@pytest.mark.parametrize(
    ("antwort", "erwartet"),
    [
        ("450 4.2.1 voll", ("wartend", 0, 1)),
        ("550 5.1.1 unbekannt", ("fehlgeschlagen", 1, 0)),
        ("421 4.3.2 gleich wieder", ("wartend", 0, 0)),
    ],
)
def test_the_answer_to_a_recipient_decides(postamt, antwort, erwartet):
    schlecht, gut = briefe(2)
    postamt.rcpt[schlecht.empfaenger_adresse] = antwort
    ausgang.versenden()
    assert stand(schlecht) == erwartet
    ausgang.versenden()
    assert stand(gut)[0] == Status.GESENDET


@pytest.mark.parametrize(
    ("antwort", "erwartet"),
    [("451 4.3.0 später", ("wartend", 0, 1)), ("554 5.7.1 abgelehnt", ("fehlgeschlagen", 1, 0))],
)
def test_the_answer_to_the_content_decides(postamt, antwort, erwartet):
    brief = briefe()[0]
    postamt.data = antwort
    ausgang.versenden()
    assert stand(brief) == erwartet


def test_deferrals_wait_longer_each_time_and_end_after_five_days(postamt):
    brief = briefe()[0]
    postamt.data = "451 später"
    pausen = []
    for _ in range(5):
        faellig_machen()
        ausgang.versenden()
        brief.refresh_from_db()
        pausen.append(round((brief.naechster_versuch - brief.erstellt).total_seconds() / 60))
    assert pausen == [1, 5, 15, 60, 60]
    Nachricht.objects.update(erstellt=Now() - timedelta(days=5, minutes=1), naechster_versuch=Now())
    ausgang.versenden()
    assert stand(brief)[0] == Status.FEHLGESCHLAGEN


def test_a_message_that_kills_its_worker_is_parked_and_the_others_go_out(postamt):
    giftig = briefe()[0]
    for _ in range(HOECHSTENS_VERSUCHE):
        assert ausgang.beanspruchen() == giftig  # and the worker dies
        faellig_machen()
    gut = briefe()[-1]
    assert ausgang.versenden() == 1
    assert (stand(giftig)[0], stand(gut)[0]) == (Status.GEPARKT, Status.GESENDET)


def test_an_unexpected_error_parks_after_five_tries(monkeypatch):
    def platzt(nachricht):
        raise RuntimeError("kaputt")

    monkeypatch.setattr(ausgang, "KANAELE", {"email": platzt})
    brief = briefe()[0]
    for _ in range(HOECHSTENS_VERSUCHE + 2):
        ausgang.versenden()
        faellig_machen()
    assert stand(brief)[:2] == (Status.GEPARKT, HOECHSTENS_VERSUCHE)


def test_whoever_lost_the_lease_does_not_overwrite_the_new_owner(postamt):
    briefe()
    alt = ausgang.beanspruchen()
    faellig_machen()
    neu = ausgang.beanspruchen()
    ausgang._enden(alt, Status.FEHLGESCHLAGEN, RuntimeError("zu spät"))
    assert stand(neu)[0] == Status.IN_VERSAND


def nebenlaeufig(anzahl: int, tun) -> None:
    """Run ``tun`` in threads at once, each with a connection of its own."""
    start = threading.Barrier(anzahl)

    def lauf():
        start.wait()
        try:
            tun()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=lauf) for _ in range(anzahl)]
    [t.start() for t in threads]
    [t.join() for t in threads]


@pytest.mark.django_db(transaction=True)
def test_two_relays_write_each_message_once():
    antrag, _ = f.entwurf()
    for _ in range(40):
        eintrag(antrag)
    nebenlaeufig(4, lambda: [ausgang.uebertragen(limit=5) for _ in range(40)])
    while ausgang.uebertragen():
        pass
    je_eintrag = Counter(Nachricht.objects.filter(kanal="email").values_list("eintrag", flat=True))
    assert len(je_eintrag) == 40
    assert set(je_eintrag.values()) == {1}


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_mail_once(postamt):
    antrag, _ = f.entwurf()
    for _ in range(30):
        eintrag(antrag)
    while ausgang.uebertragen():
        pass
    nebenlaeufig(4, ausgang.versenden)
    assert len(postamt.mails) == len(set(message_ids(postamt))) == 30


@pytest.mark.django_db(transaction=True)
def test_the_relay_reads_in_commit_order_and_skips_nothing():
    antrag, _ = f.entwurf()
    nebenlaeufig(
        6,
        lambda: [
            eintrag(antrag, benutzer=Benutzer.objects.get(pk=antrag.angelegt_von_id))
            and ausgang.uebertragen(limit=3)
            for _ in range(10)
        ],
    )
    while ausgang.uebertragen():
        pass
    gelesen = set(
        Nachricht.objects.filter(kanal="email", art="vollstaendig").values_list("eintrag", flat=True)
    )
    assert len(gelesen) == 60
    assert Lesezeichen.objects.get().nr == antrag.protokoll.count()
