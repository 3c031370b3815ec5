"""Opinions of other offices: asked with a deadline, answered, taken back; the recommendation waits and then goes on."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.berechtigungen import may
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Frist, Rolle, Status
from antraege.services import empfehlung, fachstellungnahme
from tests import factories as f
from tests.antraege.test_pruefung import APRIL, geprueft

pytestmark = pytest.mark.django_db
BIS = date(2027, 4, 19)


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(APRIL, time(10)):
        yield


def erbeten(*stellen):
    antrag, _clerk, officer = geprueft()
    bitten = fachstellungnahme.erbitten(
        antrag=antrag,
        stellen=stellen or ["kaemmerei"],
        frage="Trägt der Haushalt das?",
        bis=BIS,
        by=officer,
        heute=APRIL,
    )
    return antrag, officer, bitten


def empfehle(antrag, officer, heute=APRIL):
    empfehlung.empfehlen(antrag=antrag, vzae=Decimal("0.50"), begruendung="Ja.", by=officer, heute=heute)


def test_each_office_gets_its_row_deadline_and_entry():
    antrag, _, bitten = erbeten("kaemmerei", "rechtsamt")
    fristen = Frist.objects.offen().filter(antrag=antrag)
    assert [(x.rolle, x.kommune, x.faellig_am, x.fachstellungnahme) for x in fristen] == [
        ("kaemmerei", None, BIS, bitten[0]),
        ("rechtsamt", None, BIS, bitten[1]),
    ]
    eintraege = antrag.protokoll.filter(art="fachstellungnahme_erbeten").order_by("pk")
    assert [(e.nachher, e.sichtbar_kommune) for e in eintraege] == [
        ("kaemmerei", False),
        ("rechtsamt", False),
    ]


def test_the_recommendation_waits_names_who_is_missing_and_goes_on():
    antrag, officer, (bitte,) = erbeten()
    auskunft = may(officer, "antrag.empfehlen", antrag)
    assert ("stehen noch aus" in auskunft.satz, auskunft.wer) == (True, "Kämmerei")
    with pytest.raises(Verweigert, match="stehen noch aus"):
        empfehle(antrag, officer)
    chef = f.benutzer(Rolle.KAEMMEREI, antrag.landkreis)
    fachstellungnahme.abgeben(bitte=bitte, votum="keine_bedenken", antwort="", by=chef, heute=APRIL)
    empfehle(antrag, officer)
    assert antrag.status == Status.IN_ZEICHNUNG
    assert not Frist.objects.offen().filter(fachstellungnahme=bitte).exists()


def test_after_the_deadline_it_goes_on_and_still_says_who_is_missing():
    antrag, officer, _bitten = erbeten()
    with zeit.gestellt(BIS + timedelta(days=1), time(8)):
        empfehle(antrag, officer, BIS + timedelta(days=1))
    assert fachstellungnahme.fehlende(fachstellungnahme.zu(antrag)) == ["Kämmerei"]


def test_taken_back_nobody_is_waited_for():
    antrag, officer, (bitte,) = erbeten()
    fachstellungnahme.zuruecknehmen(bitte=bitte, grund="Erledigt.", by=officer, heute=APRIL)
    empfehle(antrag, officer)
    with pytest.raises(Verweigert, match="schon beantwortet oder zurückgenommen"):
        fachstellungnahme.zuruecknehmen(bitte=bitte, grund="Noch einmal.", by=officer, heute=APRIL)


def test_an_office_is_asked_once_at_a_time():
    antrag, officer, _ = erbeten()
    with pytest.raises(Konflikt, match="schon um eine Stellungnahme gebeten"):
        fachstellungnahme.erbitten(
            antrag=antrag, stellen=["kaemmerei"], frage="Noch einmal?", bis=BIS, by=officer, heute=APRIL
        )


@pytest.mark.parametrize(
    ("aenderung", "feld"),
    [
        ({"stellen": []}, "stellen"),
        ({"stellen": ["sachbearbeitung"]}, "stellen"),
        ({"frage": " "}, "frage"),
        ({"bis": APRIL}, "bis"),
        ({"bis": date(2072, 4, 19)}, "bis"),
    ],
)
def test_a_request_says_at_its_field_what_is_wrong(aenderung, feld):
    antrag, _, officer = geprueft()
    facts = {"stellen": ["personal"], "frage": "Geht das?", "bis": BIS} | aenderung
    with pytest.raises(ValidationError) as fehler:
        fachstellungnahme.erbitten(antrag=antrag, by=officer, heute=APRIL, **facts)
    assert list(fehler.value.message_dict) == [feld]


@pytest.mark.parametrize("rolle", [Rolle.PERSONAL, Rolle.SACHBEARBEITUNG])
def test_nobody_answers_for_another_office(rolle):
    antrag, _, (bitte,) = erbeten()
    with pytest.raises(Verweigert):
        fachstellungnahme.abgeben(
            bitte=bitte,
            votum="bedenken",
            antwort="Nein.",
            by=f.benutzer(rolle, antrag.landkreis),
            heute=APRIL,
        )


def test_another_district_s_office_is_not_meant():
    _, _, (bitte,) = erbeten()
    fremd = f.benutzer(Rolle.KAEMMEREI, f.landkreis())
    with pytest.raises(Verweigert):
        fachstellungnahme.abgeben(bitte=bitte, votum="keine_bedenken", antwort="", by=fremd, heute=APRIL)


def test_concerns_need_their_words():
    antrag, _, (bitte,) = erbeten()
    with pytest.raises(ValidationError, match="welche Bedenken"):
        fachstellungnahme.abgeben(
            bitte=bitte,
            votum="bedenken",
            antwort=" ",
            by=f.benutzer(Rolle.KAEMMEREI, antrag.landkreis),
            heute=APRIL,
        )
