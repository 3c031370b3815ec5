"""Whether a Word file can be the district's house template: what it lacks or says wrongly, one sentence each."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from docx import Document

from antraege.services import dateien_saetze as allgemein
from antraege.services import hausvorlage_felder
from antraege.services import hausvorlage_text as haus

# A line stands within a text; a part fills the paragraph it stands in alone.
ZEILEN: Final = {
    "titel": "Titel der Vorlage",
    "drucksache": "KT-Drucks. Nr.",
    "art": "Sitzungsvorlage oder Ergänzungsvorlage",
    "fassung": "Nummer der Fassung",
    "datum": "Tag der Freigabe",
    "landkreis": "Name des Landkreises",
    "amt": "Zuständiges Amt",
    "anschrift": "Anschrift des Landratsamts",
    "federfuehrung": "Federführende Stelle",
    "runde": "Förderrunde",
    "hinweis": "Kennzeichnung von Beispieldaten",
}
TEILE: Final = {
    "beratungsfolge": "Sitzungen, eine je Absatz",
    "beschlussantrag": "Beschlussanträge nach Ziffern",
    "sachverhalt": "Sachverhalt",
    "finanzen": "Finanzielle Auswirkungen",
    "anlagen": "Liste der Anlagen",
    "antraege": "Tabelle der Anträge",
}
NOETIG: Final = ("drucksache", "titel", "beschlussantrag", "sachverhalt", "finanzen", "antraege")
UNLESBAR: Final = (
    "Diese Datei lässt sich nicht als Word-Dokument lesen. Bitte speichern Sie sie in Word neu als DOCX."
)
KEIN_DOCX: Final = "Die Hausvorlage ist ein Word-Dokument. Bitte speichern Sie sie in Word als DOCX."
# A template must stay a Word file: the way out is another one than for papers of a case.
STATT: Final = {
    allgemein.ANDERE_ART: KEIN_DOCX,
    allgemein.MAKROS: "Die Datei enthält Makros. Bitte speichern Sie sie in Word als DOCX ohne Makros.",
    allgemein.ALTES_OFFICE: "Die Datei ist ein altes Office-Format oder mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort als DOCX.",
    allgemein.ZU_UMFANGREICH: "Die Datei ist entpackt zu umfangreich. Bitte verkleinern Sie in Word die Bilder.",
    allgemein.EINGEBETTET: "In der Datei stecken weitere Dateien oder Objekte anderer Programme. Bitte entfernen Sie sie in Word.",
    allgemein.VON_AUSSEN: (
        "Die Datei lädt beim Öffnen Inhalte von außen nach: eine angehängte Dokumentvorlage (attachedTemplate) oder ein verknüpftes Bild. "
        "Bitte hängen Sie in Word die Vorlage „Normal“ an und fügen Sie Bilder ohne Verknüpfung ein."
    ),
}


def gelesen(inhalt: bytes) -> Any:
    """Open a template. Raises ``ValidationError`` where it is none."""
    try:
        return Document(BytesIO(inhalt))
    except Exception:  # whatever a broken package makes the reader raise, the person reads one sentence
        raise ValidationError(UNLESBAR) from None


def pruefe(inhalt: bytes) -> None:
    """Raise ``ValidationError`` with every sentence that keeps this Word file from being the house template."""
    dokument = gelesen(inhalt)
    koerper = haus.absaetze(dokument.element)
    raender = [a for rand in haus.raender(dokument) for a in haus.absaetze(rand)]
    gefunden = [name for absatz in (*koerper, *raender) for name in haus.namen(absatz)]
    saetze = [
        *_unbekannt(gefunden),
        *_fehlend(gefunden),
        *_allein(koerper),
        *_doppelt(gefunden),
        *_am_rand(raender),
        *_offen([*koerper, *raender]),
        *_woanders(inhalt),
        *_felder(inhalt),
    ]
    if saetze:
        raise ValidationError(saetze)


def _unbekannt(gefunden: list[str]) -> list[str]:
    bekannt = {*ZEILEN, *TEILE}
    return [
        f"Den Platzhalter {{{{{name}}}}} gibt es nicht. Möglich sind: {', '.join((*ZEILEN, *TEILE))}."
        for name in dict.fromkeys(gefunden)
        if name not in bekannt
    ]


def _fehlend(gefunden: list[str]) -> list[str]:
    return [
        f"Der Platzhalter {{{{{name}}}}} fehlt ({ZEILEN.get(name) or TEILE[name]})."
        for name in NOETIG
        if name not in gefunden
    ]


def _allein(koerper: list[Any]) -> list[str]:
    return [
        f"Der Platzhalter {{{{{name}}}}} füllt mehrere Zeilen. Er muss allein in seinem Absatz stehen."
        for absatz in koerper
        for name in haus.namen(absatz)
        if name in TEILE and haus.PLATZHALTER.sub("", haus.text(absatz), count=1).strip()
    ]


def _doppelt(gefunden: list[str]) -> list[str]:
    return [
        f"Der Platzhalter {{{{{name}}}}} steht mehrmals in der Datei. Er darf nur einmal vorkommen."
        for name in TEILE
        if gefunden.count(name) > 1
    ]


def _am_rand(raender: list[Any]) -> list[str]:
    return [
        f"Der Platzhalter {{{{{name}}}}} füllt mehrere Zeilen und kann nicht in Kopf- oder Fußzeile stehen."
        for absatz in raender
        for name in haus.namen(absatz)
        if name in TEILE
    ]


def _offen(absaetze: list[Any]) -> list[str]:
    """Braces that close nowhere would be printed."""
    reste = (haus.PLATZHALTER.sub("", haus.text(absatz)).strip() for absatz in absaetze)
    return [
        f"Die Klammern in „{rest[:60]}“ sind nicht vollständig. Ein Platzhalter steht zwischen {{{{ und }}}} in einem Absatz."
        for rest in reste
        if "{{" in rest or "}}" in rest
    ]


def _woanders(inhalt: bytes) -> list[str]:
    """In a footnote or comment nothing is filled in."""
    with ZipFile(BytesIO(inhalt)) as archiv:
        teile = [
            name for name in archiv.namelist() if re.search(r"(foot|end)notes\.xml$|comments\.xml$", name)
        ]
        texte = [re.sub(rb"<[^>]*>", b"", archiv.read(name)) for name in teile]
    satz = "In Fußnoten und Kommentaren werden Platzhalter nicht ersetzt. Bitte setzen Sie sie in den Text."
    return [satz] if any(b"{{" in text for text in texte) else []


def _felder(inhalt: bytes) -> list[str]:
    try:
        return hausvorlage_felder.saetze(inhalt)
    except SyntaxError:  # that of a part, as lxml raises it
        return [UNLESBAR]
