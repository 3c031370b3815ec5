"""Setting the Unterschriftsblatt: the content in brief, all declarations, and the checksum that ties the signature to it."""

from __future__ import annotations

from typing import Any, Final

from antraege import felder, formate
from antraege.models import Antrag, Unterschriftsblatt
from antraege.services import druck, inhalt
from antraege.services.vollstaendigkeit import ABSCHNITTE

KURZ: Final = 600  # signs of a long text that stand on paper; the checksum names the whole
KOPF: Final = ("Angabe", "Inhalt")
SCHRITTE: Final = (
    "Blatt ausdrucken, unterschreiben und mit dem Dienstsiegel versehen.",
    "Blatt vollständig einscannen (PDF oder Foto).",
    "Den Scan im Förderlauf beim Antrag unter „Unterschrift“ hochladen und den Antrag dort einreichen.",
    "Das Original bleibt bei Ihren Akten.",
)
FELDER: Final = (
    "Ort, Datum",
    "Unterschrift",
    "Name und Amtsbezeichnung in Druckbuchstaben",
    "Dienstsiegel",
)


def pdf(blatt: Unterschriftsblatt) -> bytes:
    """Set the sheet as PDF/A-3a and PDF/UA-1; the same content and day give the same bytes.

    Raises ``NichtDruckbar`` with the character that cannot stand on paper.
    """
    return druck.setze("unterschriftsblatt.typ", daten(blatt)).pdf


def daten(blatt: Unterschriftsblatt) -> dict[str, Any]:
    """Give the words of the sheet in the order in which they stand."""
    antrag, tag = blatt.antrag, formate.ortstag(blatt.erzeugt_am)
    return {
        "titel": "Unterschriftsblatt zum Förderantrag",
        "tag": [tag.year, tag.month, tag.day],
        "antragstellerin": f"{antrag.kommune.get_art_display()} {antrag.kommune}",
        "kennung": blatt.kennung,
        "sha256": _umbrechbar(blatt.sha256),
        "fusszeile": f"{antrag.kommune} · {antrag.runde} · Kennung {blatt.kennung}",
        "eingang": [_eingang(antrag, tag)],
        "abschnitte": _abschnitte(antrag),
        "pruefsumme": {
            "titel": "Prüfsumme des Inhalts",
            "kopf": KOPF,
            "satz": "Sie steht für genau diesen Inhalt. Wird im Antrag danach etwas geändert, gilt dieses Blatt nicht mehr.",
            "kennung_label": "Kennung",
            "summe_label": "SHA-256",
        },
        "unterschrift": {
            "titel": "Unterschrift",
            "satz": f"Ich stelle den Antrag für die {antrag.kommune.get_art_display()} {antrag.kommune} mit dem oben genannten Inhalt und gebe die genannten Erklärungen ab.",
            "felder": FELDER,
        },
        "weiter": {"titel": "So geht es weiter", "schritte": SCHRITTE},
    }


def _eingang(antrag: Antrag, tag: Any) -> str:
    wer = f"{antrag.kommune.get_art_display()} {antrag.kommune}"
    nummer = f", Vorgangsnummer {antrag.vorgangsnummer}" if antrag.vorgangsnummer else ""
    return (
        f"{wer}, Antrag an den {antrag.landkreis} in der Runde „{antrag.runde}“ "
        f"({antrag.runde.programm}){nummer}. Stand des Inhalts: {formate.datum(tag)}."
    )


def _abschnitte(antrag: Antrag) -> list[dict[str, Any]]:
    """The sections with what they say; empty fields are left out, as in the checksum."""
    zeilen = [z for z in inhalt.inhalt(antrag) if z.wert not in ("", inhalt.LEER)]
    gruppen: dict[str, list[tuple[str, str]]] = {key: [] for key in ABSCHNITTE}
    for zeile in zeilen:
        gruppen[_abschnitt(antrag, zeile.feld)].append((zeile.label, _kurz(zeile.wert)))
    return [
        {"titel": ABSCHNITTE[key], "kopf": KOPF, "paare": paare} for key, paare in gruppen.items() if paare
    ]


def _abschnitt(antrag: Antrag, feld: str) -> str:
    return "stellenanteile" if feld in inhalt.WEITERE else felder.abschnitt_von(feld, antrag)


def _kurz(wert: str) -> str:
    text = inhalt.kurz(wert).replace("SHA-256 ", "Prüfsumme ")
    return text if len(text) <= KURZ else f"{text[:KURZ].rstrip()} … (gekürzt, {len(text)} Zeichen)"


def _umbrechbar(summe: str) -> str:
    return " ".join(summe[i : i + 16] for i in range(0, 64, 16))
