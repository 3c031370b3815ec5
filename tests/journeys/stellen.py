"""A position of the district in the Land's programme: Personal wants it, the money comes first (R21)."""

from tests.antraege.stellenfall import landesfall
from tests.journeys.buehne import Buehne
from tests.journeys.rundgang import Rundgang


def land() -> Buehne:
    """The Kreistag has empowered, Mötzingen has passed its share and consents, the Land's money is an estimate."""
    fall = landesfall(art="schaetzung")
    return Buehne(fall.kreis, fall.ort, fall.runde, {"personal": fall.personal, "kaemmerei": fall.kaemmerei})


def waehlen(gang: Rundgang) -> None:
    """From the list of positions to the form for Mötzingen."""
    personal = gang.als("personal")
    personal.oeffne("/")
    personal.menue("Stellen")
    personal.link("Stelle schaffen")
    personal.waehle("Runde", "IM 2027")
    personal.waehle("Einsatzort", "Mötzingen")
    personal.knopf("Weiter")


def verweigert(gang: Rundgang) -> None:
    """Personal reads what is missing, tries all the same, and is told again; the figures stay."""
    personal = gang.als("personal")
    waehlen(gang)
    personal.steht(
        "Noch nicht möglich", "Die Mittel sind noch nicht gesichert", "nur eine Schätzung", "Kämmerei"
    )
    personal.schau("stelle-neu")
    personal.trage({"Umfang": "0,25"})
    personal.knopf("Stelle schaffen")
    personal.steht("Das ist nicht möglich", "Nötig ist der Bescheid des Landes.")
    assert personal.feld("Umfang").input_value() == "0,25"
    personal.schau("stelle-verweigert")


def bescheid_des_landes(gang: Rundgang) -> None:
    """Kämmerei records it from the round's page."""
    kaemmerei = gang.als("kaemmerei")
    kaemmerei.menue("Runden")
    kaemmerei.link("IM 2027")
    kaemmerei.schau("runde-land")
    kaemmerei.link("Stellenkontingent")
    kaemmerei.schau("kontingent")
    kaemmerei.kreuze("Endgültig", "Stellen des Landkreises")
    kaemmerei.trage({"Stellenkontingent": "1,00", "Grundlage": "Bescheid vom 12.02.2027, Az. 15.2-1234"})
    kaemmerei.knopf("Kontingent erfassen")
    kaemmerei.steht("Bescheid vom 12.02.2027")


def geschaffen(gang: Rundgang) -> None:
    """Now nothing stands against it."""
    personal = gang.als("personal")
    waehlen(gang)
    personal.steht("Alle Voraussetzungen sind erfüllt")
    personal.trage({"Umfang": "0,25"})
    personal.datum("von", "01.08.2027")
    personal.knopf("Stelle schaffen")
    personal.steht("ist geschaffen.", "0,25")
    personal.schau("stelle")


def liste(gang: Rundgang) -> None:
    """Kämmerei sees all positions with their ends."""
    kaemmerei = gang.als("kaemmerei")
    kaemmerei.menue("Stellen")
    kaemmerei.steht("1 Stelle", "Mötzingen", "31.12.2027", "0,25")
    kaemmerei.schau("stellen")
