"""The timeline's geometry: days to x, lanes, levels, gaps, what is cut off; pure, so without a database."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antraege.zeitachse import (
    BAHN,
    KOPF,
    LINKS,
    RECHTS,
    STREIFEN,
    Teil,
    Zeile,
    bahnen,
    fenster,
    luecken,
    stufen,
    zeichne,
)

JAHR = fenster(date(2027, 1, 1), date(2027, 12, 31))
D = Decimal
tage = st.dates(date(2026, 1, 1), date(2028, 12, 31))
spannen = st.lists(
    st.tuples(st.sampled_from([D("0.25"), D("0.50"), D("1.00")]), tage, tage).map(
        lambda s: (s[0], min(s[1:]), max(s[1:]))
    ),
    max_size=6,
)


def teil(von, bis, art="kfr", text="", **anders):
    return Teil(art, von, bis, "Titel", text, **anders)


def zeile(*quellen, streifen=(), ende=date(2027, 12, 31)):
    return Zeile("S-1", "Bondorf", "0,50", "/stellen/1/", ende, quellen, streifen)


def einziges(*quellen, **anders):
    (band,) = zeichne([zeile(*quellen, **anders)], JAHR, date(2027, 7, 1)).baender
    return band


def test_a_whole_year_fills_the_axis_and_half_of_it_half():
    (ganz,) = einziges(teil(date(2027, 1, 1), date(2027, 12, 31))).balken
    assert (ganz.x, ganz.breite) == (LINKS, RECHTS - LINKS)
    (halb,) = einziges(teil(date(2027, 1, 1), date(2027, 6, 30))).balken
    assert halb.breite == round((RECHTS - LINKS) * 181 / 365)


def test_neighbours_meet_without_a_gap():
    a, b = einziges(
        teil(date(2027, 1, 1), date(2027, 3, 31)), teil(date(2027, 4, 1), date(2027, 12, 31))
    ).balken
    assert (a.y, a.x + a.breite) == (b.y, b.x)


def test_overlapping_sources_lie_in_lanes_of_their_own_and_the_band_grows():
    a, b = teil(date(2027, 1, 1), date(2027, 8, 31)), teil(date(2027, 8, 31), date(2027, 12, 31))
    band = einziges(a, b)
    assert [balken.y for balken in band.balken] == [KOPF + 6, KOPF + 6 + BAHN]
    assert band.hoehe == einziges(a).hoehe + BAHN


def test_what_lies_outside_is_cut_off_or_left_out():
    (davor,) = einziges(teil(date(2025, 1, 1), date(2027, 3, 31))).balken
    assert davor.x == LINKS
    assert einziges(teil(date(2028, 1, 1), date(2028, 3, 31))).balken == []
    assert einziges(ende=date(2028, 3, 31)).ende_x is None
    assert einziges(ende=date(2027, 12, 31)).ende_x == RECHTS


def test_a_single_day_can_still_be_seen():
    (tag,) = einziges(teil(date(2027, 5, 5), date(2027, 5, 5))).balken
    assert tag.breite >= 1


def test_words_stand_on_a_bar_only_where_they_fit():
    def worte(bis):
        return einziges(teil(date(2027, 1, 1), bis, text="KFR 0,50")).balken[0].text

    assert (worte(date(2027, 1, 20)), worte(date(2027, 12, 31))) == ("", "KFR 0,50")


def test_people_stand_on_the_ground_and_the_gap_above_them():
    halb = {"anteil": D("0.5")}
    besetzt = teil(date(2027, 1, 1), date(2027, 6, 30), "besetzt", **halb)
    luecke = teil(date(2027, 1, 1), date(2027, 6, 30), "luecke", **halb)
    unten, oben = einziges(streifen=[besetzt, luecke]).balken
    assert (oben.y + oben.hoehe, oben.hoehe) == (unten.y, STREIFEN // 2)


def test_today_is_drawn_only_where_it_lies():
    assert zeichne([], JAHR, date(2027, 1, 1)).heute_x == LINKS
    assert zeichne([], JAHR, date(2028, 1, 1)).heute_x is None


def test_the_axis_names_each_quarter_and_the_year_at_its_first_day():
    assert [(m.text, m.jahr) for m in zeichne([], JAHR, date(2027, 1, 1)).marken] == [
        ("2027", True),
        ("Apr", False),
        ("Jul", False),
        ("Okt", False),
    ]


@pytest.mark.parametrize(
    ("von", "bis", "erwartet"),
    [
        (date(2027, 9, 1), date(2028, 8, 31), (date(2027, 7, 1), date(2028, 9, 30))),
        (date(2027, 12, 31), date(2027, 12, 31), (date(2027, 10, 1), date(2027, 12, 31))),
        (date(2028, 2, 29), date(2028, 2, 29), (date(2028, 1, 1), date(2028, 3, 31))),
    ],
)
def test_a_window_is_of_whole_quarters(von, bis, erwartet):
    gefunden = fenster(von, bis)
    assert (gefunden.von, gefunden.bis) == erwartet


def test_levels_add_up_and_equal_neighbours_join():
    a, b, ende = date(2027, 1, 1), date(2027, 7, 1), date(2027, 12, 31)
    assert stufen([(D("0.50"), a, date(2027, 6, 30)), (D("0.50"), b, ende)]) == [(D("0.50"), a, ende)]
    assert stufen([(D("0.50"), a, ende), (D("0.25"), b, ende)]) == [
        (D("0.50"), a, date(2027, 6, 30)),
        (D("0.75"), b, ende),
    ]


def test_time_without_pay_takes_its_part_out():
    a, ende = date(2027, 1, 1), date(2027, 12, 31)
    assert stufen([(D("0.50"), a, ende), (D("-0.50"), date(2027, 3, 1), date(2027, 4, 30))]) == [
        (D("0.50"), a, date(2027, 2, 28)),
        (D("0.50"), date(2027, 5, 1), ende),
    ]


def test_the_gap_is_what_nobody_fills_and_a_handover_closes_no_other():
    a, ende = date(2027, 1, 1), date(2027, 12, 31)
    assert luecken([(D("0.50"), a, ende)], []) == [(D("0.50"), a, ende)]
    doppelt = [(D("1.00"), date(2027, 1, 1), date(2027, 6, 30))]
    assert luecken([(D("0.50"), a, ende)], doppelt) == [(D("0.50"), date(2027, 7, 1), ende)]


def test_a_position_that_shrinks_is_vacant_only_up_to_its_size_of_the_day():
    a, mitte, ende = date(2027, 1, 1), date(2027, 7, 1), date(2027, 12, 31)
    groesse = [(D("1.00"), a, date(2027, 6, 30)), (D("0.40"), mitte, ende)]
    assert luecken(groesse, [(D("0.40"), a, ende)]) == [(D("0.60"), a, date(2027, 6, 30))]


@given(spannen, tage)
def test_each_day_has_the_level_of_what_lies_on_it(liste, tag):
    soll = sum((v for v, a, b in liste if a <= tag <= b), D(0))
    assert sum((v for v, a, b in stufen(liste) if a <= tag <= b), D(0)) == soll


@given(spannen, tage)
def test_filled_and_vacant_are_the_whole(liste, tag):
    von, bis, ganz = date(2027, 1, 1), date(2027, 12, 31), D("1.00")
    da = min(sum((v for v, a, b in liste if a <= tag <= b), D(0)), ganz)
    leer = sum((v for v, a, b in luecken([(ganz, von, bis)], liste) if a <= tag <= b), D(0))
    assert da + leer == ganz if von <= tag <= bis else leer == 0


@given(spannen)
def test_no_two_pieces_of_a_lane_overlap_and_none_is_lost(liste):
    teile = [teil(a, b) for _, a, b in liste]
    lanes = bahnen(teile)
    assert sum(len(lane) for lane in lanes) == len(teile)
    for lane in lanes:
        assert all(a.bis < b.von for a, b in pairwise(lane))


@given(tage, tage)
def test_every_bar_stays_on_the_axis(von, bis):
    for balken in einziges(teil(min(von, bis), max(von, bis) + timedelta(days=1))).balken:
        assert balken.x >= LINKS
        assert balken.x + balken.breite <= RECHTS + 1
