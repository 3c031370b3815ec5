"""Rounds: public facts for everybody, figures for the office, the way into an application for municipalities."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Inanspruchnahme, Kontingent, Rolle
from antraege.services import antrag as antragsdienst
from tests import factories as f
from tests.pages.antworten import pflanze, seite

pytestmark = pytest.mark.django_db
ABFRAGEN = 9


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(date(2027, 3, 1), time(11, 0)):
        yield


@pytest.fixture
def kreis():
    return f.landkreis()


def oeffne(client, person, runde):
    client.force_login(person)
    return client.get(reverse("runde", args=[runde.pk]))


def clerk(kreis, name="Bondorf"):
    return f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, f.kommune(kreis, name))


def test_the_slides_facts_stand_on_the_rounds_page(client, kreis):
    runde = f.runde(kreis, kontingent="8.00", beginn=date(2017, 3, 1), ende=date(2018, 2, 28))
    assert dict(oeffne(client, clerk(kreis), runde).context["eckdaten"]) == {
        "Zeitraum": "01.03.2017–28.02.2018",
        "Zu betreuende Zielgruppe": "Duldung",
        "Stellenanteile gesamt": "8,00\xa0VZÄ",
        "Finanzierung": "Landkreis",
        "Stichtag der Fallzahlen": "31.12.2026",
    }


def test_an_estimate_for_the_district_is_called_one(client, kreis):
    land = f.programm(kreis, geber="land", bewilligungsstelle="extern")
    runde = f.runde(kreis, programm=land, kontingent=None, antrag_von=None, antrag_bis=None, stichtag=None)
    Kontingent.objects.create(
        runde=runde, art="schaetzung", bezug="landkreis", vzae=Decimal("8.00"), stand=date(2017, 7, 3)
    )
    antwort = oeffne(client, clerk(kreis), runde)
    assert ("Geschätzte Stellenanteile für Landkreis", "8,00\xa0VZÄ") in antwort.context["eckdaten"]
    assert (
        antwort.context["handlungen"] == []
        if "handlungen" in antwort.context
        else antwort.context["handeln"] == []
    )


def test_the_frame_of_all_stands_before_the_districts_part_of_it(client, kreis):
    runde = f.runde(kreis, kontingent="8.00", programm=f.programm(kreis, geber="land"))
    Kontingent.objects.create(
        runde=runde, art="vorlaeufig", bezug="landkreis", vzae=Decimal("0.25"), stand=date(2027, 2, 1)
    )
    html = oeffne(client, clerk(kreis), runde).content.decode()
    assert "8,00" in html
    assert "0,25" not in html


def test_an_open_round_counts_the_days_and_offers_the_start(client, kreis):
    runde = f.runde(kreis)
    antwort = oeffne(client, clerk(kreis), runde)
    assert "noch 30\xa0Tage" in antwort.content.decode()
    assert [(a.label, a.url, a.post) for a in antwort.context["handeln"]] == [
        ("Antrag beginnen", reverse("antrag_neu", args=[runde.pk]), True)
    ]


def test_who_has_a_draft_is_led_to_it(client, kreis):
    person = clerk(kreis)
    runde = f.runde(kreis)
    antrag = antragsdienst.anlegen(
        kommune=person.aktive_mitgliedschaften[0].kommune, runde=runde, by=person, heute=zeit.heute()
    )
    assert [(a.label, a.url) for a in oeffne(client, person, runde).context["handeln"]] == [
        ("Entwurf öffnen", reverse("antrag", args=[antrag.pk]))
    ]


@pytest.mark.parametrize(
    ("tag", "satz"),
    [
        (date(2026, 9, 30), "Die Runde nimmt ab Do,\xa001.10.2026 Anträge an."),
        (date(2027, 4, 1), "Die Antragsfrist ist am Mi,\xa031.03.2027 um 24 Uhr abgelaufen."),
    ],
)
def test_outside_the_period_the_start_says_why_not(client, kreis, tag, satz):
    runde = f.runde(kreis)
    with zeit.gestellt(tag):
        assert [a.reason for a in oeffne(client, clerk(kreis), runde).context["handeln"]] == [satz]


def test_a_round_without_a_period_says_so(client, kreis):
    runde = f.runde(kreis, antrag_von=None, antrag_bis=None)
    assert [a.reason for a in oeffne(client, clerk(kreis), runde).context["handeln"]] == [
        "Die Antragsfrist dieser Runde steht noch nicht fest."
    ]


def test_after_the_last_day_the_draft_stays_and_can_be_submitted_late(client, kreis):
    person, runde = clerk(kreis), f.runde(kreis)
    antragsdienst.anlegen(
        kommune=person.aktive_mitgliedschaften[0].kommune, runde=runde, by=person, heute=zeit.heute()
    )
    with zeit.gestellt(date(2027, 4, 1)):
        antwort = oeffne(client, person, runde)
    assert [a.label for a in antwort.context["handeln"]] == ["Entwurf öffnen und verspätet einreichen"]


def test_a_person_without_the_role_is_told_whose_it_is(client, kreis):
    person = f.benutzer(Rolle.KOMMUNE_ZUGANG, kreis, f.kommune(kreis))
    assert oeffne(client, person, f.runde(kreis)).context["handeln"] == []


def entschieden(runde, stand_kommune="beschieden"):
    """An application decided with invented figures; the state is planted, for the page only reads it."""
    antrag, person = f.entwurf("0.50", rd=runde)
    antragsdienst.einreichen(antrag=antrag, by=person, heute=zeit.heute())
    werte = {
        "empfohlen_vzae": "0.45",
        "bewilligt_vzae": "0.45",
        "bewilligt_betrag": "21600.00",
        "entschieden_am": date(2027, 7, 5),
    }
    pflanze(antrag, status="beschieden", status_kommune=stand_kommune, ergebnis="teilbewilligt", **werte)
    return antrag


def test_the_office_sees_figures_and_phases(client, kreis):
    runde = f.runde(kreis)
    entschieden(runde)
    antwort = oeffne(client, f.benutzer(Rolle.SACHBEARBEITUNG, kreis), runde)
    assert [(z.label, z.value) for z in antwort.context["zahlen"]] == [
        ("Kontingent", "4,00\xa0VZÄ"),
        ("Beantragt", "0,50\xa0VZÄ"),
        ("Empfohlen", "0,45\xa0VZÄ"),
        ("Bewilligt", "0,45\xa0VZÄ"),
        ("Frei", "3,55\xa0VZÄ"),
    ]
    assert [(p.label, p.count, p.url) for p in antwort.context["phasen"]] == [
        ("Bescheid", 1, f"/antraege/?runde={runde.pk}&phase=bescheid")
    ]


def test_a_round_of_the_land_shows_answers_and_positions_instead(client, kreis):
    land = f.programm(kreis, geber="land", bewilligungsstelle="extern")
    runde = f.runde(kreis, programm=land, kontingent="2.00", antrag_von=None, antrag_bis=None)
    for art, vzae in (("selbst", "0.75"), ("an_landkreis_uebertragen", "0.25"), ("verzicht", "0.00")):
        Inanspruchnahme.objects.create(
            runde=runde, kommune=f.kommune(kreis), art=art, vzae=Decimal(vzae), erklaert_am=f.TAG
        )
    antwort = oeffne(client, f.benutzer(Rolle.KAEMMEREI, kreis), runde)
    assert [(z.label, z.value) for z in antwort.context["zahlen"]] == [
        ("Kontingent", "2,00\xa0VZÄ"),
        ("Von Kommunen selbst beansprucht", "0,75\xa0VZÄ"),
        ("Auf den Landkreis übertragen", "0,25\xa0VZÄ"),
        ("Stellen des Landkreises", "0,00\xa0VZÄ"),
    ]


def test_a_municipality_sees_no_figures_of_others_not_even_a_count(client, kreis):
    runde = f.runde(kreis)
    entschieden(runde, stand_kommune="vollstaendig")
    antwort = oeffne(client, clerk(kreis), runde)
    text = seite(antwort)
    for geheim in ("0,50", "0,45", "21.600", "Anzahl abgerufener Kommunen", "Wo die Anträge stehen"):
        assert geheim not in text, geheim


def test_released_results_count_for_everybody(client, kreis):
    runde = f.runde(kreis)
    pflanze(entschieden(runde), ergebnis_bekannt=True, bekannt_vzae="0.45")
    assert ("Anzahl abgerufener Kommunen", 1) in oeffne(client, clerk(kreis), runde).context["eckdaten"]


def test_a_foreign_districts_round_does_not_exist(client, kreis):
    assert oeffne(client, clerk(f.landkreis()), f.runde(kreis)).status_code == 404


def test_invented_data_is_labelled(client, kreis):
    assert (
        "Beispieldaten, frei erfunden"
        in oeffne(client, clerk(kreis), f.runde(kreis, beispieldaten=True)).content.decode()
    )


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, kreis, anzahl, django_assert_num_queries):
    for jahr in range(anzahl):
        f.runde(kreis, beginn=date(2027 + jahr, 9, 1), ende=date(2028 + jahr, 8, 31))
    client.force_login(clerk(kreis))
    with django_assert_num_queries(ABFRAGEN):
        antwort = client.get(reverse("runden"))
    assert len(antwort.context["zeilen"]) == anzahl


@pytest.mark.parametrize(
    ("rolle", "entscheidung", "sichtbar"),
    [
        (Rolle.GESCHAEFTSSTELLE, "beschluss", True),
        (Rolle.KAEMMEREI, "beschluss", False),
        (Rolle.GESCHAEFTSSTELLE, "verwaltung", False),
    ],
)
def test_the_way_to_a_paper_is_shown_to_who_may_write_one(client, kreis, rolle, entscheidung, sichtbar):
    runde = f.runde(kreis, entscheidung)
    html = oeffne(client, f.benutzer(rolle, kreis), runde).content.decode()
    assert (reverse("vorlage_neu", args=[runde.pk]) in html) is sichtbar


def test_after_the_last_day_the_office_reads_who_stayed_silent(client, kreis):
    runde, amt = f.runde(kreis), f.benutzer(Rolle.SACHBEARBEITUNG, kreis)
    stumm, antwortet = f.kommune(kreis, "Bondorf"), f.kommune(kreis, "Ehningen")
    Inanspruchnahme.objects.create(kommune=antwortet, runde=runde, art="verzicht", erklaert_am=f.TAG)
    assert oeffne(client, amt, runde).context["hinweise"] == []
    with zeit.gestellt(date(2027, 4, 1), time(9)):
        ((titel, text),) = oeffne(client, amt, runde).context["hinweise"]
        eigene = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, stumm)
        assert "nicht geantwortet" not in seite(oeffne(client, eigene, runde))
    assert titel == "1 Kommune hat bis zum Ende der Antragsfrist nicht geantwortet"
    assert text.startswith("Bondorf. Schweigen gilt nicht als Verzicht")


@pytest.mark.parametrize(
    ("beginn", "luecke"), [(date(2028, 9, 1), ""), (date(2028, 11, 1), "01.09.2028–31.10.2028")]
)
def test_a_gap_before_a_round_in_preparation_is_a_hint(client, kreis, beginn, luecke):
    erste = f.runde(kreis)
    neu = f.runde(
        kreis,
        programm=erste.programm,
        fassung=erste.fassung,
        kuerzel="KFR28",
        status="entwurf",
        kontingent=None,
        beginn=beginn,
        ende=date(2029, 8, 31),
    )
    texte = [
        text for _, text in oeffne(client, f.benutzer(Rolle.SACHBEARBEITUNG, kreis), neu).context["hinweise"]
    ]
    assert [luecke in text for text in texte] == [True] * bool(luecke)
