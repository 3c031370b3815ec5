"""Interest on what is to be repaid: the table holds what finance expects, the rest what must hold for any figures."""

import json
from datetime import date, timedelta
from decimal import Decimal as D
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from antraege.zinsen import Basiszins, BasiszinsFehlt, basiszinssaetze, zinsen
from tests.antraege.tabellen import lies, tag, zahl

TAG = timedelta(days=1)
ZINSTAGE = st.tuples(
    st.dates(date(2016, 7, 1), date(2025, 12, 31)), st.dates(date(2016, 7, 1), date(2025, 12, 31))
).map(sorted)
BETRAEGE = st.decimals(0, 1_000_000, places=2)


def zahlungen(text):
    return [(tag(am), zahl(teil)) for am, teil in (paar.split() for paar in text.split(", ") if paar)]


@pytest.mark.parametrize("zeile", [pytest.param(z, id=z["Fall"]) for z in lies("zinsen")])
def test_interest_is_as_the_table_says(zeile):
    ergebnis = zinsen(
        zahl(zeile["Betrag"]),
        tag(zeile["ab"]),
        tag(zeile["bis"]),
        basiszinssaetze(),
        zahlungen=zahlungen(zeile["Zahlungen"]),
    )
    assert (ergebnis.betrag, " · ".join(ergebnis.spur[:-1])) == (zahl(zeile["Zinsen"]), zeile["Weg"])
    assert ergebnis.spur[-1] == f"Zinsen, einmal gerundet: {zeile['Zinsen']} EUR"


def test_base_rates_change_at_the_turn_of_half_years_and_leave_no_gap():
    saetze = basiszinssaetze()
    assert [(s.ab.day, s.ab.month) in {(1, 1), (1, 7)} for s in saetze] == [True] * len(saetze)
    assert all(links.bis + TAG == rechts.ab for links, rechts in pairwise(saetze))
    assert (saetze[0].satz, saetze[0].bis) == (D("-0.88"), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("ab", "bis", "fehlt"),
    [
        (date(2016, 6, 30), date(2017, 1, 1), "30.06.2016"),
        (date(2025, 12, 1), date(2026, 2, 1), "01.01.2026"),
    ],
)
def test_a_missing_rate_is_said_and_never_guessed(ab, bis, fehlt):
    with pytest.raises(BasiszinsFehlt) as grund:
        zinsen(D(100), ab, bis, basiszinssaetze())
    assert grund.value.satz == f"Für den Zeitraum ab {fehlt} ist kein Basiszinssatz erfasst."


@pytest.mark.parametrize(
    ("betrag", "teil", "aufschlag"), [("-1", "0", "5"), ("1", "2", "5"), ("1", "-1", "5"), ("1", "0", "-5")]
)
def test_impossible_figures_get_a_sentence(betrag, teil, aufschlag):
    am = date(2024, 1, 1)
    with pytest.raises(ValueError, match="nicht negativ"):
        zinsen(D(betrag), am, am, basiszinssaetze(), aufschlag=D(aufschlag), zahlungen=[(am + TAG, D(teil))])


def test_a_programme_may_ask_for_more_points():
    ein_jahr = (date(2023, 1, 1), date(2023, 12, 31))
    saetze = [Basiszins(*ein_jahr, D("1.00"))]
    assert zinsen(D(1000), *ein_jahr, saetze, aufschlag=D("3.00")).betrag == D("40.00")


# What must hold for any figures


@given(BETRAEGE, ZINSTAGE)
def test_two_periods_that_follow_each_other_are_the_whole_but_for_rounding(betrag, zeit):
    ab, bis = zeit
    mitte = ab + (bis - ab) // 2
    erste, zweite = (
        zinsen(betrag, *teil, basiszinssaetze()).betrag for teil in ((ab, mitte), (mitte + TAG, bis))
    )
    assert abs(erste + zweite - zinsen(betrag, ab, bis, basiszinssaetze()).betrag) <= D("0.01")


@given(BETRAEGE, ZINSTAGE, st.lists(st.tuples(st.integers(-5, 4000), st.integers(1, 40)), max_size=3))
def test_paying_earlier_or_more_never_costs_more(betrag, zeit, teile):
    ab, bis = zeit
    gezahlt = [
        (ab + timedelta(days=tage), (betrag * anteil / 120).quantize(D("0.01"), "ROUND_DOWN"))
        for tage, anteil in teile
    ]
    ohne = zinsen(betrag, ab, bis, basiszinssaetze()).betrag
    mit = zinsen(betrag, ab, bis, basiszinssaetze(), zahlungen=gezahlt).betrag
    frueher = [(am - TAG, teil) for am, teil in gezahlt]
    assert 0 <= zinsen(betrag, ab, bis, basiszinssaetze(), zahlungen=frueher).betrag <= mit <= ohne


@given(BETRAEGE, ZINSTAGE, st.permutations([0, 1, 2]))
def test_the_order_of_payments_does_not_matter(betrag, zeit, folge):
    gezahlt = [(zeit[0] + TAG * 30 * n, (betrag / 4).quantize(D("0.01"), "ROUND_DOWN")) for n in range(3)]
    gemischt = [gezahlt[n] for n in folge]
    assert zinsen(betrag, *zeit, basiszinssaetze(), zahlungen=gemischt) == zinsen(
        betrag, *zeit, basiszinssaetze(), zahlungen=gezahlt
    )


# In the terminal


def befehl(*worte):
    ausgabe = StringIO()
    call_command("zinsen", *worte, stdout=ausgabe)
    return ausgabe.getvalue().strip()


EIN_JAHR = ("--ab", "2018-01-01", "--bis", "2018-12-31")


def test_the_command_says_amount_and_way():
    weg = befehl("--betrag", "10000", *EIN_JAHR)
    assert weg.splitlines()[-1] == "Zinsen, einmal gerundet: 412,00 EUR"
    daten = json.loads(befehl("--betrag", "10000", *EIN_JAHR, "--zahlung", "2018-07-02/10000", "--json"))
    assert (daten["betrag"], len(daten["spur"])) == ("205.44", 2)


@pytest.mark.parametrize(
    ("worte", "satz"),
    [
        (("--betrag", "1", "--ab", "2015-01-01", "--bis", "2018-12-31"), "ab 01.01.2015 ist kein Basiszins"),
        (("--betrag", "-1", *EIN_JAHR), "nicht negativ"),
        (("--betrag", "viel", *EIN_JAHR), "»viel« ist kein Betrag"),
        (("--betrag", "1", "--ab", "gestern", "--bis", "2018-12-31"), "»gestern« ist kein Tag"),
    ],
)
def test_the_command_refuses_with_a_sentence(worte, satz):
    with pytest.raises(CommandError, match=satz):
        befehl(*worte)
