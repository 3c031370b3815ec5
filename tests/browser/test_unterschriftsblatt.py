"""A mayor without an account: the sheet is made, printed, signed, scanned and uploaded; a change takes it away."""

from datetime import date

import pytest

from tests.journeys import buehne, kommune

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_way_of_the_signed_sheet(rundgang):
    rundgang.beginne("unterschriftsblatt", buehne=buehne.baue("verwaltung", unterzeichnung="blatt"))
    rundgang.tag(date(2027, 3, 18))
    antrag = buehne.entwurf(rundgang.buehne)
    clerk = rundgang.als("clerk")
    clerk.oeffne(f"/antraege/{antrag.pk}/")
    clerk.steht("Das Unterschriftsblatt wird auf Papier unterschrieben", "Vorlage für Ihren Gemeinderat")
    clerk.schau("entwurf")
    unterschreiben(rundgang, clerk)
    aendern(clerk, antrag)
    unterschreiben(rundgang, clerk)
    einreichen(clerk)
    vergleichen(rundgang, antrag)


def unterschreiben(gang, clerk):
    """Make the sheet, fetch it, upload the signed scan."""
    clerk.link("Unterschriftsblatt erzeugen")
    clerk.schau("seite")
    clerk.knopf("Unterschriftsblatt erzeugen")
    clerk.steht("Das Unterschriftsblatt liegt bereit.", "Wartet auf die Unterschrift")
    with clerk.page.expect_download() as geladen:
        clerk.page.get_by_role("link", name="Unterschriftsblatt herunterladen (PDF)").click()
    assert geladen.value.suggested_filename.endswith(".pdf")
    clerk.lade("Scan des unterschriebenen Blatts", kommune.pdf(gang, "Scan.pdf"))
    clerk.trage({"Unterschrieben von": "Frau Amsel, Bürgermeisterin"})
    clerk.datum("Unterschrieben am", "18.03.2027")
    clerk.schau("scan")
    clerk.knopf("Unterschriebenes Blatt hochladen")
    clerk.steht(
        "Der unterschriebene Antrag ist hochgeladen.", "Unterschrieben von Frau Amsel, Bürgermeisterin"
    )


def aendern(clerk, antrag):
    """One figure less, and the signature no longer holds."""
    clerk.oeffne(f"/antraege/{antrag.pk}/stellenanteile/")
    clerk.trage({"Eigenanteil der Kommune": "6.500,00"})
    clerk.speichern()
    clerk.oeffne(f"/antraege/{antrag.pk}/")
    clerk.steht("Die Unterschrift gilt nicht mehr", "Inhalt geändert am 18.03.2027")
    clerk.schau("aufgehoben")


def einreichen(clerk):
    """The clerk submits what the mayor signed."""
    clerk.link("Prüfen und einreichen")
    clerk.knopf("Antrag verbindlich einreichen")
    clerk.steht("Ihr Antrag ist eingegangen.")


def vergleichen(gang, antrag):
    """The officer sees both checksums side by side."""
    amt = gang.als("buero")
    amt.oeffne(f"/antraege/{antrag.pk}/")
    amt.steht("Eingereichter Inhalt und Unterschrift", "Stimmt überein")
    amt.schau("vergleich")
