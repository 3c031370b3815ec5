"""Planning back from a round's last day to the Gemeinderat: a table a clerk can check with a calendar."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from antraege import ratsplan
from antraege.fehler import Verweigert
from antraege.models import Ratssitzung, Rolle
from antraege.services import ratssitzung
from antraege.views import ratsplanteile
from tests import factories as f

MAERZ = [date(2027, 2, 23), date(2027, 3, 23), date(2027, 4, 20)]


@pytest.mark.parametrize(
    ("ziel", "sitzungen", "vorlauf", "sitzung", "vorlage"),
    [
        (date(2027, 3, 31), MAERZ, 14, date(2027, 3, 23), date(2027, 3, 9)),
        (
            date(2027, 3, 31),
            [date(2027, 3, 31)],
            14,
            date(2027, 3, 31),
            date(2027, 3, 17),
        ),  # the last day itself
        (date(2027, 3, 31), [], 14, date(2027, 3, 31), date(2027, 3, 17)),
        (
            date(2027, 3, 28),
            [],
            14,
            date(2027, 3, 25),
            date(2027, 3, 11),
        ),  # Easter Sunday: the Thursday before
        (
            date(2027, 3, 31),
            [date(2027, 3, 22)],
            15,
            date(2027, 3, 22),
            date(2027, 3, 5),
        ),  # from a Sunday back
        (
            date(2027, 3, 31),
            [date(2027, 4, 20)],
            14,
            date(2027, 3, 31),
            date(2027, 3, 17),
        ),  # too late a sitting
        (date(2027, 3, 31), MAERZ, 0, date(2027, 3, 23), date(2027, 3, 23)),
    ],
)
def test_the_plan(ziel, sitzungen, vorlauf, sitzung, vorlage):
    plan = ratsplan.plan(ziel, sitzungen, vorlauf)
    assert (plan.sitzung.tag, plan.vorlage.tag) == (sitzung, vorlage)


def test_every_day_says_how_it_came_about():
    plan = ratsplan.plan(date(2027, 3, 31), [date(2027, 3, 22)], 15)
    assert plan.sitzung.spur == ("Letzte eingetragene Sitzung bis 31.03.2027 = 22.03.2027",)
    assert plan.vorlage.spur == (
        "22.03.2027 - 15 Tage (Abgabe der Vorlagen) = 07.03.2027",
        "kein Arbeitstag, der Arbeitstag davor = 05.03.2027",
    )


def test_without_sittings_the_trace_says_so():
    assert "Keine Sitzung eingetragen" in ratsplan.plan(date(2027, 3, 31), [], 14).sitzung.spur[0]


def test_august_is_named():
    assert ratsplan.AUGUST in ratsplan.plan(date(2027, 8, 31), [], 14).hinweise


@pytest.mark.parametrize(("heute", "vorbei"), [(date(2027, 3, 9), False), (date(2027, 3, 10), True)])
def test_it_is_too_late_the_day_after(heute, vorbei):
    assert ratsplan.plan(date(2027, 3, 31), MAERZ, 14).vorbei(heute) is vorbei


def test_the_next_sitting_that_can_be_reached_is_named():
    moeglich = ratsplan.noch_moeglich(date(2027, 5, 31), MAERZ, 14, date(2027, 3, 10))
    assert moeglich.sitzung.tag == date(2027, 4, 20)
    assert ratsplan.noch_moeglich(date(2027, 3, 31), MAERZ, 14, date(2027, 3, 10)) is None


# The box of a municipality


@pytest.fixture
def ort(db):
    kreis = f.landkreis()
    ort = f.kommune(kreis)
    ort.runde = f.runde(kreis, nachreichen_bis=date(2027, 5, 31))
    ort.clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort)
    return ort


def test_the_box_plans_for_both_last_days(ort):
    box = ratsplanteile.fuer(ort, ort.runde, f.TAG)
    assert [(z.titel, z.sitzung) for z in box["zeilen"]] == [
        ("Beschluss liegt dem Antrag bei", date(2027, 3, 31)),
        ("Beschluss wird nachgereicht", date(2027, 5, 31)),
    ]


def test_a_day_that_has_passed_is_red_and_says_what_is_still_possible(ort):
    Ratssitzung.objects.bulk_create(Ratssitzung(kommune=ort, tag=tag) for tag in MAERZ)
    box = ratsplanteile.fuer(ort, ort.runde, f.TAG)
    assert [z.kind for z in box["zeilen"]] == ["over", ""]
    assert box["moeglich"].startswith("Noch möglich: Sitzung am Di,\N{NO-BREAK SPACE}20.04.2027")
    assert box["moeglich"].endswith("Der Beschluss wird dann nachgereicht.")


def test_where_nothing_is_possible_the_emergency_decision_is_named(ort):
    ort.runde.beschluss_nachreichbar = False
    box = ratsplanteile.fuer(ort, ort.runde, date(2027, 3, 30))
    assert box["moeglich"] == ratsplan.EILENTSCHEIDUNG


def test_after_the_round_there_is_no_box(ort):
    assert ratsplanteile.fuer(ort, ort.runde, date(2027, 6, 1)) is None


# Keeping the sittings


def test_coming_sittings_are_kept_and_past_ones_stay(ort):
    Ratssitzung.objects.create(kommune=ort, tag=date(2027, 2, 23))
    Ratssitzung.objects.create(kommune=ort, tag=date(2027, 3, 23))
    ratssitzung.eintragen(kommune=ort, tage=[date(2027, 4, 20)], vorlauf=10, by=ort.clerk, heute=f.TAG)
    ort.refresh_from_db()
    assert [s.tag for s in ort.ratssitzungen.all()] == [date(2027, 2, 23), date(2027, 4, 20)]
    assert ort.vorlauf_rat == 10


def test_a_lead_nobody_can_mean_is_refused_at_its_field(ort):
    with pytest.raises(ValidationError) as fehler:
        ratssitzung.eintragen(kommune=ort, tage=[], vorlauf=400, by=ort.clerk, heute=f.TAG)
    assert list(fehler.value.message_dict) == ["vorlauf"]


def test_others_keep_no_sittings_of_it(ort):
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, ort.landkreis, f.kommune(ort.landkreis))
    with pytest.raises(Verweigert):
        ratssitzung.eintragen(kommune=ort, tage=[], vorlauf=14, by=fremd, heute=f.TAG)
