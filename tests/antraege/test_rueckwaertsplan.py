"""Planning back from the Kreistag: by when each step must be done, and the warning when it slips."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from antraege import fristen
from antraege.fehler import Verweigert
from antraege.models import Sitzung
from antraege.services import empfehlung, pruefung, rueckwaertsplan
from antraege.services.aussicht import Plan, Sitzungstag
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.test_gremium import kreis_mit_antraegen

SGA = Sitzungstag("SGA", date(2027, 6, 14), date(2027, 5, 10), beschliesst=False)
KT = Sitzungstag("Kreistag", date(2027, 7, 5), date(2027, 6, 21), beschliesst=True)


def weg(**anders):
    vorgabe = {"frist_ergaenzung": "2W", "frist_stellungnahme": "1W", "frist_zeichnung": "7T"}
    tage = {"eingang": date(2027, 3, 18), "beginn": date(2027, 9, 1)}
    return Plan(**(vorgabe | tage | {"gremium": True, "sitzungen": (SGA, KT)} | anders))


def stationen(plan):
    return [(s.was, s.tag) for s in plan.stationen]


def test_the_signature_is_due_on_the_closing_day_of_the_sga_before_it():
    plan = rueckwaertsplan.plan(weg(), KT)
    assert plan.satz == "Kreistag 05.07.2027: Empfehlung gezeichnet bis 10.05.2027"
    assert stationen(plan) == [
        ("Unterlagen vollständig", date(2027, 4, 19)),
        ("Empfehlung abgegeben", date(2027, 5, 3)),
        ("Empfehlung gezeichnet", date(2027, 5, 10)),
        ("Sitzung: SGA", date(2027, 6, 14)),
        ("Sitzung: Kreistag", date(2027, 7, 5)),
    ]


def test_a_cut_needs_its_hearing_before():
    plan = rueckwaertsplan.plan(weg(gekuerzt=True), KT)
    assert stationen(plan)[1:3] == [
        ("Empfehlung abgegeben", date(2027, 4, 26)),
        ("Stellungnahme eingegangen", date(2027, 5, 3)),
    ]


def test_without_a_preparing_sitting_the_deciding_one_counts():
    plan = rueckwaertsplan.plan(weg(sitzungen=(KT,)), KT)
    assert (plan.gezeichnet_bis, stationen(plan)[-1][0]) == (date(2027, 6, 21), "Sitzung: Kreistag")


@given(
    st.dates(date(2027, 1, 1), date(2028, 12, 31)),
    st.sampled_from(["3T", "7T", "1W", "2W", "1M"]),
    st.booleans(),
)
def test_whoever_keeps_the_days_is_in_time(schluss, dauer, gekuerzt):
    sga = Sitzungstag("SGA", schluss + timedelta(days=30), schluss, beschliesst=False)
    kt = Sitzungstag("KT", schluss + timedelta(days=60), None, beschliesst=True)
    plan = rueckwaertsplan.plan(
        weg(frist_zeichnung=dauer, frist_stellungnahme=dauer, gekuerzt=gekuerzt, sitzungen=(sga, kt)), kt
    )
    tage = {s.was: s.tag for s in plan.stationen}
    vorher = "Stellungnahme eingegangen" if gekuerzt else "Empfehlung abgegeben"
    assert fristen.frist(tage[vorher], dauer).tag <= schluss
    assert [s.tag for s in plan.stationen] == sorted(s.tag for s in plan.stationen)


# Of an application


def mit_ziel(amt, rd):
    sga, kreistag = f.sitzungen(amt.kreis)
    Sitzung.objects.filter(pk=sga.pk).update(abgabeschluss=b.MAI)
    rueckwaertsplan.ziel_bestimmen(runde=rd, zielsitzung=kreistag, by=amt.geschaeftsstelle, heute=f.TAG)


def vollstaendig(rd, amt):
    antrag, _ = b.eingereicht(rd)
    pruefung.vollstaendigkeit_feststellen(antrag=antrag, by=amt.sachbearbeitung, heute=f.TAG)
    return antrag


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("heute", "warnt"), [(date(2027, 4, 19), False), (date(2027, 5, 3), False), (date(2027, 5, 4), True)]
)
def test_an_application_that_slips_behind_is_warned_of(heute, warnt):
    amt, rd, _ = kreis_mit_antraegen()
    mit_ziel(amt, rd)
    plan = rueckwaertsplan.fuer(vollstaendig(rd, amt), heute)
    assert plan.satz == "KT 05.07.2027: Empfehlung gezeichnet bis 10.05.2027"
    assert bool(plan.warnung) == warnt


@pytest.mark.django_db
def test_the_running_deadline_of_the_signature_counts():
    amt, rd, _ = kreis_mit_antraegen()
    mit_ziel(amt, rd)
    antrag = vollstaendig(rd, amt)
    spaet = date(2027, 5, 7)
    empfehlung.empfehlen(
        antrag=antrag, vzae=antrag.beantragt_vzae, begruendung="x", by=amt.sachbearbeitung, heute=spaet
    )
    plan = rueckwaertsplan.fuer(antrag, spaet)
    assert (plan.erwartet, "voraussichtlich erst am 14.05.2027" in plan.warnung) == (date(2027, 5, 14), True)


@pytest.mark.django_db
def test_what_is_signed_or_has_no_sitting_has_no_plan():
    amt, rd, (gezeichnet,) = kreis_mit_antraegen("0.50")
    assert rueckwaertsplan.fuer(vollstaendig(rd, amt), f.TAG) is None
    mit_ziel(amt, rd)
    gezeichnet.runde.refresh_from_db()
    assert rueckwaertsplan.fuer(gezeichnet, f.TAG) is None


@pytest.mark.django_db
def test_only_a_coming_sitting_that_decides_is_the_goal_of_a_round_that_asks_a_committee():
    amt, rd, _ = kreis_mit_antraegen()
    sga, kreistag = f.sitzungen(amt.kreis)
    for sitzung, heute in ((sga, f.TAG), (kreistag, date(2027, 7, 6))):
        with pytest.raises(ValidationError, match="das beschließt"):
            rueckwaertsplan.ziel_bestimmen(runde=rd, zielsitzung=sitzung, by=amt.amtsleitung, heute=heute)
    with pytest.raises(Verweigert, match="entscheidet die Verwaltung"):
        rueckwaertsplan.ziel_bestimmen(
            runde=f.runde(amt.kreis), zielsitzung=kreistag, by=amt.amtsleitung, heute=f.TAG
        )
