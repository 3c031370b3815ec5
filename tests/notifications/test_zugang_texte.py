"""Messages about accounts and substitution: to whom, without names, the link in the mail alone."""

from datetime import time, timedelta

import pytest

from antraege import zeit
from antraege.models import Einladung, Rolle, Vertretung
from antraege.services import einladung as einladungen
from antraege.services import vertretung as vertretungen
from antraege.services import zugang
from notifications.channels.email import brief
from notifications.models import Kanal
from tests import factories as f
from tests.notifications.hilfen import relay
from tests.notifications.test_texte import unstimmig

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tag():
    with zeit.gestellt(f.TAG, time(9)):
        yield


def an(nachrichten):
    """(text, channel, to) of each."""
    return {(n.art, n.kanal, n.empfaenger_adresse or n.benutzer.email) for n in nachrichten}


def test_an_invitation_goes_to_the_functional_mailbox_alone():
    kreis = f.landkreis()
    ort = f.kommune(kreis, "Bondorf")
    verwaltung = f.benutzer(Rolle.KOMMUNE_ZUGANG, kreis, ort)
    neu = Einladung(
        kommune=ort,
        landkreis=kreis,
        email="neu@ort.example",
        name="Berta Beispiel",
        rolle=Rolle.KOMMUNE_ZUGANG,
    )
    einladungen.einladen(einladung=neu, by=verwaltung, heute=f.TAG)
    (eine,) = relay()
    assert an([eine]) == {("einladung", Kanal.EMAIL, ort.postfach)}
    mail = brief(eine)
    assert mail.subject == "Bondorf – Einladung zu einem Zugang"
    assert einladungen.schluessel(neu) in mail.body
    assert "Der Link gilt bis 01.04.2027 und nur einmal." in mail.body
    assert einladungen.schluessel(neu) in mail.alternatives[0][0]
    assert "Beispiel" not in mail.body
    assert unstimmig(eine) == []
    eine.art = "hinweis"  # whatever another message says, it never gets the link
    assert einladungen.schluessel(neu) not in brief(eine).body


def test_what_happens_to_accounts_is_told_to_the_municipality():
    kreis = f.landkreis()
    ort = f.kommune(kreis)
    sb, clerk = (
        f.benutzer(Rolle.SACHBEARBEITUNG, kreis),
        f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort),
    )
    felder = {"kommune": ort, "landkreis": kreis, "name": "Neu", "rolle": Rolle.KOMMUNE_ZUGANG}
    erste = einladungen.einladen(einladung=Einladung(email="a@ort.example", **felder), by=sb, heute=f.TAG)
    einladungen.widerrufen(einladung=erste, by=sb, heute=f.TAG)
    zweite = Einladung(email="b@ort.example", **felder)
    einladungen.wiederherstellen(einladung=zweite, stilllegen=[], by=sb, heute=f.TAG)
    konto = einladungen.Konto("Neu", "", "ein-langes-passwort")
    einladungen.annehmen(einladung=zweite, person=None, konto=konto, heute=f.TAG)
    zugang.beenden(mitgliedschaft=clerk.mitgliedschaften.get(), zum=f.TAG, by=sb, heute=f.TAG)
    nachrichten = relay()
    assert {n.art for n in nachrichten} == {
        "einladung",
        "zugang_widerrufen",
        "zugang_wiederhergestellt",
        "zugang_angenommen",
        "zugang_beendet",
    }
    assert {n.empfaenger_adresse for n in nachrichten if n.kanal == Kanal.EMAIL} == {ort.postfach}
    assert [unstimmig(n) for n in nachrichten if unstimmig(n)] == []


def test_both_hear_of_a_substitution_and_of_its_end():
    kreis = f.landkreis()
    sb, gs, al = (
        f.benutzer(rolle, kreis)
        for rolle in (Rolle.SACHBEARBEITUNG, Rolle.GESCHAEFTSSTELLE, Rolle.AMTSLEITUNG)
    )
    neu = Vertretung(fuer=sb, durch=gs, landkreis=kreis, von=f.TAG, bis=f.TAG + timedelta(days=4))
    vertretungen.eintragen(vertretung=neu, by=al, heute=f.TAG)
    nachrichten = relay()
    assert an(nachrichten) == {
        (art, kanal, person.email)
        for art, person in (("vertretung_abwesend", sb), ("vertretung_uebernimmt", gs))
        for kanal in (Kanal.EMAIL, Kanal.PORTAL)
    }
    assert "vom 18.03.2027 bis 22.03.2027" in nachrichten[0].text
    vertretungen.beenden(vertretung=neu, by=al, heute=f.TAG)
    ende = [n for n in relay() if n.art == "vertretung_beendet"]
    assert {n.benutzer for n in ende if n.kanal == Kanal.PORTAL} == {sb, gs}
    assert [unstimmig(n) for n in [*nachrichten, *ende] if unstimmig(n)] == []
    assert not [n for n in [*nachrichten, *ende] if str(sb) in n.text or str(gs) in n.text]
