"""A grant that became known, and later notices on it, driven by services alone; every name is fixed for the golden texts."""

from datetime import date, time
from decimal import Decimal

from antraege import zeit
from antraege.models import Bescheid, Kommune
from antraege.services import akte, bescheid, folgebescheid
from tests import factories as f
from tests.antraege import beschluesse as b

JULI, SPAETER = date(2027, 7, 12), date(2027, 12, 1)
NAMEN = {
    "sachbearbeitung": ("Herr Birke", "B 214", "07031 663-1402"),
    "sachgebietsleitung": ("Frau Eibe", "", ""),
}
KREIS = {
    "name": "Böblingen",
    "kuerzel": "BB",
    "anschrift": "Parkstraße 16, 71034 Böblingen",
    "amt": "Amt für Migration und Flüchtlinge",
    "postfach": "foerderung@lra-bb.example",
}
GEHOERT = {
    "anhoerung_am": date(2027, 11, 2),
    "anhoerung_antwort": "Wir sind einverstanden.",
    "anhoerung_verzicht": "",
}
WIDERRUF = GEHOERT | {"wirksam_ab": date(2028, 1, 1), "vzae": Decimal("0.00"), "betrag": None}
ANGABEN = {
    "aenderung": GEHOERT
    | {"wirksam_ab": date(2028, 1, 1), "vzae": Decimal("0.40"), "betrag": None, "beginn": None, "ende": None},
    "widerruf": WIDERRUF,
    "ruecknahme": WIDERRUF | {"wirksam_ab": date(2027, 9, 1), "betrag": Decimal("0.00")},
    "erstattung": GEHOERT | {"erstattung": Decimal("16000.00"), "zinsen_ab": date(2028, 1, 1)},
    "schluss": GEHOERT
    | {
        "anerkannt": Decimal("20000.00"),
        "betrag": None,
        "erstattung": Decimal("4000.00"),
        "zinsen_ab": None,
    },
}


def bekannt(vzae="0.50", **felder):
    """(application, office): granted or refused by the Kreistag, its notice opened."""
    return bekannt_von(*b.beschlossen(vzae, **felder))


def bekannt_von(antrag, amt):
    """The first notice of a decided application, opened."""
    antrag.refresh_from_db()
    text = bescheid.vorschlag(antrag)
    with zeit.gestellt(JULI, time(10)):
        bescheid.entwerfen(antrag=antrag, begruendung=text.begruendung, nebenbestimmungen=text.nebenbestimmungen, by=amt.sachbearbeitung, heute=JULI)  # fmt: skip
    bekanntgeben(antrag, amt, JULI)
    return antrag, amt


def zurueckgegeben(antrag, amt, am=SPAETER):
    """The draft sent back: it lies with the officer again."""
    with zeit.gestellt(am, time(10)):
        bescheid.zurueckgeben(antrag=antrag, grund="Bitte ändern", by=amt.sachgebietsleitung, heute=am)


def mit_namen(aktenzeichen="", **felder):
    """The same in Bondorf, Kreis Böblingen, with the people of the golden texts."""
    amt = b.Amt(**KREIS)
    for rolle, (name, zimmer, telefon) in NAMEN.items():
        setattr(amt, rolle, f.benutzer(rolle, amt.kreis, name=name, zimmer=zimmer, telefon=telefon))
    antrag, amt = b.beschlossen(amt=amt, **felder)
    Kommune.objects.filter(pk=antrag.kommune_id).update(name="Bondorf")
    if aktenzeichen:
        akte.aktenzeichen_eintragen(
            antrag=antrag, aktenzeichen=aktenzeichen, by=amt.sachbearbeitung, heute=JULI
        )
    return bekannt_von(antrag, amt)


def bekanntgeben(antrag, amt, tag):
    """Release, provide, open."""
    with zeit.gestellt(tag, time(10)):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=tag)
        bescheid.bereitstellen(antrag=antrag, by=amt.sachgebietsleitung, heute=tag)
        bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=tag)
    antrag.refresh_from_db()
    return bescheid.aktueller(antrag)


def entworfen(antrag, amt, art, tag=SPAETER, **angaben):
    """The draft of a later notice, ready for release."""
    with zeit.gestellt(tag, time(10)):
        neu = folgebescheid.beginnen(antrag=antrag, art=art, by=amt.sachbearbeitung, heute=tag)
        angaben = (
            {"begruendung": neu.begruendung, "nebenbestimmungen": neu.nebenbestimmungen}
            | ANGABEN[art]
            | angaben
        )
        folgebescheid.entwerfen(antrag=antrag, by=amt.sachbearbeitung, heute=tag, **angaben)
    return bescheid.aktueller(antrag)


def ergangen(antrag, amt, art, tag=SPAETER, **angaben):
    """The later notice, known to the municipality."""
    entworfen(antrag, amt, art, tag, **angaben)
    return bekanntgeben(antrag, amt, tag)


def aus_db(antrag):
    """The application's latest notice, as a later request reads it."""
    return Bescheid.objects.get(pk=bescheid.aktueller(antrag).pk)
