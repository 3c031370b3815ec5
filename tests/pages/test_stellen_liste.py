"""The list of positions and its file: filters in the address, whose rows, one source for page and file, constant cost."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from antraege import zeit
from antraege.ausgabe import BOM
from antraege.models import Rolle
from tests import factories as f
from tests.antraege.stellenfall import landesrunde
from tests.pages.stellenwelt import BEGINN, ENDE, HEUTE, besetze, ohne_regeln, stelle

pytestmark = pytest.mark.django_db
# Session, person, roles, clock, three numbers in the menu; programmes, rounds and places of the filter, then count,
# rows, sources, sum.
ABFRAGEN = 7 + 3 + 4
ABFRAGEN_DATEI = (
    3 + 1 + 4
)  # no menu; the filter's places; rows, sources, rounds, programmes (for each 500 rows)


@pytest.fixture(autouse=True)
def tag():
    with zeit.gestellt(HEUTE):
        yield


@pytest.fixture
def welt():
    """Two places with one position each, one of the district paid by the Land, and one of another district."""
    kreis = f.landkreis()
    bondorf, jettingen = f.kommune(kreis, "Bondorf"), f.kommune(kreis, "Jettingen")
    kfr, land = f.runde(kreis), landesrunde(kreis)
    stelle(bondorf, kfr, nummer="S-1", ende=date(2028, 8, 31))
    stelle(jettingen, land, nummer="S-2", traeger=None, vzae="0.25")
    stelle(f.kommune(f.landkreis(), "Fremdstadt"), nummer="S-FREMD", entgeltgruppe="S 17")
    return {"kreis": kreis, "bondorf": bondorf, "jettingen": jettingen, "kfr": kfr, "land": land}


def kaemmerei(welt):
    return f.benutzer(Rolle.KAEMMEREI, welt["kreis"])


def liste(client, wer, **abfrage):
    client.force_login(wer)
    return client.get(reverse("stellen"), abfrage)


def datei(client, wer, als, **abfrage):
    client.force_login(wer)
    antwort = client.get(reverse("stellen_datei"), abfrage | {"als": als})
    assert antwort.status_code == 200
    return b"".join(antwort.streaming_content)


def zeilen(client, wer, als="csv", **abfrage):
    text = datei(client, wer, als, **abfrage).decode().removeprefix(BOM)
    return list(csv.reader(text.splitlines(), delimiter=";" if als == "csv" else ","))


def nummern(antwort):
    return [zeile.cells[0] for zeile in antwort.context["zeilen"]]


@pytest.mark.parametrize(
    ("abfrage", "erwartet"),
    [
        ({}, ["S-2", "S-1"]),
        ({"runde": "kfr"}, ["S-1"]),
        ({"runde": "land"}, ["S-2"]),
        ({"kommune": "bondorf"}, ["S-1"]),
        ({"traeger": "landkreis"}, ["S-2"]),
        ({"traeger": "bondorf"}, ["S-1"]),
        ({"traeger": "jettingen"}, []),
        ({"stand": "vakant"}, []),
        ({"stand": "auslaufend"}, ["S-2"]),
        ({"stand": "beendet"}, []),
        ({"stand": "alle"}, ["S-2", "S-1"]),
        ({"bis": "31.12.2027"}, ["S-2"]),
        ({"bis": "30.12.2027"}, []),
        ({"runde": "kfr", "traeger": "landkreis"}, []),
    ],
)
def test_each_filter_narrows_page_and_file_alike(client, welt, abfrage, erwartet):
    felder = {name: str(welt[wert].pk) if wert in welt else wert for name, wert in abfrage.items()}
    wer = kaemmerei(welt)
    assert nummern(liste(client, wer, **felder)) == erwartet
    assert [zeile[0] for zeile in zeilen(client, wer, "iso", **felder)[1:]] == erwartet


@pytest.mark.parametrize(
    "abfrage",
    [
        {"bis": "31.02.2027"},
        {"bis": "01.01.0001"},
        {"kommune": "quatsch"},
        {"traeger": "999999"},
        {"runde": "x"},
        {"nach": "quatsch"},
    ],
)
def test_a_wrong_choice_filters_nothing(client, welt, abfrage):
    antwort = liste(client, kaemmerei(welt), **abfrage)
    assert (antwort.status_code, nummern(antwort)) == (200, ["S-2", "S-1"])


def test_not_fully_filled_follows_the_reports_and_the_size_of_the_day(client, welt):
    halb, weg, voll = (stelle(welt["bondorf"], welt["kfr"], nummer=f"B-{nr}") for nr in (1, 2, 3))
    besetze(halb, vzae="0.30")
    besetze(weg, bis=date(2027, 6, 30))
    besetze(voll)
    geschrumpft = stelle(welt["bondorf"], welt["kfr"], nummer="B-4")
    besetze(geschrumpft, vzae="0.20")
    with ohne_regeln():
        geschrumpft.umfaenge.create(ab=date(2027, 7, 1), vzae=Decimal("0.20"), grund="Ende einer Quelle")
    besetze(
        stelle(welt["bondorf"], welt["kfr"], nummer="B-5", beginn=date(2027, 10, 1)), von=date(2027, 11, 1)
    )
    assert nummern(liste(client, kaemmerei(welt), stand="vakant")) == ["B-1", "B-2"]


def test_the_sum_counts_the_choice_alone(client, welt):
    wer = kaemmerei(welt)
    assert liste(client, wer).context["summe"][3] == "0,75"
    assert liste(client, wer, runde=welt["land"].pk).context["summe"][3] == "0,25"


def test_the_files_of_the_page_keep_its_choice_and_begin_at_the_top(client, welt):
    antwort = liste(client, kaemmerei(welt), stand="alle", bis="31.12.2030", nach="quatsch")
    wege = [url for _, url in antwort.context["dateien"]]
    assert [url.partition("?")[2] for url in wege] == [
        f"stand=alle&bis=31.12.2030&als={als}" for als in ("xlsx", "csv", "iso")
    ]


def test_the_file_has_the_columns_of_the_page_in_their_order(client, welt):
    wer = kaemmerei(welt)
    seite = [spalte.label for spalte in liste(client, wer).context["spalten"]]
    assert [kopf for kopf in zeilen(client, wer)[0] if kopf in seite] == seite
    assert len(seite) <= 8


def test_german_csv_for_excel_and_iso_for_programs(client, welt):
    wer = kaemmerei(welt)
    assert datei(client, wer, "csv").startswith(BOM.encode())
    deutsch, iso = zeilen(client, wer)[1], zeilen(client, wer, "iso")[1]
    assert (deutsch[3], deutsch[5], deutsch[6], deutsch[9]) == ("0,25", "0,00", "0,25", "31.12.2027")
    assert (iso[3], iso[9], iso[10]) == ("0.25", "2027-12-31", "2027-12-31")
    assert zeilen(client, wer)[-1][:4] == ["Summe", "", "", "0,75"]


def test_a_workbook_holds_numbers_and_days_as_such(client, welt):
    blatt = load_workbook(BytesIO(datei(client, kaemmerei(welt), "xlsx"))).active
    erste = [zelle.value for zelle in blatt[2]]
    assert (erste[3], erste[9].date()) == (0.25, ENDE)


def test_no_cell_becomes_a_formula(client, welt):
    stelle(f.kommune(welt["kreis"], "=1+1"), welt["kfr"], nummer="S-3", befristungsgrund="@SUM(A1)")
    wer = kaemmerei(welt)
    gefunden = next(zeile for zeile in zeilen(client, wer) if zeile[0] == "S-3")
    assert (gefunden[2], gefunden[11]) == ("'=1+1", "'@SUM(A1)")
    blatt = load_workbook(BytesIO(datei(client, wer, "xlsx"))).active
    assert {zelle.data_type for zeile in blatt for zelle in zeile} <= {"s", "n", "d"}


def test_successive_sources_are_not_added_up(client, welt):
    mitte = date(2027, 6, 30)
    quellen = [(welt["kfr"], "0.50", BEGINN, mitte), (welt["kfr"], "0.50", date(2027, 7, 1), ENDE)]
    stelle(welt["bondorf"], nummer="S-4", quellen=quellen)
    gefunden = next(zeile for zeile in zeilen(client, kaemmerei(welt)) if zeile[0] == "S-4")
    assert gefunden[5] == "0,50"


def test_nothing_of_others_leaves_in_a_file(client, welt):
    nachbar = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, welt["kreis"], welt["bondorf"])
    anderer_kreis = f.benutzer(Rolle.KAEMMEREI, f.landkreis())
    for als in ("xlsx", "csv", "iso"):
        for wer, erwartet in ((kaemmerei(welt), 2), (nachbar, 1), (anderer_kreis, 0)):
            rohes = datei(client, wer, als, stand="alle")
            assert b"FREMD" not in rohes
            if als == "iso":
                assert rohes.decode().count("\r\n") - 1 == erwartet
    assert "S-2" not in datei(client, nachbar, "iso").decode()


def test_a_municipality_is_not_asked_for_places_nor_shown_foreign_ones(client, welt):
    nachbar = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, welt["kreis"], welt["bondorf"])
    antwort = liste(client, nachbar, kommune=welt["jettingen"].pk, traeger="landkreis")
    assert nummern(antwort) == ["S-1"]
    assert "Jettingen" not in antwort.content.decode()


def test_before_the_result_is_known_the_file_keeps_silent(client, welt):
    antrag, clerk = f.entwurf(rd=welt["kfr"])
    geheim = stelle(antrag.kommune, welt["kfr"], nummer="S-GEHEIM", antrag=antrag)
    assert "S-GEHEIM" not in datei(client, clerk, "iso", stand="alle").decode()
    assert geheim.nummer in datei(client, kaemmerei(welt), "iso", stand="alle").decode()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_filtered_list_costs_the_same_for_one_and_three(client, welt, django_assert_num_queries, anzahl):
    for nr in range(anzahl):
        stelle(welt["bondorf"], welt["kfr"], nummer=f"N-{nr}", ende=date(2029, 12, 31))
    client.force_login(kaemmerei(welt))
    zeit.vergiss_demotag()
    with django_assert_num_queries(ABFRAGEN):
        antwort = client.get(reverse("stellen"), {"traeger": welt["bondorf"].pk, "bis": "31.12.2029"})
    assert antwort.context["summe"][3] == f"{Decimal('0.50') * (anzahl + 1):.2f}".replace(".", ",")


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_file_costs_the_same_for_one_and_three(client, welt, django_assert_num_queries, anzahl):
    for nr in range(anzahl):
        stelle(welt["bondorf"], welt["kfr"], nummer=f"N-{nr}")
    client.force_login(kaemmerei(welt))
    zeit.vergiss_demotag()
    with django_assert_num_queries(ABFRAGEN_DATEI):
        antwort = client.get(reverse("stellen_datei"), {"als": "iso"})
        assert b"".join(antwort.streaming_content).count(b"\r\n") == anzahl + 3
