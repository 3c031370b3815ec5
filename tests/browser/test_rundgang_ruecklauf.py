"""Papers at their line of the checklist; a word to the silent, and from its link the waiver in two clicks."""

import re
from datetime import date
from decimal import Decimal

import pytest

from antraege.models import Anlage, Richtlinienfassung, Unterlagenregel
from tests import dateiproben as probe
from tests import factories as f
from tests.journeys.buehne import entwurf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gang(rundgang):
    return rundgang.beginne("rundgang-ruecklauf").tag(f.TAG)


def mit_unterlagen(buehne):
    """A round whose version asks for three papers."""
    programm = buehne.runde.programm
    fassung = Richtlinienfassung.objects.create(
        programm=programm, nummer=7, gueltig_ab=f.OEFFNUNG, satz_je_vzae=Decimal("48000.00")
    )
    for nr, (art, pflicht, folgt) in enumerate(
        [("beschluss", True, True), ("konzept", True, False), ("kostenplan", False, False)]
    ):
        Unterlagenregel.objects.create(
            fassung=fassung, art=art, pflicht=pflicht, nachreichbar=folgt, reihenfolge=nr
        )
    f.festgestellt(fassung)
    buehne.runde = f.runde(
        buehne.kreis,
        programm=programm,
        fassung=fassung,
        kuerzel="KFR29",
        name="Förderrunde 2029/30",
        beginn=date(2029, 9, 1),
        ende=date(2030, 8, 31),
    )


def test_each_paper_is_uploaded_at_its_line(gang, tmp_path):
    mit_unterlagen(gang.buehne)
    antrag, clerk = entwurf(gang.buehne), gang.als("clerk")
    Anlage.objects.filter(antrag=antrag).update(entfernt_am=antrag.angelegt_am)
    gut, schlecht = tmp_path / "Konzept.pdf", tmp_path / "Konzept.exe.pdf"
    gut.write_bytes(probe.pdf())
    schlecht.write_bytes(b"MZ" + bytes(200))
    clerk.oeffne(f"/antraege/{antrag.pk}/unterlagen/")
    clerk.schau("checkliste")
    zeile = clerk.page.locator("#id_unterlage_konzept")
    assert "Fehlt" in zeile.inner_text()
    zeile.get_by_label("Datei: Konzept").set_input_files(schlecht)
    zeile.get_by_role("button", name="Hochladen").click()
    clerk.steht("Dieser Inhalt wird nicht angenommen.")
    clerk.oeffne(f"/antraege/{antrag.pk}/unterlagen/")
    zeile.get_by_label("Datei: Konzept").set_input_files(gut)
    zeile.get_by_role("button", name="Hochladen").click()
    clerk.steht("Hochgeladen: Konzept.pdf")
    assert "Liegt vor" in zeile.inner_text()
    clerk.schau("checkliste-konzept")


def test_a_word_to_the_silent_and_the_waiver_in_two_clicks(gang):
    buero = gang.als("buero")
    gang.post()
    buero.oeffne(f"/runden/{gang.buehne.runde.pk}/")
    buero.link("Rücklauf: wer schweigt, hat begonnen, verzichtet")
    buero.schau("ruecklauf")
    buero.link("Nachricht an alle, die schweigen")
    buero.steht("2 Kommunen erhalten")
    buero.schau("nachricht")
    buero.knopf("Nachricht senden")
    buero.steht("Die Nachricht an 2 Kommunen ist unterwegs.")
    mail = next(text for betreff, text in gang.post().items() if gang.ort in betreff)
    weg = re.search(r"/runden/\d+/verzicht/\?kommune=\d+", mail)[0]
    clerk = gang.als("clerk")
    clerk.oeffne(weg)
    clerk.schau("verzicht")
    clerk.knopf("Auf diese Runde verzichten")
    clerk.steht("Der Verzicht ist erklärt.")
    clerk.schau("verzichtet")
    buero.oeffne(f"/runden/{gang.buehne.runde.pk}/ruecklauf/?stand=verzicht")
    buero.steht(gang.ort)
    clerk.knopf("Antrag beginnen")
    clerk.steht("Der Entwurf ist angelegt.")
