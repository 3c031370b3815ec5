"""A programme's text blocks: what may be written between braces, what a block says of a notice, and the acts on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import fristen
from antraege.berechtigungen import verlange
from antraege.formate import LEER, datum, euro, vzae
from antraege.models import Benutzer, Bescheid, Ereignis, Foerderprogramm, Textbaustein
from antraege.services import bewilligung, nachreichung
from antraege.services.bescheid_teile import beschluss, empfaenger
from antraege.services.gehalten import einmal
from antraege.services.protokoll import vermerken

KLAMMER: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Platzhalter:
    """What stands for a fact of the case: its meaning for whoever writes the block, and where the fact comes from."""

    bedeutung: str
    wert: Callable[[Bescheid], str]


def _bezug(bescheid: Bescheid) -> str:
    alt = bescheid.aendert
    return f"{alt.get_art_display()} {alt.nummer} vom {datum(alt.datum)}" if alt else LEER


def _beschluss(bescheid: Bescheid) -> str:
    ergebnis = beschluss(bescheid.antrag)
    if ergebnis is None:
        return LEER
    return f"{ergebnis.schritt.sitzung.gremium.name}, {datum(ergebnis.schritt.sitzung.tag)}"


def _nachweis(bescheid: Bescheid) -> str:
    ende = bewilligung.zeitraum(bescheid)[1]
    return f"{datum(fristen.nachweis_faellig(ende, bescheid.antrag.fassung.frist_nachweis).tag)}"


PLATZHALTER: Final = {
    "kommune": Platzhalter(
        "Empfängerin, zum Beispiel Gemeinde Bondorf", lambda b: empfaenger(b.antrag.kommune)
    ),
    "programm": Platzhalter("Name des Förderprogramms", lambda b: b.antrag.runde.programm.name),
    "runde": Platzhalter("Name der Förderrunde", lambda b: b.antrag.runde.name),
    "vorgangsnummer": Platzhalter("Vorgangsnummer des Antrags", lambda b: b.antrag.vorgangsnummer or LEER),
    "aktenzeichen": Platzhalter("Aktenzeichen der E-Akte", lambda b: b.antrag.aktenzeichen or LEER),
    "antrag_vom": Platzhalter("Tag des Eingangs", lambda b: datum(b.antrag.eingegangen_am)),
    "beantragt": Platzhalter("beantragter Stellenanteil", lambda b: vzae(b.antrag.beantragt_vzae)),
    "empfehlung": Platzhalter(
        "Begründung der Empfehlung", lambda b: b.antrag.empfehlung_begruendung.strip() or LEER
    ),
    "beschluss": Platzhalter("Gremium und Tag des Beschlusses", _beschluss),
    "nachzureichen": Platzhalter(
        "Unterlagen, die noch fehlen", lambda b: nachreichung.namen(b.antrag) or LEER
    ),
    "anteil": Platzhalter("Stellenanteil nach dem Bescheid", lambda b: vzae(b.vzae)),
    "betrag": Platzhalter("Zuwendung nach dem Bescheid", lambda b: euro(b.betrag)),
    "beginn": Platzhalter("erster Tag der Förderung", lambda b: datum(bewilligung.zeitraum(b)[0])),
    "ende": Platzhalter("letzter Tag der Förderung", lambda b: datum(bewilligung.zeitraum(b)[1])),
    "nachweis_bis": Platzhalter("Tag, an dem der Verwendungsnachweis fällig ist", _nachweis),
    "bezug": Platzhalter("Folgebescheid: der Bescheid, auf den er sich bezieht", _bezug),
    "wirksam_ab": Platzhalter("Folgebescheid: Tag, ab dem er wirkt", lambda b: datum(b.wirksam_ab)),
    "erstattung": Platzhalter("Folgebescheid: zu erstattender Betrag", lambda b: euro(b.erstattung)),
    "zinsen_ab": Platzhalter("Folgebescheid: Tag, ab dem zu verzinsen ist", lambda b: datum(b.zinsen_ab)),
    "anerkannt": Platzhalter("Schlussbescheid: anerkannte Ausgaben", lambda b: euro(b.anerkannt)),
}


def fehler(text: str) -> str:
    """Say what is wrong with the placeholders of a text; empty where nothing is."""
    for name in KLAMMER.findall(text):
        if name not in PLATZHALTER:
            return f"Den Platzhalter {{{name}}} gibt es nicht. Möglich sind: {', '.join(PLATZHALTER)}."
    if "{" in KLAMMER.sub("", text) or "}" in KLAMMER.sub("", text):
        return "Eine geschweifte Klammer ist nicht geschlossen. Platzhalter stehen so: {kommune}."
    return ""


def gefuellt(text: str, bescheid: Bescheid) -> str:
    """Put the facts of the case where the placeholders stand; an unknown one (of an older table) stays as it is."""

    def wert(treffer: re.Match[str]) -> str:
        platzhalter = PLATZHALTER.get(treffer[1])
        return platzhalter.wert(bescheid) if platzhalter else treffer[0]

    return KLAMMER.sub(wert, text)


# Reading


def _in_gebrauch(bescheid: Bescheid) -> Iterable[Textbaustein]:
    """Suggested and offered ones are asked for one after the other: within one act they are read once."""
    programm = bescheid.antrag.runde.programm_id
    alle = Textbaustein.objects.filter(programm=programm, art=bescheid.art, aktiv=True)
    return einmal(
        bescheid.antrag, (Textbaustein, bescheid.art), lambda: list(alle.order_by("stelle", "nummer"))
    )


def vorbelegt(bescheid: Bescheid) -> dict[str, list[str]]:
    """The texts that stand in a draft by themselves, by their place, filled in for this case."""
    texte: dict[str, list[str]] = {stelle: [] for stelle in Textbaustein.Stelle.values}
    for block in _in_gebrauch(bescheid):
        if block.vorbelegt:
            texte[block.stelle].append(gefuellt(block.text, bescheid))
    return texte


def zur_wahl(bescheid: Bescheid) -> list[tuple[Textbaustein, str]]:
    """The blocks offered for choice, each with its text for this case."""
    return [
        (block, gefuellt(block.text, bescheid)) for block in _in_gebrauch(bescheid) if not block.vorbelegt
    ]


# Acts


@transaction.atomic
def speichern(
    *,
    programm: Foerderprogramm,
    by: Benutzer,
    heute: date,
    baustein: Textbaustein | None = None,
    **werte: Any,
) -> Textbaustein:
    """Write a new block or change one (``baustein``); notices written before keep their words.

    Raises ``ValidationError`` at the field: an unknown placeholder, a number that is taken.
    """
    verlange(by, "textbaustein.bearbeiten", programm)
    block = baustein or Textbaustein(programm=programm)
    vorher = _stand(block) if block.pk else ""
    for feld, wert in werte.items():
        setattr(block, feld, wert)
    _pruefen(block)
    block.save()
    worum = f"{block.get_art_display()}, {block.get_stelle_display()} {block.nummer}: {block.titel}"
    vermerken(
        Ereignis.TEXTBAUSTEINE_GEAENDERT,
        block,
        by=by,
        wirksam_am=heute,
        vorher=vorher,
        nachher=_stand(block),
        text=f"{worum}\n\n{block.text}",
    )
    return block


def _pruefen(block: Textbaustein) -> None:
    if satz := fehler(block.text):
        raise ValidationError({"text": satz})
    block.clean_fields()
    belegt = Textbaustein.objects.filter(programm=block.programm, art=block.art, stelle=block.stelle)
    if belegt.filter(nummer=block.nummer).exclude(pk=block.pk).exists():
        raise ValidationError({"nummer": "Diese Nummer trägt schon ein anderer Textbaustein."})


def _stand(block: Textbaustein) -> str:
    return "in Gebrauch" if block.aktiv else "nicht in Gebrauch"
