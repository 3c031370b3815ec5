"""JavaScript off: the form, return and answer, the signed sheet, many signatures, an import; each to its end."""

from datetime import date
from decimal import Decimal

import pytest

from antraege.models import Antrag, Importlauf, Unterschriftsblatt
from tests import factories as f
from tests.journeys.buehne import baue, entwurf, zur_zeichnung, zurueckgegeben
from tests.journeys.kommune import pdf
from workflows import importe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gang(rundgang):
    return rundgang.beginne("ohne-skript", bilder=False, skript=False, buehne=baue("verwaltung")).tag(f.TAG)


def test_the_form_is_saved_corrected_and_submitted(gang):
    antrag, clerk = entwurf(gang.buehne), gang.als("clerk")
    clerk.oeffne(f"/antraege/{antrag.pk}/angaben/")
    clerk.trage({"Wofür wird der Stellenanteil gebraucht?": "Ohne Skript gespeichert."})
    clerk.weiter()
    clerk.trage({"Beantragter Stellenanteil": "0.60", "Eigenanteil der Kommune": "7.000,00"})
    clerk.knopf("Zwischenspeichern")
    clerk.steht("Bitte eine Zahl mit Komma eingeben")
    assert clerk.feld("Eigenanteil der Kommune").input_value() == "7.000,00"
    clerk.trage({"Beantragter Stellenanteil": "0,50"})
    clerk.speichern()
    clerk.oeffne("/")
    clerk.link("Prüfen und einreichen")
    clerk.knopf("Antrag verbindlich einreichen")
    clerk.steht("Ihr Antrag ist eingegangen.")
    antrag = Antrag.objects.get()
    assert antrag.begruendung == "Ohne Skript gespeichert."
    assert (antrag.eigenanteil, antrag.status) == (Decimal("7000.00"), "eingereicht")


def test_remarks_are_answered(gang):
    antrag = zurueckgegeben(gang.buehne, ("eigenanteil", "Woher kommt er?"))
    clerk = gang.als("clerk")
    clerk.aufgabe("Aufgabe öffnen")
    clerk.knopf("Ergänzung einreichen")
    clerk.steht("Bitte beantworten Sie diese Anmerkung")
    clerk.trage({"Ihre Antwort zu: Eigenanteil der Kommune": "Haushalt 2027."})
    clerk.knopf("Ergänzung einreichen")
    clerk.steht("Der Tag des ersten Eingangs bleibt erhalten.")
    assert str(antrag.anmerkungen.get().antwort) == "Haushalt 2027."
    buero = gang.als("buero")
    buero.aufgabe("Formale Prüfung", gang.ort)
    buero.steht("Haushalt 2027.")
    buero.knopf("Weitere Anmerkungen")
    buero.steht("Anmerkung 2")


def test_the_signed_sheet(rundgang):
    gang = rundgang.beginne(
        "ohne-skript", bilder=False, skript=False, buehne=baue("verwaltung", unterzeichnung="blatt")
    ).tag(f.TAG)
    antrag, clerk = entwurf(gang.buehne), gang.als("clerk")
    clerk.oeffne(f"/antraege/{antrag.pk}/unterschrift/")
    clerk.knopf("Unterschriftsblatt erzeugen")
    clerk.lade("Scan des unterschriebenen Blatts", pdf(gang, "Scan.pdf"))
    clerk.trage({"Unterschrieben von": "Frau Amsel, Bürgermeisterin"})
    clerk.datum("Unterschrieben am", "18.03.2027")
    clerk.knopf("Unterschriebenes Blatt hochladen")
    clerk.steht("Unterschrieben von Frau Amsel, Bürgermeisterin")
    clerk.oeffne("/")
    clerk.link("Prüfen und einreichen")
    clerk.knopf("Antrag verbindlich einreichen")
    clerk.steht("Ihr Antrag ist eingegangen.")
    assert Unterschriftsblatt.objects.get().unterzeichnet_am == date(2027, 3, 18)
    assert Antrag.objects.get().status == "eingereicht"


def test_three_signatures_at_once(gang):
    zur_zeichnung(gang.buehne)
    leitung = gang.als("leitung")
    leitung.link("Alle auf dieser Seite auswählen")
    leitung.page.get_by_label("Mit den ausgewählten Vorgängen").select_option("zeichnen")
    leitung.knopf("Weiter zur Vorschau")
    leitung.steht("Bei 3 von 3 ausgewählten Vorgängen ist das möglich.")
    leitung.knopf("Empfehlungen zeichnen (3)")
    leitung.steht("3 von 3 erledigt")
    assert Antrag.objects.filter(status="beschlossen").count() == 3


def test_a_table_is_checked_and_taken_over(gang, tmp_path):
    runde, datei = gang.buehne.runde, tmp_path / "Tabelle.csv"
    zeilen = (
        "Kommune;Eingegangen am;Beantragt (VZÄ)\r\nBondorf;17.03.2027;0,50\r\nGärtringen;17.03.2027;0,25\r\n"
    )
    datei.write_text(zeilen)
    buero = gang.als("buero")
    buero.oeffne(f"/runden/{runde.pk}/import/")
    buero.lade("Tabelle", datei)
    buero.knopf("Tabelle prüfen")
    buero.steht("2 neu", "Bis jetzt ist nichts übernommen.")
    assert not Antrag.objects.exists()
    buero.knopf("2 Anträge übernehmen")
    importe.uebernehmen(Importlauf.objects.get().pk)
    buero.oeffne(buero.page.url)
    buero.link("Anträge dieser Runde ansehen")
    buero.steht("Bondorf", "Gärtringen")
    assert sorted(Antrag.objects.values_list("beantragt_vzae", flat=True)) == [
        Decimal("0.25"),
        Decimal("0.50"),
    ]
