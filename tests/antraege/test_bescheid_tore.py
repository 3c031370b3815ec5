"""What no notice passes, first or later, by service and by database: a programme granted elsewhere, a day outside the funding."""

from copy import deepcopy
from datetime import date, time
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Antrag, Bescheid, Foerderprogramm
from antraege.services import bescheid, folgebescheid, haushalt, stellenanpassung
from antraege.services import stelle as stellen
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege import folgefall as ff
from tests.antraege.test_bescheid import JULI, entworfen

pytestmark = pytest.mark.django_db
NICHT_WIR = "entscheidet nicht der Landkreis"


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(ff.bekannt)


@pytest.fixture
def fall(gebaut):
    antrag, amt = deepcopy(gebaut)
    return Antrag.objects.select_related("landkreis", "kommune", "runde__programm", "fassung", "angelegt_von").get(pk=antrag.pk), amt  # fmt: skip


def abgegeben(antrag):
    """The programme is granted elsewhere from now on; give the application as a later request reads it."""
    Foerderprogramm.objects.update(bewilligungsstelle="extern")
    return Antrag.objects.select_related("landkreis", "kommune", "runde__programm", "fassung", "angelegt_von").get(pk=antrag.pk)  # fmt: skip


def von_hand(leitung, **anders):
    Bescheid.objects.filter(status="entwurf").update(
        status="freigegeben", nummer="X-1", datum=ff.SPAETER, freigegeben_von=leitung, **anders
    )


def test_a_programme_granted_elsewhere_gets_no_draft():
    antrag, amt = b.beschlossen()
    antrag = abgegeben(antrag)
    with pytest.raises(Verweigert, match=NICHT_WIR):
        entworfen(antrag, amt)
    with pytest.raises(IntegrityError, match=NICHT_WIR), transaction.atomic():
        gepflanzt(antrag, amt, vzae="0.50", betrag=24000)


def test_nor_the_release_of_a_draft_begun_before():
    antrag, amt = entworfen()
    antrag = abgegeben(antrag)
    with pytest.raises(Verweigert, match=NICHT_WIR):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)
    with pytest.raises(IntegrityError, match=NICHT_WIR), transaction.atomic():
        von_hand(amt.sachgebietsleitung)


def test_nor_a_later_notice(fall):
    antrag, amt = fall
    ff.entworfen(antrag, amt, "aenderung")
    antrag = abgegeben(antrag)
    with zeit.gestellt(ff.SPAETER, time(10)), pytest.raises(Verweigert, match=NICHT_WIR):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
    ff.zurueckgegeben(antrag, amt)
    folgebescheid.verwerfen(antrag=antrag, grund="Abgegeben", by=amt.sachbearbeitung, heute=ff.SPAETER)
    with pytest.raises(Verweigert, match=NICHT_WIR):
        folgebescheid.beginnen(antrag=antrag, art="widerruf", by=amt.sachbearbeitung, heute=ff.SPAETER)


@pytest.mark.parametrize(
    ("art", "tag", "geht"),
    [
        ("widerruf", date(2027, 8, 31), False),
        ("widerruf", date(2027, 9, 1), True),
        ("ruecknahme", date(2027, 8, 31), False),
        ("widerruf", date(2028, 8, 31), True),
        ("widerruf", date(2028, 9, 1), False),
        ("aenderung", date(2027, 8, 31), True),
        ("aenderung", date(2028, 9, 1), False),
    ],
)
def test_a_revocation_takes_effect_within_the_funding_by_the_database_too(fall, art, tag, geht):
    antrag, amt = fall
    ff.entworfen(antrag, amt, art)
    Bescheid.objects.filter(status="entwurf").update(in_arbeit=True)
    Bescheid.objects.filter(status="entwurf").update(wirksam_ab=tag, in_arbeit=False)
    if geht:
        von_hand(amt.sachgebietsleitung)
        return
    with (
        pytest.raises(IntegrityError, match="nicht vor dem Beginn und nicht nach dem Ende"),
        transaction.atomic(),
    ):
        von_hand(amt.sachgebietsleitung)


# The position stays: the page says so


def mit_stelle(antrag, amt):
    with zeit.gestellt(JULI, time(12)):
        return stellen.anteil_erfassen(
            antrag=antrag, by=amt.sachbearbeitung, heute=JULI, entgeltgruppe="S 12", beginn=date(2027, 9, 1),
            ende=date(2028, 8, 31),
        )  # fmt: skip


def test_after_a_revocation_the_position_is_said_to_be_too_large(fall):
    antrag, amt = fall
    mit_stelle(antrag, amt)
    assert stellenanpassung.hinweis(antrag) == ""
    neu = ff.ergangen(antrag, amt, "widerruf")
    satz = stellenanpassung.hinweis(antrag).replace("\xa0", " ")
    assert satz.startswith(
        f"Der Widerrufsbescheid {neu.nummer} wirkt ab 01.01.2028: Gefördert werden noch 0,00 VZÄ, erfasst sind 0,50 VZÄ."
    )
    antrag.anteile.update(ende=date(2027, 12, 31))
    assert stellenanpassung.hinweis(antrag) == ""


def test_the_office_reads_it_on_both_pages_and_the_municipality_on_none(fall, client):
    antrag, amt = fall
    mit_stelle(antrag, amt)
    ff.ergangen(antrag, amt, "widerruf")
    seiten = [f"/stellen/{antrag.stellen.get().pk}/", f"/antraege/{antrag.pk}/"]
    for person, zu_lesen in ((amt.sachbearbeitung, True), (antrag.angelegt_von, False)):
        client.force_login(person)
        with zeit.gestellt(ff.SPAETER, time(12)):
            antworten = [client.get(seite) for seite in seiten]
        assert [antwort.status_code for antwort in antworten] == [200, 200]
        assert ["Stelle anpassen" in antwort.content.decode() for antwort in antworten] == [zu_lesen] * 2


# What was decided, and no more, is told once


@pytest.mark.parametrize(
    "anders",
    [
        {"vzae": Decimal("0.60"), "betrag": Decimal(28800)},
        {"vzae": Decimal("0.40")},
        {"betrag": Decimal("25000.00")},
        {"art": "teilbewilligung"},
    ],
)
def test_a_notice_that_says_other_than_was_decided_is_not_released(anders):
    _, amt = entworfen()
    with pytest.raises(IntegrityError, match="weicht von der Entscheidung ab"), transaction.atomic():
        von_hand(amt.sachgebietsleitung, **anders)


def test_what_was_refused_is_granted_by_no_notice():
    antrag, amt = entworfen(*abgelehnt())
    with pytest.raises(IntegrityError, match="weicht von der Entscheidung ab"), transaction.atomic():
        von_hand(amt.sachgebietsleitung, art="bewilligung", vzae="0.50", betrag=24000)
    von_hand(amt.sachgebietsleitung)
    assert bescheid.aktueller(antrag).status == "freigegeben"


def abgelehnt():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antrag = b.gezeichnet(rd, amt)
    papier = b.vorlage(amt, rd, [antrag])
    b.beraten(papier, amt)
    b.beschliessen(papier, amt, "abgelehnt")
    antrag.refresh_from_db()
    return antrag, amt


@pytest.mark.parametrize("entscheidung", ["verwaltung", "beschluss"])
def test_an_undecided_application_gets_no_notice_by_the_database_too(entscheidung):
    amt = b.Amt()
    antrag = b.gezeichnet(f.runde(amt.kreis, entscheidung=entscheidung), amt)
    papier = gepflanzt(antrag, amt, vzae=antrag.empfohlen_vzae, betrag=antrag.empfohlen_betrag)
    haushalt.jahre_setzen(papier)
    with pytest.raises(IntegrityError, match="erst, wenn über den Antrag"), transaction.atomic():
        von_hand(amt.sachgebietsleitung)


def test_an_application_gets_one_first_notice(fall):
    antrag, amt = fall
    erster = bescheid.aktueller(antrag)
    with pytest.raises(IntegrityError, match="bescheid_erster_je_antrag_einmal"), transaction.atomic():
        gepflanzt(antrag, amt, vzae=erster.vzae, betrag=erster.betrag)


def gepflanzt(antrag, amt, **zahlen):
    """A draft of a grant, past the service."""
    return Bescheid.objects.create(
        antrag=antrag, art="bewilligung", begruendung="Bedarf", entworfen_von=amt.sachbearbeitung,
        entworfen_am=zeit.jetzt(), **zahlen,
    )  # fmt: skip
