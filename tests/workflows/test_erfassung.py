"""Applications that came another way: the time on the envelope counts, nothing missing stops them, a draft is replaced."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Anlage,
    Eingangsweg,
    Ereignis,
    Frist,
    Protokolleintrag,
    Rolle,
    Status,
    Unterlagenregel,
)
from antraege.services import antrag as antragsdienst
from antraege.services import pruefung
from antraege.services.erfassung import Eingang
from tests import dateiproben as proben
from tests import factories as f
from tests.notifications.hilfen import ohne_tore, relay
from workflows import verfahren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
UM_ZEHN = datetime.combine(f.TAG, time(10, 0), zeit.BERLIN)
MAIL = b"From: hauptamt@ort.example\r\nDate: Wed, 31 Mar 2027 23:52:00 +0200\r\nSubject: Antrag\r\n\r\nAnbei.\r\n"


@pytest.fixture
def runde():
    return f.runde(f.landkreis())


@pytest.fixture
def sb(runde):
    return f.benutzer(Rolle.SACHBEARBEITUNG, runde.programm.landkreis)


def erfasse(runde, sb, kommune=None, weg=Eingangsweg.POST, am=UM_ZEHN, grund="", **mehr):
    werte = {
        "felder": {"begruendung": "Betreuung.", "beantragt_vzae": Decimal("0.50")},
        "datei": proben.datei(proben.pdf(), "Antrag.pdf"),
    } | mehr
    return verfahren.antrag_erfassen(
        kommune=kommune or f.kommune(runde.programm.landkreis),
        runde=runde,
        eingang=Eingang(weg, am, grund),
        by=sb,
        heute=f.TAG,
        **werte,
    )


def knoten(antrag):
    return [aufgabe.knoten for aufgabe in verfahren.offene_aufgaben(antrag)]


def test_an_incomplete_paper_is_received_and_waits_for_the_formal_check(runde, sb):
    antrag = erfasse(runde, sb)
    antrag.refresh_from_db()
    assert (antrag.status, antrag.eingegangen_am, antrag.verspaetet) == (Status.EINGEREICHT, UM_ZEHN, False)
    assert antrag.vorgangsnummer.endswith("-0001")
    assert (antrag.eingangsweg, antrag.beantragt_betrag) == (Eingangsweg.POST, Decimal("24000.00"))
    assert knoten(antrag) == ["formale_pruefung"]


def test_one_act_leaves_one_entry_effective_on_the_day_of_receipt(runde, sb):
    antrag = erfasse(runde, sb, am=UM_ZEHN - timedelta(days=3))
    eintrag = Protokolleintrag.objects.get(antrag=antrag)
    assert (eintrag.art, eintrag.wirksam_am) == (Ereignis.ANTRAG_ERFASST, f.TAG - timedelta(days=3))
    assert eintrag.text.text == "Post, 15.03.2027, 10:00\N{NO-BREAK SPACE}Uhr"
    assert eintrag.sichtbar_kommune


def test_the_original_and_what_it_said_are_kept(runde, sb):
    antrag = erfasse(runde, sb, weg=Eingangsweg.EMAIL, datei=proben.datei(MAIL, "Antrag.eml"))
    original = antrag.anlagen.get()
    assert (original.art, original.inhaltstyp) == (Anlage.Art.ORIGINAL, "message/rfc822")
    einreichung = antrag.einreichungen.get()
    assert (einreichung.weg, einreichung.eingegangen_am) == (Eingangsweg.EMAIL, UM_ZEHN)


def test_late_by_the_time_on_the_envelope(runde, sb):
    mitternacht = datetime.combine(f.SCHLUSS, time.min, zeit.BERLIN) + timedelta(days=1)
    with zeit.gestellt(f.SCHLUSS + timedelta(days=5)):
        puenktlich = erfasse(runde, sb, am=mitternacht - timedelta(minutes=1))
        spaet = erfasse(runde, sb, am=mitternacht, grund="Bote stand im Stau.")
    assert (puenktlich.verspaetet, knoten(puenktlich)) == (False, ["formale_pruefung"])
    assert (spaet.verspaetet, spaet.verspaetung_grund) == (True, "Bote stand im Stau.")
    assert knoten(spaet) == ["verspaetung_pruefen"]


def test_in_time_but_entered_after_the_last_day_stands_in_the_log(runde, sb):
    with zeit.gestellt(f.SCHLUSS + timedelta(days=5), time(9)):
        antrag = erfasse(runde, sb)
    worte = Protokolleintrag.objects.get(antrag=antrag).text.text
    tag = f"{f.SCHLUSS + timedelta(days=5):%d.%m.%Y}"
    assert not antrag.verspaetet
    assert f"Rechtzeitig eingegangen, erst nach der Antragsfrist erfasst: {tag}" in worte


def test_the_office_returns_it_like_any_other(runde, sb):
    antrag = erfasse(runde, sb)
    verfahren.schritt(
        antrag,
        "formale_pruefung",
        pruefung.zurueckgeben,
        by=sb,
        heute=f.TAG,
        anmerkungen=[("eigenanteil", "Bitte ergänzen.")],
    )
    assert (antrag.status, knoten(antrag)) == (Status.NACHFORDERUNG, ["ergaenzung"])


def test_an_announced_decision_opens_its_deadline(runde, sb):
    antrag = erfasse(runde, sb, felder={"beschluss_folgt": True})
    assert Frist.objects.offen().get(antrag=antrag).art == Frist.Art.NACHREICHUNG


def test_a_draft_is_replaced_and_stays_readable(runde, sb):
    ort = f.kommune(runde.programm.landkreis)
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, ort.landkreis, ort)
    entwurf = verfahren.antrag_anlegen(kommune=ort, runde=runde, by=clerk, heute=f.TAG)
    with pytest.raises(Konflikt):
        erfasse(runde, sb, ort)
    antrag = erfasse(runde, sb, ort, ersetzt=entwurf)
    entwurf.refresh_from_db()
    assert (entwurf.status, entwurf.eingegangen_am, knoten(entwurf)) == (Status.ZURUECKGEZOGEN, None, [])
    assert entwurf.ansprechperson == clerk.name
    assert list(type(entwurf).objects.visible_to(sb)) == [antrag]
    assert entwurf in type(entwurf).objects.visible_to(clerk)
    assert Protokolleintrag.objects.filter(antrag=entwurf).last().art == Ereignis.ENTWURF_ERSETZT
    assert not Frist.objects.offen().filter(antrag=entwurf)


def test_a_draft_submitted_meanwhile_is_not_replaced(runde, sb):
    antrag, clerk = f.entwurf(rd=runde)
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    with pytest.raises(Konflikt, match="schon einen Antrag"):
        erfasse(runde, sb, antrag.kommune)


@pytest.mark.parametrize(
    ("mehr", "feld"),
    [
        ({"am": UM_ZEHN + timedelta(hours=2)}, "eingegangen_am"),
        (
            {"am": datetime.combine(f.OEFFNUNG - timedelta(days=1), time(23, 0), zeit.BERLIN)},
            "eingegangen_am",
        ),
        ({"weg": Eingangsweg.PORTAL}, "weg"),
        ({"weg": "brieftaube"}, "weg"),
        ({"datei": None}, "datei"),
        ({"datei": proben.datei(b"kein PDF", "Antrag.pdf")}, "datei"),
    ],
)
def test_what_cannot_be_received_says_so_at_its_field(runde, sb, mehr, feld):
    with pytest.raises(ValidationError) as fehler:
        erfasse(runde, sb, **mehr)
    assert list(fehler.value.message_dict) == [feld]
    assert not runde.antraege.exists()


def test_a_telephone_note_needs_no_original(runde, sb):
    assert erfasse(runde, sb, weg=Eingangsweg.TELEFON, datei=None).anlagen.count() == 0


@pytest.mark.parametrize("rolle", [Rolle.SACHGEBIETSLEITUNG, Rolle.KAEMMEREI, Rolle.GESCHAEFTSSTELLE])
def test_other_roles_enter_nothing(runde, rolle):
    with pytest.raises(Verweigert):
        erfasse(runde, f.benutzer(rolle, runde.programm.landkreis))


def test_another_districts_officer_and_municipality_are_refused(runde, sb):
    with pytest.raises(Verweigert):
        erfasse(runde, f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis()))
    with pytest.raises(Verweigert):
        erfasse(runde, sb, f.kommune())


def test_who_acts_for_the_municipality_does_not_receive_its_application(runde, sb):
    ort = f.kommune(runde.programm.landkreis)
    sb.mitgliedschaften.create(
        rolle=Rolle.KOMMUNE_SACHBEARBEITUNG, landkreis=ort.landkreis, kommune=ort, von=f.OEFFNUNG
    )
    with pytest.raises(Verweigert, match="wirkt an ihrem Antrag nicht mit"):
        erfasse(runde, sb, ort)


def test_a_round_in_preparation_takes_nothing():
    runde = f.runde(f.landkreis(), status="entwurf")
    with pytest.raises(Verweigert, match="noch keine"):
        erfasse(runde, f.benutzer(Rolle.SACHBEARBEITUNG, runde.programm.landkreis))


def test_the_receipt_names_the_papers_that_are_to_follow(runde, sb):
    with ohne_tore():
        Unterlagenregel.objects.create(fassung=runde.fassung, art=Anlage.Art.KOSTENPLAN, nachreichbar=True)
    erfasse(runde, sb)
    (mail,) = [n for n in relay() if n.art == "erfasst"]
    assert "nach: Kosten- und Finanzierungsplan." in mail.text
    assert "Beschluss" not in mail.text


def test_the_task_of_a_replaced_draft_says_what_became_of_it(runde, sb, client):
    ort = f.kommune(runde.programm.landkreis)
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, ort.landkreis, ort)
    entwurf = verfahren.antrag_anlegen(kommune=ort, runde=runde, by=clerk, heute=f.TAG)
    pk = verfahren.offene_aufgaben(entwurf).get().pk
    erfasse(runde, sb, ort, ersetzt=entwurf)
    client.force_login(clerk)
    antwort = client.post(f"/aufgaben/{pk}/", {"act": "einreichen"})
    assert antwort.status_code == 409
    assert "ist entfallen: Der Antrag wurde zurückgezogen oder ersetzt." in antwort.content.decode()
