"""Reports as lists of ``Column(label, value, total)``: one source for the page, for CSV and for XLSX.

Counts of persons of 1 and 2 never leave in a file (praxis 5, row 8): a village and a target group would name a person.
They read ``< 3``. Beside a hidden count the same application's total is hidden, too, because it would give the count
away by subtraction; so one rule holds for every report, and no report adds up persons over rows. Zero names nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from antraege import einsicht
from antraege.ausgabe import Bericht, Column
from antraege.formate import KLEIN
from antraege.models import Antrag, Benutzer, Foerderrunde, Status
from antraege.models.antrag import AntragQuerySet
from antraege.services import eingereicht

__all__ = ["VERDECKT", "WENIGE", "Bericht", "Column", "antraege", "antragsspalten", "personen"]

WENIGE: Final = "< 3"
VERDECKT: Final = "verdeckt"
STUECK: Final = 500  # rows read at a time


def antraege(qs: AntragQuerySet, user: Benutzer, heute: date, runde: Foerderrunde | None = None) -> Bericht:
    """Report the applications of ``qs`` as ``user`` may see them; with ``runde`` also its target groups.

    ``qs`` must already be narrowed to what the person may see (``visible_to``).
    """
    rows = eingereicht.fuer(user, qs).mit_rahmen().prefetch_related("fallzahlen")
    name = f"Anträge {runde.kuerzel}" if runde else "Anträge"
    return Bericht(name, antragsspalten(user, heute, runde), rows.iterator(STUECK))


def antragsspalten(user: Benutzer, heute: date, runde: Foerderrunde | None = None) -> list[Column]:
    """The columns of the list of applications; those with ``small`` None stand in files only."""

    def bewilligt(feld: str) -> Callable[[Antrag], Any]:
        return lambda antrag: getattr(einsicht.bekannte_bewilligung(user, antrag), feld)

    def angabe(feld: str) -> Callable[[Antrag], Any]:
        return lambda antrag: eingereicht.zahl(user, antrag, feld)

    return [
        Column("Antrag", lambda a: a.vorgangsnummer or Status.ENTWURF.label, small=True),
        Column("AGS", lambda a: a.kommune.ags),
        Column("Kommune", lambda a: a.kommune.name, small=True),
        Column("Runde", lambda a: a.runde.name, small=False),
        Column("Phase", lambda a: _phase(user, a, heute), small=True),
        Column("Stand", lambda a: einsicht.status_fuer(user, a).label),
        Column("Eingegangen", lambda a: a.eingegangen_am, small=False),
        Column("Eingangsweg", lambda a: a.get_eingangsweg_display() if a.eingegangen_am else None),
        Column("Antragsart", lambda a: a.get_antragsart_display()),
        Column("Beantragt", angabe("beantragt_vzae"), total=True, unit="VZÄ", small=True),
        Column("Beantragte Förderung", angabe("beantragt_betrag"), total=True, unit="EUR"),
        Column("Eigenanteil", angabe("eigenanteil"), total=True, unit="EUR"),
        *_empfehlung(user),
        Column("Bewilligt", bewilligt("vzae"), total=True, unit="VZÄ", small=True),
        Column("Bewilligte Förderung", bewilligt("betrag"), total=True, unit="EUR"),
        *_gruppen(user, runde),
        Column("Personen insgesamt", lambda a: personen(a, user)[None]),
    ]


def personen(antrag: Antrag, user: Benutzer) -> dict[int | None, int | str | None]:
    """Give the persons by target group (its id) and in total (None) as a file may tell them to this person.

    Beside a hidden count the total always reads the same word: by subtraction, or by being "< 3" beside two groups
    that are, it would give the count away.
    """
    zahlen: dict[int | None, int] = {**eingereicht.fallzahlen(user, antrag)}
    gezeigt: dict[int | None, int | str | None] = {gruppe: _gerundet(zahl) for gruppe, zahl in zahlen.items()}
    insgesamt = eingereicht.zahl(user, antrag, "personen_gesamt")
    gesamt = None if insgesamt is None else int(insgesamt)
    gezeigt[None] = VERDECKT if KLEIN & set(zahlen.values()) else _gerundet(gesamt)
    return gezeigt


def _gerundet(zahl: int | None) -> int | str | None:
    return WENIGE if zahl in KLEIN else zahl


def _gruppen(user: Benutzer, runde: Foerderrunde | None) -> list[Column]:
    if runde is None:
        return []
    return [
        Column(f"Personen: {gruppe.name}", lambda a, pk=gruppe.pk: personen(a, user).get(pk))
        for gruppe in runde.zielgruppen.all()
    ]


def _empfehlung(user: Benutzer) -> list[Column]:
    """What is recommended is a column of the office alone; a municipality reads it in its hearing and its notice."""
    if not user.landkreis_ids:
        return []
    return [
        Column("Empfohlen", lambda a: _empfohlen(user, a, "vzae"), total=True, unit="VZÄ"),
        Column("Empfohlene Förderung", lambda a: _empfohlen(user, a, "betrag"), total=True, unit="EUR"),
    ]


def _empfohlen(user: Benutzer, antrag: Antrag, was: str) -> Any:
    return getattr(antrag, f"empfohlen_{was}") if einsicht.empfehlung_sichtbar(user, antrag) else None


def _phase(user: Benutzer, antrag: Antrag, heute: date) -> str:
    status = einsicht.status_fuer(user, antrag)
    phase = einsicht.phase(status, antrag.runde, heute)
    return str(phase.label if phase else status.label)
