"""A round: drafted, copied, published once on a stated version, its last day moved; who decides and who may apply."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Foerderrunde, Frist, Protokolleintrag, Richtlinienfassung
from antraege.services import antrag as antragsdienst
from antraege.services import runde as dienst
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.notifications.hilfen import relay

pytestmark = pytest.mark.django_db
TAG = date(2027, 3, 1)


@pytest.fixture
def amt():
    return b.Amt()


def in_vorbereitung(amt, **felder):
    return f.runde(amt.kreis, status="entwurf", kontingent=None, **felder)


def test_a_copy_proposes_the_next_year_and_copies_no_money(amt):
    alt = f.runde(
        amt.kreis, name="2. Förderrunde 2027/28", ende=date(2028, 2, 29), nachreichen_bis=date(2027, 4, 30)
    )
    neu = dienst.runde_kopieren(runde=alt, by=amt.sachbearbeitung, heute=TAG)
    assert (neu.name, neu.kuerzel, neu.status, neu.kopie_von) == (
        "3. Förderrunde 2028/29",
        "KFR28",
        "entwurf",
        alt,
    )
    assert (neu.beginn, neu.ende) == (date(2028, 9, 1), date(2029, 2, 28))
    assert (neu.antrag_von, neu.antrag_bis) == (date(2027, 10, 1), date(2028, 3, 31))
    assert (neu.stichtag, neu.nachreichen_bis) == (date(2027, 12, 31), date(2028, 4, 30))
    assert list(neu.zielgruppen.all()) == list(alt.zielgruppen.all())
    assert (neu.kontingente.count(), alt.kontingente.count()) == (0, 1)


def test_a_copy_of_a_round_that_informed_the_committee_leaves_it_to_the_administration(amt):
    alt = f.runde(amt.kreis, entscheidung="kenntnisnahme")
    neu = dienst.runde_kopieren(runde=alt, by=amt.sachbearbeitung, heute=TAG)
    assert (neu.entscheidung, neu.fragt_gremium, alt.fragt_gremium) == ("verwaltung", False, False)


def test_a_copy_rests_on_the_newest_stated_version(amt):
    alt = f.runde(amt.kreis)
    neue = f.fassung_fuer(alt.programm, nummer=2)
    Richtlinienfassung.objects.create(programm=alt.programm, nummer=3, gueltig_ab=TAG)
    assert dienst.runde_kopieren(runde=alt, by=amt.sachbearbeitung, heute=TAG).fassung == neue


def test_the_same_year_is_not_copied_twice(amt):
    alt = f.runde(amt.kreis)
    dienst.runde_kopieren(runde=alt, by=amt.sachbearbeitung, heute=TAG)
    with pytest.raises(Konflikt, match="überschneidet sich"):
        dienst.runde_kopieren(runde=alt, by=amt.sachbearbeitung, heute=TAG)


@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ("KFR28", "KFR29"),
        ("Förderrunde 2029/30", "Förderrunde 2030/31"),
        ("Sonderrunde", "Sonderrunde 2"),
        ("R9", "R10"),
    ],
)
def test_names_count_on(alt, neu):
    assert dienst.naechster_name(alt) == neu


def test_publishing_shows_it_once_and_tells_every_municipality_once(amt):
    orte = [f.kommune(amt.kreis) for _ in range(3)]
    fremd = f.kommune(f.landkreis())
    clerk = f.benutzer("kommune_sachbearbeitung", amt.kreis, orte[0])
    runde = in_vorbereitung(amt)
    assert not Foerderrunde.objects.visible_to(clerk).exists()
    dienst.runde_veroeffentlichen(runde=runde, by=amt.sachgebietsleitung, heute=TAG)
    assert Foerderrunde.objects.visible_to(clerk).get() == runde
    mails = [n for n in relay() if n.art == "runde_veroeffentlicht" and n.kanal == "email"]
    assert {n.empfaenger_adresse: n.betreff for n in mails} == {
        ort.postfach: f"{runde} · {ort} – Die Förderrunde ist veröffentlicht" for ort in orte
    }
    assert fremd.postfach not in {n.empfaenger_adresse for n in mails}
    with pytest.raises(Verweigert, match="In Vorbereitung"):
        dienst.runde_veroeffentlichen(runde=runde, by=amt.sachgebietsleitung, heute=TAG)
    assert Protokolleintrag.objects.filter(art="runde_veroeffentlicht").count() == 1


def ohne_frist(runde):
    runde.antrag_von = runde.antrag_bis = None
    runde.save()


def entwurfsfassung(runde):
    runde.fassung = Richtlinienfassung.objects.create(programm=runde.programm, nummer=2, gueltig_ab=TAG)
    runde.save()


@pytest.mark.parametrize(
    ("mangel", "satz"),
    [
        (entwurfsfassung, "noch ein Entwurf"),
        (ohne_frist, "fehlt die Antragsfrist"),
        (lambda runde: runde.zielgruppen.clear(), "fehlen die Zielgruppen"),
    ],
)
def test_what_is_missing_is_named_before_it_is_published(amt, mangel, satz):
    runde = in_vorbereitung(amt)
    mangel(runde)
    with pytest.raises(Verweigert, match=satz):
        dienst.runde_veroeffentlichen(runde=runde, by=amt.amtsleitung, heute=TAG)
    runde.refresh_from_db()
    assert runde.status == "entwurf"


def test_the_officer_does_not_publish(amt):
    with pytest.raises(Verweigert, match="vorbehalten"):
        dienst.runde_veroeffentlichen(runde=in_vorbereitung(amt), by=amt.sachbearbeitung, heute=TAG)


SQL = {
    "draft version": (
        "UPDATE antraege_foerderrunde SET status = 'veroeffentlicht', fassung_id = %(entwurf)s WHERE id = %(vorbereitet)s",
        "nur mit einer festgestellten Fassung",
    ),
    "another programme": (
        "UPDATE antraege_foerderrunde SET status = 'veroeffentlicht', fassung_id = %(fremd)s WHERE id = %(vorbereitet)s",
        "nur mit einer festgestellten Fassung",
    ),
    "back": (
        "UPDATE antraege_foerderrunde SET status = 'entwurf' WHERE id = %(runde)s",
        "bleibt veröffentlicht",
    ),
    "other version": (
        "UPDATE antraege_foerderrunde SET fassung_id = %(entwurf)s WHERE id = %(runde)s",
        "behält ihre Fassung",
    ),
}


@pytest.mark.parametrize("befehl", SQL)
def test_the_database_keeps_a_published_round_on_a_stated_version(amt, befehl):
    runde = f.runde(amt.kreis)
    entwurf = Richtlinienfassung.objects.create(programm=runde.programm, nummer=2, gueltig_ab=TAG)
    vorbereitet = in_vorbereitung(amt, kuerzel="X", programm=runde.programm, fassung=runde.fassung,
                                  beginn=date(2030, 1, 1), ende=date(2030, 12, 31))  # fmt: skip
    werte = {
        "runde": runde.pk,
        "entwurf": entwurf.pk,
        "vorbereitet": vorbereitet.pk,
        "fremd": f.runde(amt.kreis).fassung_id,
    }
    text, satz = SQL[befehl]
    with pytest.raises(DatabaseError, match=satz), transaction.atomic():
        connection.cursor().execute(text, werte)


def test_a_round_in_preparation_takes_no_application(amt):
    ort = f.kommune(amt.kreis)
    clerk = f.benutzer("kommune_sachbearbeitung", amt.kreis, ort)
    with pytest.raises(Verweigert, match="nimmt noch keine Anträge an"):
        antragsdienst.anlegen(kommune=ort, runde=in_vorbereitung(amt), by=clerk, heute=f.TAG)


# A later last day


def test_a_later_last_day_moves_the_deadlines_of_all_drafts_and_tells_all(amt):
    runde = f.runde(amt.kreis, nachreichen_bis=date(2027, 4, 5))
    entwurf, _ = f.entwurf(rd=runde)
    eingereicht, clerk = f.entwurf(rd=runde)
    with zeit.gestellt(f.TAG, time(10)):
        antragsdienst.einreichen(antrag=eingereicht, by=clerk, heute=f.TAG)
    relay()
    dienst.antragsfrist_verlaengern(
        runde=runde, bis=date(2027, 4, 9), grund="Portal gestört.", by=amt.sachgebietsleitung, heute=f.TAG
    )
    runde.refresh_from_db()
    assert (runde.antrag_bis, runde.nachreichen_bis) == (date(2027, 4, 9), date(2027, 4, 9))
    tage = dict(Frist.objects.filter(art="antrag").values_list("antrag", "faellig_am"))
    assert tage == {entwurf.pk: date(2027, 4, 9), eingereicht.pk: f.SCHLUSS}
    eintrag = Protokolleintrag.objects.get(art="antragsfrist_verlaengert")
    assert (eintrag.vorher, eintrag.nachher, eintrag.text.text) == (
        "31.03.2027",
        "09.04.2027",
        "Portal gestört.",
    )
    mails = {
        n.empfaenger_adresse for n in relay() if n.art == "antragsfrist_verlaengert" and n.kanal == "email"
    }
    assert mails == {entwurf.kommune.postfach, eingereicht.kommune.postfach}


def test_a_draft_is_in_time_until_the_later_day(amt):
    runde = f.runde(amt.kreis)
    antrag, clerk = f.entwurf(rd=runde)
    dienst.antragsfrist_verlaengern(
        runde=runde, bis=date(2027, 4, 9), grund="Störung.", by=amt.amtsleitung, heute=date(2027, 4, 1)
    )
    antrag.refresh_from_db()
    with zeit.gestellt(date(2027, 4, 9), time(23, 30)):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=date(2027, 4, 9))
    assert not antrag.verspaetet


@pytest.mark.parametrize(
    ("bis", "grund", "feld"),
    [
        (date(2027, 3, 31), "Störung.", "bis"),
        (date(2027, 4, 1), "Störung.", "bis"),
        (date(2029, 4, 1), "Störung.", "bis"),
        (date(2027, 4, 9), "  ", "grund"),
    ],
)
def test_a_day_that_helps_nobody_and_a_missing_reason_are_refused(amt, bis, grund, feld):
    runde = f.runde(amt.kreis)
    with pytest.raises(ValidationError) as fehler:
        dienst.antragsfrist_verlaengern(
            runde=runde, bis=bis, grund=grund, by=amt.amtsleitung, heute=date(2027, 4, 2)
        )
    assert list(fehler.value.message_dict) == [feld]


# Who may apply


def fassung_fuer(amt, **felder):
    return f.fassung_fuer(f.programm(amt.kreis), **felder)


@pytest.mark.parametrize(
    ("regel", "kommune", "satz"),
    [
        ({"antragsberechtigt": "gemeinde"}, {"art": "stadt"}, "nur diese Arten von Kommunen: Gemeinde."),
        ({"einwohner_bis": 20000}, {"einwohner": 20001}, "Kommunen bis 20.000 Einwohner."),
        ({"einwohner_ab": 5000}, {"einwohner": 4999}, "Kommunen ab 5.000 Einwohnern."),
    ],
)
def test_who_cannot_be_eligible_is_told_and_refused(amt, regel, kommune, satz):
    fassung = fassung_fuer(amt, **regel)
    runde = f.runde(amt.kreis, programm=fassung.programm, fassung=fassung)
    ort = f.kommune(amt.kreis, **kommune)
    clerk = f.benutzer("kommune_sachbearbeitung", amt.kreis, ort)
    assert fassung.ausschluss(ort).endswith(satz)
    with pytest.raises(Verweigert, match="Antragsberechtigt sind"):
        antragsdienst.anlegen(kommune=ort, runde=runde, by=clerk, heute=f.TAG)


@pytest.mark.parametrize(
    ("regel", "kommune"),
    [
        ({}, {}),
        ({"antragsberechtigt": "gemeinde,stadt"}, {"art": "stadt"}),
        ({"einwohner_ab": 5000, "einwohner_bis": 20000}, {"einwohner": None}),
        ({"einwohner_ab": 5000, "einwohner_bis": 20000}, {"einwohner": 5000}),
    ],
)
def test_who_may_be_eligible_is_not_excluded(amt, regel, kommune):
    assert fassung_fuer(amt, **regel).ausschluss(f.kommune(amt.kreis, **kommune)) == ""


# Who decides


@pytest.mark.parametrize(
    ("entscheidung", "ab", "betrag", "beschluss"),
    [
        ("verwaltung", None, "99999", False),
        ("verwaltung", "24000", "24000", False),
        ("verwaltung", "24000", "24000.01", True),
        ("kenntnisnahme", "24000", "30000", True),
        ("beschluss", None, "1", True),
        ("beschluss", "24000", "1", True),
        ("verwaltung", "24000", None, False),
    ],
)
def test_above_the_rounds_amount_the_committee_decides(entscheidung, ab, betrag, beschluss):
    runde = Foerderrunde(entscheidung=entscheidung, beschluss_ab_betrag=ab and Decimal(ab))
    assert runde.braucht_beschluss(betrag and Decimal(betrag)) is beschluss
