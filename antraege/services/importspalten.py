"""The columns of an import: their headings, how a cell is read, and what the template says about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError

from antraege.formate import datum
from antraege.models import Antrag, Foerderrunde
from antraege.services import tabellenwerte as lese
from antraege.services.tabellenwerte import Unlesbar

GRUPPE: Final = "zielgruppe_"
TEXTE: Final = ("ansprechperson", "ansprech_telefon", "ansprech_email", "begruendung", "ausnahme_grund")
HOECHSTENS: Final = 4000  # signs, where the column itself has no limit


@dataclass(frozen=True)
class Spalte:
    """A column: its key (a field of the application, or one of KOPF), its heading, reader, help and example."""

    key: str
    label: str
    lesen: Callable[[Any], Any]
    hilfe: str
    beispiel: str = ""
    leer: Any = None


def _antragsart(wert: Any) -> str:
    roh = lese.text(wert).casefold()
    for art in Antrag.Art:
        if roh in (art.value, art.label.casefold()):
            return str(art.value)
    raise Unlesbar("Bitte „Neuer Stellenanteil“ oder „Aufstockung“ eintragen.")


def _spaltentext(feld: str) -> Callable[[Any], str]:
    """A reader that holds what the application's own column holds."""
    column: Any = Antrag._meta.get_field(feld)
    hoechstens = getattr(column, "max_length", None) or HOECHSTENS

    def lesen(wert: Any) -> str:
        gelesen = lese.text(wert)
        if len(gelesen) > hoechstens:
            raise Unlesbar(f"Der Text ist länger als {hoechstens} Zeichen.")
        try:
            column.run_validators(gelesen)
        except ValidationError:
            raise Unlesbar(
                "Bitte eine E-Mail-Adresse eintragen, zum Beispiel hauptamt@kommune.example."
            ) from None
        return gelesen

    return lesen


def _text(feld: str, label: str, hilfe: str, beispiel: str = "") -> Spalte:
    return Spalte(feld, label, _spaltentext(feld), hilfe, beispiel, leer="")


def _ja(feld: str, label: str, hilfe: str, beispiel: str = "ja") -> Spalte:
    return Spalte(feld, label, lese.ja_nein, hilfe, beispiel, leer=False)


VZAE = lese.zahl("0,75", "9999.99", tausender=False)
EURO = lese.zahl("46.500,00", "9999999999.99")
KOPF: Final = (
    Spalte("kommune", "Kommune", lese.text, "Name, oder die Spalte AGS", "Nufringen"),
    Spalte("ags", "AGS", lese.text, "Amtlicher Gemeindeschlüssel, 8 Ziffern; geht vor", "08115037"),
    Spalte("tag", "Eingegangen am", lambda wert: wert, "Tag des Eingangs, nötig", "18.03.2027"),
    Spalte("uhrzeit", "Uhrzeit", lambda wert: wert, "leer: 0:00 Uhr", "10:30"),
    Spalte("grund", "Grund der Verspätung", lese.text, "nur nach der Antragsfrist", "", leer=""),
)
VORNE: Final = (
    _text("ansprechperson", "Ansprechperson", "Name oder Stelle", "Hauptamt"),
    _text("ansprech_telefon", "Telefon", "freiwillig", "07032 123-0"),
    _text("ansprech_email", "E-Mail-Adresse", "der Ansprechperson", "hauptamt@nufringen.example"),
    _text("begruendung", "Begründung", "wofür der Stellenanteil gebraucht wird", "Betreuung vor Ort"),
    Spalte(
        "antragsart",
        "Antragsart",
        _antragsart,
        "Neuer Stellenanteil (wenn leer) oder Aufstockung",
        "Neuer Stellenanteil",
        leer=Antrag.Art.NEU.value,
    ),
    Spalte("beantragt_vzae", "Beantragt (VZÄ)", VZAE, "zum Beispiel 0,75", "0,50"),
    Spalte("besetzt_ab", "Besetzt ab", lese.tag, "freiwillig", "01.09.2027"),
    Spalte("eigenanteil", "Eigenanteil (EUR)", EURO, "0 ist möglich", "6.000,00"),
    Spalte(
        "andere_vzae", "Andere Programme (VZÄ)", VZAE, "derselben Fachkraft", "", leer=lese.Decimal("0.00")
    ),
    _text("ausnahme_grund", "Grund, Landesmittel nicht zu nutzen", "nur wo solche frei sind (R12)"),
)
HINTEN: Final = (
    Spalte("personen_gesamt", "Personen insgesamt", lese.personen, "am Stichtag", "38"),
    _ja("beschluss_folgt", "Beschluss folgt", "ja, wenn der Gemeinderat noch beschließt"),
    Spalte("beschluss_folgt_bis", "Beschluss am", lese.tag, "voraussichtlich", "27.04.2027"),
    _ja("erklaerung_richtig", "Angaben richtig", "Erklärung: richtig und vollständig"),
    _ja("erklaerung_keine_doppelfoerderung", "Keine Doppelförderung", "Erklärung"),
    _ja("erklaerung_befugt", "Befugt", "Erklärung: befugt, den Antrag zu stellen"),
)


def spalten(runde: Foerderrunde) -> list[Spalte]:
    """List all columns of a round, its target groups among them, in the order of the template."""
    gruppen = [
        Spalte(
            f"{GRUPPE}{gruppe.pk}",
            f"Personen: {gruppe.name}",
            lese.personen,
            "am Stichtag",
            "38" if nr == 0 else "0",
        )
        for nr, gruppe in enumerate(runde.zielgruppen.all())
    ]
    tage = {"tag": runde.antrag_von, "besetzt_ab": runde.beginn, "beschluss_folgt_bis": runde.nachreichen_bis}
    return [_mit_tag(spalte, tage.get(spalte.key)) for spalte in (*KOPF, *VORNE, *gruppen, *HINTEN)]


def _mit_tag(spalte: Spalte, tag: date | None) -> Spalte:
    """Let the example speak of a day of the round, so that it would pass there."""
    return replace(spalte, beispiel=datum(tag)) if tag else spalte


def ueberschriften(alle: list[Spalte]) -> dict[str, str]:
    """Give heading -> key; a heading is also known without its unit."""
    kurz = {spalte.label.partition(" (")[0]: spalte.key for spalte in alle}
    return kurz | {spalte.label: spalte.key for spalte in alle}
