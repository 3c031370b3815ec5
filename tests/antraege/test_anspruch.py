"""What a position earns: the table holds what finance expects, the rest what must hold for any rows in any order."""

import re
from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antraege import berechnung, foerderarten
from antraege.anspruch import Lage, OhneEntgelt, Person, Quelle, abschnitte, je_quelle
from antraege.berechnung import Zaehlweise
from tests.antraege.tabellen import lies, tag, zahl

TAG = timedelta(days=1)
SATZ = D("48000.00")
ANKER = date(2027, 1, 1)


def teile(text, trenner="|"):
    return [teil.strip() for teil in text.split(trenner) if teil.strip()]


def gelesen(zeile):
    """The row as (Lage, {source: (rate, first day of its funding years)})."""
    muster = r"(\w+)(!?) ([\d,]+) ([\d.]+)-([\d.]+) zu ([\d.,]+)(?: ab ([\d.]+))?"
    quellen = {}
    for nr, text in enumerate(teile(zeile["Quellen"])):
        name, dritte, vzae, von, bis, satz, ab = re.fullmatch(muster, text).groups()
        quelle = Quelle(nr, name, zahl(vzae), tag(von), tag(bis), bool(dritte))
        quellen[quelle] = (zahl(satz), tag(ab or von))
    personen = [_person(text) for text in teile(zeile["Besetzung"])]
    zeiten = [OhneEntgelt(ord(text[0]), *_umfang(text[2:].split())) for text in teile(zeile["ohne Entgelt"])]
    return Lage(zahl(zeile["Stelle"]), [*quellen], personen, zeiten), quellen


def _person(text):
    wer, rest = text.split(" ", 1)
    stunden = re.search(r"\(([\d,]+) von (\d+)\) ", rest)
    umfang = _umfang(rest.replace(stunden[0] if stunden else "", "").split())
    return Person(ord(wer), *umfang, *(zahl(wert) for wert in stunden.groups()) if stunden else ())


def _umfang(worte):
    von, _, bis = worte[1].partition("-")
    return zahl(worte[0]), tag(von), tag(bis) if bis else None


def als_text(wert):
    return berechnung._zahl(wert)


@pytest.mark.parametrize("zeile", [pytest.param(z, id=z["Fall"]) for z in lies("anspruch")])
def test_days_amounts_and_years_are_as_the_table_says(zeile):
    lage, quellen = gelesen(zeile)
    alle = abschnitte(lage, tag(zeile["bis"]))
    weise = Zaehlweise(zeile["Zählweise"])
    betraege = {
        quelle: foerderarten.festbetrag(stuecke, quellen[quelle][0], quellen[quelle][1], zaehlweise=weise)
        for quelle, stuecke in je_quelle(alle).items()
    }
    jahre = sorted({jahr for betrag in betraege.values() for jahr in betrag.jahre})
    je_jahr = {
        jahr: [als_text(b.jahre[jahr]) if jahr in b.jahre else "-" for b in betraege.values()]
        for jahr in jahre
    }
    assert " | ".join(f"{a.von:%d.%m.%Y}-{a.bis:%d.%m.%Y}: {als_text(a.vzae)}" for a in alle) == zeile["Tage"]
    assert " | ".join(f"{q.name} {als_text(b.betrag)}" for q, b in betraege.items()) == zeile["Betrag"]
    assert " | ".join(f"{jahr}: {' + '.join(werte)}" for jahr, werte in je_jahr.items()) == zeile["Jahre"]


@pytest.mark.parametrize("zeile", [pytest.param(z, id=z["Fall"]) for z in lies("foerderarten")])
def test_percentage_and_deficit_are_as_the_table_says(zeile):
    jahre = {int(jahr): Fraction(wert) for jahr, wert in _jahre(zeile["VZÄ-Jahre"])}
    grenzen = {
        "bewilligt": zahl(zeile["Bewilligt"]),
        "hoechst_je_vzae": zahl(zeile["Höchstbetrag je VZÄ"]) if zeile["Höchstbetrag je VZÄ"] else None,
    }
    if zeile["Art"] == "anteil":
        anspruch = foerderarten.anteil(zahl(zeile["Ausgaben"]), zahl(zeile["Quote"]), jahre, **grenzen)
    else:
        drei = (zahl(zeile[spalte]) for spalte in ("Ausgaben", "Einnahmen", "Eigenanteil"))
        anspruch = foerderarten.fehlbedarf(*drei, jahre, **grenzen)
    assert anspruch.betrag == zahl(zeile["Betrag"])
    aufteilung = " | ".join(f"{jahr}: {als_text(teil)}" for jahr, teil in anspruch.jahre.items())
    assert aufteilung == zeile["Aufteilung"]
    weg = [zeile_ for zeile_ in anspruch.spur if not re.match(r"\d{4}: ", zeile_)]
    assert " · ".join(weg) == zeile["Weg"]


def _jahre(text):
    return [teil.split(": ") for teil in teile(text)]


def test_each_day_says_why_it_counts():
    quellen = [
        Quelle(1, "KFR28", D("0.60"), date(2027, 9, 1), date(2028, 8, 31)),
        Quelle(2, "IM27", D("0.40"), date(2027, 9, 1), date(2027, 12, 31), dritte=True),
        Quelle(3, "IM29", D("0.40"), date(2028, 10, 1), date(2028, 10, 31), dritte=True),
    ]
    personen = [
        Person(1, D("0.45"), date(2027, 10, 1), date(2028, 1, 31), D("17.5"), D(39)),
        Person(2, D("0.50"), date(2027, 11, 1)),
    ]
    zeiten = [OhneEntgelt(2, D("0.50"), date(2028, 2, 1))]
    assert [a.grund for a in abschnitte(Lage(D("1.00"), quellen, personen, zeiten), date(2028, 10, 1))] == [
        "01.09.2027 bis 30.09.2027: unbesetzt, kein Anspruch",
        "01.10.2027 bis 31.10.2027: 0,4487 VZÄ besetzt, 1,00 VZÄ finanziert: 0,4487 VZÄ zählen (IM27 0,40, KFR28 0,0487)",
        "01.11.2027 bis 31.12.2027: 0,9487 VZÄ besetzt, 1,00 VZÄ finanziert: 0,9487 VZÄ zählen (IM27 0,40, KFR28 0,5487)",
        "01.01.2028 bis 31.01.2028: 0,9487 VZÄ besetzt, 0,60 VZÄ finanziert: 0,60 VZÄ zählen",
        "01.02.2028 bis 31.08.2028: 0,50 VZÄ besetzt, 0,50 VZÄ ohne Entgelt, 0,60 VZÄ finanziert: 0,00 VZÄ zählen",
        "01.09.2028 bis 30.09.2028: keine Finanzierung, kein Anspruch",
        "01.10.2028 bis 01.10.2028: 0,50 VZÄ besetzt, 0,50 VZÄ ohne Entgelt, 0,40 VZÄ finanziert: 0,00 VZÄ zählen",
    ]


def test_an_amount_says_how_it_came_about():
    stuecke = [
        (D("0.00"), date(2027, 9, 1), date(2027, 10, 31)),
        (D("0.50"), date(2027, 11, 1), date(2028, 4, 30)),
        (D("0.25"), date(2028, 5, 1), date(2028, 9, 30)),
    ]
    assert foerderarten.festbetrag(stuecke, SATZ, date(2027, 9, 1)).spur == (
        "01.11.2027 bis 30.04.2028: 0,50 VZÄ × 182/366 × 48.000,00 EUR = 11.934,43 EUR",
        "01.05.2028 bis 30.09.2028: 0,25 VZÄ × (123/366 + 30/365) × 48.000,00 EUR = 5.019,09 EUR",
        "zusammen, einmal gerundet: 16.953,51 EUR",
        "2027: 4.000,00 EUR",
        "2028: 12.953,51 EUR",
    )


def test_figures_below_nothing_get_a_sentence():
    with pytest.raises(ValueError, match="nicht negativ"):
        foerderarten.festbetrag([], D(-1), ANKER)
    with pytest.raises(ValueError, match="nicht negativ"):
        foerderarten.anteil(D(1), D(-1), {}, bewilligt=D(1))
    with pytest.raises(ValueError, match="nicht negativ"):
        foerderarten.fehlbedarf(D(1), D(-1), D(0), {}, bewilligt=D(1))


def test_a_position_without_a_source_earns_nothing():
    assert abschnitte(Lage(D(1), (), [Person(1, D(1), ANKER)]), date(2028, 1, 1)) == ()
    assert foerderarten.festbetrag((), SATZ, ANKER).betrag == 0


# What must hold for any rows

TAGE = st.dates(ANKER, date(2029, 12, 31))
ANTEILE = st.decimals("0.01", 1, places=2)
ZEITEN = st.tuples(TAGE, TAGE).map(sorted)
QUELLEN = st.lists(st.tuples(ANTEILE, ZEITEN, st.booleans()), min_size=1, max_size=4)
PERSONEN = st.lists(st.tuples(ANTEILE, ZEITEN, st.booleans()), max_size=4)
OHNE = st.lists(st.tuples(st.integers(0, 3), ANTEILE, ZEITEN), max_size=3)


@st.composite
def lagen(draw):
    quellen = [Quelle(nr, f"Q{nr}", v, *z, dritte) for nr, (v, z, dritte) in enumerate(draw(QUELLEN))]
    personen = [
        Person(nr, v, z[0], None if offen else z[1]) for nr, (v, z, offen) in enumerate(draw(PERSONEN))
    ]
    return Lage(draw(ANTEILE), quellen, personen, [OhneEntgelt(p, v, *z) for p, v, z in draw(OHNE)])


def betrag(lage, bis):
    return [
        foerderarten.festbetrag(stuecke, SATZ, ANKER) for stuecke in je_quelle(abschnitte(lage, bis)).values()
    ]


def gesamt(lage, bis):
    return berechnung.summe(anspruch.betrag for anspruch in betrag(lage, bis))


@given(lagen(), TAGE)
def test_no_day_earns_more_than_the_position_its_sources_or_who_is_paid(lage, bis):
    for teil in abschnitte(lage, bis):
        assert teil.vzae <= min(lage.vzae, teil.bezahlt, teil.finanziert)
        assert all(0 <= vzae <= quelle.vzae for quelle, vzae in teil.anteile)


@given(lagen(), TAGE)
def test_every_financed_day_counts_once(lage, bis):
    alle = abschnitte(lage, bis)
    assert all(links.bis + TAG == rechts.von for links, rechts in pairwise(alle))
    if alle:
        assert alle[0].von == min(quelle.beginn for quelle in lage.quellen)
        assert alle[-1].bis == min(bis, max(quelle.ende for quelle in lage.quellen))


@given(lagen(), TAGE)
def test_a_section_is_every_one_of_its_days(lage, bis):
    """The sweep line against counting day by day."""
    for teil in abschnitte(lage, bis):
        for am in (teil.von, teil.von + (teil.bis - teil.von) // 2, teil.bis):
            gilt = [p for p in lage.personen if p.beginn <= am and (p.ende is None or am <= p.ende)]
            ohne = {
                p.pk: sum(z.vzae for z in lage.zeiten if z.person == p.pk and z.beginn <= am <= z.ende)
                for p in gilt
            }
            bezahlt = sum(max(p.vzae - ohne[p.pk], 0) for p in gilt)
            finanziert = sum(q.vzae for q in lage.quellen if q.beginn <= am <= q.ende)
            assert teil.vzae == min(bezahlt, finanziert, lage.vzae)


@given(lagen(), TAGE)
def test_vacancy_earns_nothing(lage, bis):
    leer = Lage(lage.vzae, lage.quellen, (), lage.zeiten)
    assert gesamt(leer, bis) == 0
    assert all(teil.vzae == 0 for teil in abschnitte(lage, bis) if not teil.besetzt)


@given(lagen(), TAGE, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(lage, bis, zufall):
    gemischt = [
        zufall.sample(liste, len(liste)) for liste in (lage.quellen, lage.personen, list(lage.zeiten))
    ]
    assert abschnitte(Lage(lage.vzae, *gemischt), bis) == abschnitte(lage, bis)


@given(lagen(), st.lists(TAGE, max_size=12))
def test_draws_of_any_cut_are_the_whole_and_none_is_negative(lage, schnitte):
    """A draw is what is earned up to a day less what was earned before: rounding leaks no cent."""
    ende = max(quelle.ende for quelle in lage.quellen)
    stand = [gesamt(lage, bis) for bis in [*sorted(tag for tag in schnitte if tag < ende), ende]]
    abrufe = [bis_jetzt - frueher for frueher, bis_jetzt in pairwise([D(0), *stand])]
    assert min(abrufe) >= 0
    assert sum(abrufe) == gesamt(lage, ende)


@given(lagen(), TAGE)
def test_the_years_sum_up_to_each_amount(lage, bis):
    for anspruch in betrag(lage, bis):
        assert sum(anspruch.jahre.values()) == anspruch.betrag
        assert all(teil >= 0 for teil in anspruch.jahre.values())


@given(ANTEILE, ZEITEN, st.sampled_from(Zaehlweise))
def test_a_source_filled_all_its_days_earns_what_its_notice_grants(vzae, zeit, weise):
    lage = Lage(D(1), [Quelle(1, "KFR", vzae, *zeit)], [Person(1, D(1), ANKER)])
    [stuecke] = je_quelle(abschnitte(lage, zeit[1])).values()
    anspruch = foerderarten.festbetrag(stuecke, SATZ, ANKER, zaehlweise=weise)
    bewilligt = berechnung.foerderbetrag(vzae, SATZ, *zeit, zaehlweise=weise, jahr_ab=ANKER)
    assert (anspruch.betrag, anspruch.jahre) == (bewilligt.gesamt, berechnung.jahressummen([bewilligt]))


@given(lagen(), TAGE, st.decimals(0, 100_000, places=2), st.decimals(0, 100, places=2))
def test_percentage_and_deficit_never_exceed_grant_and_gap(lage, bis, ausgaben, prozent):
    for stuecke in je_quelle(abschnitte(lage, bis)).values():
        jahre = foerderarten.vzae_jahre(stuecke, ANKER)
        grenze = {"bewilligt": D("24000.00"), "hoechst_je_vzae": SATZ}
        arten = (
            foerderarten.anteil(ausgaben, prozent, jahre, **grenze),
            foerderarten.fehlbedarf(ausgaben, D(100), D(100), jahre, **grenze),
        )
        for anspruch in arten:
            assert 0 <= anspruch.betrag <= min(grenze["bewilligt"], ausgaben)
            assert sum(anspruch.jahre.values()) == anspruch.betrag
