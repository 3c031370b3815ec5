"""Money and VZÄ: the tables hold what finance expects, the rest what must hold for any figure."""

from datetime import date, timedelta
from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antraege import berechnung
from antraege.berechnung import Zaehlweise, foerderbetrag
from antraege.dauer import Dauer
from tests.antraege.tabellen import lies, tag, zahl

RUNDE = (date(2027, 9, 1), date(2028, 8, 31))
VZAE = st.decimals(0, 20, places=2)
SAETZE = st.decimals(0, 100_000, places=2)
TAGE = st.dates(date(2015, 1, 1), date(2035, 12, 31))
ZEITEN = st.tuples(TAGE, TAGE).map(sorted)
WEISEN = st.sampled_from(Zaehlweise)


def rows(name):
    return [pytest.param(zeile, id=zeile["Fall"]) for zeile in lies(name)]


def aufteilung(betrag):
    return " | ".join(f"{a.jahr}: {a.tage} Tage {berechnung._zahl(a.betrag)}" for a in betrag.anteile)


@pytest.mark.parametrize("zeile", rows("foerderbetraege"))
def test_amount_and_years_are_as_the_table_says(zeile):
    betrag = foerderbetrag(
        zahl(zeile["VZÄ"]),
        zahl(zeile["Fördersatz"]),
        tag(zeile["von"]),
        tag(zeile["bis"]),
        zaehlweise=Zaehlweise(zeile["Zählweise"]),
        jahr_ab=tag(zeile["Förderjahr ab"]) if zeile["Förderjahr ab"] else None,
    )
    assert (betrag.gesamt, aufteilung(betrag)) == (zahl(zeile["Betrag"]), zeile["Aufteilung"])


def test_the_round_closes_at_the_sum_of_its_grants():
    betraege = [foerderbetrag(D(v), D(48000), *RUNDE) for v in ("0.50", "0.40", "1.80", "0.65", "0.30")]
    assert berechnung.summe(betrag.gesamt for betrag in betraege) == D("175200.00")
    assert berechnung.jahressummen(betraege) == {2027: D("58400.00"), 2028: D("116800.00")}


def test_an_amount_says_how_it_came_about():
    assert foerderbetrag(D("0.50"), D(48000), *RUNDE).spur == (
        "0,50 VZÄ × 48.000,00 EUR je Jahr = 24.000,00 EUR je Jahr",
        "01.09.2027 bis 31.08.2028: 366/366 × 24.000,00 EUR = 24.000,00 EUR",
        "2027: 122/366 × 24.000,00 EUR = 8.000,00 EUR",
        "2028: 244/366 × 24.000,00 EUR = 16.000,00 EUR",
    )


def test_a_calendar_year_of_two_funding_years_names_both():
    betrag = foerderbetrag(D("1.00"), D(36500), date(2027, 9, 1), date(2029, 8, 31))
    assert betrag.anteile[1].spur == "2028: (244/366 + 122/365) × 36.500,00 EUR = 36.533,33 EUR"


def test_a_part_that_takes_the_remainder_says_so():
    betrag = foerderbetrag(
        D("1.00"), D("0.01"), date(2027, 7, 1), date(2028, 6, 30), zaehlweise=Zaehlweise.MONATE_30
    )
    assert [anteil.spur for anteil in betrag.anteile] == [
        "2027: 180/360 × 0,01 EUR = 0,01 EUR",
        "2028: 180/360 × 0,01 EUR, mit dem Rest der Rundung = 0,00 EUR",
    ]


@pytest.mark.parametrize(
    ("vzae", "satz", "von", "bis", "jahr_ab"),
    [
        ("-0.01", "1", date(2027, 1, 1), date(2027, 1, 2), None),
        ("1", "-1", date(2027, 1, 1), date(2027, 1, 2), None),
        ("1", "1", date(2027, 1, 2), date(2027, 1, 1), None),
        ("1", "1", date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 2)),
    ],
)
def test_impossible_figures_get_a_sentence(vzae, satz, von, bis, jahr_ab):
    with pytest.raises(ValueError, match=r"nicht negativ sein|Der Zeitraum endet"):
        foerderbetrag(D(vzae), D(satz), von, bis, jahr_ab=jahr_ab)


@pytest.mark.parametrize("zeile", rows("verteilungen"))
def test_sharing_gives_the_remainder_to_the_last_part(zeile):
    teile = berechnung.verteile(
        zahl(zeile["Betrag"]), [int(gewicht) for gewicht in zeile["Gewichte"].split()]
    )
    assert teile == [zahl(teil) for teil in zeile["Teile"].split()]


@pytest.mark.parametrize(("betrag", "gewichte"), [("-1", [1]), ("1", []), ("1", [0, 0]), ("1", [2, -1])])
def test_nothing_to_share_by_gets_a_sentence(betrag, gewichte):
    with pytest.raises(ValueError, match="Zum Verteilen"):
        berechnung.verteile(D(betrag), gewichte)


@pytest.mark.parametrize("zeile", rows("kuerzungen"))
def test_a_cut_is_as_the_table_says(zeile):
    beantragt, grundlage = zahl(zeile["beantragt"]), zeile["Grundlage"]
    if zeile["Regel"] == "Höchstmaß":
        kuerzung = berechnung.kuerzung_auf_hoechstmass(beantragt, int(grundlage), 100, D("0.05"))
    else:
        kuerzung = berechnung.kuerzung_bei_doppelfoerderung(zahl(grundlage), beantragt)
    assert (kuerzung.rest, kuerzung.gekuerzt) == (zahl(zeile["bleibt"]), zahl(zeile["gekürzt"]))
    assert " · ".join(kuerzung.spur) == zeile["Weg"]


@pytest.mark.parametrize(
    ("personen", "je", "mass"), [(182, 100, "1.82"), (52, 100, "0.52"), (0, 100, "0.00"), (182, 120, "1.51")]
)
def test_the_maximum_is_never_exceeded_by_rounding(personen, je, mass):
    assert berechnung.hoechst_vzae(personen, je) == D(mass)


@pytest.mark.parametrize(
    ("wert", "schritt", "ergebnis"),
    [("1.82", "0.05", "1.80"), ("1.80", "0.05", "1.80"), ("0.04", "0.05", "0.00")],
)
def test_steps_round_down(wert, schritt, ergebnis):
    assert berechnung.vzae_in_schritten(D(wert), D(schritt)) == D(ergebnis)


def test_hours_and_vzae_of_a_contract():
    assert berechnung.vzae_aus_stunden(D("17.5"), D(39)) == D("0.4487")
    assert berechnung.stunden_aus_vzae(D("0.45"), D(39)) == D("17.55")
    assert berechnung.anrechenbare_vzae(D("0.45"), D("17.5"), D(39)) == D("0.4487")
    assert berechnung.anrechenbare_vzae(D("0.40"), D("17.5"), D(39)) == D("0.40")


def test_bad_vzae_figures_get_a_sentence():
    with pytest.raises(ValueError, match="Schritt"):
        berechnung.vzae_in_schritten(D(1), D(0))
    with pytest.raises(ValueError, match="Personen"):
        berechnung.hoechst_vzae(-1)
    with pytest.raises(ValueError, match="Wochenstunden"):
        berechnung.vzae_aus_stunden(D(10), D(0))


def test_half_a_cent_goes_up():
    assert [berechnung.hundertstel(D(wert)) for wert in ("0.005", "0.015", "2.675")] == [
        D("0.01"),
        D("0.02"),
        D("2.68"),
    ]


@given(VZAE, SAETZE, ZEITEN, WEISEN)
def test_the_years_sum_up_to_the_amount(vzae, satz, zeit, weise):
    betrag = foerderbetrag(vzae, satz, *zeit, zaehlweise=weise)
    assert berechnung.summe(anteil.betrag for anteil in betrag.anteile) == betrag.gesamt
    assert min(anteil.betrag for anteil in betrag.anteile) >= 0


@given(VZAE, VZAE, SAETZE, ZEITEN, WEISEN)
def test_more_vzae_never_give_less(eins, zwei, satz, zeit, weise):
    weniger, mehr = sorted([eins, zwei])
    assert (
        foerderbetrag(weniger, satz, *zeit, zaehlweise=weise).gesamt
        <= foerderbetrag(mehr, satz, *zeit, zaehlweise=weise).gesamt
    )


@given(VZAE, SAETZE, TAGE, WEISEN)
def test_a_whole_funding_year_is_the_yearly_amount(vzae, satz, beginn, weise):
    ende = Dauer(1, "J").letzter_tag(beginn)
    betrag = foerderbetrag(vzae, satz, beginn, ende, zaehlweise=weise)
    assert betrag.gesamt == berechnung.hundertstel(vzae * satz)


@given(VZAE, SAETZE, TAGE, st.lists(st.integers(1, 400), min_size=1, max_size=4), WEISEN)
def test_periods_that_join_differ_from_the_whole_by_rounding_only(vzae, satz, beginn, laengen, weise):
    grenzen = [beginn]
    for laenge in laengen:
        grenzen.append(grenzen[-1] + timedelta(days=laenge))
    teile = [
        foerderbetrag(vzae, satz, von, bis - timedelta(days=1), zaehlweise=weise, jahr_ab=beginn).gesamt
        for von, bis in pairwise(grenzen)
    ]
    ganz = foerderbetrag(vzae, satz, beginn, grenzen[-1] - timedelta(days=1), zaehlweise=weise).gesamt
    assert abs(berechnung.summe(teile) - ganz) <= D("0.005") * (len(teile) + 1)


@given(st.decimals(0, 10**9, places=2), st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any))
def test_shares_sum_up_and_are_never_negative(betrag, gewichte):
    teile = berechnung.verteile(betrag, gewichte)
    assert sum(teile) == betrag
    assert min(teile) >= 0
    assert all(teil == 0 for teil, gewicht in zip(teile, gewichte, strict=True) if gewicht == 0)


@given(VZAE, st.integers(0, 2000), st.sampled_from([D("0.05"), D("0.25"), D("0.01")]))
def test_a_cut_and_what_remains_are_what_was_asked(beantragt, personen, schritt):
    kuerzung = berechnung.kuerzung_auf_hoechstmass(beantragt, personen, 100, schritt)
    assert kuerzung.rest + kuerzung.gekuerzt == beantragt
    assert 0 <= kuerzung.rest <= berechnung.hoechst_vzae(personen)
