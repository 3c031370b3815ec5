"""Actions at the court as they are recorded: what an entry must say, who may, and that it stands; its effects are a table."""

from copy import deepcopy
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Benutzer, Bescheid, Klage, Protokolleintrag, Widerspruch
from antraege.services import klage
from antraege.views.klagen import wirkung
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege import rechtsbehelffall
from tests.antraege.rechtsbehelffall import ablaufen, beenden, entscheiden, erfassen, klagen, verzichten

pytestmark = pytest.mark.django_db
HERBST = date(2027, 10, 1)


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


def test_the_paper_is_kept_where_there_is_one_and_the_log_tells_both_sides(fall):
    papier, amt = fall
    ohne = klagen(papier, amt)
    assert (ohne.datei.name, ohne.verspaetet) == ("", False)
    eintrag = Protokolleintrag.objects.get(art="klage_eingegangen")
    assert (eintrag.wirksam_am, eintrag.nachher, eintrag.sichtbar_kommune) == (
        date(2027, 8, 10),
        "rechtzeitig",
        True,
    )
    beenden(ohne, amt, "zurueckgenommen", date(2027, 8, 12))
    mit = klagen(papier, amt, date(2027, 8, 12), datei=probe.datei(probe.pdf(), "Klageschrift.pdf"))
    assert (mit.name, len(mit.sha256)) == ("Klageschrift.pdf", 64)
    assert "Klageschrift" not in mit.datei.name


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"am": date(2027, 8, 21), "heute": date(2027, 8, 20)}, "eingegangen_am"),
        ({"am": date(2027, 7, 11)}, "eingegangen_am"),
        ({"gericht": " "}, "gericht"),
        ({"aktenzeichen": ""}, "aktenzeichen"),
        ({"datei": probe.datei(b"MZ\x90\x00", "a.pdf")}, "datei"),
    ],
)
def test_bad_entries_are_refused_at_their_field(fall, felder, feld):
    with pytest.raises(ValidationError) as fehler:
        klagen(*fall, **felder)
    assert list(fehler.value.message_dict) == [feld]
    assert not Klage.objects.exists()


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"ergebnis": "anhaengig"}, "ergebnis"),
        ({"am": date(2027, 10, 2)}, "beendet_am"),
        ({"am": date(2027, 8, 9)}, "beendet_am"),
        ({"vermerk": " "}, "vermerk"),
    ],
)
def test_an_end_that_lacks_something_is_refused_at_its_field(fall, felder, feld):
    papier, amt = fall
    zeile = klagen(papier, amt)
    with pytest.raises(ValidationError) as fehler:
        beenden(zeile, amt, **{"ergebnis": "abgewiesen", "am": HERBST, "heute": HERBST} | felder)
    assert list(fehler.value.message_dict) == [feld]


def test_one_pending_action_a_notice_by_service_and_by_database(fall):
    papier, amt = fall
    zeile = klagen(papier, amt)
    with pytest.raises(Konflikt, match="schon eine Klage anhängig"):
        klagen(papier, amt)
    zeile.pk = None
    with pytest.raises(IntegrityError, match="klage_je_bescheid_eine_anhaengige"), transaction.atomic():
        zeile.save(force_insert=True)


def test_a_waiver_the_right_did_not_see_gives_the_sentence_of_the_database(fall):
    papier, amt = fall
    verzichten(papier)
    zeile = Klage(
        bescheid=papier,
        erfasst_von=amt.sachbearbeitung,
        eingegangen_am=HERBST,
        gericht="VG Stuttgart",
        aktenzeichen="7 K 1/27",
    )
    with pytest.raises(Konflikt, match="auf Rechtsbehelfe verzichtet"):
        klage._speichern(zeile)


def test_while_it_is_pending_the_notice_is_not_final_by_service_and_by_database(fall):
    papier, amt = fall
    klagen(papier, amt)
    assert not ablaufen(papier, date(2027, 8, 17))
    felder = {"status": "bestandskraeftig", "bestandskraeftig_am": date(2027, 8, 14)}
    with pytest.raises(IntegrityError, match="Solange eine Klage anhängig ist"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(**felder)
    with pytest.raises(Verweigert, match="eine Klage anhängig"):
        verzichten(papier)


def test_after_a_waiver_it_is_refused_by_service_and_by_database(fall):
    papier, amt = fall
    zeile = klagen(papier, amt)
    beenden(zeile, amt, "zurueckgenommen", date(2027, 8, 12))
    verzichten(papier, date(2027, 8, 12))
    with pytest.raises(Verweigert, match="auf Rechtsbehelfe verzichtet"):
        klagen(papier, amt, date(2027, 8, 13))
    neu = {"bescheid": papier, "eingegangen_am": date(2027, 8, 13), "gericht": "VG", "aktenzeichen": "1"}
    with pytest.raises(IntegrityError, match="auf Rechtsbehelfe verzichtet"), transaction.atomic():
        Klage.objects.create(erfasst_von=amt.sachbearbeitung, **neu)


def test_only_a_timely_one_undoes_what_was_taken_for_final(fall):
    papier, amt = fall
    ablaufen(papier, date(2027, 8, 17))
    assert klagen(papier, amt, date(2027, 8, 14), date(2027, 8, 18)).verspaetet
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(status="bekanntgegeben", bestandskraeftig_am=None)


def test_a_second_person_of_the_lead_records_the_end_by_service_and_by_database(fall):
    papier, amt = fall
    zeile = klagen(papier, amt)
    with pytest.raises(Verweigert, match="Sachgebietsleitung"):
        beenden(zeile, amt, "abgewiesen", HERBST, by=amt.sachbearbeitung)
    rollen = amt.sachbearbeitung.mitgliedschaften
    rollen.create(rolle="amtsleitung", landkreis=amt.kreis, von=date(2016, 1, 1))
    beide = Benutzer.objects.get(pk=amt.sachbearbeitung.pk)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        beenden(zeile, amt, "abgewiesen", HERBST, by=beide)
    felder = {"status": "abgewiesen", "beendet_am": HERBST, "beendet_von": beide}
    with pytest.raises(IntegrityError, match="klage_ende_durch_zweite_person"), transaction.atomic():
        Klage.objects.update(**felder)


def test_what_is_recorded_stands(fall):
    papier, amt = fall
    zeile = klagen(papier, amt)
    for felder in ({"verspaetet": True}, {"eingegangen_am": date(2027, 8, 9)}, {"aktenzeichen": "8 K 1/27"}):
        with pytest.raises(IntegrityError, match="wird nicht geändert"), transaction.atomic():
            Klage.objects.update(**felder)
    with pytest.raises(IntegrityError, match="nicht gelöscht"), transaction.atomic():
        zeile.delete()
    beenden(zeile, amt, "abgewiesen", HERBST)
    with pytest.raises(Verweigert, match="schon festgehalten"):
        beenden(zeile, amt, "stattgegeben", HERBST)
    with pytest.raises(IntegrityError, match="nicht neu festgehalten"), transaction.atomic():
        Klage.objects.update(status="stattgegeben")


def test_the_database_takes_no_end_without_day_and_person_and_no_case_without_number(fall):
    papier, amt = fall
    zeile = klagen(papier, amt)
    for felder, name in [
        ({"status": "abgewiesen"}, "klage_beendet_mit_person"),
        (
            {"status": "abgewiesen", "beendet_am": date(2027, 8, 9), "beendet_von": amt.amtsleitung},
            "klage_ende_nach_eingang",
        ),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Klage.objects.filter(pk=zeile.pk).update(**felder)
    leer = {"bescheid": papier, "eingegangen_am": HERBST, "gericht": "", "aktenzeichen": ""}
    with pytest.raises(IntegrityError, match="klage_mit_gericht_und_aktenzeichen"), transaction.atomic():
        Klage.objects.create(erfasst_von=amt.sachbearbeitung, **leer)


def test_a_new_objection_after_the_decision_says_that_the_court_is_next(fall):
    papier, amt = fall
    entscheiden(erfassen(papier, amt), amt, "zurueckgewiesen", zugestellt_am=date(2027, 9, 15))
    with pytest.raises(Verweigert, match="nur noch die Klage"):
        erfassen(papier, amt, heute=HERBST)
    alt = Widerspruch.objects.get()
    alt.pk, alt.status, alt.entschieden_am = None, "offen", None
    with pytest.raises(IntegrityError, match="nur noch die Klage"), transaction.atomic():
        alt.save(force_insert=True)


def test_a_municipality_sees_its_own_actions_only(fall):
    papier, amt = fall
    zeile = klagen(papier, amt)
    fremd = f.benutzer("kommune_zeichnung", amt.kreis, f.kommune(amt.kreis, "Fremdstadt"))
    assert list(Klage.objects.visible_to(papier.antrag.angelegt_von)) == [zeile]
    assert not Klage.objects.visible_to(fremd).exists()


def test_the_database_refuses_a_remedy_after_the_judgment(fall):
    papier, amt = fall
    beenden(klagen(papier, amt), amt, "abgewiesen", date(2028, 6, 12))
    alt = Klage.objects.get()
    with pytest.raises(IntegrityError, match="rechtskräftig entschieden"), transaction.atomic():
        Klage.objects.create(
            bescheid=papier,
            eingegangen_am=date(2027, 8, 12),
            gericht=alt.gericht,
            aktenzeichen="8 K 1/28",
            erfasst_von=alt.erfasst_von,
        )


def test_the_database_lets_no_late_action_stop_finality(fall):
    papier, amt = fall
    rechtsbehelffall.ablaufen(papier, date(2027, 8, 17))
    papier.refresh_from_db()
    zeile = klagen(papier, amt, date(2027, 8, 18))
    assert (zeile.verspaetet, zeile.hemmt) == (True, False)
    zeile.pk = None
    zeile.hemmt = True
    with pytest.raises(IntegrityError, match="klage_verspaetet_hemmt_nicht"), transaction.atomic():
        zeile.save(force_insert=True)


def test_a_court_with_too_long_a_name_is_refused_at_its_field(fall):
    papier, amt = fall
    with pytest.raises(ValidationError) as gefangen:
        klagen(papier, amt, gericht="Verwaltungsgericht " * 10)
    assert set(gefangen.value.message_dict) == {"gericht"}


@pytest.mark.parametrize(
    ("ergebnis", "satz"),
    [("stattgegeben", "Sie hatte Erfolg."), ("abgewiesen", "Der Bescheid bleibt bestandskräftig.")],
)
def test_of_a_late_action_the_page_tells_how_it_ended(fall, ergebnis, satz):
    papier, amt = fall
    rechtsbehelffall.ablaufen(papier, date(2027, 8, 17))
    papier.refresh_from_db()
    zeile = klagen(papier, amt, date(2027, 8, 18))
    assert "hält sie nicht auf" in wirkung(zeile)
    assert satz in wirkung(beenden(zeile, amt, ergebnis, date(2028, 6, 12)))
