"""When a notice becomes final: by waiver, by lapse, and not while a timely objection is open; how objections are decided."""

from copy import deepcopy
from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Benutzer, Bescheid, Frist, Protokolleintrag, Widerspruch
from antraege.services import rechtsbehelf
from antraege.services.regelsatz import als_konflikt
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege import rechtsbehelffall
from tests.antraege.rechtsbehelffall import (
    BEKANNT,
    ENDE,
    ablaufen,
    entscheiden,
    erfassen,
    schritt,
    verzichten,
    wiedereinsetzen,
)
from tests.antraege.tabellen import lies, tag
from tests.antraege.test_bescheid import JULI, bereit

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("zeile", lies("rechtsbehelfe"), ids=lambda zeile: zeile["Fall"])
def test_what_follows_from_each_remedy_is_what_the_table_says(fall, zeile):
    papier, amt = fall
    urteil, uhr = "", BEKANNT
    for am, wort in (teil.split(" ") for teil in zeile["Ablauf"].split(", ")):
        uhr = max(uhr, tag(am))
        try:
            urteil = schritt(papier, amt, tag(am), wort, uhr)
        except (Konflikt, Verweigert):
            urteil = "abgelehnt"
    papier.refresh_from_db()
    frist = Frist.objects.offen().filter(bescheid=papier).first()
    assert (urteil, papier.status, papier.bestandskraeftig_am, frist and frist.faellig_am) == (
        zeile["Letzter Schritt"],
        zeile["Stand danach"],
        tag(zeile["bestandskräftig seit"]) if zeile["bestandskräftig seit"] else None,
        tag(zeile["Rechtsbehelf bis"]) if zeile["Rechtsbehelf bis"] else None,
    )


# Waiver


def test_a_waiver_makes_it_final_at_once(fall):
    papier, _ = fall
    verzichten(papier)
    papier.refresh_from_db()
    assert (papier.status, papier.bestandskraeftig_am, papier.verzichtet_von) == (
        "bestandskraeftig",
        BEKANNT,
        papier.antrag.angelegt_von,
    )
    assert not Frist.objects.offen().filter(bescheid=papier).exists()
    assert Protokolleintrag.objects.get(art="rechtsbehelf_verzicht").sichtbar_kommune


def test_before_it_is_known_nobody_waives(fall):
    papier, _ = fall
    with pytest.raises(Verweigert, match="erst, wenn der Bescheid bekannt gegeben ist"):
        verzichten(papier, heute=JULI)


def test_only_an_empfangsberechtigte_person_waives(fall):
    papier, amt = fall
    andere = f.benutzer("kommune_zeichnung", amt.kreis, papier.antrag.kommune, empfang=False)
    with pytest.raises(Verweigert, match="Bescheide empfangen darf"):
        verzichten(papier, wer=andere)


def test_a_waiver_is_declared_once(fall):
    papier, _ = fall
    verzichten(papier)
    with pytest.raises(Konflikt, match="schon erledigt"):
        verzichten(papier)
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(verzichtet_von=None, verzichtet_am=None)


# Lapse


def test_without_a_remedy_it_is_final_the_day_after_the_month(fall):
    papier, _ = fall
    assert not ablaufen(papier, ENDE)
    assert ablaufen(papier, date(2027, 8, 17))
    assert not ablaufen(papier, date(2027, 8, 18))
    papier.refresh_from_db()
    assert (papier.status, papier.bestandskraeftig_am) == ("bestandskraeftig", date(2027, 8, 14))
    assert Protokolleintrag.objects.filter(art="bescheid_bestandskraeftig").count() == 1


def test_a_timely_objection_keeps_it_open_by_service_and_by_database(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt)
    assert not zeile.verspaetet
    assert not ablaufen(papier, date(2027, 8, 17))
    with pytest.raises(IntegrityError, match="Solange ein Widerspruch offen ist"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(status="bestandskraeftig", bestandskraeftig_am=ENDE)
    with pytest.raises(Verweigert, match="ein Widerspruch offen"):
        verzichten(papier, heute=date(2027, 8, 17))


def test_a_timely_objection_recorded_late_undoes_what_was_taken_for_final(fall):
    papier, amt = fall
    assert ablaufen(papier, date(2027, 8, 17))
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(status="bekanntgegeben", bestandskraeftig_am=None)
    zeile = erfassen(papier, amt)
    papier.refresh_from_db()
    assert (papier.status, papier.bestandskraeftig_am) == ("bekanntgegeben", None)
    entscheiden(zeile, amt, "zurueckgewiesen", zugestellt_am=date(2027, 9, 15))
    assert Frist.objects.offen().get(bescheid=papier).faellig_am == date(2027, 10, 15)


def test_a_late_objection_stops_nothing(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt, datetime(2027, 8, 14, 0, 0, tzinfo=zeit.BERLIN))
    assert zeile.verspaetet
    assert ablaufen(papier, date(2027, 8, 17))


def test_after_a_waiver_every_objection_is_late(fall):
    papier, amt = fall
    verzichten(papier)
    papier.refresh_from_db()
    assert erfassen(papier, amt, datetime(2027, 7, 20, 9, tzinfo=zeit.BERLIN)).verspaetet


# Objections


def test_the_original_is_kept_with_its_checksum(fall):
    zeile = erfassen(*fall)
    assert (zeile.name, zeile.inhaltstyp, len(zeile.sha256)) == ("Widerspruch.pdf", "application/pdf", 64)
    assert "Widerspruch" not in zeile.datei.name


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"weg": "telefon"}, "weg"),
        ({"datei": None}, "datei"),
        ({"datei": probe.datei(b"MZ\x90\x00", "a.pdf")}, "datei"),
        ({"am": datetime(2027, 8, 21, 9, tzinfo=zeit.BERLIN)}, "tag"),
        ({"am": datetime(2027, 7, 11, 9, tzinfo=zeit.BERLIN)}, "tag"),
    ],
)
def test_bad_entries_are_refused_at_their_field(fall, felder, feld):
    with pytest.raises(ValidationError) as fehler:
        erfassen(*fall, **felder)
    assert list(fehler.value.message_dict) == [feld]
    assert not Widerspruch.objects.exists()


def test_one_open_objection_a_notice(fall):
    erfassen(*fall)
    with pytest.raises(Konflikt, match="schon ein Widerspruch offen"):
        erfassen(*fall)


def test_an_unknown_notice_takes_no_objection():
    _, amt, papier = bereit()
    with pytest.raises(Verweigert, match="im Stand"):
        erfassen(papier, amt)


@pytest.mark.parametrize("ergebnis", ["zurueckgewiesen", "teilweise"])
def test_refused_it_leaves_a_month_for_the_court_from_the_day_it_was_served(fall, ergebnis):
    papier, amt = fall
    entscheiden(erfassen(papier, amt), amt, ergebnis, zugestellt_am=date(2027, 9, 15))
    frist = Frist.objects.offen().get(bescheid=papier)
    assert (frist.faellig_am, frist.spur) == (
        date(2027, 10, 15),
        "Widerspruchsbescheid zugestellt 15.09.2027 → 15.09.2027 + 1 Monat = 15.10.2027",
    )
    assert ablaufen(papier, date(2027, 10, 16))
    papier.refresh_from_db()
    assert papier.bestandskraeftig_am == date(2027, 10, 16)


def test_withdrawn_within_the_month_the_first_deadline_runs_again(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt, datetime(2027, 7, 20, 9, tzinfo=zeit.BERLIN))
    am = date(2027, 8, 2)
    entscheiden(zeile, amt, "zurueckgenommen", heute=am, zurueckgenommen_am=am)
    assert Frist.objects.offen().get(bescheid=papier).faellig_am == ENDE


def test_withdrawn_after_the_month_the_notice_is_final(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt)
    entscheiden(zeile, amt, "zurueckgenommen", zurueckgenommen_am=date(2027, 9, 15))
    papier.refresh_from_db()
    assert (papier.status, papier.bestandskraeftig_am) == ("bestandskraeftig", date(2027, 9, 15))
    fristen = list(Frist.objects.filter(bescheid=papier, art="rechtsbehelf"))
    assert rechtsbehelf.spur(papier, fristen, [zeile], []) == (
        "Rechtsbehelfsfrist bis 13.08.2027, Rücknahme des Widerspruchs eingegangen 15.09.2027 "
        "→ bestandskräftig seit 15.09.2027"
    )
    assert Protokolleintrag.objects.get(art="widerspruch_entschieden").wirksam_am == date(2027, 9, 15)


def test_granted_nothing_runs_until_the_amending_notice(fall):
    papier, amt = fall
    entscheiden(erfassen(papier, amt), amt, "abgeholfen")
    papier.refresh_from_db()
    assert papier.status == "bekanntgegeben"
    assert not Frist.objects.offen().filter(bescheid=papier).exists()


def test_a_decision_on_a_late_one_changes_nothing(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt, datetime(2027, 8, 14, 9, tzinfo=zeit.BERLIN))
    ablaufen(papier, date(2027, 8, 17))
    entscheiden(zeile, amt, "zurueckgewiesen", zugestellt_am=date(2027, 9, 15))
    papier.refresh_from_db()
    assert (papier.status, papier.bestandskraeftig_am) == ("bestandskraeftig", date(2027, 8, 14))


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"ergebnis": "offen"}, "ergebnis"),
        ({"ergebnis": "zurueckgewiesen"}, "zugestellt_am"),
        ({"ergebnis": "teilweise", "zugestellt_am": date(2027, 9, 21)}, "zugestellt_am"),
        ({"ergebnis": "teilweise", "zugestellt_am": date(2027, 8, 12)}, "zugestellt_am"),
        ({"ergebnis": "zurueckgenommen"}, "zurueckgenommen_am"),
        ({"ergebnis": "zurueckgenommen", "zurueckgenommen_am": date(2027, 9, 21)}, "zurueckgenommen_am"),
        ({"ergebnis": "zurueckgenommen", "zurueckgenommen_am": date(2027, 8, 12)}, "zurueckgenommen_am"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_at_its_field(fall, felder, feld):
    papier, amt = fall
    zeile = erfassen(papier, amt)
    with pytest.raises(ValidationError) as fehler:
        entscheiden(zeile, amt, **felder)
    assert list(fehler.value.message_dict) == [feld]


def test_whoever_recorded_or_drafted_does_not_decide_by_service_or_by_database(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt)
    amt.sachbearbeitung.mitgliedschaften.create(
        rolle="amtsleitung", landkreis=amt.kreis, von=date(2016, 1, 1)
    )
    amt.amtsleitung = Benutzer.objects.get(pk=amt.sachbearbeitung.pk)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        entscheiden(zeile, amt, "abgeholfen")
    felder = {"status": "abgeholfen", "entschieden_am": ENDE, "entschieden_von": amt.sachbearbeitung}
    with (
        pytest.raises(IntegrityError, match="widerspruch_entscheidung_durch_zweite_person"),
        transaction.atomic(),
    ):
        Widerspruch.objects.update(**felder)


def test_what_is_recorded_and_decided_stands(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt)
    with pytest.raises(IntegrityError, match="wird nicht geändert"), transaction.atomic():
        Widerspruch.objects.update(verspaetet=True)
    with pytest.raises(IntegrityError, match="nicht gelöscht"), transaction.atomic():
        zeile.delete()
    entscheiden(zeile, amt, "abgeholfen")
    with pytest.raises(Verweigert, match="schon entschieden"):
        entscheiden(zeile, amt, "zurueckgenommen", zurueckgenommen_am=date(2027, 9, 20))
    with pytest.raises(IntegrityError, match="nicht neu entschieden"), transaction.atomic():
        Widerspruch.objects.update(status="zurueckgenommen")


# Reinstatement (§ 60 VwGO)


SPAET = datetime(2027, 8, 19, 9, tzinfo=zeit.BERLIN)


def test_an_excused_lateness_undoes_finality_and_tells_both_sides_why(fall):
    papier, amt = fall
    ablaufen(papier, date(2027, 8, 17))
    zeile = wiedereinsetzen(erfassen(papier, amt, SPAET), amt)
    papier.refresh_from_db()
    assert (papier.status, papier.bestandskraeftig_am) == ("bekanntgegeben", None)
    zeile.refresh_from_db()
    assert (zeile.verspaetet, zeile.zaehlt, zeile.wiedereingesetzt_von) == (True, True, amt.amtsleitung)
    eintrag = Protokolleintrag.objects.get(art="widerspruch_wiedereingesetzt")
    assert (eintrag.sichtbar_kommune, eintrag.text.text) == (True, zeile.wiedereinsetzung)


def test_without_it_the_late_one_undoes_nothing_even_by_sql(fall):
    papier, amt = fall
    ablaufen(papier, date(2027, 8, 17))
    erfassen(papier, amt, SPAET)
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(status="bekanntgegeben", bestandskraeftig_am=None)


def test_while_the_excused_one_is_open_the_database_refuses_finality(fall):
    papier, amt = fall
    wiedereinsetzen(erfassen(papier, amt, SPAET), amt)
    with pytest.raises(IntegrityError, match="Solange ein Widerspruch offen ist"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(status="bestandskraeftig", bestandskraeftig_am=ENDE)


def test_it_needs_its_reason_and_a_second_person_by_service_and_by_database(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt, SPAET)
    with pytest.raises(ValidationError, match="Grund der Wiedereinsetzung"):
        wiedereinsetzen(zeile, amt, grund=" ")
    amt.sachbearbeitung.mitgliedschaften.create(
        rolle="amtsleitung", landkreis=amt.kreis, von=date(2016, 1, 1)
    )
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        wiedereinsetzen(zeile, amt, by=Benutzer.objects.get(pk=amt.sachbearbeitung.pk))
    felder = {
        "wiedereingesetzt_am": ENDE,
        "wiedereinsetzung": "Krank",
        "wiedereingesetzt_von": amt.amtsleitung,
    }
    for falsch, regel in (
        ({"wiedereingesetzt_von": amt.sachbearbeitung}, "widerspruch_wiedereinsetzung_durch_zweite_person"),
        ({"wiedereinsetzung": ""}, "widerspruch_wiedereinsetzung_mit_grund"),
    ):
        with pytest.raises(IntegrityError, match=regel), transaction.atomic():
            Widerspruch.objects.update(**felder | falsch)


def test_granted_it_stands_and_is_not_granted_again(fall):
    papier, amt = fall
    wiedereinsetzen(erfassen(papier, amt, SPAET), amt)
    with pytest.raises(IntegrityError, match="wird nicht geändert"), transaction.atomic():
        Widerspruch.objects.update(wiedereinsetzung="Anders")
    with pytest.raises(Verweigert, match="schon gewährt"):
        wiedereinsetzen(Widerspruch.objects.get(), amt)


def test_after_a_waiver_the_database_refuses_it(fall):
    papier, amt = fall
    verzichten(papier)
    papier.refresh_from_db()
    erfassen(papier, amt, SPAET)
    felder = {
        "wiedereingesetzt_am": ENDE,
        "wiedereinsetzung": "Krank",
        "wiedereingesetzt_von": amt.amtsleitung,
    }
    with pytest.raises(IntegrityError, match="auf Rechtsbehelfe verzichtet"), transaction.atomic():
        Widerspruch.objects.update(**felder)


def test_a_timely_one_needs_none_by_the_database(fall):
    papier, amt = fall
    erfassen(papier, amt)
    felder = {
        "wiedereingesetzt_am": ENDE,
        "wiedereinsetzung": "Krank",
        "wiedereingesetzt_von": amt.amtsleitung,
    }
    with (
        pytest.raises(IntegrityError, match="widerspruch_wiedereinsetzung_mit_grund"),
        transaction.atomic(),
    ):
        Widerspruch.objects.update(**felder)


def test_a_withdrawal_names_the_day_it_was_received_by_the_database(fall):
    papier, amt = fall
    erfassen(papier, amt)
    felder = {"status": "zurueckgenommen", "entschieden_am": ENDE, "entschieden_von": amt.amtsleitung}
    for am, regel in (
        (None, "widerspruch_ruecknahme_mit_tag"),
        (date(2027, 8, 12), "widerspruch_ruecknahme_nach_eingang"),
    ):
        with pytest.raises(IntegrityError, match=regel), transaction.atomic():
            Widerspruch.objects.update(zurueckgenommen_am=am, **felder)
    Widerspruch.objects.update(zurueckgenommen_am=ENDE, **felder)


# What the database refuses


def test_each_rule_of_the_database_gives_its_own_sentence(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt)
    zeile.pk = None
    with pytest.raises(Konflikt, match="schon ein Widerspruch offen"), als_konflikt(Widerspruch):
        zeile.save(force_insert=True)
    entscheiden(Widerspruch.objects.get(), amt, "zurueckgewiesen", zugestellt_am=date(2027, 9, 15))
    with (
        pytest.raises(Konflikt, match="schon entschieden"),
        als_konflikt(Widerspruch, "widerspruch_vor_der_entscheidung"),
    ):
        zeile.save(force_insert=True)


def test_a_rule_nobody_foresaw_stays_an_error(fall):
    papier, amt = fall
    zeile = erfassen(papier, amt)
    zeile.pk, zeile.eingegangen_am, zeile.status = None, None, "abgeholfen"
    with pytest.raises(IntegrityError, match="eingegangen_am"), als_konflikt(Widerspruch):
        zeile.save(force_insert=True)
    entscheiden(Widerspruch.objects.get(), amt, "zurueckgewiesen", zugestellt_am=date(2027, 9, 15))
    zeile.eingegangen_am, zeile.status = SPAET, "offen"
    with pytest.raises(IntegrityError, match="schon entschieden"), als_konflikt(Widerspruch):
        zeile.save(force_insert=True)  # the trigger is named by nobody here
