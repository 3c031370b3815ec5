"""When a notice becomes final: by waiver, by lapse, and not while a timely objection is open; how objections are decided."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Benutzer, Bescheid, Frist, Protokolleintrag, Widerspruch
from antraege.services import bescheid, rechtsbehelf, widerspruch
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege.test_bescheid import JULI, bereit

pytestmark = pytest.mark.django_db
BEKANNT = date(2027, 7, 13)
ENDE = date(2027, 8, 13)  # a Friday


@pytest.fixture
def fall():
    """A notice opened on 12 July: known on the 13th, a remedy is possible until 13 August."""
    antrag, amt, papier = bereit()
    bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=JULI)
    papier.refresh_from_db()
    papier.antrag = antrag
    return papier, amt


@pytest.fixture(autouse=True)
def august():
    with zeit.gestellt(date(2027, 8, 20), time(12)):
        yield


def verzichten(papier, heute=BEKANNT, wer=None):
    with zeit.gestellt(heute, time(9)):
        person = Benutzer.objects.get(pk=(wer or papier.antrag.angelegt_von).pk)
        return rechtsbehelf.verzichten(bescheid=papier, by=person, heute=heute)


def ablaufen(papier, am):
    frist = Frist.objects.filter(bescheid=papier, art="rechtsbehelf").order_by("-pk").first()
    return rechtsbehelf.ablaufen(frist=frist, by=Benutzer.objects.system(), heute=am)


def erfassen(papier, amt, am=datetime(2027, 8, 13, 23, 59, tzinfo=zeit.BERLIN), **felder):
    vorgabe = {
        "weg": "post",
        "datei": probe.datei(probe.pdf(), "Widerspruch.pdf"),
        "heute": date(2027, 8, 20),
    }
    return widerspruch.erfassen(
        bescheid=papier, eingegangen_am=am, by=amt.sachbearbeitung, **vorgabe | felder
    )


def entscheiden(zeile, amt, ergebnis, heute=date(2027, 9, 20), **felder):
    with zeit.gestellt(heute, time(12)):
        return widerspruch.entscheiden(
            widerspruch=zeile,
            ergebnis=ergebnis,
            vermerk="Geprüft.",
            by=amt.amtsleitung,
            heute=heute,
            **felder,
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
    entscheiden(zeile, amt, "zurueckgenommen", heute=date(2027, 8, 2))
    assert Frist.objects.offen().get(bescheid=papier).faellig_am == ENDE


def test_withdrawn_after_the_month_the_notice_is_final(fall):
    papier, amt = fall
    entscheiden(erfassen(papier, amt), amt, "zurueckgenommen")
    papier.refresh_from_db()
    assert (papier.status, papier.bestandskraeftig_am) == ("bestandskraeftig", date(2027, 9, 20))


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
        entscheiden(zeile, amt, "zurueckgenommen")
    with pytest.raises(IntegrityError, match="nicht neu entschieden"), transaction.atomic():
        Widerspruch.objects.update(status="zurueckgenommen")
