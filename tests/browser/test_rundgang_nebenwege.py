"""Pages beside the main road: the signature of another person, more time, late, withdrawn, returned, messages and mails."""

from datetime import date, timedelta

import pytest

from tests import factories as f
from tests.antraege.stellenfall import landesfall
from tests.journeys.buehne import Buehne, eingereicht, entwurf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gang(rundgang):
    return rundgang.beginne("rundgang-neben").tag(f.TAG)


def test_another_person_of_the_municipality_signs(gang):
    entwurf(gang.buehne)
    clerk, mayor = gang.als("clerk"), gang.als("mayor")
    clerk.link("Prüfen und einreichen")
    clerk.knopf("Zur Unterschrift geben")
    clerk.steht("Der Antrag liegt jetzt zur Unterschrift")
    mayor.aufgabe("Aufgabe öffnen")
    mayor.schau("unterschrift")
    mayor.knopf("Antrag verbindlich einreichen")
    mayor.steht("Ihr Antrag ist eingegangen.")


def test_withdrawal_says_first_what_follows(gang):
    antrag, clerk = eingereicht(gang.buehne), gang.als("clerk")
    clerk.oeffne(f"/antraege/{antrag.pk}/")
    clerk.link("Antrag zurückziehen")
    clerk.schau("zurueckziehen")
    clerk.knopf("Ja, Antrag zurückziehen")
    clerk.steht("Bitte prüfen Sie 1 Angabe")
    clerk.trage({"Grund": "Der Gemeinderat hat den Eigenanteil abgelehnt."})
    clerk.knopf("Ja, Antrag zurückziehen")
    clerk.steht("Der Antrag ist zurückgezogen.")
    clerk.schau("zurueckgezogen")


def zurueckgegeben(gang):
    """Returned with one remark; the office looks at the application."""
    eingereicht(gang.buehne)
    buero = gang.als("buero")
    buero.aufgabe("Formale Prüfung", gang.ort)
    buero.waehle("Anmerkung 1: Feld", "Eigenanteil der Kommune")
    buero.trage({"Anmerkung 1: Was fehlt oder stimmt nicht?": "Woher kommt er?"})
    buero.knopf("Zur Ergänzung zurückgeben")
    return buero


def test_after_a_silent_deadline_the_office_goes_on(gang):
    buero = zurueckgegeben(gang)
    buero.steht("Die Frist zur Ergänzung läuft noch bis")
    gang.tag(f.TAG + timedelta(days=30))
    buero.oeffne(buero.page.url)
    buero.link("Ohne Ergänzung weiterprüfen")
    buero.trage({"Grund": "Keine Antwort."})
    buero.schau("ohne-ergaenzung")
    buero.knopf("Ohne Ergänzung weiterprüfen")
    buero.steht("Der Antrag liegt wieder in der formalen Prüfung.")


def test_more_time_for_the_answer(gang):
    buero = zurueckgegeben(gang)
    buero.link("Frist verlängern")
    buero.schau("frist-verlaengern")
    buero.datum("Neues Ende der Frist", "30.04.2027")
    buero.trage({"Grund": "Sitzung des Gemeinderats am 27.04."})
    buero.knopf("Frist verlängern")
    buero.steht("Fr, 30.04.2027")


def verspaetet_einreichen(gang):
    """On the first day after the round has closed."""
    entwurf(gang.buehne)
    clerk = gang.tag(f.SCHLUSS + timedelta(days=1)).als("clerk")
    clerk.link("Prüfen und einreichen")
    clerk.trage({"Grund der Verspätung": "Stromausfall."})
    clerk.knopf("Verspätet einreichen")


def test_two_persons_admit_a_late_application(gang):
    verspaetet_einreichen(gang)
    buero, leitung = gang.als("buero"), gang.als("leitung")
    buero.aufgabe("Verspätung prüfen", gang.ort)
    buero.schau("verspaetung-pruefen")
    buero.kreuze("Verspätung zulassen")
    buero.trage({"Begründung": "Der Netzbetreiber bestätigt den Ausfall."})
    buero.knopf("Vorschlag abgeben")
    leitung.aufgabe("Über Verspätung entscheiden", gang.ort)
    leitung.schau("verspaetung-entscheiden")
    leitung.knopf("Verspätung zulassen")
    leitung.steht("Die Verspätung ist zugelassen.")


def test_messages_and_the_outgoing_mail(gang):
    eingereicht(gang.buehne)
    assert gang.post()
    clerk = gang.als("clerk")
    clerk.menue("Nachrichten")
    clerk.schau("nachrichten")
    clerk.link("Ihr Antrag ist eingegangen")
    clerk.schau("nachricht")
    clerk.oeffne("/demo/postausgang/")
    clerk.schau("postausgang")
    clerk.link("Ihr Antrag ist eingegangen")
    clerk.steht("Guten Tag,", "Mit freundlichen Grüßen")
    clerk.schau("post")


def test_the_municipality_passes_its_share_to_the_district(rundgang):
    fall = landesfall(art="schaetzung")
    buehne = Buehne(fall.kreis, f.kommune(fall.kreis, "Jettingen"), fall.runde, {"buero": fall.buero})
    rundgang.beginne("rundgang-neben", buehne=buehne).tag(date(2027, 7, 12))
    buero = rundgang.als("buero")
    buero.menue("Runden")
    buero.link("IM 2027")
    buero.link("Inanspruchnahme")
    buero.schau("inanspruchnahme")
    buero.link("Jettingen")
    buero.schau("inanspruchnahme-ort")
