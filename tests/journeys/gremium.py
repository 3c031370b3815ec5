"""What the council's office and the head of department do in the browser."""

from datetime import date

from tests.journeys.rundgang import Rundgang

SGA, KREISTAG = date(2027, 6, 14), date(2027, 7, 5)


def vorlage_schreiben(gang: Rundgang) -> None:
    """From the round: its signed applications go on a paper."""
    gs = gang.als("geschaeftsstelle")
    gs.schau("aufgaben-geschaeftsstelle")
    gs.menue("Runden")
    gs.link("Förderrunde 2027/28")
    gs.link("Anträge auf eine Sitzungsvorlage setzen")
    gs.schau("vorlage-neu")
    gs.trage({"KT-Drucks. Nr.": "101/2027"})
    gs.waehle("Vorberatung in der Sitzung", "Sozial- und Gesundheitsausschuss, Mo, 14.06.2027")
    gs.waehle("Beschluss in der Sitzung", "Kreistag, Mo, 05.07.2027")
    gs.knopf("Entwurf anlegen")
    gs.steht("ist als Entwurf angelegt")
    gs.schau("vorlage")
    gs.link("Vorlage ausarbeiten")
    gs.schau("vorlage-ausarbeiten")
    gs.knopf("Zur Mitzeichnung geben")
    gs.steht("Die Vorlage liegt jetzt zur Mitzeichnung.")


def vorlage_freigeben(gang: Rundgang) -> None:
    """The head of department releases it."""
    amtsleitung = gang.als("amtsleitung")
    amtsleitung.aufgabe("Vorlage freigeben")
    amtsleitung.schau("vorlage-freigeben")
    amtsleitung.knopf("Vorlage freigeben")
    amtsleitung.steht("Die Vorlage ist freigegeben.")


def vorberaten(gang: Rundgang) -> None:
    """After the SGA's sitting: the usual is filled in."""
    gang.tag(SGA)
    gs = gang.als("geschaeftsstelle")
    gs.aufgabe("Ergebnis der Vorberatung erfassen")
    gs.steht("Die Vorberatung empfiehlt, sie ermächtigt nicht.")
    gs.schau("vorberatung")
    gs.knopf("Ergebnis der Vorberatung erfassen")
    gs.steht("Das Ergebnis der Vorberatung ist erfasst.")


def beschliessen(gang: Rundgang) -> None:
    """After the Kreistag's sitting: the page shows what the decision does before it is saved."""
    gang.tag(KREISTAG)
    gs = gang.als("geschaeftsstelle")
    gs.aufgabe("Beschluss erfassen")
    gs.steht("Das bewirkt der Beschluss", "Bondorf", "0,45")
    gs.schau("beschluss")
    gs.knopf("Beschluss erfassen")
    gs.steht("Das Ergebnis ist erfasst.")
    gs.schau("vorlage-beschlossen")
    gs.menue("Vorlagen")
    gs.schau("vorlagen")
