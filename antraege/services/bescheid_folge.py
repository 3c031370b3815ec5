"""What a later notice decides. It lists only what differs from the one before: old beside new, duties added or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from antraege.berechnung import NULL
from antraege.formate import datum, euro, vzae
from antraege.models import Bescheid
from antraege.services import bewilligung
from antraege.services.bescheid_teile import abschnitt, grundlage, zeilen

A = Bescheid.Art
KOPF = ("Gegenstand", "Bisher", "Neu")
Zeile = tuple[str, str, str]


def bezug(bescheid: Bescheid) -> str:
    """The notice it refers to, as one says it: "Bewilligungsbescheid BB-2027-0001 vom 12.07.2027"."""
    alt = _alt(bescheid)
    return f"{alt.get_art_display()} {alt.nummer} vom {datum(alt.datum)}"


def eingang(bescheid: Bescheid) -> str:
    """The opening sentence."""
    return f"zu unserem {bezug(bescheid)} ergeht folgender Bescheid:"


def unterschiede(bescheid: Bescheid) -> list[Zeile]:
    """[(what, before, now)] of the figures that differ, by year too where there is more than one."""
    alt = _alt(bescheid)
    zeilen = [
        ("Stellenanteil", vzae(alt.vzae), vzae(bescheid.vzae)),
        ("Bewilligungszeitraum", _zeitraum(alt), _zeitraum(bescheid)),
        ("Zuwendung (Festbetrag)", euro(alt.betrag), euro(bescheid.betrag)),
        *_jahre(alt, bescheid),
    ]
    return [zeile for zeile in zeilen if zeile[1] != zeile[2]]


def _jahre(alt: Bescheid, neu: Bescheid) -> Iterator[Zeile]:
    vorher, nachher = bewilligung.jahre(alt), bewilligung.jahre(neu)
    alle = sorted({*vorher, *nachher})
    if len(alle) > 1:
        for jahr in alle:
            yield f"davon im Jahr {jahr}", euro(vorher.get(jahr, NULL)), euro(nachher.get(jahr, NULL))


def _zeitraum(bescheid: Bescheid) -> str:
    von, bis = bewilligung.zeitraum(bescheid)
    return f"{datum(von)} bis {datum(bis)}"


def _alt(bescheid: Bescheid) -> Bescheid:
    alt = bewilligung.vorgaenger(bescheid)
    if alt is None:
        raise TypeError("A later notice names the one it follows.")
    return alt


# The decision, one function a kind


def _aenderung(bescheid: Bescheid) -> dict[str, Any]:
    saetze = [
        f"Die Änderung gilt ab dem {datum(bescheid.wirksam_ab)}.",
        f"Im Übrigen bleibt der {bezug(bescheid)} unverändert.",
        grundlage(bescheid.antrag),
    ]
    return abschnitt("Entscheidung", kopf=KOPF, paare=unterschiede(bescheid), saetze=saetze)


def _widerruf(bescheid: Bescheid) -> dict[str, Any]:
    satz = f"Wir widerrufen den {bezug(bescheid)} {_umfang(bescheid)} (§ 49 LVwVfG)."
    return abschnitt("Entscheidung", kopf=KOPF, paare=unterschiede(bescheid), saetze=[satz])


def _ruecknahme(bescheid: Bescheid) -> dict[str, Any]:
    satz = f"Wir nehmen den {bezug(bescheid)} {_umfang(bescheid)} zurück (§ 48 LVwVfG)."
    return abschnitt("Entscheidung", kopf=KOPF, paare=unterschiede(bescheid), saetze=[satz])


def _umfang(bescheid: Bescheid) -> str:
    umfang = "teilweise" if bescheid.vzae else "ganz"
    return f"mit Wirkung ab dem {datum(bescheid.wirksam_ab)} {umfang}"


def _erstattung(bescheid: Bescheid) -> dict[str, Any]:
    saetze = [
        f"Sie haben {euro(bescheid.erstattung)} zu erstatten (§ 49a Absatz 1 LVwVfG).",
        _zinsen(bescheid),
    ]
    return abschnitt("Entscheidung", saetze=saetze)


def _zinsen(bescheid: Bescheid) -> str:
    if bescheid.zinsen_ab is None:
        return "Zinsen erheben wir nicht (§ 49a Absatz 3 Satz 2 LVwVfG)."
    return (
        f"Der Betrag ist ab dem {datum(bescheid.zinsen_ab)} mit fünf Prozentpunkten über dem Basiszinssatz jährlich zu verzinsen "
        "(§ 49a Absatz 3 LVwVfG). Die Höhe der Zinsen setzen wir nach der Zahlung fest."
    )


def _schluss(bescheid: Bescheid) -> dict[str, Any]:
    paare = [
        ("Anerkannte Ausgaben", euro(bescheid.anerkannt)),
        ("Bewilligt", euro(_alt(bescheid).betrag)),
        ("Zuwendung, endgültig", euro(bescheid.betrag)),
    ]
    zurueck = [("Zu erstatten", euro(bescheid.erstattung))] if bescheid.erstattung else []
    saetze = ["Nach Prüfung Ihres Verwendungsnachweises setzen wir die Zuwendung endgültig fest."]
    if bescheid.erstattung:
        saetze += [
            f"Sie haben {euro(bescheid.erstattung)} zu erstatten (§ 49a Absatz 1 LVwVfG).",
            _zinsen(bescheid),
        ]
    return abschnitt(
        "Entscheidung",
        kopf=("Gegenstand", "Betrag"),
        paare=[*paare, *zurueck],
        saetze=[*saetze, grundlage(bescheid.antrag)],
    )


ENTSCHEIDUNG: Final[dict[str, Callable[[Bescheid], dict[str, Any]]]] = {
    A.AENDERUNG: _aenderung,
    A.WIDERRUF: _widerruf,
    A.RUECKNAHME: _ruecknahme,
    A.ERSTATTUNG: _erstattung,
    A.SCHLUSS: _schluss,
}


def entscheidung(bescheid: Bescheid) -> dict[str, Any]:
    """What this kind decides."""
    return ENTSCHEIDUNG[bescheid.art](bescheid)


def weitere(bescheid: Bescheid) -> list[dict[str, Any]]:
    """Reasons with the hearing, then the duties that come and those that go."""
    vorher, nachher = zeilen(_alt(bescheid).nebenbestimmungen), zeilen(bescheid.nebenbestimmungen)
    neue = [punkt for punkt in nachher if punkt not in vorher]
    alte = [punkt for punkt in vorher if punkt not in nachher]
    gruende = abschnitt("Gründe", saetze=[*zeilen(bescheid.begruendung), *_anhoerung(bescheid)])
    return [
        gruende,
        *([abschnitt("Neue Nebenbestimmungen", punkte=neue)] if neue else []),
        *([abschnitt("Nebenbestimmungen, die entfallen", punkte=alte)] if alte else []),
    ]


def _anhoerung(bescheid: Bescheid) -> list[str]:
    if bescheid.anhoerung_am is None:
        grund = bescheid.anhoerung_verzicht.strip()
        return [f"Von einer Anhörung haben wir abgesehen (§ 28 LVwVfG): {grund}"] if grund else []
    antwort = (
        "Ihre Stellungnahme haben wir berücksichtigt."
        if bescheid.anhoerung_antwort.strip()
        else "Sie haben sich nicht geäußert."
    )
    return [
        f"Mit Schreiben vom {datum(bescheid.anhoerung_am)} haben wir Sie angehört (§ 28 LVwVfG). {antwort}"
    ]
