"""What the district's office does in the browser: check, recommend, sign, draft, release, record."""

from tests.journeys.rundgang import Rundgang

HERKUNFT = "Bitte die Herkunft des Eigenanteils erläutern."


def zurueckgeben(gang: Rundgang) -> None:
    """Find the application among the own tasks, take it, return it with a remark at a field and a deadline."""
    buero = gang.als("buero")
    buero.schau("aufgaben-amt")
    buero.aufgabe("Formale Prüfung", gang.ort)
    buero.uebernehmen()
    buero.schau("formale-pruefung")
    buero.waehle("Anmerkung 1: Feld", "Eigenanteil der Kommune")
    buero.trage({"Anmerkung 1: Was fehlt oder stimmt nicht?": HERKUNFT})
    buero.datum("Frist zur Ergänzung", "12.04.2027")
    buero.knopf("Zur Ergänzung zurückgeben")
    buero.steht("Der Antrag ist zur Ergänzung zurückgegeben.", "12.04.2027")
    buero.schau("antrag-amt")


def vollstaendig(gang: Rundgang) -> None:
    """The formal check ends."""
    buero = gang.als("buero")
    buero.aufgabe("Formale Prüfung", gang.ort)
    buero.knopf("Vollständigkeit feststellen")
    buero.steht("Die Vollständigkeit ist festgestellt.")


def empfehlen(gang: Rundgang, vzae: str) -> None:
    """The computed figure stands beside the asked one; the recommendation is the officer's."""
    buero = gang.als("buero")
    buero.aufgabe("Fachliche Prüfung", gang.ort)
    buero.steht("So wurde gerechnet", "Begründung der Kommune")
    buero.schau("fachliche-pruefung")
    buero.trage(
        {"Empfohlener Stellenanteil": vzae, "Begründung": "45 Personen im Mittel des letzten Jahres."}
    )
    buero.knopf("Empfehlung abgeben")
    buero.steht("Ihre Empfehlung ist abgegeben.")


def selbst_zeichnen(gang: Rundgang) -> None:
    """The officer stands in for the head of unit, and is refused all the same: the page says why and who can."""
    buero = gang.als("buero")
    buero.aufgabe("Empfehlung zeichnen", gang.ort)
    buero.page.get_by_text("Warum ist das nicht möglich?").first.click()
    buero.steht("Sie haben die Empfehlung selbst abgegeben.", "Vier-Augen-Prinzip")
    buero.schau("zeichnen-verweigert")
    for knopf in ("Zeichnen", "Aufgabe übernehmen"):
        assert buero.page.get_by_role("button", name=knopf, exact=True).count() == 0


def zeichnen(gang: Rundgang) -> None:
    """Another person signs."""
    leitung = gang.als("leitung")
    leitung.aufgabe("Empfehlung zeichnen", gang.ort)
    leitung.schau("zeichnen")
    leitung.knopf("Zeichnen")
    leitung.steht("Die Empfehlung ist gezeichnet.")
    leitung.schau("gezeichnet")


def bescheid_entwerfen(gang: Rundgang) -> None:
    """Draft the notice from the suggestion."""
    buero = gang.als("buero")
    buero.aufgabe("Bescheid entwerfen", gang.ort)
    buero.schau("bescheid-entwerfen")
    buero.knopf("Bescheid zur Freigabe geben")
    buero.steht("Der Entwurf liegt jetzt zur Freigabe bei der Sachgebietsleitung.")


def bescheid_freigeben(gang: Rundgang) -> None:
    """A second person releases it; the system sets the PDF and puts it into the portal."""
    leitung = gang.als("leitung")
    leitung.aufgabe("Bescheid freigeben", gang.ort)
    leitung.schau("bescheid-freigeben")
    leitung.knopf("Bescheid freigeben")
    leitung.steht("Der Bescheid ist freigegeben.")


def stelle_erfassen(gang: Rundgang) -> None:
    """The granted share becomes a position limited in time; with it the procedure ends."""
    buero = gang.als("buero")
    buero.aufgabe("Stellenanteil erfassen", gang.ort)
    buero.schau("stelle-erfassen")
    buero.waehle("Entgeltgruppe", "S 12")
    buero.knopf("Stellenanteil erfassen")
    buero.steht("Der geförderte Stellenanteil ist erfasst.", "Verfahren abgeschlossen")
    buero.schau("abgeschlossen")
