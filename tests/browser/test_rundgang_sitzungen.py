"""The council's office keeps committees and sittings: entered by hand, from a calendar file, from its own system."""

import pytest

from antraege.models import Gremium, Ratsabruf, Sitzung
from antraege.services import ratsabruf
from tests import factories as f
from tests.antraege.ratsserver import ratssystem
from tests.antraege.test_kalender import ics, termin
from tests.journeys.buehne import baue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gang(rundgang):
    """The stage, with committees that name a closing day."""
    rundgang.beginne("rundgang-sitzungen", buehne=baue()).tag(f.TAG)
    Gremium.objects.update(abgabe_werktage=23)
    return rundgang


def test_a_committee_and_a_sitting_by_hand(gang):
    buero = gang.als("geschaeftsstelle")
    buero.menue("Sitzungen")
    buero.schau("sitzungen")
    buero.link("Gremien")
    buero.schau("gremien")
    buero.link("Kreistag")
    buero.datum("Gültig ab", "01.01.2028")
    buero.kreuze("Beschließt selbst")
    buero.trage({"Beschließt bis": "500.000,00"})
    buero.knopf("Zuständigkeit festlegen")
    buero.steht("Sie gilt ab 01.01.2028.")
    buero.schau("gremium")
    buero.oeffne("/sitzungen/neu/")
    buero.schau("sitzung-neu")
    buero.waehle("Gremium", "Kreistag")
    buero.datum("Tag der Sitzung", "13.12.2027")
    buero.trage({"Beginn": "17.30"})
    buero.knopf("Sitzung speichern")
    buero.steht("Die Sitzung ist eingetragen", "So wurde der Abgabeschluss berechnet")
    buero.schau("sitzung")
    buero.link("Sitzung ändern")
    buero.schau("sitzung-aendern")


def test_a_calendar_file(gang, tmp_path):
    datei = tmp_path / "sitzungen.ics"
    datei.write_bytes(ics(termin("SGA", uid="a", wann=":20271115T150000"), termin("Ausflug", uid="b")).read())
    buero = gang.als("geschaeftsstelle")
    buero.oeffne("/sitzungen/kalender/")
    buero.schau("kalenderdatei")
    buero.lade("Kalenderdatei", datei)
    buero.knopf("Vorschau ansehen")
    buero.schau("kalender-vorschau")
    buero.knopf("Neues und Geändertes übernehmen")
    buero.steht("1 neu, 0 geändert")
    assert Sitzung.objects.filter(kennung="a").exists()


def test_the_council_system(gang):
    buero = gang.als("geschaeftsstelle")
    with ratssystem() as rat:
        buero.oeffne("/ratssystem/")
        buero.trage({"Adresse der OParl-Schnittstelle": f"{rat.ort}/system"})
        buero.knopf("Adresse speichern")
        buero.knopf("Jetzt abrufen")
        buero.steht("Das Ratsinformationssystem wird gerade abgerufen")
        ratsabruf.ausfuehren(abruf=Ratsabruf.objects.get(), heute=f.TAG)  # the worker's part
    buero.oeffne("/ratssystem/")
    buero.steht("Vollständig")
    buero.schau("ratssystem")
