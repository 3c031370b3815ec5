"""OParl 1.1 as plain values: System or Body, its organisations, meetings with their agenda, and the papers on it.

The spine (System, Body, the lists) must be right, or the run fails. A single object that is not as it should be is left
out and named in ``auffaellig``. Words are kept as they came, without control characters, cut to the width of their column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from antraege import zeit
from antraege.models import Landkreis
from antraege.services import ratsabruf_werte as werte
from antraege.services.ratsabruf_netz import Fehlt, Netz, NichtLesbar

RUECKBLICK: Final = timedelta(days=400)  # older sittings are history: nothing here rests on them any more
BERICHT_HOECHSTENS: Final = 30


@dataclass(frozen=True)
class Organisation:
    """A committee of the council system."""

    kennung: str
    name: str
    kurz: str


@dataclass(frozen=True)
class Papier:
    """A paper there: its identifier, number and page."""

    kennung: str
    nummer: str
    adresse: str


@dataclass(frozen=True)
class Punkt:
    """An item of a sitting, with the paper it deals with."""

    kennung: str
    reihenfolge: int
    nummer: str
    titel: str
    oeffentlich: bool
    ergebnis: str
    wortlaut: str
    papier: Papier | None


@dataclass(frozen=True)
class Treffen:
    """A sitting of one or more committees; ``felder`` are named as the columns of ``Sitzung``."""

    kennung: str
    organisationen: tuple[str, ...]
    felder: Mapping[str, Any]
    punkte: tuple[Punkt, ...]


@dataclass
class Ratsdaten:
    """What one reading brought."""

    organisationen: list[Organisation] = field(default_factory=list)
    sitzungen: list[Treffen] = field(default_factory=list)
    geloescht: set[str] = field(default_factory=set)  # meetings that say so themselves
    genannt: set[str] | None = None  # all meetings the list names, where the whole of it was read
    auffaellig: list[str] = field(default_factory=list)

    def melde(self, satz: str) -> None:
        """Note something odd; of many of a kind the first ones speak for all."""
        if len(self.auffaellig) < BERICHT_HOECHSTENS:
            self.auffaellig.append(satz)


def lies(netz: Netz, adresse: str, landkreis: Landkreis, *, heute: date, seit: datetime | None) -> Ratsdaten:
    """Read everything from the System's or Body's address; ``seit`` asks for what has changed only.

    Raises ``NichtLesbar`` where the spine is broken.
    """
    daten = Ratsdaten()
    koerper = _koerper(netz, netz.hole(adresse), landkreis)
    filter_ = {"modified_since": seit.isoformat(timespec="seconds")} if seit else {}
    for objekt in netz.liste(_verweis(koerper, "organization")):
        _versuche(daten, objekt, lambda o: daten.organisationen.extend(_organisation(o, heute)))
    papiere = _Papiere(netz, daten)
    papiere.kenne(netz.liste(_verweis(koerper, "paper"), **filter_))
    treffen = list(netz.liste(_verweis(koerper, "meeting"), **filter_))
    daten.genannt = None if seit else {werte.kennung(objekt) for objekt in treffen}
    for objekt in treffen:
        _versuche(daten, objekt, lambda o: daten.sitzungen.extend(_treffen(o, papiere, daten, heute)))
    return daten


def _koerper(netz: Netz, objekt: dict[str, Any], landkreis: Landkreis) -> dict[str, Any]:
    """The district's Body: the address may be its own, or the System's that lists it."""
    art = str(objekt.get("type", ""))
    if art.endswith("/Body"):
        return objekt
    if not art.endswith("/System"):
        raise NichtLesbar("Unter der Adresse antwortet keine OParl-Schnittstelle (System oder Body).")
    alle = [k for k in netz.liste(_verweis(objekt, "body")) if isinstance(k, dict)]
    eigene = [k for k in alle if _gehoert(k, landkreis)] if len(alle) > 1 else alle
    if len(eigene) != 1:
        raise NichtLesbar(
            "Das System hat mehrere Körperschaften. Bitte tragen Sie die Adresse der Körperschaft (Body) ein."
        )
    return eigene[0]


def _gehoert(koerper: Mapping[str, Any], landkreis: Landkreis) -> bool:
    return landkreis.name in str(koerper.get("name")) or landkreis.schluessel in {
        koerper.get("ags"),
        koerper.get("rgs"),
    }


def _verweis(objekt: Mapping[str, Any], name: str) -> str:
    wert = objekt.get(name)
    if not isinstance(wert, str):
        raise NichtLesbar(f"Die Antwort nennt keine Liste „{name}“, wie OParl sie vorsieht.")
    return wert


def _versuche(daten: Ratsdaten, objekt: Any, lesen: Any) -> None:
    """Read one object; one that is wrong is left out and named."""
    try:
        if not isinstance(objekt, dict):
            raise werte.Falsch("kein Objekt")
        lesen(objekt)
    except (werte.Falsch, Fehlt) as fehler:
        kennung = objekt.get("id", "ohne Kennung") if isinstance(objekt, dict) else "ohne Kennung"
        daten.melde(f"{str(kennung)[:200]}: {fehler}")


# Objects


def _organisation(objekt: dict[str, Any], heute: date) -> list[Organisation]:
    """A committee that exists; factions, parties and offices are none."""
    ende = werte.tag(objekt, "endDate")
    if objekt.get("deleted") is True or (ende and ende < heute):
        return []
    if werte.text(objekt, "organizationType", 60).casefold() != "gremium":
        return []
    name = werte.pflicht(objekt, "name", 120)
    return [
        Organisation(werte.pflicht(objekt, "id", 500), name, werte.text(objekt, "shortName", 20) or name[:20])
    ]


def _treffen(objekt: dict[str, Any], papiere: _Papiere, daten: Ratsdaten, heute: date) -> list[Treffen]:
    kennung = werte.pflicht(objekt, "id", 500)
    if objekt.get("deleted") is True:
        daten.geloescht.add(kennung)
        return []
    beginn = werte.zeitpunkt(objekt, "start")
    if beginn is None or beginn.year not in zeit.JAHRE:
        raise werte.Falsch("Der Beginn (start) fehlt oder ist kein Zeitpunkt.")
    if beginn.date() < heute - RUECKBLICK:
        return []
    punkte: list[Punkt] = []
    for nr, punkt in enumerate(werte.liste(objekt, "agendaItem"), 1):
        _versuche(daten, punkt, lambda p, nr=nr: punkte.append(_punkt(p, nr, papiere)))
    organisationen = tuple(werte.kennungen(objekt, "organization"))
    if not organisationen:
        raise werte.Falsch("Die Sitzung nennt kein Gremium (organization).")
    return [Treffen(kennung, organisationen, _felder(objekt, beginn, punkte), tuple(punkte))]


def _felder(objekt: dict[str, Any], beginn: datetime, punkte: list[Punkt]) -> dict[str, Any]:
    """The columns of ``Sitzung``; closed is a sitting whose items all are."""
    felder: dict[str, Any] = {
        "tag": beginn.date(),
        "beginn": beginn.time().replace(second=0, microsecond=0) if beginn.time() != time.min else None,
        "ort": werte.ort(objekt),
        "abgesagt": objekt.get("cancelled") is True,
        "adresse": werte.adresse(objekt, "web"),
    }
    einladung = objekt.get("invitation")
    tag = werte.tag(einladung, "date") if isinstance(einladung, dict) else None
    if tag and tag <= felder["tag"]:
        felder["einladung_am"] = tag
    if punkte:
        felder["oeffentlich"] = any(punkt.oeffentlich for punkt in punkte)
    return felder


def _punkt(objekt: dict[str, Any], nr: int, papiere: _Papiere) -> Punkt:
    reihenfolge = objekt.get("order", nr)
    if isinstance(reihenfolge, bool) or not isinstance(reihenfolge, int) or not 0 <= reihenfolge < 32768:
        reihenfolge = nr
    return Punkt(
        kennung=werte.pflicht(objekt, "id", 500),
        reihenfolge=reihenfolge,
        nummer=werte.text(objekt, "number", 20),
        titel=werte.text(objekt, "name", 400) or "ohne Titel",
        oeffentlich=objekt.get("public") is True,  # what does not say that it is public is not
        ergebnis=werte.text(objekt, "result", 200),
        wortlaut=werte.text(objekt, "resolutionText", 8000),
        papier=papiere.zu(objekt.get("consultation")),
    )


class _Papiere:
    """Papers by the consultation that brought them onto an agenda: from the list, else one by one."""

    def __init__(self, netz: Netz, daten: Ratsdaten) -> None:
        self.netz, self.daten = netz, daten
        self.nach_beratung: dict[str, Papier] = {}

    def kenne(self, liste: Any) -> None:
        """Take the papers of the list with the consultations they name."""
        for objekt in liste:
            _versuche(self.daten, objekt, self._merke)

    def _merke(self, objekt: dict[str, Any]) -> None:
        papier = _papier(objekt)
        for beratung in werte.liste(objekt, "consultation"):
            if kennung := werte.kennung(beratung):
                self.nach_beratung[kennung] = papier

    def zu(self, beratung: Any) -> Papier | None:
        """The paper of a consultation; None where there is none, or where it is named but missing (noted)."""
        kennung = werte.kennung(beratung)
        if kennung and kennung not in self.nach_beratung:
            _versuche(self.daten, {"id": kennung}, lambda _: self._einzeln(kennung, beratung))
        return self.nach_beratung.get(kennung)

    def _einzeln(self, kennung: str, beratung: Any) -> None:
        papier = self._objekt(beratung).get("paper")
        if werte.kennung(papier):
            self.nach_beratung[kennung] = _papier(self._objekt(papier))

    def _objekt(self, wert: Any) -> dict[str, Any]:
        """What is embedded, or what the address gives."""
        return wert if isinstance(wert, dict) else self.netz.hole(str(wert))


def _papier(objekt: dict[str, Any]) -> Papier:
    return Papier(
        werte.pflicht(objekt, "id", 500), werte.text(objekt, "reference", 60), werte.adresse(objekt, "web")
    )
