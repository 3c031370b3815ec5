"""The whole road in a browser, with all roles, in a round that the committees decide."""

from datetime import date

import pytest

from tests.journeys import amt, gremium, kommune

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_first_click_to_the_recorded_position(rundgang):
    rundgang.beginne("rundgang").tag(date(2027, 3, 18))
    nummer = antrag_stellen(rundgang)
    pruefung_mit_rueckgabe(rundgang, nummer)
    kuerzung_mit_anhoerung(rundgang)
    zeichnung(rundgang)
    beschluss(rundgang)
    bescheid(rundgang, nummer)
    amt.stelle_erfassen(rundgang)


def antrag_stellen(gang):
    """Sign in by the demo's roles, start, fill, come back on another day, submit; the receipt comes by mail."""
    gang.fenster("clerk").einloggen(gang.buehne.leute["clerk"])
    kommune.beginnen(gang)
    kommune.ausfuellen(gang)
    gang.tag(date(2027, 3, 30))
    nummer = kommune.einreichen(gang)
    brief = gang.post()[f"{nummer} – Ihr Antrag ist eingegangen"]
    assert f"Vorgangsnummer: {nummer}" in brief
    return nummer


def pruefung_mit_rueckgabe(gang, nummer):
    """Returned once with a remark and a deadline, answered, complete."""
    gang.tag(date(2027, 4, 1))
    amt.zurueckgeben(gang)
    assert f"{nummer} – Bitte ergänzen Sie Ihren Antrag bis 12.04.2027" in gang.post()
    gang.tag(date(2027, 4, 8))
    kommune.ergaenzen(gang)
    kommune.nachreichen(gang)
    amt.vollstaendig(gang)


def kuerzung_mit_anhoerung(gang):
    """A cut: the municipality is heard first."""
    gang.tag(date(2027, 4, 20))
    amt.empfehlen(gang, "0,45")
    gang.post()
    gang.tag(date(2027, 4, 22))
    kommune.stellung_nehmen(gang)


def zeichnung(gang):
    """Never by the person who recommended."""
    amt.selbst_zeichnen(gang)
    amt.zeichnen(gang)


def beschluss(gang):
    """Paper, advice, decision."""
    gang.tag(date(2027, 5, 3))
    gremium.vorlage_schreiben(gang)
    gremium.vorlage_freigeben(gang)
    gremium.vorberaten(gang)
    gremium.beschliessen(gang)


def bescheid(gang, nummer):
    """Drafted, released by a second person, opened by the municipality."""
    gang.tag(date(2027, 7, 12))
    amt.bescheid_entwerfen(gang)
    amt.bescheid_freigeben(gang)
    assert f"{nummer} – Ein Bescheid liegt für Sie bereit" in gang.post()
    gang.tag(date(2027, 7, 14))
    assert kommune.bescheid_oeffnen(gang).startswith(b"%PDF")
