"""The three motions of 3 July 2017, voted singly: each opens exactly its own gate (R19 to R21)."""

from contextlib import nullcontext
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from antraege.berechtigungen import may
from antraege.fehler import Verweigert
from antraege.models import Gremium, Richtlinienfassung, Sitzung
from antraege.services import ermaechtigung, gremium, stellentor
from antraege.services import richtlinie as fassung
from antraege.services import runde as rundendienst
from tests import factories as f
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


@pytest.fixture
def richtlinie(papier):
    """(paper, office, case, draft): the next version of the district's own programme; it rests on the first motion."""
    vorlage, amt, fall = papier
    programm = f.programm(fall.kreis, kurz="KFR")
    erste = vorlage.beschlussantraege.get(ziffer=1)
    ermaechtigung.bestimmen(
        vorlage=vorlage, programm=programm, beschlussantrag=erste, by=amt.geschaeftsstelle, heute=b.MAI
    )
    return vorlage, amt, fall, fassung.fassung_anlegen(programm=programm, by=amt.sachbearbeitung, heute=b.MAI)


def feststellbar(entwurf, amt):
    """Whether service and database let the draft be stated; they always agree."""
    auskunft = may(amt.amtsleitung, "fassung.feststellen", Richtlinienfassung.objects.get(pk=entwurf.pk))
    with nullcontext() if auskunft else pytest.raises(IntegrityError, match="R19"), transaction.atomic():
        f.festgestellt(Richtlinienfassung.objects.get(pk=entwurf.pk))
        transaction.set_rollback(True)
    assert auskunft or "Erst danach lässt sich die Richtlinie anpassen" in auskunft.satz
    return bool(auskunft)


@pytest.mark.parametrize("nummer", [1, 2, 3])
def test_only_the_first_motion_lets_the_richtlinie_be_adapted(richtlinie, nummer):
    vorlage, amt, _, entwurf = richtlinie
    assert not feststellbar(entwurf, amt)
    beschliesse(vorlage, amt, dict.fromkeys((1, 2, 3), "abgelehnt") | {nummer: "unveraendert_beschlossen"})
    assert feststellbar(entwurf, amt) == (nummer == 1)


def test_without_its_version_no_round_is_published(richtlinie):
    _, amt, fall, entwurf = richtlinie
    with pytest.raises(Verweigert, match="R19"):
        fassung.fassung_feststellen(fassung=entwurf, by=amt.amtsleitung, heute=b.MAI)
    rd = f.runde(fall.kreis, programm=entwurf.programm, fassung=entwurf, status="entwurf")
    with pytest.raises(Verweigert, match="noch ein Entwurf"):
        rundendienst.runde_veroeffentlichen(runde=rd, by=amt.amtsleitung, heute=b.MAI)


def test_the_programme_of_the_land_needs_no_motion_for_its_rules(papier):
    _, amt, fall = papier
    entwurf = fassung.fassung_anlegen(programm=fall.runde.programm, by=amt.sachbearbeitung, heute=b.MAI)
    assert feststellbar(entwurf, amt)


def test_a_deferred_motion_opens_its_gate_when_it_is_accepted(papier):
    vorlage, amt, fall = papier
    herbst = Sitzung.objects.create(gremium=Gremium.objects.get(kurz="KT"), tag=OKTOBER)
    werte = {1: "unveraendert_beschlossen", 2: "unveraendert_beschlossen", 3: "vertagt"}
    beschliesse(vorlage, amt, werte, naechste=herbst)
    assert (tore(vorlage), stellen_offen(fall)) == ([True, True, False], False)
    beschliesse(vorlage, amt, {3: "unveraendert_beschlossen"}, tag=OKTOBER)
    assert (tore(vorlage), stellen_offen(fall)) == ([True] * 3, True)
