"""Text blocks: placeholders, what a draft begins with, the acts on them, their pages."""

from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Bescheid, Protokolleintrag, Textbaustein
from antraege.services import bescheid, bewilligung, folgebescheid, textbausteine
from tests.antraege import folgefall as ff

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(ff.mit_namen)


@pytest.fixture
def fall(gebaut):
    return deepcopy(gebaut)


def speichern(fall, **werte):
    antrag, amt = fall
    vorgabe = {
        "art": "bewilligung", "stelle": "begruendung", "nummer": 1, "titel": "Dank", "text": "Danke, {kommune}.",
        "vorbelegt": True, "aktiv": True,
    }  # fmt: skip
    with zeit.gestellt(ff.SPAETER):
        return textbausteine.speichern(
            programm=antrag.runde.programm, by=amt.sachbearbeitung, heute=ff.SPAETER, **vorgabe | werte
        )


def test_every_placeholder_says_something_of_a_real_case(fall):
    antrag, amt = fall
    folge = ff.entworfen(antrag, amt, "widerruf")
    gesagt = {name: textbausteine.gefuellt(f"{{{name}}}", folge) for name in textbausteine.PLATZHALTER}
    assert gesagt == {
        "kommune": "Gemeinde Bondorf",
        "programm": "Kreisförderrichtlinie",
        "runde": "Runde 2027/28",
        "vorgangsnummer": "BB-KFR27-0001",
        "aktenzeichen": "–",
        "antrag_vom": "18.03.2027",
        "beantragt": "0,50\xa0VZÄ",
        "empfehlung": "Bedarf",
        "beschluss": "Kreistag, 05.07.2027",
        "nachzureichen": "–",
        "anteil": "0,00\xa0VZÄ",
        "betrag": "8.000,00\xa0€",
        "beginn": "01.09.2027",
        "ende": "31.08.2028",
        "nachweis_bis": "30.11.2028",
        "bezug": "Bewilligungsbescheid BB-2027-0001 vom 12.07.2027",
        "wirksam_ab": "01.01.2028",
        "erstattung": "–",
        "zinsen_ab": "–",
        "anerkannt": "–",
    }


@pytest.mark.parametrize(
    ("text", "satz"),
    [("Hallo {name}", "Den Platzhalter {name} gibt es nicht"), ("Hallo {kommune", "nicht geschlossen"), ("a } b", "nicht geschlossen")],
)  # fmt: skip
def test_an_unknown_placeholder_is_told_at_the_field(fall, text, satz):
    with pytest.raises(ValidationError) as fehler:
        speichern(fall, text=text)
    assert satz in fehler.value.message_dict["text"][0]
    assert not Textbaustein.objects.exists()


def test_a_number_is_taken_once(fall):
    speichern(fall)
    with pytest.raises(ValidationError, match="trägt schon ein anderer"):
        speichern(fall, titel="Zweiter")


def test_each_change_stands_in_the_log(fall):
    block = speichern(fall)
    speichern(fall, baustein=block, aktiv=False)
    eintraege = Protokolleintrag.objects.filter(art="textbausteine_geaendert").order_by("pk")
    assert [(e.vorher, e.nachher) for e in eintraege] == [
        ("", "in Gebrauch"),
        ("in Gebrauch", "nicht in Gebrauch"),
    ]
    assert eintraege[0].text.text == "Bewilligungsbescheid, Begründung 1: Dank\n\nDanke, {kommune}."


def test_only_the_officer_writes_them(fall):
    antrag, amt = fall
    with pytest.raises(Verweigert, match="Sachbearbeitung Förderung"):
        textbausteine.speichern(programm=antrag.runde.programm, by=amt.kaemmerei, heute=ff.SPAETER, text="x")


def test_a_draft_begins_with_the_programme_s_blocks_else_with_the_built_in_words(fall):
    antrag, _ = fall
    eingebaut = bescheid.vorschlag(antrag)
    speichern(fall, nummer=2, text="Zweitens.")
    speichern(fall, nummer=1)
    speichern(fall, nummer=3, text="Nur zur Wahl.", vorbelegt=False)
    speichern(fall, nummer=4, text="Alt.", aktiv=False)
    neu = bescheid.vorschlag(antrag)
    assert neu.begruendung == "Danke, Gemeinde Bondorf.\n\nZweitens."
    assert neu.nebenbestimmungen == eingebaut.nebenbestimmungen


def test_blocks_of_a_later_kind_begin_its_draft_and_the_rest_is_offered(fall):
    antrag, amt = fall
    speichern(fall, art="widerruf", text="Zu {bezug}.")
    speichern(fall, art="widerruf", nummer=2, text="{anteil}", vorbelegt=False, titel="Anteil")
    neu = folgebescheid.beginnen(antrag=antrag, art="widerruf", by=amt.sachbearbeitung, heute=ff.SPAETER)
    assert neu.begruendung == "Zu Bewilligungsbescheid BB-2027-0001 vom 12.07.2027."
    assert [(b.titel, text) for b, text in textbausteine.zur_wahl(neu)] == [("Anteil", "0,50\xa0VZÄ")]
    assert bewilligung.belastet(Bescheid(antrag=antrag, art="aenderung", vzae=1, betrag=1)) is False


# Pages


def seite(fall, url, person="sachbearbeitung", **daten):
    client = Client()
    client.force_login(getattr(fall[1], person))
    with zeit.gestellt(ff.SPAETER):
        return client.post(url, daten) if daten else client.get(url)


FORM = {
    "art": "bewilligung",
    "stelle": "begruendung",
    "nummer": "1",
    "titel": "Dank",
    "vorbelegt": "on",
    "aktiv": "on",
}


def neu_url(fall):
    return reverse("textbaustein_neu", args=[fall[0].runde.programm_id])


def test_the_officer_writes_a_block_and_finds_it_in_the_list(fall):
    antwort = seite(fall, neu_url(fall), **FORM, text="Danke, {kommune}.")
    assert antwort.url == reverse("textbausteine", args=[fall[0].runde.programm_id])
    liste = seite(fall, antwort.url).content.decode()
    assert all(worte in liste for worte in ("Bewilligungsbescheid", "Dank", "von selbst", "In Gebrauch"))


def test_the_preview_shows_the_letter_of_the_case_and_stores_nothing(fall):
    html = seite(fall, neu_url(fall), **FORM, text="Danke, {kommune}.", vorschau="1", vorschau_an=fall[0].pk).content.decode()  # fmt: skip
    assert "Danke, Gemeinde Bondorf." in html
    assert "Gegen diesen Bescheid kann innerhalb eines Monats" in html
    assert not Textbaustein.objects.exists()


@pytest.mark.parametrize("art", ff.ANGABEN)
def test_later_kinds_too_are_previewed_on_the_known_notice(fall, art):
    html = seite(fall, neu_url(fall), **FORM | {"art": art}, text="Zu {bezug}.", vorschau="1", vorschau_an=fall[0].pk).content.decode()  # fmt: skip
    assert "Zu Bewilligungsbescheid BB-2027-0001 vom 12.07.2027." in html


def test_a_preview_needs_a_case(fall):
    html = seite(fall, neu_url(fall), **FORM, text="Danke.", vorschau="1").content.decode()
    assert "Bitte wählen Sie einen Antrag für die Vorschau." in html


def test_what_is_wrong_stands_at_the_field_with_all_that_was_typed(fall):
    html = seite(fall, neu_url(fall), **FORM, text="Hallo {name}").content.decode()
    assert "Den Platzhalter {name} gibt es nicht. Möglich sind: kommune, programm" in html
    assert "Hallo {name}</textarea>" in html


def test_others_in_the_office_read_it(fall):
    block = speichern(fall)
    html = seite(fall, reverse("textbaustein", args=[block.pk]), "kaemmerei").content.decode()
    assert "Danke, {kommune}." in html
    assert "vorbehalten" in html


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(fall, anzahl, django_assert_num_queries):
    for nummer in range(1, anzahl + 1):
        speichern(fall, nummer=nummer, titel=f"Block {nummer}")
    client, url = Client(), reverse("textbausteine", args=[fall[0].runde.programm_id])
    client.force_login(fall[1].sachbearbeitung)
    client.get(url)
    with django_assert_num_queries(7):
        assert client.get(url).status_code == 200
