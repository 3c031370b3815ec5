"""The content of an application as it is read, its checksum, and the rows that keep a submission for ever.

The checksum is SHA-256 over UTF-8 text: the line ``foerderlauf-inhalt-1``, the line ``antrag <number in the database>``,
then for every field that says something one JSON list ``["field","value as read"]`` a line, sorted by field. Labels take
no part, so rewording a question alters no checksum; a field that a later release adds alters none while it is empty.
The rows of a submission hold the same fields and values, so anybody can compute its checksum again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Any, Final

from antraege import felder, formate, zeit
from antraege.models import Anlage, Antrag, Benutzer, Einreichung, Feldwert, Status, Unterschriftsblatt
from antraege.regelwerk import BESCHLUSS, UNTERLAGE
from antraege.services import rohwerte
from antraege.services.gesammelt import einfuegen

LEER: Final = formate.LEER
KOPF: Final = "foerderlauf-inhalt-1"
# The signed scan names the content by its checksum and the original came with it: neither can be part of it.
KEIN_INHALT: Final = frozenset({Anlage.Art.UNTERSCHRIFT, Anlage.Art.ORIGINAL})
LANGE_SUMME: Final = re.compile(r"\b([0-9a-f]{64})\b")
WEITERE: Final = ("zusammenschluss", "vereinbarung_vom", "aufgestockt")


@dataclass(frozen=True)
class Zeile:
    """A field of an application with its label and its value as people read them; nothing is an en dash."""

    feld: str
    label: str
    wert: str


@dataclass(frozen=True)
class Aenderung:
    """A field that says something else than in an earlier submission."""

    feld: str
    label: str
    vorher: str
    nachher: str


def inhalt(antrag: Antrag) -> list[Zeile]:
    """List all that the application says, in the order of the form, papers by name and SHA-256."""
    werte = _zeilenwerte(antrag)
    namen = [paar for abschnitt in felder.FELDER for paar in felder.felder(antrag, abschnitt)]
    bekannt = {feld for feld, _ in namen}
    namen += [(feld, label) for feld, (label, _) in werte.items() if feld not in bekannt]
    return [
        Zeile(feld, label, werte[feld][1] if feld in werte else _spalte(antrag, feld))
        for feld, label in namen
    ]


def _spalte(antrag: Antrag, feld: str) -> str:
    return felder.als_text(antrag, feld, getattr(antrag, feld, None))


def _zeilenwerte(antrag: Antrag) -> dict[str, tuple[str, str]]:
    """Field -> (label, value) of what is a row of its own, and of columns that stand in no section."""
    return (
        {
            feld: (felder.label(antrag, feld), _spalte(antrag, feld))
            for feld in WEITERE
            if getattr(antrag, feld) is not None
        }
        | _personen(antrag)
        | _anteile(antrag)
        | _antworten(antrag)
        | _papiere(antrag)
    )


def _personen(antrag: Antrag) -> dict[str, tuple[str, str]]:
    return {
        f"{felder.GRUPPE}{zahl.zielgruppe_id}": ("Zielgruppe", _personenzahl(zahl))
        for zahl in antrag.fallzahlen.all()
    }


def _personenzahl(zahl: Any) -> str:
    grund = f" (Abweichung: {zahl.abweichung_grund})" if zahl.abweichung_grund else ""
    return f"{formate.zahl(zahl.personen, 0)}{grund}"


def _anteile(antrag: Antrag) -> dict[str, tuple[str, str]]:
    if antrag.zusammenschluss_id is None:
        return {}
    return {
        f"{felder.VERBUND}{anteil.kommune_id}": (f"Anteil von {anteil.kommune.name}", _anteil(anteil))
        for anteil in antrag.verbundanteile.select_related("kommune")
    }


def _anteil(anteil: Any) -> str:
    personen = "" if anteil.personen is None else f", {formate.zahl(anteil.personen, 0)} Personen"
    return f"{formate.vzae(anteil.vzae)}{personen}"


def _antworten(antrag: Antrag) -> dict[str, tuple[str, str]]:
    if not felder.regelwerk(antrag.fassung).zusatzfragen:
        return {}
    schluessel = [(f"{felder.FRAGE}{antwort.frage_id}", antwort.wert) for antwort in antrag.antworten.all()]
    return {
        feld: (felder.label(antrag, feld), felder.als_text(antrag, feld, wert)) for feld, wert in schluessel
    }


def _papiere(antrag: Antrag) -> dict[str, tuple[str, str]]:
    da = [a for a in antrag.anlagen.all() if a.entfernt_am is None and a.art not in KEIN_INHALT]
    je_art = groupby(sorted(da, key=lambda a: (a.art, a.sha256, a.name)), key=lambda a: a.art)
    return {
        papierfeld(art): (Anlage.Art(art).label, "\n".join(f"{a.name} (SHA-256 {a.sha256})" for a in papiere))
        for art, papiere in je_art
    }


def papierfeld(art: str) -> str:
    """Give the field key of a kind of paper: ``beschluss`` or ``unterlage_<art>``."""
    return BESCHLUSS if art == Anlage.Art.BESCHLUSS else f"{UNTERLAGE}{art}"


# The checksum


def pruefsumme(antrag: Antrag, *, ohne: Iterable[str] = ()) -> str:
    """Give the checksum of what the application says now, as 64 hexadecimal signs; ``ohne`` these fields."""
    return summe(antrag.pk, inhalt(antrag), ohne=ohne)


def summe(antrag_id: int, zeilen: Iterable[Zeile | Feldwert], *, ohne: Iterable[str] = ()) -> str:
    """Give the checksum of these lines of an application: read now, or kept by a submission."""
    text = kanonisch(antrag_id, [z for z in zeilen if z.feld not in set(ohne)])
    return sha256(text.encode()).hexdigest()


def kanonisch(antrag_id: int, zeilen: Iterable[Zeile | Feldwert]) -> str:
    """Give the text under the checksum (see the head of this module)."""
    werte = sorted((zeile.feld, zeile.wert) for zeile in zeilen if zeile.wert not in ("", LEER))
    paare = [json.dumps(paar, ensure_ascii=False, separators=(",", ":")) for paar in werte]
    return "\n".join([KOPF, f"antrag {antrag_id}", *paare])


def kennung(pruefsumme: str) -> str:
    """Give the first signs of a checksum in groups, for comparing by eye."""
    return Unterschriftsblatt(sha256=pruefsumme).kennung


# Submissions


def festhalten(
    antrag: Antrag,
    *,
    weg: str,
    by: Benutzer,
    blatt: Unterschriftsblatt | None = None,
    letzte: Einreichung | None = None,
) -> Einreichung:
    """Keep what is handed in now, by channel ``weg``; ``blatt`` is the signed sheet it rests on.

    The first submission bears the application's time of receipt, a completion of ``letzte`` its own.
    """
    zeilen = inhalt(antrag)
    einreichung = Einreichung(
        antrag=antrag,
        nr=letzte.nr + 1 if letzte else 1,
        weg=weg,
        eingegangen_am=_eingang(antrag, letzte),
        eingereicht_von=by,
        sha256=summe(antrag.pk, zeilen),
        blatt=blatt,
        stand=rohwerte.lesen(antrag),
    )
    einfuegen(einreichung)
    einfuegen(*(Feldwert(einreichung=einreichung, feld=z.feld, label=z.label, wert=z.wert) for z in zeilen))
    return einreichung


def _eingang(antrag: Antrag, letzte: Einreichung | None) -> datetime:
    if letzte is None and antrag.eingegangen_am is not None:
        return antrag.eingegangen_am
    return zeit.jetzt()


def letzte_einreichung(antrag: Antrag) -> Einreichung | None:
    """Give the newest submission; None for a draft and for what was submitted before submissions were kept."""
    return antrag.einreichungen.order_by("-nr").first()


def aenderungen(antrag: Antrag, *, seit: Einreichung | None = None) -> list[Aenderung]:
    """List what the application says otherwise now than in the submission ``seit``, papers by short checksum.

    Without ``seit``: while it is returned for completion against what was handed in last, else against what was handed
    in before that (so the office reads what a completion changed). Empty where there is no earlier submission.
    """
    alt = seit or _vergleich(antrag)
    return unterschiede(alt.werte.all(), inhalt(antrag)) if alt else []


def _vergleich(antrag: Antrag) -> Einreichung | None:
    juengste = list(antrag.einreichungen.order_by("-nr")[:2])
    stelle = 0 if antrag.status == Status.NACHFORDERUNG else 1
    return juengste[stelle] if len(juengste) > stelle else None


def unterschiede(alt: Iterable[Zeile | Feldwert], neu: Iterable[Zeile | Feldwert]) -> list[Aenderung]:
    """Compare two contents field by field, in the order of the new one; what fell away comes last."""
    vorher, nachher = {z.feld: z for z in alt}, {z.feld: z for z in neu}
    return [
        Aenderung(feld, (nachher.get(feld) or vorher[feld]).label, kurz(a), kurz(n))
        for feld in [*nachher, *(f for f in vorher if f not in nachher)]
        if (a := _wert(vorher.get(feld))) != (n := _wert(nachher.get(feld)))
    ]


def _wert(zeile: Zeile | Feldwert | None) -> str:
    return zeile.wert if zeile else LEER


def kurz(wert: str) -> str:
    """Shorten the checksums in a value to their first signs."""
    return LANGE_SUMME.sub(lambda treffer: kennung(treffer[1]), wert)
