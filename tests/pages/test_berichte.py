"""Reports of a year: whose, the figures of page and files, what is never added up, constant cost."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.ausgabe import BOM
from antraege.auswertung_finanzen import haushaltsanmeldung, mittelherkunft, personalbestand
from antraege.berechnung import foerderbetrag
from antraege.models import Bescheid, Besetzung, Richtlinienfassung, Rolle
from antraege.views.berichte import BERICHTE
from tests import factories as f
from tests.antraege.stellenfall import landesrunde
from tests.pages.stellenwelt import BEGINN, ENDE, HEUTE, ohne_regeln, stelle

pytestmark = pytest.mark.django_db
D = Decimal
# Session, person, roles, clock, three numbers in the menu; then the report's own.
ABFRAGEN = {"personalbestand": 7 + 1, "haushaltsanmeldung": 7 + 4, "mittelherkunft": 7 + 3}


@pytest.fixture(autouse=True)
def tag():
    with zeit.gestellt(HEUTE):
        yield


@pytest.fixture
def welt():
    kreis = f.landkreis()
    return {
        "kreis": kreis,
        "ort": f.kommune(kreis, "Bondorf"),
        "kfr": f.runde(kreis),
        "land": landesrunde(kreis),
    }


def besetze(stelle, vzae, von=BEGINN, bis=None):
    with ohne_regeln():
        Besetzung.objects.create(stelle=stelle, kennzeichen="GEHEIM", vzae=D(vzae), beginn=von, ende=bis)


def werte(bericht):
    return [[spalte.value(zeile) for spalte in bericht.columns] for zeile in bericht.rows]


def fremdes():
    """Positions of another district, on the same days and in a place of the same name."""
    ort = f.kommune(f.landkreis(), "Bondorf")
    besetze(stelle(ort, f.runde(ort.landkreis), nummer="S-FREMD", vzae="1.00"), "1.00")


# Staffing


def test_staffing_by_employer_and_pay_group_on_the_day(welt):
    besetze(stelle(welt["ort"], welt["kfr"], nummer="S-1"), "0.30")
    stelle(welt["ort"], welt["kfr"], nummer="S-2", entgeltgruppe="S 15", vzae="0.25")
    besetze(stelle(welt["ort"], welt["land"], nummer="S-3", traeger=None), "0.50")
    stelle(welt["ort"], welt["kfr"], nummer="S-NACH", beginn=date(2027, 7, 1))
    stelle(welt["ort"], welt["kfr"], nummer="S-VOR", ende=date(2027, 6, 29))
    fremdes()
    assert werte(personalbestand([welt["kreis"].pk], 2027)) == [
        ["Bondorf", "S 12", 1, D("0.50"), D("0.30"), D("0.20")],
        ["Bondorf", "S 15", 1, D("0.25"), D("0.00"), D("0.25")],
        ["Landkreis", "S 12", 1, D("0.50"), D("0.50"), D("0.00")],
    ]


def test_a_handover_fills_no_other_position(welt):
    doppelt = stelle(welt["ort"], welt["kfr"], nummer="S-1")
    besetze(doppelt, "0.50", bis=date(2027, 7, 15))
    besetze(doppelt, "0.50", von=date(2027, 6, 15))
    stelle(welt["ort"], welt["kfr"], nummer="S-2")
    assert werte(personalbestand([welt["kreis"].pk], 2027)) == [
        ["Bondorf", "S 12", 2, D("1.00"), D("0.50"), D("0.50")]
    ]


def test_a_position_counts_with_its_size_of_the_day(welt):
    neu = stelle(welt["ort"], nummer="S-1", vzae="1.00", quellen=[(welt["kfr"], "0.40", BEGINN, ENDE)])
    with ohne_regeln():
        neu.umfaenge.create(ab=date(2027, 3, 1), vzae=D("0.40"), grund="Ende des Landesanteils")
    besetze(neu, "1.00")
    assert werte(personalbestand([welt["kreis"].pk], 2027)) == [
        ["Bondorf", "S 12", 1, D("0.40"), D("0.40"), D("0.00")]
    ]


# What to apply for


def test_the_budget_needs_what_the_rate_gives_for_the_year(welt):
    runde = welt["kfr"]
    stelle(welt["ort"], runde, nummer="S-1", beginn=runde.beginn, ende=runde.ende)
    stelle(f.kommune(welt["kreis"]), runde, nummer="S-2", vzae="0.25", beginn=runde.beginn, ende=runde.ende)
    fremdes()
    je_jahr = {
        teil.jahr: teil.betrag
        for teil in foerderbetrag(D("0.75"), runde.fassung.satz_je_vzae, runde.beginn, runde.ende).anteile
    }
    for jahr, betrag in je_jahr.items():
        ((*_, vzae, bedarf, gebunden, spaeter),) = werte(haushaltsanmeldung([welt["kreis"].pk], jahr))
        assert (bedarf, gebunden, spaeter) == (betrag, 0, 0)
        assert 0 < vzae < D("0.75")
    assert sum(je_jahr.values()) == D("0.75") * runde.fassung.satz_je_vzae


def test_what_notices_bind_stands_by_year_and_for_all_later_ones(welt):
    antrag, clerk = f.entwurf(rd=welt["kfr"])
    with ohne_regeln():
        for status, betraege in (("verworfen", (999, 999)), ("bekanntgegeben", (100, 200))):
            _bescheid(antrag, clerk, status, betraege)
    ((*_, gebunden, spaeter),) = werte(haushaltsanmeldung([welt["kreis"].pk], 2027))
    assert (gebunden, spaeter) == (D(100), D(200))
    ((*_, gebunden, spaeter),) = werte(haushaltsanmeldung([welt["kreis"].pk], 2028))
    assert (gebunden, spaeter) == (D(200), 0)


def _bescheid(antrag, clerk, status, betraege):
    fertig = (
        {}
        if status == "verworfen"
        else {
            "nummer": "B-1",
            "datum": HEUTE,
            "freigegeben_von": f.benutzer(Rolle.AMTSLEITUNG, antrag.landkreis),
            "bereitgestellt_am": zeit.jetzt(),
            "bekanntgegeben_am": HEUTE,
            "weg": "portal",
            "pdf": "b.pdf",
            "sha256": "0" * 64,
        }
    )
    neu = Bescheid.objects.create(
        antrag=antrag,
        art="bewilligung",
        status=status,
        vzae=D("0.50"),
        betrag=sum(betraege),
        entworfen_von=clerk,
        entworfen_am=zeit.jetzt(),
        **fertig,
    )
    for jahr, betrag in zip((2027, 2028), betraege, strict=True):
        neu.jahre.create(jahr=jahr, betrag=betrag)


# Land and district


def test_money_of_the_land_and_of_the_district_stand_side_by_side(welt):
    quellen = [(welt["kfr"], "0.40", BEGINN, ENDE), (welt["land"], "0.60", BEGINN, ENDE)]
    stelle(welt["ort"], nummer="S-1", vzae="1.00", quellen=quellen)
    fremdes()
    ((ort, land_vzae, _, kreis_vzae, kreis),) = werte(mittelherkunft([welt["kreis"].pk], 2027))
    assert (ort, land_vzae, kreis_vzae) == ("Bondorf", D("0.60"), D("0.40"))
    satz = welt["kfr"].fassung.satz_je_vzae
    assert [kreis] == [teil.betrag for teil in foerderbetrag(D("0.40"), satz, BEGINN, ENDE).anteile]
    assert not any("Saldo" in c.label or "gesamt" in c.label for c in mittelherkunft([], 2027).columns)


def test_a_round_without_a_rate_leaves_the_amount_open(welt):
    with ohne_regeln():
        Richtlinienfassung.objects.filter(pk=welt["land"].fassung_id).update(satz_je_vzae=None)
    stelle(welt["ort"], welt["land"], nummer="S-1")
    ((_, _, land, _, kreis),) = werte(mittelherkunft([welt["kreis"].pk], 2027))
    assert (land, kreis) == (None, 0)


# Page and files


@pytest.mark.parametrize("name", BERICHTE)
def test_page_and_files_tell_the_same_figures(client, welt, name):
    besetze(stelle(welt["ort"], welt["kfr"], nummer="S-1", ende=date(2029, 12, 31)), "0.30")
    client.force_login(f.benutzer(Rolle.KAEMMEREI, welt["kreis"]))
    antwort = client.get(reverse("bericht", args=[name]))
    datei = b"".join(client.get(reverse("bericht_datei", args=[name]), {"als": "csv"}).streaming_content)
    zeilen = list(csv.reader(datei.decode().removeprefix(BOM).splitlines(), delimiter=";"))
    seite = (
        [c.label for c in antwort.context["spalten"]],
        *antwort.context["zeilen"],
        antwort.context["summe"],
    )
    gezeigt = [["" if w == "–" else w.replace(".", "") for w in zeile] for zeile in seite]
    auf_der_seite = [nr for nr, kopf in enumerate(zeilen[0]) if kopf in gezeigt[0]]
    assert gezeigt == [[zeile[nr] for nr in auf_der_seite] for zeile in zeilen]
    assert "GEHEIM" not in antwort.content.decode() + datei.decode()


@pytest.mark.parametrize("name", BERICHTE)
def test_for_the_office_alone(client, welt, name):
    client.force_login(f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, welt["kreis"], welt["ort"]))
    for weg in (reverse("berichte"), reverse("bericht", args=[name]), reverse("bericht_datei", args=[name])):
        assert client.get(weg).status_code == 404
    client.force_login(f.benutzer(Rolle.PRUEFUNG, welt["kreis"]))
    assert client.get(reverse("bericht", args=[name])).status_code == 200


def test_an_unknown_report_is_none_and_a_wrong_year_is_as_none(client, welt):
    client.force_login(f.benutzer(Rolle.KAEMMEREI, welt["kreis"]))
    assert client.get(reverse("bericht", args=["gibt-es-nicht"])).status_code == 404
    for jahr, erwartet in (("quatsch", 2028), ("1", 2028), ("", 2028), ("2026", 2026)):
        antwort = client.get(reverse("bericht", args=["haushaltsanmeldung"]), {"jahr": jahr})
        assert antwort.context["name"] == f"Haushaltsanmeldung {erwartet}"


@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize("name", BERICHTE)
def test_a_report_costs_the_same_for_one_and_three(client, welt, django_assert_num_queries, name, anzahl):
    for nr in range(anzahl):
        stelle(f.kommune(welt["kreis"]), welt["kfr"], nummer=f"S-{nr}", ende=date(2029, 12, 31))
    client.force_login(f.benutzer(Rolle.KAEMMEREI, welt["kreis"]))
    zeit.vergiss_demotag()
    with django_assert_num_queries(ABFRAGEN[name]):
        assert client.get(reverse("bericht", args=[name])).context["zeilen"]
