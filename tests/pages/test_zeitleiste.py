"""The timeline's page: whose positions, what the picture and its twin say, pages by key, constant cost, no style attribute."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Rolle
from tests import factories as f
from tests.antraege.stellenfall import landesrunde
from tests.pages.stellenwelt import BEGINN, ENDE, HEUTE, besetze, ohne_regeln, stelle

pytestmark = pytest.mark.django_db
# Session, person, roles, clock, three numbers in the menu; programmes, rounds and places of the filter; count, rows,
# sources, sizes, people.
ABFRAGEN = 7 + 3 + 5


@pytest.fixture(autouse=True)
def tag():
    with zeit.gestellt(HEUTE):
        yield


@pytest.fixture
def welt():
    kreis = f.landkreis()
    ort = f.kommune(kreis, "Bondorf")
    return {"kreis": kreis, "ort": ort, "kfr": f.runde(kreis), "land": landesrunde(kreis)}


def seite(client, wer, **abfrage):
    client.force_login(wer)
    return client.get(reverse("zeitleiste"), abfrage)


def kaemmerei(welt):
    return f.benutzer(Rolle.KAEMMEREI, welt["kreis"])


def text(antwort):
    return antwort.content.decode().replace("\xa0", " ")


def test_picture_and_twin_say_the_same(client, welt):
    quellen = [
        (welt["kfr"], "0.40", BEGINN, date(2027, 9, 30)),
        (welt["land"], "0.60", BEGINN, ENDE),
    ]
    neu = stelle(welt["ort"], nummer="S-1", vzae="1.00", quellen=quellen)
    besetze(neu, date(2027, 3, 1), vzae="0.50")
    worte = text(seite(client, kaemmerei(welt)))
    for satz in (
        "<title>S-1: 0,50 VZÄ besetzt, 01.03.2027–31.12.2027</title>",
        "<title>S-1: 1,00 VZÄ nicht besetzt, 01.01.2027–28.02.2027</title>",
        "<title>S-1: 0,50 VZÄ nicht besetzt, 01.03.2027–31.12.2027</title>",
        "1,00 (01.01.2027–28.02.2027); 0,50 (01.03.2027–31.12.2027)",
        "bis 31.12.2027",
        ">heute<",
    ):
        assert satz in worte
    assert f"{welt['kfr'].programm.kurz} 0,40 (01.01.2027–30.09.2027)" in worte


def test_a_position_that_has_shrunk_is_vacant_up_to_its_size_of_the_day(client, welt):
    neu = stelle(welt["ort"], nummer="S-1", vzae="1.00", quellen=[(welt["kfr"], "0.40", BEGINN, ENDE)])
    with ohne_regeln():
        neu.umfaenge.create(ab=date(2027, 7, 1), vzae=Decimal("0.40"), grund="Ende des Landesanteils")
    besetze(neu, vzae="0.40")
    worte = text(seite(client, kaemmerei(welt)))
    assert "S-1: 0,60 VZÄ nicht besetzt, 01.01.2027–30.06.2027" in worte
    assert "nicht besetzt, 01.07.2027" not in worte


def test_where_nobody_was_ever_reported_no_gap_is_told(client, welt):
    stelle(welt["ort"], welt["kfr"], nummer="S-1")
    assert "nicht besetzt, " not in text(seite(client, kaemmerei(welt)))


def test_a_person_without_an_end_stays_to_the_end_of_the_position(client, welt):
    besetze(stelle(welt["ort"], welt["kfr"], nummer="S-1"))
    assert "S-1: 0,50 VZÄ besetzt, 01.01.2027–31.12.2027" in text(seite(client, kaemmerei(welt)))


def test_the_chosen_round_gives_the_time_and_the_rows(client, welt):
    alt = f.runde(
        welt["kreis"],
        kuerzel="KFR24",
        beginn=date(2024, 1, 1),
        ende=date(2024, 12, 31),
        antrag_von=date(2023, 10, 1),
        antrag_bis=date(2023, 11, 30),
    )
    stelle(welt["ort"], alt, nummer="S-ALT", beginn=date(2024, 1, 1), ende=date(2024, 12, 31))
    stelle(welt["ort"], welt["kfr"], nummer="S-NEU")
    antwort = seite(client, kaemmerei(welt), runde=alt.pk, stand="alle")
    assert [zeile.cells[0] for zeile in antwort.context["zeilen"]] == ["S-ALT"]
    jahre = [marke.text for marke in antwort.context["bild"].marken if marke.jahr]
    assert jahre == ["2024", "2025"]
    assert ">heute<" not in text(antwort)


def test_each_sees_the_own_positions_and_nobody_who_sits_on_them(client, welt):
    besetze(stelle(welt["ort"], welt["kfr"], nummer="S-EIGEN"))
    fremd = f.kommune(welt["kreis"], "Fremdstadt")
    besetze(stelle(fremd, welt["kfr"], nummer="S-FREMD"))
    stelle(f.kommune(f.landkreis(), "Weitweg"), nummer="S-WEIT")
    clerk = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, welt["kreis"], welt["ort"])
    worte = text(seite(client, clerk, stand="alle", kommune=fremd.pk))
    assert "S-EIGEN" in worte
    for wort in ("S-FREMD", "Fremdstadt", "S-WEIT", "GEHEIM"):
        assert wort not in worte
    im_amt = text(seite(client, kaemmerei(welt), stand="alle"))
    assert ("S-FREMD" in im_amt, "S-WEIT" in im_amt, "GEHEIM" in im_amt) == (True, False, False)


def test_the_place_of_work_of_the_districts_position_does_not_learn_whether_it_is_filled(client, welt):
    besetze(stelle(welt["ort"], welt["land"], nummer="S-KREIS", traeger=None), vzae="0.20")
    clerk = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, welt["kreis"], welt["ort"])
    assert "besetzt, " not in text(seite(client, clerk))
    assert "0,20 VZÄ besetzt, " in text(seite(client, kaemmerei(welt)))
    assert "S-KREIS" not in text(seite(client, clerk, stand="vakant"))


def test_before_the_result_is_known_the_picture_keeps_silent(client, welt):
    antrag, clerk = f.entwurf(rd=welt["kfr"])
    stelle(antrag.kommune, welt["kfr"], nummer="S-GEHEIM", antrag=antrag)
    assert "S-GEHEIM" not in text(seite(client, clerk, stand="alle"))


def test_fifty_positions_a_page_and_on_by_key(client, welt):
    person = f.benutzer(Rolle.PERSONAL, welt["kreis"])
    for nr in range(51):
        stelle(welt["ort"], welt["kfr"], nummer=f"N-{nr:02d}", von=person)
    wer = kaemmerei(welt)
    erste = seite(client, wer)
    assert (len(erste.context["bild"].baender), erste.context["anzahl"]) == (50, "51")
    zweite = client.get(reverse("zeitleiste") + erste.context["weiter"])
    assert [zeile.cells[0] for zeile in zweite.context["zeilen"]] == ["N-50"]
    assert len(erste.content) < 200_000


def test_the_picture_needs_no_style(client, welt):
    besetze(stelle(welt["ort"], welt["kfr"], nummer="S-<b>1</b>"), bis=date(2027, 5, 31))
    worte = text(seite(client, kaemmerei(welt)))
    assert "style=" not in worte
    assert "<b>1</b>" not in worte


def test_without_a_position_the_page_says_so(client, welt):
    assert "Es gibt keine laufende Stelle." in text(seite(client, kaemmerei(welt)))
    assert "Filter zurücksetzen" in text(seite(client, kaemmerei(welt), stand="beendet"))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_timeline_costs_the_same_for_one_and_three(client, welt, django_assert_num_queries, anzahl):
    for nr in range(anzahl):
        besetze(stelle(welt["ort"], welt["kfr"], nummer=f"N-{nr}"))
    client.force_login(kaemmerei(welt))
    zeit.vergiss_demotag()
    with django_assert_num_queries(ABFRAGEN):
        client.get(reverse("zeitleiste"))
