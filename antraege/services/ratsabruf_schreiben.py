"""Writing what was read from the council system: by its identifiers, only where something differs, never over a result.

Runs inside the transaction of its run (services/ratsabruf.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from antraege import zeit
from antraege.models import (
    Beratungsschritt,
    Gremium,
    Landkreis,
    Sitzung,
    Tagesordnungspunkt,
    Vorlage,
)
from antraege.services import gremien
from antraege.services.beratungsfolge import oeffentliche_sitzung
from antraege.services.ratsabruf_lesen import Organisation, Papier, Punkt, Ratsdaten, Treffen
from antraege.services.vorlagenschritt import vorlagen_sperren

NICHT_GEOEFFNET: Final = (
    "{}: Das Ratsinformationssystem führt öffentliche Punkte. Hier ist die Sitzung nicht öffentlich und bleibt es; "
    "bitte ändern Sie das, wo es nötig ist, von Hand."
)
OHNE_OEFFENTLICHKEIT: Final = (
    "Ihr letzter öffentlicher Punkt ist im Ratsinformationssystem nicht mehr öffentlich. Die Vorlage bleibt veröffentlicht; "
    "bitte prüfen Sie sie."
)
FEHLT: Final = (
    "Das Ratsinformationssystem führt sie nicht mehr. Bitte sagen Sie sie ab, wenn sie nicht stattfindet."
)
NUMMER: Final = re.compile(r"(\d{1,4})\s*/\s*(\d{4})")


@dataclass
class Bilanz:
    """How many rows are new or changed, and what a person should look at."""

    neu: int = 0
    geaendert: int = 0
    auffaellig: list[str] = field(default_factory=list)


def schreibe(landkreis: Landkreis, daten: Ratsdaten) -> Bilanz:
    """Write committees, sittings, their agenda and the links to our papers."""
    vorlagen_sperren(Q(landkreis=landkreis))
    bilanz = Bilanz(auffaellig=list(daten.auffaellig))
    bekannt = _gremien(landkreis, daten.organisationen, bilanz)
    vorlagen = _Vorlagen(landkreis, bilanz)
    for treffen in daten.sitzungen:
        for organisation in treffen.organisationen:
            if gremium := bekannt.get(organisation):
                _sitzung(gremium, treffen, vorlagen, bilanz)
    vorlagen.nachtragen()
    bilanz.geaendert += _geschlossene_punkte(landkreis, bilanz)
    _verschwundene(landkreis, daten, bilanz)
    return bilanz


def drucksache(nummer: str) -> str:
    """``KT-Drucks. Nr. 12/2027`` as our papers have it, ``012/2027``; anything else as it is."""
    gelesen = NUMMER.search(nummer)
    return f"{int(gelesen[1]):03d}/{gelesen[2]}" if gelesen else nummer


# Committees


def _gremien(landkreis: Landkreis, organisationen: list[Organisation], bilanz: Bilanz) -> dict[str, Gremium]:
    """By identifier; one we know by its name gets its identifier, an unknown one begins without any competence."""
    vorhandene = list(Gremium.objects.filter(landkreis=landkreis).order_by("pk"))
    bekannt = {g.kennung: g for g in vorhandene if g.kennung}
    namen = gremien.nach_namen(vorhandene)
    for organisation in organisationen:
        gremium = bekannt.get(organisation.kennung) or namen.get(organisation.name.casefold())
        if gremium is None:
            gremium = _neues_gremium(landkreis, organisation, namen, bilanz)
        elif gremium.kennung != organisation.kennung:
            gremium.kennung = organisation.kennung
            gremium.save(update_fields=["kennung"])
            bilanz.geaendert += 1
        bekannt[organisation.kennung] = gremium
    return bekannt


def _neues_gremium(
    landkreis: Landkreis, organisation: Organisation, namen: dict[str, Gremium], bilanz: Bilanz
) -> Gremium:
    kurz = organisation.kurz
    while kurz.casefold() in namen:  # two committees may share the first letters of their names
        nr = int(kurz[-1]) + 1 if kurz[-1].isdecimal() and kurz[-1] < "9" else 2
        kurz = f"{organisation.kurz[:17]} {nr}"
    gremium = Gremium.objects.create(
        landkreis=landkreis, name=organisation.name, kurz=kurz, kennung=organisation.kennung
    )
    namen |= gremien.nach_namen([gremium])
    bilanz.neu += 1
    return gremium


# Sittings and their agenda


def _sitzung(gremium: Gremium, treffen: Treffen, vorlagen: _Vorlagen, bilanz: Bilanz) -> None:
    sitzung = _gefunden(gremium, treffen)
    felder = dict(treffen.felder) | {"kennung": treffen.kennung, "fehlt_seit": None}
    if sitzung is not None and felder.get("oeffentlich") and not sitzung.oeffentlich:
        del felder["oeffentlich"]
        bilanz.auffaellig.append(NICHT_GEOEFFNET.format(sitzung))
    if sitzung is None:
        sitzung = Sitzung(gremium=gremium, tag=felder["tag"], quelle=Sitzung.Quelle.OPARL)
        gremien.uebernimm(sitzung, felder)
        bilanz.neu += 1
    elif sitzung.kennung not in {"", treffen.kennung}:
        bilanz.auffaellig.append(f"{sitzung}: An diesem Tag steht hier schon eine andere Sitzung.")
        return
    elif satz := gremien.verwehrt(sitzung, felder):
        bilanz.auffaellig.append(satz)
    elif gremien.geaendert(sitzung, felder):
        gremien.uebernimm(sitzung, felder)
        bilanz.geaendert += 1
    _tagesordnung(sitzung, treffen, vorlagen, bilanz)


def _gefunden(gremium: Gremium, treffen: Treffen) -> Sitzung | None:
    """By its identifier, else the one of that day: entered by hand before, from now on the council system's."""
    sitzungen = Sitzung.objects.filter(gremium=gremium).select_related("gremium")
    gleiche = sitzungen.filter(kennung=treffen.kennung).first()
    return gleiche or sitzungen.filter(tag=treffen.felder["tag"]).first()


def _tagesordnung(sitzung: Sitzung, treffen: Treffen, vorlagen: _Vorlagen, bilanz: Bilanz) -> None:
    vorhanden = {punkt.kennung: punkt for punkt in sitzung.tagesordnung.all()}
    for punkt in treffen.punkte:
        alt = vorhanden.pop(punkt.kennung, None)
        felder = _punktfelder(punkt, vorlagen.zu(punkt.papier))
        if alt is None:
            Tagesordnungspunkt.objects.create(sitzung=sitzung, kennung=punkt.kennung, **felder)
            bilanz.neu += 1
        elif any(getattr(alt, name) != wert for name, wert in felder.items()):
            Tagesordnungspunkt.objects.filter(pk=alt.pk).update(**felder)
            bilanz.geaendert += 1
    if vorhanden and treffen.punkte:  # an agenda that is empty all at once is more likely an error over there
        Tagesordnungspunkt.objects.filter(pk__in=[punkt.pk for punkt in vorhanden.values()]).delete()
        bilanz.geaendert += len(vorhanden)


def _punktfelder(punkt: Punkt, vorlage: Vorlage | None) -> Mapping[str, Any]:
    gleich = ("reihenfolge", "nummer", "titel", "oeffentlich", "ergebnis", "wortlaut")
    nummer = punkt.papier.nummer if punkt.papier else ""
    return {name: getattr(punkt, name) for name in gleich} | {"drucksache": nummer, "vorlage": vorlage}


def _geschlossene_punkte(landkreis: Landkreis, bilanz: Bilanz) -> int:
    """Close the items that are closed over there, and name the papers that stay published without any in public.

    None is opened by a run: what somebody closed here stays closed.
    """
    punkte = Tagesordnungspunkt.objects.filter(
        sitzung=OuterRef("sitzung"), vorlage=OuterRef("vorlage"), oeffentlich=False
    )
    offen = Beratungsschritt.objects.filter(vorlage__landkreis=landkreis, oeffentlich=True)
    zu = list(offen.filter(Exists(punkte)).values_list("pk", "vorlage_id"))
    geschlossen = Beratungsschritt.objects.filter(pk__in=[pk for pk, _ in zu]).update(oeffentlich=False)
    for vorlage in Vorlage.objects.filter(pk__in={v for _, v in zu}, veroeffentlicht_am__isnull=False):
        if not oeffentliche_sitzung(vorlage):
            bilanz.auffaellig.append(f"{vorlage}: {OHNE_OEFFENTLICHKEIT}")
    return geschlossen


def _verschwundene(landkreis: Landkreis, daten: Ratsdaten, bilanz: Bilanz) -> None:
    """Mark the coming sittings that are gone over there. None is deleted: papers may stand on it, and a person decides."""
    weg = Q(kennung__in=daten.geloescht)
    if daten.genannt is not None:
        weg |= Q(quelle=Sitzung.Quelle.OPARL) & ~Q(kennung__in=daten.genannt)
    kommende = Sitzung.objects.kommende(ab=zeit.heute()).filter(gremium__landkreis=landkreis, fehlt_seit=None)
    for sitzung in kommende.filter(weg).exclude(kennung="").select_related("gremium").order_by("pk"):
        Sitzung.objects.filter(pk=sitzung.pk).update(fehlt_seit=zeit.heute())
        bilanz.geaendert += 1
        vorlagen = ", ".join(str(schritt.vorlage) for schritt in gremien.geplante(sitzung))
        bilanz.auffaellig.append(f"{sitzung}: {FEHLT}{f' Auf ihr stehen: {vorlagen}.' if vorlagen else ''}")


class _Vorlagen:
    """Our papers by the council system's identifier and by their number."""

    def __init__(self, landkreis: Landkreis, bilanz: Bilanz) -> None:
        self.landkreis, self.bilanz = landkreis, bilanz
        alle = list(Vorlage.objects.filter(landkreis=landkreis).only("drucksache", "kennung", "adresse"))
        self.nach_nummer = {v.drucksache: v for v in alle}
        self.nach_kennung = {v.kennung: v for v in alle if v.kennung}

    def zu(self, papier: Papier | None) -> Vorlage | None:
        """Our paper for one of theirs; it gets their identifier and page."""
        if papier is None:
            return None
        vorlage = self.nach_kennung.get(papier.kennung) or self.nach_nummer.get(drucksache(papier.nummer))
        if vorlage and (vorlage.kennung, vorlage.adresse) != (papier.kennung, papier.adresse):
            vorlage.kennung, vorlage.adresse = papier.kennung, papier.adresse
            Vorlage.objects.filter(pk=vorlage.pk).update(kennung=papier.kennung, adresse=papier.adresse)
            self.bilanz.geaendert += 1
        return vorlage

    def nachtragen(self) -> None:
        """Link items that were read before our paper was written."""
        lose = Tagesordnungspunkt.objects.filter(sitzung__gremium__landkreis=self.landkreis, vorlage=None)
        for punkt in lose.exclude(drucksache=""):
            if vorlage := self.nach_nummer.get(drucksache(punkt.drucksache)):
                Tagesordnungspunkt.objects.filter(pk=punkt.pk).update(vorlage=vorlage)
                self.bilanz.geaendert += 1
