"""Remedies among each other, by service and by plain SQL: after a judgment, after a decision, with their days and persons."""

from copy import deepcopy
from datetime import date, datetime, time
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from antraege import zeit
from antraege.berechtigungen import may
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Benutzer, Bescheid, Frist, Klage, Widerspruch
from antraege.services.regelsatz import als_konflikt
from antraege.views import klagen as klageseite
from antraege.views.rechtsbehelfe import block
from antraege.views.widersprueche import wirkung
from tests import factories as f
from tests.antraege import rechtsbehelffall
from tests.antraege.rechtsbehelffall import (
    ENDE,
    ablaufen,
    beenden,
    entscheiden,
    erfassen,
    klagen,
    verzichten,
    wiedereinsetzen,
)

pytestmark = pytest.mark.django_db
SPAET = datetime(2027, 8, 19, 9, tzinfo=zeit.BERLIN)
ZUGESTELLT, KLAGEFRIST = date(2027, 9, 1), date(2027, 10, 1)
URTEIL = date(2028, 5, 10)


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(rechtsbehelffall.fall)


@pytest.fixture
def fall(gebaut):
    """A notice known since 13 July, with a month for a remedy."""
    return deepcopy(gebaut)


@pytest.fixture(autouse=True)
def august():
    with zeit.gestellt(date(2027, 8, 20), time(12)):
        yield


def neu(zeile):
    return type(zeile).objects.get(pk=zeile.pk)


def stand(papier):
    papier.refresh_from_db()
    return papier.status, papier.bestandskraeftig_am


# A notice the court has annulled


def test_an_annulled_notice_never_becomes_final_by_sql(fall):
    papier, amt = fall
    beenden(klagen(papier, amt), amt, "stattgegeben", URTEIL)
    with (
        pytest.raises(IntegrityError, match="Das Gericht hat den Bescheid aufgehoben") as fehler,
        transaction.atomic(),
    ):
        Bescheid.objects.update(status="bestandskraeftig", bestandskraeftig_am=URTEIL)
    assert fehler.value.__cause__.diag.constraint_name == "bescheid_bestandskraft_nach_urteil"


def test_an_annulled_notice_is_not_waived_and_the_page_says_why(fall):
    papier, amt = fall
    beenden(klagen(papier, amt), amt, "stattgegeben", URTEIL)
    papier.refresh_from_db()
    with pytest.raises(Verweigert, match="Das Gericht hat diesen Bescheid aufgehoben"):
        verzichten(papier, URTEIL)
    person = Benutzer.objects.get(pk=papier.antrag.angelegt_von.pk)
    with zeit.gestellt(URTEIL, time(12)):
        eintrag = block(person, [papier])[0]
    assert ("Bestandskraft", "Nein, das Gericht hat den Bescheid aufgehoben.") in eintrag["paare"]
    gruende = [act.reason for act in eintrag["acts"] if act.label == "Auf Rechtsbehelf verzichten"]
    assert len(gruende) == 1
    assert gruende[0].startswith("Das Gericht hat diesen Bescheid aufgehoben")


def test_a_month_left_open_does_not_make_an_annulled_notice_final(fall):
    papier, amt = fall
    beenden(klagen(papier, amt), amt, "stattgegeben", URTEIL)
    Frist.objects.filter(bescheid=papier).update(erledigt_am=None)
    assert not ablaufen(papier, date(2028, 6, 1))
    assert stand(papier) == ("bekanntgegeben", None)


def test_a_late_action_that_was_won_leaves_the_notice_as_it_is(fall):
    papier, amt = fall
    zeile = klagen(papier, amt, date(2027, 8, 16))
    beenden(zeile, amt, "stattgegeben", date(2027, 8, 20))
    assert ablaufen(papier, date(2027, 8, 21))
    assert stand(papier) == ("bestandskraeftig", date(2027, 8, 14))


# No month for the court after its judgment


@pytest.mark.parametrize("ausgang", ["abgewiesen", "teilweise", "stattgegeben"])
def test_after_a_judgment_a_decision_opens_no_month_for_the_court(fall, ausgang):
    papier, amt = fall
    zeile = erfassen(papier, amt)
    beenden(klagen(papier, amt, date(2028, 1, 10)), amt, ausgang, URTEIL)
    entscheiden(neu(zeile), amt, "zurueckgewiesen", date(2028, 6, 10), zugestellt_am=date(2028, 6, 5))
    assert neu(zeile).klagefrist_am is None
    assert Frist.objects.filter(bescheid=papier, art="rechtsbehelf").count() == 1
    assert "Klage ist möglich" not in wirkung(neu(zeile))
    final = ("bekanntgegeben", None) if ausgang == "stattgegeben" else ("bestandskraeftig", date(2028, 6, 5))
    assert stand(papier) == final


def test_while_another_objection_is_open_even_a_judgment_leaves_it_open(fall):
    papier, amt = fall
    spaet = wiedereinsetzen(erfassen(papier, amt, SPAET), amt)
    rechtzeitig = erfassen(papier, amt)
    beenden(klagen(papier, amt, date(2028, 1, 10)), amt, "abgewiesen", URTEIL)
    for zeile, danach in ((rechtzeitig, None), (spaet, date(2028, 6, 5))):
        entscheiden(neu(zeile), amt, "zurueckgewiesen", date(2028, 6, 10), zugestellt_am=date(2028, 6, 5))
        assert stand(papier)[1] == danach


# Reinstatement after a decision or a judgment


def beide(papier, amt):
    """A timely and a late one side by side; the timely one is refused."""
    rechtzeitig, spaet = erfassen(papier, amt), erfassen(papier, amt, SPAET)
    entscheiden(rechtzeitig, amt, "zurueckgewiesen", zugestellt_am=ZUGESTELLT)
    return neu(spaet)


EINGESETZT = {"wiedereingesetzt_am": date(2028, 6, 1), "wiedereinsetzung": "Krank"}


def test_after_a_decision_on_another_lateness_is_not_excused(fall):
    papier, amt = fall
    spaet = beide(papier, amt)
    assert "schon entschieden" in may(amt.amtsleitung, "widerspruch.wiedereinsetzen", spaet).satz
    with pytest.raises(Verweigert, match="Über einen anderen Widerspruch"):
        wiedereinsetzen(spaet, amt, date(2027, 9, 21))
    assert Frist.objects.offen().get(bescheid=papier).faellig_am == KLAGEFRIST
    tor = "wiedereinsetzung_vor_der_entscheidung"
    with pytest.raises(Konflikt, match="Über einen anderen Widerspruch"), als_konflikt(Widerspruch, tor):
        Widerspruch.objects.filter(pk=spaet.pk).update(wiedereingesetzt_von=amt.amtsleitung, **EINGESETZT)


def test_after_a_judgment_lateness_is_not_excused(fall):
    papier, amt = fall
    spaet = erfassen(papier, amt, SPAET)
    beenden(klagen(papier, amt), amt, "abgewiesen", URTEIL)
    with pytest.raises(Verweigert, match="rechtskräftig entschieden"):
        wiedereinsetzen(neu(spaet), amt, date(2028, 6, 1))
    assert stand(papier) == ("bestandskraeftig", URTEIL)
    tor = "wiedereinsetzung_vor_der_entscheidung"
    with pytest.raises(Konflikt, match="rechtskräftig entschieden"), als_konflikt(Widerspruch, tor):
        Widerspruch.objects.update(wiedereingesetzt_von=amt.amtsleitung, **EINGESETZT)


# Days


@pytest.mark.parametrize(
    ("felder", "regel"),
    [
        (
            {"status": "zurueckgenommen", "zurueckgenommen_am": ENDE, "zugestellt_am": ENDE},
            "widerspruch_zustellung_nur_mit_bescheid",
        ),
        ({"status": "abgeholfen", "zugestellt_am": ENDE}, "widerspruch_zustellung_nur_mit_bescheid"),
        (
            {"status": "zurueckgewiesen", "zugestellt_am": date(2027, 8, 12)},
            "widerspruchsbescheid_nach_eingang",
        ),
        (
            {"status": "zurueckgewiesen", "zugestellt_am": ENDE, "klagefrist_am": ENDE},
            "widerspruch_klagefrist_nach_zustellung",
        ),
        ({"status": "abgeholfen", "klagefrist_am": KLAGEFRIST}, "widerspruch_klagefrist_nach_zustellung"),
    ],
)
def test_the_days_of_a_decision_are_refused_by_the_database(fall, felder, regel):
    papier, amt = fall
    erfassen(papier, amt)
    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        Widerspruch.objects.update(entschieden_am=ENDE, entschieden_von=amt.amtsleitung, **felder)


def wie_frueher(zeile, amt, zugestellt):
    """A decision as it was recorded before the day for the court had its column."""
    felder = {"status": "zurueckgewiesen", "entschieden_am": zugestellt, "zugestellt_am": zugestellt}
    Widerspruch.objects.filter(pk=zeile.pk).update(entschieden_von=amt.amtsleitung, **felder)


def test_decisions_of_earlier_days_get_their_month_for_the_court(fall):
    papier, amt = fall
    rechtzeitig = erfassen(papier, amt)
    spaet = erfassen(papier, amt, SPAET)
    entscheiden(rechtzeitig, amt, "zurueckgewiesen", zugestellt_am=ZUGESTELLT, belehrt=False)
    wie_frueher(spaet, amt, ZUGESTELLT)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE antraege_widerspruch DISABLE TRIGGER widerspruch_steht_fest")
        cursor.execute("UPDATE antraege_widerspruch SET klagefrist_am = NULL")
    import_module("antraege.migrations.0049_nachlese").klagefristen(apps, connection.schema_editor())
    assert neu(rechtzeitig).klagefrist_am == date(2028, 9, 1)  # a year: as its deadline says
    assert neu(spaet).klagefrist_am == KLAGEFRIST
    with pytest.raises(IntegrityError, match="nicht neu entschieden"), transaction.atomic():
        Widerspruch.objects.update(klagefrist_am=ENDE)


# What the pages say


def test_the_page_of_an_action_names_the_month_after_a_late_objection(fall):
    papier, amt = fall
    ablaufen(papier, date(2027, 8, 17))
    spaet = erfassen(papier, amt, SPAET)
    entscheiden(spaet, amt, "zurueckgewiesen", zugestellt_am=ZUGESTELLT)
    satz = "bis 01.10.2027, 24 Uhr, eingeht, ist rechtzeitig. Die Bestandskraft hält sie nicht auf."
    assert [s for s in klageseite.folgen(papier) if satz in s]
    assert not klagen(papier, amt, date(2027, 9, 20)).verspaetet
    assert "Klage ist möglich bis 01.10.2027, 24 Uhr." in wirkung(neu(spaet))


def test_each_objection_names_its_own_month_for_the_court(fall):
    papier, amt = fall
    erster = wiedereinsetzen(erfassen(papier, amt, SPAET), amt, date(2027, 8, 20))
    zweiter = erfassen(papier, amt)
    for zeile, am in ((erster, ZUGESTELLT), (zweiter, date(2027, 9, 15))):
        entscheiden(neu(zeile), amt, "zurueckgewiesen", zugestellt_am=am)
    assert "01.10.2027" in wirkung(neu(erster))
    assert "15.10.2027" in wirkung(neu(zweiter))


# Four eyes


@pytest.fixture
def entwurf_von_ihr(fall):
    """Whoever drafted the notice leads the office by now; another person records."""
    papier, amt = fall
    person = papier.entworfen_von
    person.mitgliedschaften.create(rolle="amtsleitung", landkreis=amt.kreis, von=date(2016, 1, 1))
    amt.sachbearbeitung = f.benutzer("sachbearbeitung", amt.kreis)
    amt.amtsleitung = Benutzer.objects.get(pk=person.pk)
    return papier, amt


def durch_sql(zeile, **felder):
    tor = "rechtsbehelf_durch_zweite_person"
    with pytest.raises(Konflikt, match="die ihn entworfen hat"), als_konflikt(type(zeile), tor):
        type(zeile).objects.filter(pk=zeile.pk).update(**felder)


def test_whoever_drafted_decides_on_no_objection_to_it(entwurf_von_ihr):
    papier, amt = entwurf_von_ihr
    zeile = erfassen(papier, amt, SPAET)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        entscheiden(zeile, amt, "abgeholfen")
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        wiedereinsetzen(neu(zeile), amt)
    durch_sql(zeile, status="abgeholfen", entschieden_am=ENDE, entschieden_von=amt.amtsleitung)
    durch_sql(zeile, wiedereingesetzt_von=amt.amtsleitung, **EINGESETZT)


def test_whoever_drafted_records_no_end_of_an_action_against_it(entwurf_von_ihr):
    papier, amt = entwurf_von_ihr
    zeile = klagen(papier, amt)
    with pytest.raises(Verweigert, match="Sie haben den Bescheid entworfen oder die Klage erfasst"):
        beenden(zeile, amt, "abgewiesen", date(2027, 8, 12))
    durch_sql(zeile, status="abgewiesen", beendet_am=ENDE, beendet_von=amt.amtsleitung)
    assert Klage.objects.get().status == "anhaengig"
