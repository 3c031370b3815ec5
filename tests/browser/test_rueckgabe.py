"""Return and answer: remarks at a field and a paper, answered where they belong; the officer sees old beside new."""

import pytest
from django.db.transaction import atomic as transaktion
from playwright.sync_api import expect

from tests import factories as f
from tests.journeys.buehne import baue, eingereicht
from tests.journeys.kommune import pdf
from tests.notifications.hilfen import ohne_tore

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PUNKTE = (
    ("Der Eigenanteil ist gesichert.", "eigenanteil"),
    ("Die Ansprechperson ist genannt.", "ansprechperson"),
)
HERKUNFT = "Bitte erläutern Sie die Herkunft."
BELEG = "Bitte reichen Sie die Stellenbeschreibung ein."


@pytest.fixture
def gang(rundgang):
    """An application that came in, under a version with two points of the formal check."""
    rundgang.beginne("rueckgabe", buehne=baue("verwaltung")).tag(f.TAG)
    fassung = rundgang.buehne.runde.fassung
    with transaktion(), ohne_tore():
        for nr, (text, feld) in enumerate(PUNKTE, 1):
            fassung.pruefpunkte.create(nummer=nr, art="formal", text=text, feld=feld)
    rundgang.antrag = eingereicht(rundgang.buehne)
    return rundgang


def test_return_and_answer(gang):
    zurueckgeben(gang)
    unbeantwortet(gang)
    am_feld_antworten(gang)
    auf_einer_seite_antworten(gang)
    einreichen(gang)
    vergleichen(gang)


def adresse(gang, rest=""):
    return f"/antraege/{gang.antrag.pk}/{rest}"


def punkt(platz, nr):
    return platz.page.locator(".app-punkt").nth(nr - 1)


def zurueckgeben(gang):
    """The list is judged and kept; its fault goes over into the return, a second remark asks for a paper."""
    buero = gang.als("buero")
    buero.aufgabe("Formale Prüfung", gang.ort)
    punkt(buero, 1).get_by_label("Nicht erfüllt").check()
    punkt(buero, 1).get_by_label("Bemerkung zu 1").fill(HERKUNFT)
    punkt(buero, 2).get_by_label("Erfüllt", exact=True).check()
    buero.knopf("Speichern und nicht Erfülltes in die Rückgabe übernehmen")
    expect(buero.feld("Anmerkung 1: Was fehlt oder stimmt nicht?")).to_have_value(HERKUNFT)
    buero.schau("uebernommen")
    buero.knopf("Weitere Anmerkungen")
    buero.waehle("Anmerkung 2: Feld oder Unterlage", "Beschluss des Gemeinderats")
    buero.trage({"Anmerkung 2: Was fehlt oder stimmt nicht?": BELEG})
    buero.datum("Frist zur Ergänzung", "12.04.2027")
    buero.knopf("Zur Ergänzung zurückgeben")
    buero.steht("Der Antrag ist zur Ergänzung zurückgegeben.")


def unbeantwortet(gang):
    """Without answers it does not go, and each remark leads to its place; by keyboard."""
    clerk = gang.als("clerk")
    clerk.aufgabe("Aufgabe öffnen")
    clerk.tabbe("Ergänzung einreichen")
    clerk.enter()
    clerk.steht("Bitte beantworten Sie diese Anmerkung")
    assert "app-errors" in clerk.fokus("className")
    clerk.schau("unbeantwortet")
    clerk.link(f"Eigenanteil der Kommune: {HERKUNFT}")
    assert clerk.page.url.endswith(adresse(gang, "stellenanteile/#id_eigenanteil"))


def am_feld_antworten(gang):
    """The remark stands at its field, its answer beside it; both are kept by one button."""
    clerk = gang.als("clerk")
    clerk.trage(
        {
            "Ihre Antwort zu: Eigenanteil der Kommune": "Haushalt 2027, Produkt 31.40.",
        }
    )
    clerk.page.fill("#id_eigenanteil", "6.500,00")
    clerk.schau("am-feld")
    clerk.speichern()
    clerk.steht("Antwort gespeichert")


def auf_einer_seite_antworten(gang):
    """All remarks on one page; the answer given at the field stands there, too."""
    clerk = gang.als("clerk")
    clerk.oeffne(adresse(gang, "antworten/"))
    expect(clerk.feld("Ihre Antwort zu: Eigenanteil")).to_have_value("Haushalt 2027, Produkt 31.40.")
    clerk.trage({"Ihre Antwort zu: Beschluss des Gemeinderats": "Liegt jetzt bei."})
    clerk.schau("antworten")
    clerk.knopf("Antworten zwischenspeichern")
    clerk.steht("Ihre Antworten sind gespeichert.")
    clerk.schau("uebersicht")


def einreichen(gang):
    """The paper is added, and nothing has to be typed again."""
    clerk = gang.als("clerk")
    clerk.oeffne(adresse(gang, "unterlagen/"))
    clerk.page.locator("#weitere_datei").set_input_files(pdf(gang, "Stellenbeschreibung.pdf"))
    clerk.waehle("Art der Unterlage", "Sonstige Unterlage")
    clerk.page.locator("form:has(#weitere_datei)").get_by_role("button", name="Hochladen").click()
    clerk.steht("Stellenbeschreibung.pdf")
    clerk.aufgabe("Aufgabe öffnen")
    clerk.knopf("Ergänzung einreichen")
    clerk.steht("Der Tag des ersten Eingangs bleibt erhalten.")


def vergleichen(gang):
    """Old beside new; only the point that rests on the changed field is open again."""
    buero = gang.als("buero")
    buero.aufgabe("Formale Prüfung", gang.ort)
    buero.steht("Seit der letzten Rückgabe", "6.000,00", "6.500,00", "Haushalt 2027, Produkt 31.40.")
    buero.steht("Die Angabe wurde nach Ihrer Prüfung geändert.")
    assert punkt(buero, 1).locator("input:checked").count() == 0
    assert punkt(buero, 2).locator("input:checked").get_attribute("value") == "erfuellt"
    buero.schau("vergleich")
