"""What a version of the rules changes against its forerunner, as lines people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from django.db.models import Field

from antraege import formate
from antraege.dauer import Dauer
from antraege.models import Antrag, Kommune, Richtlinienfassung
from antraege.regelwerk import regelwerk
from antraege.services.richtlinie import FRISTEN

GELD: Final = frozenset({"satz_je_vzae", "grenze_sachgebietsleitung"})
VERGLICHEN: Final = (
    "gueltig_ab",
    "grundlage",
    "satz_je_vzae",
    "schritt",
    "mindestanteil",
    "hoechstanteil",
    "personen_je_vzae",
    "antragsberechtigt",
    "einwohner_ab",
    "einwohner_bis",
    "zusammenschluss_erlaubt",
    "unterzeichnung",
    "frist_ergaenzung",
    "frist_stellungnahme",
    "frist_zeichnung",
    "frist_nachweis",
    "grenze_sachgebietsleitung",
)


@dataclass(frozen=True)
class Unterschied:
    """One change: where, what, before and after; an en dash stands for nothing."""

    bereich: str
    was: str
    vorher: str
    nachher: str


def vorgaenger(fassung: Richtlinienfassung) -> Richtlinienfassung | None:
    """Give the version before; None for the first."""
    fruehere = Richtlinienfassung.objects.filter(programm=fassung.programm_id, nummer__lt=fassung.nummer)
    return fruehere.order_by("-nummer").first()


def unterschiede(alt: Richtlinienfassung, neu: Richtlinienfassung) -> list[Unterschied]:
    """List all that differs: own fields first, then fields of the form, papers, questions, points of the check."""
    eigene = [
        Unterschied("Richtlinie", label(feld), als_text(alt, feld), als_text(neu, feld))
        for feld in VERGLICHEN
        if getattr(alt, feld) != getattr(neu, feld)
    ]
    return eigene + [zeile for bereich in _BEREICHE for zeile in _zeilen(bereich, alt, neu)]


def label(feld: str) -> str:
    """Give the name of an own field of a version."""
    name = str(cast("Field[Any, Any]", Richtlinienfassung._meta.get_field(feld)).verbose_name)
    return name[:1].upper() + name[1:]


def als_text(fassung: Richtlinienfassung, feld: str) -> str:
    """Write an own field of a version as people read it."""
    wert: Any = getattr(fassung, feld)
    if feld == "antragsberechtigt":
        return ", ".join(Kommune.Art(art).label for art in fassung.arten) or "alle"
    if feld == "unterzeichnung":
        return str(fassung.get_unterzeichnung_display())
    if feld in FRISTEN:
        return str(Dauer.parse(wert))
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if isinstance(wert, Decimal):
        return str(formate.euro(wert) if feld in GELD else formate.vzae(wert))
    if isinstance(wert, date):
        return str(formate.datum(wert))
    return str(formate.zahl(wert, 0) if isinstance(wert, int) else wert or formate.LEER)


def _felder(fassung: Richtlinienfassung) -> dict[Any, tuple[str, str]]:
    eigene = {f.name: str(f.verbose_name) for f in Antrag._meta.fields}
    return {r.feld: (eigene.get(r.feld, r.feld), regeltext(r)) for r in fassung.feldregeln.all()}


def regeltext(regel: Any) -> str:
    """Give what a rule of a field says in one line."""
    teile = [f"„{regel.label}“"] if regel.label else []
    teile += [f"Hilfe: {regel.hilfe}"] if regel.hilfe else []
    teile += [] if regel.pflicht is None else ["Pflicht" if regel.pflicht else "freiwillig"]
    grenzen = (("mindestens", regel.mindestens), ("höchstens", regel.hoechstens))
    teile += [f"{wort} {_knapp(wert)}" for wort, wert in grenzen if wert is not None]
    return "; ".join(teile) or formate.LEER


def _knapp(wert: Decimal) -> str:
    return str(formate.zahl(wert, 0 if wert == wert.to_integral_value() else 2))


def _papiere(fassung: Richtlinienfassung) -> dict[Any, tuple[str, str]]:
    return {r.art: (r.get_art_display(), papiertext(r)) for r in regelwerk(fassung).unterlagen}


def papiertext(regel: Any) -> str:
    """Give what a rule of a paper says in one line."""
    teile = [str(regel), "Pflicht" if regel.pflicht else "freiwillig"]
    teile += ["darf folgen"] if regel.nachreichbar else []
    return "; ".join([*teile, *([regel.hinweis] if regel.hinweis else [])])


def _fragen(fassung: Richtlinienfassung) -> dict[Any, tuple[str, str]]:
    return {f.nummer: (f"Frage {f.nummer}", fragetext(f)) for f in fassung.zusatzfragen.all()}


def fragetext(frage: Any) -> str:
    """Give what a further question asks in one line."""
    teile = [frage.frage, frage.get_art_display(), "Pflicht" if frage.pflicht else "freiwillig"]
    teile += [" / ".join(frage.auswahl.split("\n"))] if frage.auswahl else []
    return "; ".join([*teile, *([frage.hilfe] if frage.hilfe else [])])


def _punkte(fassung: Richtlinienfassung) -> dict[Any, tuple[str, str]]:
    return {
        (p.art, p.nummer): (f"{p.get_art_display()}, Punkt {p.nummer}", f"{p.text} {p.hinweis}".strip())
        for p in fassung.pruefpunkte.all()
    }


_BEREICHE: Final = (
    ("Felder", _felder),
    ("Unterlagen", _papiere),
    ("Zusatzfragen", _fragen),
    ("Prüfpunkte", _punkte),
)


def _zeilen(bereich: Any, alt: Richtlinienfassung, neu: Richtlinienfassung) -> list[Unterschied]:
    name, lesen = bereich
    vorher, nachher = lesen(alt), lesen(neu)
    gefunden = []
    for schluessel in [*nachher, *(s for s in vorher if s not in nachher)]:
        links, rechts = vorher.get(schluessel), nachher.get(schluessel)
        if links != rechts:
            was = (rechts or links or ("", ""))[0]
            gefunden.append(
                Unterschied(
                    name, was, links[1] if links else formate.LEER, rechts[1] if rechts else formate.LEER
                )
            )
    return gefunden
