"""What a position's page says of what was earned: figures with their reasons, who reads them, what nobody may learn early."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Antrag, Besetzung, Finanzierungsanteil, Richtlinienfassung, Rolle, Stelle
from tests import factories as f
from tests.pages.stellenwelt import ohne_regeln, stelle

pytestmark = pytest.mark.django_db
HEUTE = date(2028, 7, 12)
RUNDE = {"beginn": date(2027, 9, 1), "ende": date(2028, 8, 31), "kuerzel": "KFR28"}
# Session, person, roles, the demo's clock; then the page's own, of which the entitlement asks two.
QUERIES = 4 + 10


@pytest.fixture
def fall():
    """A position of 0.50 in its round, 48.000 EUR a VZÄ and year, nobody on it yet."""
    runde = f.runde(f.landkreis(), **RUNDE)
    ort = f.kommune(runde.programm.landkreis, "Bondorf")
    neu = stelle(ort, runde, nummer="S-1", beginn=runde.beginn, ende=runde.ende)
    return neu


@pytest.fixture
def amt(fall):
    return f.benutzer(Rolle.SACHBEARBEITUNG, fall.landkreis)


def besetzt(stelle_, ab, bis=None, vzae="0.50", kennzeichen="XQ"):
    return Besetzung.objects.create(
        stelle=stelle_, kennzeichen=kennzeichen, vzae=Decimal(vzae), beginn=ab, ende=bis
    )


def text(client, wer, stelle_, am=HEUTE):
    client.force_login(wer)
    with zeit.gestellt(am):
        antwort = client.get(reverse("stelle", args=[stelle_.pk]))
    assert antwort.status_code == 200
    return antwort.content.decode().replace("\xa0", " ")


def test_the_page_says_what_was_earned_by_year_and_why(client, fall, amt):
    besetzt(fall, date(2027, 11, 1))
    seite = text(client, amt, fall)
    for worte in (
        "Vom 01.09.2027 bis 12.07.2028.",
        "4.000,00 €",
        "12.721,31 €",
        "16.721,31 €",
        "01.09.2027 bis 31.10.2027: unbesetzt, kein Anspruch",
        "01.11.2027 bis 12.07.2028: 0,50 VZÄ besetzt, 0,50 VZÄ finanziert: 0,50 VZÄ zählen",
        "KFR28: 01.11.2027 bis 12.07.2028: 0,50 VZÄ × 255/366 × 48.000,00 EUR = 16.721,31 EUR",
    ):
        assert worte in seite
    assert "XQ" not in seite


def test_after_the_last_financed_day_nothing_grows(client, fall, amt):
    besetzt(fall, date(2027, 9, 1))
    seite = text(client, amt, fall, date(2029, 1, 1))
    assert "Vom 01.09.2027 bis 31.08.2028." in seite
    assert [betrag in seite for betrag in ("8.000,00 €", "16.000,00 €", "24.000,00 €")] == [True] * 3


def test_nobody_reported_is_no_vacancy(client, fall, amt):
    seite = text(client, amt, fall)
    assert "Noch kein Besetzungsstand gemeldet." in seite
    assert "unbesetzt" not in seite


def test_before_the_first_day_it_says_when_it_begins(client, fall, amt):
    besetzt(fall, date(2027, 9, 1))
    assert "Die Förderung beginnt am 01.09.2027." in text(client, amt, fall, date(2027, 8, 31))


def test_a_source_without_a_rate_says_that_it_cannot_be_computed(client, fall, amt):
    besetzt(fall, date(2027, 9, 1))
    with ohne_regeln():
        Richtlinienfassung.objects.update(satz_je_vzae=None)
    seite = text(client, amt, fall)
    assert "nennt keinen Festbetrag je VZÄ" in seite
    assert "0,50 VZÄ zählen" in seite


def test_money_of_the_land_comes_first_and_is_never_summed_with_the_districts(client, fall, amt):
    land = f.programm(fall.landkreis, geber="land", name="Integrationsmanagement")
    runde = f.runde(fall.landkreis, programm=land, **RUNDE | {"kuerzel": "IM28"})
    with ohne_regeln():
        Stelle.objects.filter(pk=fall.pk).update(vzae=1)
        Finanzierungsanteil.objects.create(
            stelle=fall, runde=runde, vzae=Decimal("0.50"), beginn=fall.beginn, ende=fall.ende
        )
    besetzt(fall, date(2027, 9, 1), vzae="0.60")
    seite = text(client, amt, fall, date(2028, 8, 31))
    assert "0,60 VZÄ zählen (IM28 0,50, KFR28 0,10)" in seite
    assert ("24.000,00 €" in seite, "4.800,00 €" in seite, "28.800,00 €" in seite) == (True, True, False)


def test_the_employer_reads_it_and_the_place_of_work_alone_does_not(client, fall):
    besetzt(fall, date(2027, 11, 1))
    eigene = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, fall.landkreis, fall.einsatzort)
    assert "16.721,31 €" in text(client, eigene, fall)
    andere = f.kommune(fall.landkreis, "Herrenberg")
    with ohne_regeln():
        Stelle.objects.filter(pk=fall.pk).update(anstellungstraeger=andere)
    seite = text(client, eigene, fall)
    assert ("Anspruch bis heute" in seite, "16.721,31 €" in seite) == (False, False)


def test_a_municipality_learns_nothing_of_a_source_before_its_result_is_known(client, fall):
    """A top-up granted on an application whose notice still waits: the block counts without it."""
    eigene = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, fall.landkreis, fall.einsatzort)
    antrag, _ = f.entwurf(rd=f.runde(fall.landkreis, **RUNDE | {"kuerzel": "GEHEIM"}))
    with ohne_regeln():
        Stelle.objects.filter(pk=fall.pk).update(vzae=1)
        Finanzierungsanteil.objects.create(
            stelle=fall,
            runde=antrag.runde,
            antrag=antrag,
            vzae=Decimal("0.25"),
            beginn=fall.beginn,
            ende=fall.ende,
        )
    besetzt(fall, date(2027, 9, 1), vzae="0.75")
    seite = text(client, eigene, fall, date(2028, 8, 31))
    assert ("24.000,00 €" in seite, "12.000,00 €" in seite, "GEHEIM" in seite) == (True, False, False)
    with ohne_regeln():
        Antrag.objects.filter(pk=antrag.pk).update(status_kommune="beschieden", ergebnis_bekannt=True)
    seite = text(client, eigene, fall, date(2028, 8, 31))
    assert ("24.000,00 €" in seite, "12.000,00 €" in seite, "GEHEIM 0,25" in seite) == (True, True, True)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_sources(
    client, django_assert_num_queries, fall, amt, anzahl
):
    """Each granted on an application of its own, and as many persons."""
    fall.anteile.all().delete()
    for nr in range(anzahl):
        antrag, _ = f.entwurf(rd=f.runde(fall.landkreis, **RUNDE | {"kuerzel": f"R{nr}"}))
        zeit_ = {"beginn": fall.beginn, "ende": fall.ende}
        with ohne_regeln():
            Finanzierungsanteil.objects.create(
                stelle=fall, runde=antrag.runde, antrag=antrag, vzae=Decimal("0.10"), **zeit_
            )
        besetzt(fall, date(2027, 9, 1 + nr), date(2028, 3, 1), vzae="0.10", kennzeichen=f"P{nr}")
    client.force_login(amt)
    zeit.vergiss_demotag()
    with zeit.gestellt(HEUTE), django_assert_num_queries(QUERIES):
        assert b"So wurde der Anspruch berechnet" in client.get(reverse("stelle", args=[fall.pk])).content
