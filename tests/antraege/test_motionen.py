"""The three motions of 3 July 2017, voted singly: each opens exactly its own gate (R19 to R21)."""

from datetime import date

import pytest

from antraege.models import Gremium, Sitzung
from antraege.services import ermaechtigung, gremium, stellentor
from tests.antraege import beschluesse as b
from tests.antraege.stellenfall import landesfall
from tests.antraege.test_gremium import MOTIONEN

pytestmark = pytest.mark.django_db
OKTOBER = date(2027, 10, 11)


@pytest.fixture
def papier():
    """(paper, office, case): the paper advised by the SGA; a programme's positions rest on its third motion."""
    fall = landesfall()
    amt = b.Amt(fall.kreis)
    sga, kreistag = (Sitzung.objects.get(gremium__kurz=kurz) for kurz in ("SGA", "KT"))
    papier = b.frei(amt, MOTIONEN, sga, kreistag, drucksache="158/2027")
    dritte = papier.beschlussantraege.get(ziffer=3)
    ermaechtigung.bestimmen(
        vorlage=papier,
        programm=fall.runde.programm,
        beschlussantrag=dritte,
        by=amt.geschaeftsstelle,
        heute=b.MAI,
    )
    b.beraten(papier, amt)
    return papier, amt, fall


def beschliesse(papier, amt, werte, tag=b.KT, naechste=None):
    ergebnisse = {
        nr: {"wert": wert, "wortlaut": "Anders." if wert == "geaendert_beschlossen" else ""}
        for nr, wert in werte.items()
    }
    gremium.beschluss_erfassen(
        vorlage=papier,
        schritt=gremium.naechster_schritt(papier),
        ergebnisse=ergebnisse,
        naechste_sitzung=naechste,
        by=amt.geschaeftsstelle,
        heute=tag,
    )


def tore(papier):
    return [gremium.ermaechtigt(z) for z in papier.beschlussantraege.order_by("ziffer")]


def stellen_offen(fall):
    fall.runde.programm.refresh_from_db()
    return not stellentor.hindernisse(**fall.wunsch())


def test_the_vote_of_the_sga_opens_none(papier):
    vorlage, _, fall = papier
    assert (tore(vorlage), stellen_offen(fall)) == ([False] * 3, False)


@pytest.mark.parametrize("nummer", [1, 2, 3])
@pytest.mark.parametrize("wert", ["unveraendert_beschlossen", "geaendert_beschlossen"])
def test_each_accepted_motion_opens_exactly_its_gate(papier, nummer, wert):
    vorlage, amt, fall = papier
    beschliesse(vorlage, amt, dict.fromkeys((1, 2, 3), "abgelehnt") | {nummer: wert})
    assert tore(vorlage) == [nummer == n for n in (1, 2, 3)]
    assert stellen_offen(fall) == (nummer == 3)


@pytest.mark.parametrize("wert", ["abgelehnt", "zur_kenntnis_genommen", "zurueckgezogen"])
def test_what_is_not_accepted_opens_nothing(papier, wert):
    vorlage, amt, fall = papier
    beschliesse(vorlage, amt, {1: "unveraendert_beschlossen", 2: "unveraendert_beschlossen", 3: wert})
    assert (tore(vorlage), stellen_offen(fall)) == ([True, True, False], False)


def test_a_deferred_motion_opens_its_gate_when_it_is_accepted(papier):
    vorlage, amt, fall = papier
    herbst = Sitzung.objects.create(gremium=Gremium.objects.get(kurz="KT"), tag=OKTOBER)
    werte = {1: "unveraendert_beschlossen", 2: "unveraendert_beschlossen", 3: "vertagt"}
    beschliesse(vorlage, amt, werte, naechste=herbst)
    assert (tore(vorlage), stellen_offen(fall)) == ([True, True, False], False)
    beschliesse(vorlage, amt, {3: "unveraendert_beschlossen"}, tag=OKTOBER)
    assert (tore(vorlage), stellen_offen(fall)) == ([True] * 3, True)
