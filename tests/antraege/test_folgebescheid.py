"""Later notices: what each kind may change, the hearing, release by a second person, what happens to grant and Kontingent."""

from datetime import date, time
from decimal import Decimal
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege import einsicht, zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Benutzer, Bescheid, Frist, Protokolleintrag
from antraege.services import bescheid, bewilligung, folgebescheid
from tests.antraege import beschluesse as b
from tests.antraege import folgefall as ff

pytestmark = pytest.mark.django_db
D = Decimal
OHNE_ANHOERUNG = {"anhoerung_am": None, "anhoerung_antwort": "", "anhoerung_verzicht": ""}


VORRAT = [b.beschlossen]


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(ff.bekannt)


@pytest.fixture
def fall(gebaut):
    antrag, amt = gebaut
    return Antrag.objects.select_related("landkreis", "kommune", "runde__programm", "fassung", "angelegt_von").get(pk=antrag.pk), amt  # fmt: skip


def fehler_bei(antrag, amt, art, **angaben):
    with pytest.raises(ValidationError) as gefunden:
        ff.entworfen(antrag, amt, art, **angaben)
    return gefunden.value.message_dict


def test_it_begins_as_the_notice_before_stands(fall):
    antrag, amt = fall
    neu = folgebescheid.beginnen(antrag=antrag, art="aenderung", by=amt.sachbearbeitung, heute=ff.SPAETER)
    alt = neu.aendert
    assert (neu.vzae, neu.betrag, neu.nebenbestimmungen) == (alt.vzae, alt.betrag, alt.nebenbestimmungen)
    assert (neu.status, neu.begruendung.splitlines()[0]) == (
        "entwurf",
        "Seit dem Bescheid haben sich die maßgeblichen Verhältnisse geändert.",
    )


def test_while_the_first_notice_is_not_known_there_is_no_later_one():
    antrag, amt = b.beschlossen()
    with pytest.raises(Verweigert, match="noch nicht so weit"):
        folgebescheid.beginnen(antrag=antrag, art="aenderung", by=amt.sachbearbeitung, heute=ff.SPAETER)


def test_a_second_draft_is_refused_by_service_and_database(fall):
    antrag, amt = fall
    neu = folgebescheid.beginnen(antrag=antrag, art="aenderung", by=amt.sachbearbeitung, heute=ff.SPAETER)
    with pytest.raises(Verweigert, match="noch nicht so weit"):
        folgebescheid.beginnen(antrag=antrag, art="widerruf", by=amt.sachbearbeitung, heute=ff.SPAETER)
    neu.pk = None
    with pytest.raises(IntegrityError, match=r"bescheid_(ein_entwurf|wird_einmal)"), transaction.atomic():
        neu.save(force_insert=True)


def test_only_the_officer_begins(fall):
    antrag, amt = fall
    for person in (amt.sachgebietsleitung, antrag.angelegt_von):
        with pytest.raises(Verweigert, match="Rolle Sachbearbeitung Förderung"):
            folgebescheid.beginnen(antrag=antrag, art="aenderung", by=person, heute=ff.SPAETER)


def test_an_amendment_computes_the_amount_day_by_day(fall):
    antrag, amt = fall
    neu = ff.entworfen(antrag, amt, "aenderung")
    # 122 days with 0.50, 244 days with 0.40 of 48,000 EUR in 366 days
    assert (neu.vzae, neu.betrag) == (D("0.40"), D("20800.00"))
    assert bewilligung.jahre(neu) == {2027: D("8000.00"), 2028: D("12800.00")}


def test_a_released_amendment_changes_the_grant(fall):
    antrag, amt = fall
    ff.ergangen(antrag, amt, "aenderung")
    assert Antrag.objects.values_list("bewilligt_vzae", "bewilligt_betrag", "ergebnis", "status").get(
        pk=antrag.pk
    ) == (D("0.40"), D("20800.00"), "teilbewilligt", "beschieden")


def test_a_deadline_tells_no_kind_before_the_notice_is_known(fall):
    antrag, amt = fall
    ff.entworfen(antrag, amt, "widerruf")
    with zeit.gestellt(ff.SPAETER, time(10)):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
        bescheid.bereitstellen(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
    abruf = antrag.fristen.filter(art="abruf").latest("pk")
    assert abruf.benennung == f"Abruf des Bescheids: Bescheid {abruf.bescheid.nummer}"


def test_what_a_released_one_changes_is_told_when_it_is_known(fall):
    antrag, amt = fall
    vorher, nachher = ("bewilligt", D("0.50"), D("24000.00")), ("teilbewilligt", D("0.40"), D("20800.00"))

    def gelesen(person):
        """As the person reads it, and whether the result is told at all."""
        frisch, person = Antrag.objects.get(pk=antrag.pk), Benutzer.objects.get(pk=person.pk)
        return einsicht.bekannte_bewilligung(person, frisch), einsicht.ergebnis_sichtbar(person, frisch)

    ff.entworfen(antrag, amt, "aenderung")
    with zeit.gestellt(ff.SPAETER, time(10)):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
        assert gelesen(antrag.angelegt_von) == (vorher, True)
        bescheid.bereitstellen(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
        Antrag.objects.filter(pk=antrag.pk).update(bekannt_vzae="0.40")  # no way of writing passes that
        assert (gelesen(antrag.angelegt_von), gelesen(amt.sachbearbeitung)) == (
            (vorher, True),
            (nachher, True),
        )
        bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=ff.SPAETER)
    assert gelesen(antrag.angelegt_von) == (nachher, True)


def test_a_revocation_that_waits_leaves_the_grant_in_every_count(fall):
    antrag, amt = fall
    ort = Benutzer.objects.get(pk=antrag.angelegt_von_id)

    def gezaehlt():
        return einsicht.bewilligte(Antrag.objects.filter(pk=antrag.pk), ort).count()

    ff.entworfen(antrag, amt, "widerruf")
    with zeit.gestellt(ff.SPAETER, time(10)):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
        assert gezaehlt() == 1
    frisch = Antrag.objects.get(pk=antrag.pk)
    assert (frisch.bewilligt_vzae, frisch.bekannt_vzae) == (D("0.00"), D("0.50"))


@pytest.mark.parametrize(
    ("bekannt", "wartend", "ergebnis"),
    [
        ([], "aenderung", "bewilligt"),
        ([], "widerruf", "bewilligt"),
        (
            ["widerruf"],
            "schluss",
            "bewilligt",
        ),  # a revocation changes no result, though nothing is left of the grant
        (["widerruf"], "aenderung", "bewilligt"),
        (["aenderung"], "widerruf", "teilbewilligt"),
    ],
)
def test_what_was_known_before_this_was_kept_is_told_as_it_was(fall, bekannt, wartend, ergebnis):
    antrag, amt = fall
    for art in bekannt:
        ff.ergangen(antrag, amt, art)
    ff.entworfen(antrag, amt, wartend)
    with zeit.gestellt(ff.SPAETER, time(10)):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
    felder = ("bekannt_ergebnis", "bekannt_vzae", "bekannt_betrag")
    vorher = Antrag.objects.values_list(*felder).get(pk=antrag.pk)
    with connection.cursor() as cursor:  # as the database was before 0036
        cursor.execute("SET LOCAL session_replication_role = replica")
        Antrag.objects.update(bekannt_ergebnis="", bekannt_vzae=None, bekannt_betrag=None)
        cursor.execute(import_module("antraege.migrations.0036_oeffentlich_je_punkt").BEKANNT_BISHER)
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert Antrag.objects.values_list(*felder).get(pk=antrag.pk) == vorher
    assert vorher[0] == ergebnis


def test_until_release_nothing_changes(fall):
    antrag, amt = fall
    ff.entworfen(antrag, amt, "widerruf")
    assert Antrag.objects.get(pk=antrag.pk).bewilligt_vzae == D("0.50")


def test_an_increase_beyond_the_kontingent_is_refused():
    antrag, amt = ff.bekannt(empfohlen="0.40")
    antrag.runde.kontingente.create(
        art="endgueltig", vzae=D("0.45"), stand=date(2027, 10, 1), grundlage="Plan"
    )
    ff.entworfen(antrag, amt, "aenderung", vzae=D("0.50"), **OHNE_ANHOERUNG)
    with pytest.raises(Verweigert, match=r"\(R5\)"):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
    assert ff.aus_db(antrag).status == "entwurf"


def test_the_drafter_does_not_release(fall):
    antrag, amt = fall
    ff.entworfen(antrag, amt, "widerruf")
    with pytest.raises(IntegrityError, match="bescheid_freigabe_durch_zweite_person"), transaction.atomic():
        Bescheid.objects.filter(status="entwurf").update(freigegeben_von=amt.sachbearbeitung)


@pytest.mark.parametrize(
    ("art", "angaben", "feld", "satz"),
    [
        ("aenderung", {"wirksam_ab": None}, "wirksam_ab", "Tag, ab dem der Bescheid wirkt"),
        ("widerruf", {"wirksam_ab": date(2001, 1, 1)}, "wirksam_ab", "beginnt am 01.09.2027"),
        ("aenderung", {"wirksam_ab": date(2029, 1, 1)}, "wirksam_ab", "endet am 31.08.2028"),
        ("aenderung", {"vzae": D("0.60"), "betrag": D("1")}, "vzae", "Mehr braucht einen neuen Antrag"),
        ("aenderung", {"vzae": D("0.50")}, "vzae", "So ändert sich nichts"),
        ("aenderung", {"beginn": date(2027, 8, 1)}, "beginn", "frühestens mit der Förderrunde"),
        ("aenderung", {"ende": date(2027, 8, 1)}, "ende", "nicht vor ihrem Beginn"),
        ("widerruf", {"vzae": D("0.60"), "betrag": D("1")}, "vzae", "Widerrufsbescheid erhöht nichts"),
        ("widerruf", {"betrag": D("24000.01")}, "betrag", "erhöht nichts"),
        ("widerruf", {"vzae": D("0.50")}, "vzae", "So fällt nichts weg"),
        ("ruecknahme", {"wirksam_ab": None}, "wirksam_ab", "Tag, ab dem der Bescheid wirkt"),
        ("schluss", {"anerkannt": None}, "anerkannt", "anerkannten Ausgaben"),
        ("schluss", {"betrag": D("21000")}, "betrag", "nicht höher als die anerkannten Ausgaben"),
        ("schluss", {"erstattung": D("4000.01")}, "erstattung", "höchstens 4.000,00"),
        ("schluss", {"erstattung": None, "zinsen_ab": date(2028, 1, 1)}, "zinsen_ab", "Zinsen gibt es nur"),
        ("widerruf", OHNE_ANHOERUNG, "anhoerung_am", "§ 28 LVwVfG"),
        ("schluss", OHNE_ANHOERUNG, "anhoerung_am", "§ 28 LVwVfG"),
        ("widerruf", {"anhoerung_am": date(2027, 12, 2)}, "anhoerung_am", "nicht in der Zukunft"),
        ("widerruf", {"anhoerung_verzicht": "Eilt"}, "anhoerung_verzicht", "nur eines"),
        ("widerruf", {"begruendung": " "}, "begruendung", "Bitte begründen"),
        ("widerruf", {"begruendung": "Gut 😀"}, "begruendung", "lässt sich nicht drucken"),
        ("widerruf", {"nebenbestimmungen": "Gut 😀"}, "nebenbestimmungen", "lässt sich nicht drucken"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(fall, art, angaben, feld, satz):
    antrag, amt = fall
    assert satz.replace(" ", "\xa0") in fehler_bei(antrag, amt, art, **angaben)[feld][0].replace(" ", "\xa0")


def test_a_reason_may_stand_for_the_hearing(fall):
    antrag, amt = fall
    grund = OHNE_ANHOERUNG | {"anhoerung_verzicht": "Die Kommune hat selbst darum gebeten."}
    assert ff.entworfen(antrag, amt, "widerruf", **grund).anhoerung_verzicht


def test_what_does_not_burden_needs_no_hearing(fall):
    antrag, amt = fall
    mehr = {"vzae": D("0.50"), "ende": date(2028, 9, 30), "wirksam_ab": date(2027, 9, 1)}
    assert ff.entworfen(antrag, amt, "aenderung", **mehr, **OHNE_ANHOERUNG).betrag > D("24000")


def test_only_what_was_revoked_is_claimed_back_and_only_once(fall):
    antrag, amt = fall
    assert "erstattung" not in folgebescheid.arten(antrag)
    ff.ergangen(antrag, amt, "widerruf")
    assert folgebescheid.arten(antrag) == ["aenderung", "widerruf", "ruecknahme", "erstattung", "schluss"]
    zuviel = fehler_bei(antrag, amt, "erstattung", erstattung=D("16000.01"))
    assert "höchstens 16.000,00" in zuviel["erstattung"][0]
    folgebescheid.verwerfen(antrag=antrag, grund="Betrag", by=amt.sachbearbeitung, heute=ff.SPAETER)
    ff.ergangen(antrag, amt, "erstattung")
    assert "erstattung" not in folgebescheid.arten(antrag)


def test_a_discarded_draft_stays_and_the_notice_before_holds(fall):
    antrag, amt = fall
    entwurf = ff.entworfen(antrag, amt, "widerruf")
    with pytest.raises(Verweigert, match="liegt zur Freigabe vor"):
        folgebescheid.verwerfen(antrag=antrag, grund="Irrtum", by=amt.sachbearbeitung, heute=ff.SPAETER)
    ff.zurueckgegeben(antrag, amt)
    folgebescheid.verwerfen(antrag=antrag, grund="Irrtum", by=amt.sachbearbeitung, heute=ff.SPAETER)
    assert (Bescheid.objects.get(pk=entwurf.pk).status, bescheid.aktueller(antrag)) == (
        "verworfen",
        entwurf.aendert,
    )
    assert Protokolleintrag.objects.filter(art="folgebescheid_verworfen").get().text.text == "Irrtum"
    assert ff.entworfen(antrag, amt, "aenderung").aendert == entwurf.aendert


def test_the_first_notice_is_not_drafted_as_a_later_one():
    antrag, amt = b.beschlossen()
    bescheid.entwerfen(
        antrag=antrag, begruendung="x", nebenbestimmungen="", by=amt.sachbearbeitung, heute=ff.JULI
    )
    ff.zurueckgegeben(antrag, amt, ff.JULI)
    with pytest.raises(Konflikt, match="kein Folgebescheid"):
        folgebescheid.entwerfen(antrag=antrag, begruendung="x", nebenbestimmungen="", by=amt.sachbearbeitung, heute=ff.JULI)  # fmt: skip


def test_two_remedy_periods_may_run_at_once(fall):
    antrag, amt = fall
    ff.ergangen(antrag, amt, "aenderung", date(2027, 7, 20), anhoerung_am=date(2027, 7, 13))
    fristen = Frist.objects.offen().filter(antrag=antrag, art="rechtsbehelf").order_by("pk")
    assert [frist.bescheid.art for frist in fristen] == ["bewilligung", "aenderung"]


# The database refuses the same, whoever writes


@pytest.mark.parametrize(
    ("art", "felder", "regel"),
    [
        ("widerruf", {"vzae": D("0.60")}, "erhöhen die Bewilligung nicht"),
        ("schluss", {"betrag": D("24000.01")}, "erhöhen die Bewilligung nicht"),
        ("widerruf", {"status": "freigegeben", "anhoerung_am": None}, "zu hören"),
        (
            "widerruf",
            {"status": "freigegeben", "vzae": D("0.50"), "betrag": D("24000")},
            "was seine Art verlangt",
        ),
        ("aenderung", {"status": "freigegeben", "wirksam_ab": None}, "was seine Art verlangt"),
        ("schluss", {"status": "freigegeben", "anerkannt": None}, "was seine Art verlangt"),
        ("aenderung", {"betrag": D("-1")}, "bescheid_werte_nicht_negativ"),
        ("aenderung", {"beginn": date(2028, 1, 1), "ende": date(2027, 12, 31)}, "bescheid_ende_nach_beginn"),
        ("aenderung", {"aendert": None}, "bescheid_folgender_nennt_frueheren"),
    ],
)
def test_the_database_holds_what_a_kind_may_change(fall, art, felder, regel):
    antrag, amt = fall
    entwurf = ff.entworfen(antrag, amt, art)
    Bescheid.objects.filter(pk=entwurf.pk).update(in_arbeit=True)
    nummer = {"nummer": "BB-2027-9999", "datum": ff.SPAETER, "freigegeben_von": amt.sachgebietsleitung}
    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        Bescheid.objects.filter(pk=entwurf.pk).update(**(nummer if "status" in felder else {}), **felder)


def test_a_recovery_changes_no_grant_even_by_sql(fall):
    antrag, amt = fall
    ff.ergangen(antrag, amt, "widerruf")
    entwurf = ff.entworfen(antrag, amt, "erstattung")
    Bescheid.objects.filter(pk=entwurf.pk).update(in_arbeit=True)
    with pytest.raises(IntegrityError, match="ändert die Bewilligung nicht"), transaction.atomic():
        Bescheid.objects.filter(pk=entwurf.pk).update(betrag=0)


def test_it_follows_a_released_notice_of_the_same_application(fall):
    antrag, amt = fall
    anderer, _ = ff.bekannt()
    entwurf = ff.entworfen(antrag, amt, "aenderung")
    with pytest.raises(IntegrityError, match="desselben Antrags"), transaction.atomic():
        Bescheid.objects.filter(pk=entwurf.pk).update(aendert=bescheid.aktueller(anderer))


@pytest.mark.parametrize(
    "felder", [{"wirksam_ab": date(2027, 10, 1)}, {"anhoerung_antwort": "Nein"}, {"status": "verworfen"}]
)
def test_after_release_its_own_words_stand_too(fall, felder):
    antrag, amt = fall
    ff.entworfen(antrag, amt, "widerruf")
    papier = bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
    with pytest.raises(IntegrityError, match="wird nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(**felder)
