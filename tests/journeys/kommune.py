"""What the municipality's clerk does in the browser."""

from pathlib import Path

from tests import dateiproben as probe
from tests.journeys.rundgang import Rundgang

ANGABEN = {
    "Ansprechperson": "Hauptamt Bondorf",
    "E-Mail-Adresse": "hauptamt@bondorf.example",
    "Wofür wird der Stellenanteil gebraucht?": "Betreuung von 52 Personen in der Anschlussunterbringung.",
}
ERKLAERUNGEN = (
    "Die Angaben sind richtig und vollständig.",
    "Dieselbe Stelle wird nicht doppelt gefördert",
    "Ich bin befugt, den Antrag für die Kommune zu stellen.",
)


def beginnen(gang: Rundgang) -> None:
    """From the list of tasks to the open round and its days left; start an application."""
    clerk = gang.als("clerk")
    clerk.steht("Für Sie ist gerade nichts zu tun.")
    clerk.schau("aufgaben-leer")
    clerk.link("Förderrunden ansehen")
    clerk.schau("runden")
    clerk.link("Förderrunde 2027/28")
    clerk.steht("noch 13 Tage")
    clerk.schau("runde")
    clerk.knopf("Antrag beginnen")
    clerk.steht("Der Entwurf ist angelegt.", "Was noch fehlt")
    clerk.schau("entwurf-leer")


def ausfuellen(gang: Rundgang, vzae: str = "0,50") -> None:
    """The four sections; one wrong figure comes back with its reason, and nothing typed is lost."""
    clerk = gang.als("clerk")
    clerk.link("Angaben")
    clerk.trage(ANGABEN)
    clerk.schau("angaben")
    clerk.speichern()
    clerk.weiter()
    falsche_zahl(gang)
    clerk.trage({"Beantragter Stellenanteil": vzae})
    clerk.weiter()
    fallzahlen(gang)
    unterlagen(gang)


def falsche_zahl(gang: Rundgang) -> None:
    """A point instead of a comma: summary with the focus, its link leads to the field, the rest stays typed."""
    clerk = gang.als("clerk")
    clerk.schau("stellenanteile")
    clerk.trage({"Beantragter Stellenanteil": "0.50", "Eigenanteil der Kommune": "6.000,00"})
    clerk.weiter()
    assert "app-errors" in clerk.fokus("className")
    clerk.schau("stellenanteile-fehler")
    clerk.page.locator(".app-errors a").click()
    assert clerk.fokus("id") == "id_beantragt_vzae"
    assert clerk.feld("Eigenanteil der Kommune").input_value() == "6.000,00"


def fallzahlen(gang: Rundgang) -> None:
    """Persons of each group and the total."""
    clerk = gang.als("clerk")
    clerk.trage({"Duldung": "40", "Gestattung": "12", "Personen insgesamt": "52"})
    clerk.schau("fallzahlen")
    clerk.weiter()


def unterlagen(gang: Rundgang) -> None:
    """A paper is uploaded, the council's decision is announced for later, the declarations are made."""
    clerk = gang.als("clerk")
    clerk.kreuze("Der Beschluss des Gemeinderats wird nachgereicht", *ERKLAERUNGEN)
    clerk.datum("Beschluss voraussichtlich am", "22.04.2027")
    clerk.speichern()
    clerk.page.locator("#weitere_datei").set_input_files(pdf(gang, "Stellenbeschreibung.pdf"))
    clerk.waehle("Art der Unterlage", "Sonstige Unterlage")
    clerk.page.locator("form:has(#weitere_datei)").get_by_role("button", name="Hochladen").click()
    clerk.steht("Stellenbeschreibung.pdf")
    clerk.schau("unterlagen")


def einreichen(gang: Rundgang) -> str:
    """Come back another day and submit; the Vorgangsnummer stands on the page and in the mail."""
    clerk = gang.als("clerk")
    clerk.oeffne("/")
    clerk.steht("4 von 4")
    clerk.schau("aufgaben-entwurf")
    clerk.link("Prüfen und einreichen")
    clerk.steht("Der Beschluss des Gemeinderats folgt.")
    clerk.schau("einreichen")
    clerk.knopf("Antrag verbindlich einreichen")
    clerk.steht("Ihr Antrag ist eingegangen. Vorgangsnummer: ")
    clerk.schau("eingegangen")
    return clerk.page.locator(".app-pagehead").inner_text().split("Vorgangsnummer ")[1].split()[0]


def pdf(gang: Rundgang, name: str) -> Path:
    """A small PDF on the disk of the person at the browser."""
    datei = gang.postfach.parent / name
    datei.write_bytes(probe.pdf())
    return datei


def ergaenzen(gang: Rundgang) -> None:
    """The remark stands at its field; put it right, hand in the council's decision, answer, submit again."""
    clerk = gang.als("clerk")
    clerk.aufgabe("Aufgabe öffnen")
    clerk.steht("Anmerkungen", "Bitte die Herkunft des Eigenanteils erläutern.")
    clerk.schau("ergaenzung")
    clerk.link("Eigenanteil der Kommune")
    clerk.steht("Bitte die Herkunft des Eigenanteils erläutern.")
    clerk.trage({"Eigenanteil der Kommune": "6.500,00"})
    clerk.schau("abschnitt-anmerkung")
    clerk.speichern()
    clerk.aufgabe("Aufgabe öffnen")
    clerk.trage({"Ihre Antwort zu": "6.500 Euro stehen im Haushalt 2027, Produkt 31.40."})
    clerk.knopf("Ergänzung einreichen")
    clerk.steht("Der Tag des ersten Eingangs bleibt erhalten.")
    clerk.schau("ergaenzt")


def nachreichen(gang: Rundgang) -> None:
    """The council has decided: its paper follows, as announced."""
    clerk = gang.als("clerk")
    clerk.lade("Datei", pdf(gang, "Beschluss-Gemeinderat.pdf"))
    clerk.knopf("Beschluss nachreichen")
    clerk.steht("Beschluss-Gemeinderat.pdf")


def stellung_nehmen(gang: Rundgang) -> None:
    """Heard before the cut is signed; asked and intended stand side by side."""
    clerk = gang.als("clerk")
    clerk.aufgabe("Aufgabe öffnen")
    clerk.steht("Begründung der Kürzung", "0,45")
    clerk.schau("stellungnahme")
    clerk.trage({"Ihre Stellungnahme": "Wir sind mit 0,45 VZÄ einverstanden."})
    clerk.knopf("Stellungnahme abgeben")
    clerk.steht("Ihre Stellungnahme ist eingegangen.")


def bescheid_oeffnen(gang: Rundgang) -> bytes:
    """The page says before what opening sets going; then the notice can be fetched as a PDF."""
    clerk = gang.als("clerk")
    clerk.aufgabe("Aufgabe öffnen")
    clerk.steht("Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist")
    clerk.schau("bescheid-oeffnen")
    with clerk.page.expect_response("**/bescheide/*/") as antwort:
        clerk.page.get_by_role("button", name="Bescheid öffnen (Bekanntgabe)").click()
    clerk.oeffne("/")
    clerk.menue("Anträge")
    clerk.link("BB-KFR27-0001")
    clerk.steht("bekannt gegeben")
    clerk.schau("beschieden")
    return clerk.page.request.get(antwort.value.url).body()
