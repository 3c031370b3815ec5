"""What a table would do, row by row, before anything is written: new, there already, or an error with its place and reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Prefetch

from antraege.berechtigungen import may
from antraege.models import (
    BEENDET,
    Antrag,
    Benutzer,
    Eingangsweg,
    Fallzahl,
    Foerderrunde,
    Importzeile,
    Kommune,
)
from antraege.services import erfassung, tabelle
from antraege.services import tabellenwerte as lese
from antraege.services.erfassung import Eingang
from antraege.services.importspalten import GRUPPE, KOPF, Spalte, spalten, ueberschriften
from antraege.services.tabellenwerte import Unlesbar

Ergebnis = Importzeile.Ergebnis
KOPFFELDER = frozenset(spalte.key for spalte in KOPF)
ENTWURF = "Die Kommune hat im Portal einen Entwurf begonnen. Bitte erfassen Sie diesen Eingang einzeln; dort werden Sie gefragt, ob er den Entwurf ersetzt."
ANDERS = "Der Antrag {nr} dieser Kommune liegt schon vor und sagt etwas anderes bei: {was}. Ein Import überschreibt nichts. Bitte entfernen Sie die Zeile, oder halten Sie das Neue in einem Aktenvermerk fest."


@dataclass(frozen=True)
class Fehler:
    """Where in a row, what stands there, and what to do."""

    spalte: str
    wert: str
    satz: str


@dataclass
class Urteil:
    """The verdict on one row. ``angaben``: what entering it needs, as ``workflows.verfahren.antrag_erfassen`` takes it."""

    nr: int
    kommune: str
    ergebnis: str = Ergebnis.NEU
    fehler: list[Fehler] = field(default_factory=list)
    angaben: dict[str, Any] = field(default_factory=dict)
    antrag: Antrag | None = None


def urteile(inhalt: bytes, runde: Foerderrunde, by: Benutzer) -> list[Urteil]:
    """Judge a file for ``runde``. Raises ValidationError({"datei": ...}) for what is no table of this kind.

    Reads municipalities and applications of the round once, however many rows there are.
    """
    alle = spalten(runde)
    gelesen = tabelle.lies(inhalt, ueberschriften(alle))
    pruefer = _Pruefer(runde, by, {s.key: s for s in alle}, gelesen.spalten)
    return [pruefer.urteil(zeile) for zeile in gelesen.zeilen]


class _Pruefer:
    """Knows the round, what is there, and the rows seen so far."""

    def __init__(
        self, runde: Foerderrunde, by: Benutzer, alle: dict[str, Spalte], vorhanden: list[str]
    ) -> None:
        self.runde, self.by, self.alle, self.vorhanden = runde, by, alle, vorhanden
        orte = _orte(runde)
        self.nach_ags = {ort.ags: ort for ort in orte}
        self.nach_name = {tabelle.schluessel(ort.name): ort for ort in orte}
        self.da = _vorhandene(runde)
        self.gesehen: dict[int, int] = {}

    def urteil(self, zeile: tabelle.Zeile) -> Urteil:
        urteil = Urteil(zeile.nr, _kurz(zeile.werte.get("kommune", zeile.werte.get("ags", "")), 120))
        ort = self._ort(zeile, urteil)
        werte = self._werte(zeile, urteil)
        am = self._zeitpunkt(zeile, urteil)
        if ort and am and not urteil.fehler:
            self._vergleichen(urteil, ort, am, werte)
        if urteil.fehler:
            urteil.ergebnis = Ergebnis.FEHLER
        return urteil

    def _ort(self, zeile: tabelle.Zeile, urteil: Urteil) -> Kommune | None:
        ags, name = zeile.werte.get("ags"), zeile.werte.get("kommune")
        key = "ags" if ags is not None else "kommune"
        ort = (
            self.nach_ags.get(lese.text(ags).zfill(8))
            if ags is not None
            else self.nach_name.get(tabelle.schluessel(lese.text(name)))
        )
        if ort is None:
            satz = (
                "Diese Kommune gibt es im Landkreis nicht." if ags or name else "Bitte die Kommune eintragen."
            )
            self._fehler(urteil, key, zeile.werte.get(key, ""), satz)
            return None
        if name is not None and self.nach_name.get(tabelle.schluessel(lese.text(name))) != ort:
            self._fehler(
                urteil, "kommune", name, f"Der AGS gehört zu {ort.name}. Bitte prüfen Sie beide Spalten."
            )
        urteil.kommune = ort.name
        self._einmal_und_unbefangen(urteil, ort)
        return ort

    def _einmal_und_unbefangen(self, urteil: Urteil, ort: Kommune) -> None:
        if frueher := self.gesehen.get(ort.pk):
            self._fehler(urteil, "kommune", ort.name, f"Diese Kommune steht schon in Zeile {frueher}.")
        self.gesehen.setdefault(ort.pk, urteil.nr)
        auskunft = may(self.by, "antrag.erfassen", Antrag(kommune=ort, landkreis_id=ort.landkreis_id))
        if not auskunft:
            self._fehler(urteil, "kommune", ort.name, auskunft.satz)

    def _werte(self, zeile: tabelle.Zeile, urteil: Urteil) -> dict[str, Any]:
        """The application's fields as read: an empty cell is what an empty field of the form is."""
        werte = {}
        for key in self.vorhanden:
            spalte = self.alle[key]
            if key in KOPFFELDER:
                continue
            try:
                werte[key] = spalte.lesen(zeile.werte[key]) if key in zeile.werte else spalte.leer
            except Unlesbar as fehler:
                self._fehler(urteil, key, zeile.werte[key], str(fehler))
        return werte

    def _zeitpunkt(self, zeile: tabelle.Zeile, urteil: Urteil) -> datetime | None:
        tag, uhrzeit = zeile.werte.get("tag"), zeile.werte.get("uhrzeit")
        if tag is None:
            self._fehler(urteil, "tag", "", "Bitte den Tag des Eingangs eintragen, zum Beispiel 18.03.2027.")
            return None
        try:
            am = lese.zeitpunkt(tag, uhrzeit)
        except Unlesbar as fehler:
            key = "uhrzeit" if str(fehler) == lese.KEINE_UHRZEIT and uhrzeit is not None else "tag"
            self._fehler(urteil, key, zeile.werte[key], str(fehler))
            return None
        if satz := erfassung.zeit_fehler(self.runde, am):
            self._fehler(urteil, "tag", tag, satz)
        grund = lese.text(zeile.werte.get("grund", ""))
        urteil.angaben["eingang"] = Eingang(Eingangsweg.IMPORT, am, grund)
        return am

    def _vergleichen(self, urteil: Urteil, ort: Kommune, am: datetime, werte: dict[str, Any]) -> None:
        """New, or the same as what is there; anything else is an error, never an overwriting."""
        da = next(
            (a for a in self.da.get(ort.pk, ()) if a.status not in BEENDET or a.eingegangen_am == am), None
        )
        gruppen = {
            int(key.removeprefix(GRUPPE)): wert for key, wert in werte.items() if key.startswith(GRUPPE)
        }
        felder = {key: wert for key, wert in werte.items() if not key.startswith(GRUPPE)}
        if da is None:
            urteil.angaben |= {"kommune": ort, "felder": felder, "fallzahlen": gruppen}
        elif da.status in erfassung.ENTWURF:
            self._fehler(urteil, "kommune", ort.name, ENTWURF)
        elif anders := list(self._anders(da, felder, gruppen, am)):
            satz = ANDERS.format(nr=da.vorgangsnummer, was=", ".join(anders)[:150])
            self._fehler(urteil, "kommune", ort.name, satz)
        else:
            urteil.ergebnis, urteil.antrag = Ergebnis.UNVERAENDERT, da

    def _anders(
        self, da: Antrag, felder: dict[str, Any], gruppen: dict[int, Any], am: datetime
    ) -> Iterable[str]:
        zahlen = {f.zielgruppe_id: f.personen for f in da.fallzahlen.all()}
        if da.eingegangen_am is None or da.eingegangen_am.replace(second=0, microsecond=0) != am:
            yield self.alle["tag"].label
        yield from (self.alle[key].label for key, wert in felder.items() if getattr(da, key) != wert)
        yield from (
            self.alle[f"{GRUPPE}{pk}"].label for pk, wert in gruppen.items() if zahlen.get(pk) != wert
        )

    def _fehler(self, urteil: Urteil, key: str, wert: Any, satz: str) -> None:
        urteil.fehler.append(Fehler(self.alle[key].label, _kurz(wert, 80), satz))


def _orte(runde: Foerderrunde) -> list[Kommune]:
    """The district's municipalities, with the numbers it has of them on the round's cut-off day."""
    orte = Kommune.objects.filter(landkreis=runde.programm.landkreis_id).select_related("landkreis")
    gemeldet = Fallzahl.objects.filter(stichtag=cast("date", runde.stichtag))
    return list(orte.prefetch_related(Prefetch("fallzahlen", gemeldet)))


def _vorhandene(runde: Foerderrunde) -> dict[int, list[Antrag]]:
    """Applications of the round by municipality, those under way first."""
    je_ort: dict[int, list[Antrag]] = {}
    for antrag in Antrag.objects.filter(runde=runde).prefetch_related("fallzahlen").order_by("pk"):
        je_ort.setdefault(antrag.kommune_id, []).append(antrag)
    for liste in je_ort.values():
        liste.sort(key=lambda a: a.status in BEENDET)
    return je_ort


def _kurz(wert: Any, laenge: int) -> str:
    roh = lese.text(wert).replace("\0", "")
    return roh if len(roh) <= laenge else f"{roh[: laenge - 1]}…"
