"""A signed recommendation before its release: no page, list, count or refusal tells the municipality."""

from copy import deepcopy
from datetime import time
from decimal import Decimal

import pytest
from django.test import Client

from antraege import zeit
from antraege.models import Fachstellungnahme, Zeichnung
from tests import factories as f
from tests.notifications.hilfen import ohne_tore
from tests.pages import welt as kleine_welt
from tests.pages.antworten import pflanze
from tests.pages.test_rechtetabelle import ZEILEN, adresse

pytestmark = pytest.mark.django_db
VERRAETER = (
    "0,37",
    "17.760",
    "0,33",
    "15.840",
    "Geheimgrund",
    "Empfehlung gezeichnet",
    "Gezeichnet:",
    "Empfohlen",
    "Bewilligt:",
    "Liegt zur Zeichnung",
    "Geheimfrage",
    "Geheimvotum",
    "Fachstellungnahme",
    "Geheimpunkt",
    "Zeichnung aufheben",
    "Vermerkgeheimnis",
    "Vermerkwortlaut",
    "Vermerkdatei",
    "Aktenvermerk",
    "Importtabelle",
    "Massgabegeheimnis",
)


@pytest.fixture(scope="module")
def gebaut(je_modul):
    with zeit.gestellt(f.TAG, time(11, 0)):
        return je_modul(gezeichnet)


@pytest.fixture
def welt(gebaut, am_tag):
    return deepcopy(gebaut)


def gezeichnet():
    """The small world, its application signed and not yet released, with a word to betray on every side."""
    welt = kleine_welt.baue()
    antrag = welt.objekte["antrag"]
    pflanze(
        antrag,
        status="gezeichnet",
        status_kommune="vollstaendig",
        geprueft_von=welt.leute["amt"],
        empfehlung_begruendung="Geheimgrund",
        empfohlen_vzae=Decimal("0.37"),
        empfohlen_betrag=Decimal("17760.00"),
        bewilligt_vzae=Decimal("0.33"),
        bewilligt_betrag=Decimal("15840.00"),
    )
    Zeichnung.objects.create(
        antrag=antrag,
        stufe="sachgebietsleitung",
        benutzer=welt.leute["leitung"],
        empfehlung_von=welt.leute["amt"],
        gezeichnet_am=zeit.jetzt(),
    )
    bitte = welt.objekte["fach"]
    Fachstellungnahme.objects.filter(pk=bitte.pk).update(
        votum="bedenken",
        antwort="Geheimvotum",
        beantwortet_von=welt.leute["kaemmerei"],
        beantwortet_am=zeit.jetzt(),
    )
    with ohne_tore():
        punkt = antrag.fassung.pruefpunkte.create(nummer=1, art="formal", text="Geheimpunkt")
    punkt.ergebnisse.create(
        antrag=antrag,
        ergebnis="nicht_erfuellt",
        bemerkung="Geheimpunkt",
        geprueft_von=welt.leute["amt"],
        geprueft_am=zeit.jetzt(),
    )
    return welt


@pytest.mark.parametrize("wer", ["kommune", "zugang", "fremde"])
def test_no_page_of_a_municipality_tells(welt, wer):
    client = Client()
    client.force_login(welt.leute[wer])
    verraten = []
    for name, method, objekt, *_ in ZEILEN:
        antwort = getattr(client, method.lower())(adresse(welt, name, objekt), follow=True)
        text = (b"".join(antwort.streaming_content) if antwort.streaming else antwort.content).decode(
            errors="replace"
        )
        verraten += [
            (name, method, wort) for wort in (*VERRAETER, welt.leute["leitung"].name) if wort in text
        ]
    assert verraten == []


def test_the_same_words_are_there_for_the_office(welt):
    client = Client()
    client.force_login(welt.leute["amt"])
    text = client.get(adresse(welt, "antrag", "antrag")).content.decode()
    assert [
        wort
        for wort in (
            "0,37",
            "17.760",
            "0,33",
            "Geheimgrund",
            "Gezeichnet",
            "Vermerkgeheimnis",
            "Vermerkwortlaut",
            "Vermerkdatei",
        )
        if wort not in text
    ] == []
