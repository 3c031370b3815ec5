"""Our papers and results in the words of OParl 1.1: pure mapping of rows that ``oparl_listen`` read to plain JSON.

Addresses are identifiers, so they never change. Vote counts, which OParl does not know, stand as ``foerderlauf:stimmen``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from antraege import zeit
from antraege.models import (
    Beratungsschritt,
    Beschlussergebnis,
    Oparlstand,
    Sitzung,
    Vorlagenanlage,
    Vorlagenfassung,
)

SCHEMA: Final = "https://schema.oparl.org/1.1/"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTEN: Final = {
    "organization": "organization",
    "person": "person",
    "meeting": "meeting",
    "paper": "paper",
    "agendaItem": "agendaItem",
    "consultation": "consultation",
    "file": "file",
    "locationList": "location",
    "legislativeTermList": "legislativeTerm",
    "membership": "membership",
}
ROLLEN: Final = {
    Beratungsschritt.Rolle.VORBERATUNG: "Vorberatung",
    Beratungsschritt.Rolle.BESCHLUSS: "Entscheidung",
    Beratungsschritt.Rolle.KENNTNISNAHME: "Kenntnisnahme",
}
Objekt = dict[str, Any]
Zeile = Any  # a row with the stamps and the public parts that ``oparl_listen`` adds


def absolut(name: str, *args: object) -> str:
    """Address of a page of ours, as everybody outside reaches it."""
    return settings.BASIS_URL.rstrip("/") + reverse(name, args=args)


def kennung(art: str, pk: object) -> str:
    """The identifier of an object: its address."""
    return absolut("oparl_objekt", art, pk)


def _kopf(art: str, typ: str, objekt: Any, pk: object = None) -> Objekt:
    return {
        "id": kennung(art, objekt.pk if pk is None else pk),
        "type": SCHEMA + typ,
        "created": zeitstempel(objekt.angelegt_am),
        "modified": zeitstempel(objekt.geaendert_am),
    }


def zeitstempel(wann: datetime) -> str:
    """An instant as OParl wants it: in our zone, to the second."""
    return wann.astimezone(zeit.BERLIN).isoformat(timespec="seconds")


def geloescht(art: str, typ: str, stand: Oparlstand, pk: int) -> Objekt:
    """What is left of an object that was public: when it went."""
    return _kopf(art, typ, stand, pk) | {"deleted": True}


def system() -> Objekt:
    """The way in."""
    return {
        "id": absolut("oparl"),
        "type": SCHEMA + "System",
        "oparlVersion": SCHEMA,
        "name": "Förderlauf",
        "product": settings.SOURCE_URL,
        "body": absolut("oparl_koerper"),
    }


def koerper(kreis: Zeile) -> Objekt:
    """A district with the addresses of its lists; of persons, terms and memberships we keep nothing."""
    return _kopf("body", "Body", kreis) | {
        "system": absolut("oparl"),
        "name": str(kreis),
        "shortName": kreis.kuerzel,
        "classification": "Landkreis",
        "ags": kreis.schluessel,
        "contactEmail": kreis.postfach,
        "contactName": kreis.amt,
        "legislativeTerm": [],
        **{feld: absolut("oparl_liste", kreis.pk, liste) for feld, liste in LISTEN.items()},
    }


def gremium(gremium: Zeile) -> Objekt:
    """A committee; who sits in it the council's own system tells."""
    return _kopf("organization", "Organization", gremium) | {
        "body": kennung("body", gremium.landkreis_id),
        "name": gremium.name,
        "shortName": gremium.kurz,
        "organizationType": "Gremium",
        "classification": "Gremium",
        "membership": [],
    }


def sitzung(sitzung: Zeile) -> Objekt:
    """A public sitting with the items that deal with published papers."""
    objekt = _kopf("meeting", "Meeting", sitzung) | {
        "name": f"{sitzung.gremium}, {sitzung.tag:%d.%m.%Y}",
        "meetingState": _stand(sitzung),
        "cancelled": sitzung.abgesagt,
        "start": _beginn(sitzung),
        "organization": [kennung("organization", sitzung.gremium_id)],
        "agendaItem": [punkt(s, nr) for nr, s in enumerate(sitzung.oeffentliche_beratungen, 1)],
    }
    if sitzung.beendet_am:
        objekt["end"] = zeitstempel(sitzung.beendet_am)
    if sitzung.ort:
        objekt["location"] = ort(sitzung)
    if sitzung.adresse:
        objekt["web"] = sitzung.adresse
    return objekt


def _stand(sitzung: Sitzung) -> str:
    if sitzung.beendet_am or sitzung.tag < zeit.heute():
        return "durchgeführt"
    return "eingeladen" if sitzung.einladung_am else "terminiert"


def _beginn(sitzung: Sitzung) -> str:
    return zeitstempel(datetime.combine(sitzung.tag, sitzung.beginn or time.min, zeit.BERLIN))


def ort(sitzung: Zeile) -> Objekt:
    """Where a sitting is; each has a place of its own, for we keep it as words."""
    return _kopf("location", "Location", sitzung) | {"description": sitzung.ort}


def punkt(schritt: Zeile, nr: int | None = None) -> Objekt:
    """An item of a sitting with what it said to each motion, as far as that is public."""
    ergebnisse = sorted(schritt.oeffentliche_ergebnisse, key=lambda e: e.beschlussantrag.ziffer)
    objekt = _kopf("agendaItem", "AgendaItem", schritt) | {
        "meeting": kennung("meeting", schritt.sitzung_id),
        "order": nr or schritt.reihenfolge,
        "name": titel(schritt.vorlage),
        "public": True,
        "consultation": kennung("consultation", schritt.pk),
    }
    if ergebnisse:
        objekt["result"] = _ergebnis(ergebnisse)
        objekt["foerderlauf:ziffern"] = [_ziffer(e) for e in ergebnisse]
    elif schritt.abgesetzt:
        objekt["result"] = Beschlussergebnis.Wert.ABGESETZT.label
    if wortlaut := "\n".join(
        f"Ziffer {e.beschlussantrag.ziffer}: {e.wortlaut}" for e in ergebnisse if e.wortlaut
    ):
        objekt["resolutionText"] = wortlaut
    return objekt


def _ergebnis(ergebnisse: list[Beschlussergebnis]) -> str:
    """One word where all motions ended alike, else one for each."""
    worte = [e.get_wert_display() for e in ergebnisse]
    if len(set(worte)) == 1:
        return worte[0]
    return "; ".join(
        f"Ziffer {e.beschlussantrag.ziffer}: {w}" for e, w in zip(ergebnisse, worte, strict=True)
    )


def _ziffer(ergebnis: Beschlussergebnis) -> Objekt:
    """How one motion ended. Who left the table is named nowhere; how many did, belongs to the count."""
    stimmen = {name: getattr(ergebnis, name) for name in ("ja", "nein", "enthaltung", "befangen")}
    return {
        "ziffer": ergebnis.beschlussantrag.ziffer,
        "ergebnis": ergebnis.get_wert_display(),
        "abstimmung": ergebnis.get_abstimmung_display() if ergebnis.abstimmung else "",
        "foerderlauf:stimmen": {name: zahl for name, zahl in stimmen.items() if zahl is not None},
    }


def beratung(schritt: Zeile) -> Objekt:
    """A step of a paper's way; ``authoritative``: it decides, it does not only advise (R19)."""
    return _kopf("consultation", "Consultation", schritt) | {
        "paper": kennung("paper", schritt.vorlage_id),
        "agendaItem": kennung("agendaItem", schritt.pk),
        "meeting": kennung("meeting", schritt.sitzung_id),
        "organization": [kennung("organization", schritt.sitzung.gremium_id)],
        "authoritative": schritt.rolle == Beratungsschritt.Rolle.BESCHLUSS,
        "role": ROLLEN[Beratungsschritt.Rolle(schritt.rolle)],
    }


def titel(vorlage: Zeile) -> str:
    """As last published: the draft of a next version is office work."""
    fassung = _fassung(vorlage)
    return str(fassung.inhalt["titel"]) if fassung else vorlage.titel


def _fassung(vorlage: Zeile) -> Vorlagenfassung | None:
    return vorlage.oeffentliche_fassungen[-1] if vorlage.oeffentliche_fassungen else None


def papier(vorlage: Zeile) -> Objekt:
    """A published paper: its last published version, its public files, its way through public sittings."""
    fassung = _fassung(vorlage)
    objekt = _kopf("paper", "Paper", vorlage) | {
        "body": kennung("body", vorlage.landkreis_id),
        "name": titel(vorlage),
        "reference": vorlage.drucksache,
        "date": f"{vorlage.veroeffentlicht_am:%Y-%m-%d}",
        "paperType": vorlage.get_art_display(),
        "auxiliaryFile": [datei(anlage) for anlage in vorlage.oeffentliche_anlagen],
        "consultation": [beratung(schritt) for schritt in vorlage.oeffentliche_beratungen],
        "subordinatedPaper": [kennung("paper", v.pk) for v in vorlage.oeffentliche_ergaenzungen],
        "web": absolut("vorlage", vorlage.pk),
    }
    if fassung and fassung.pdf:
        objekt["mainFile"] = datei(fassung)
    if vorlage.ergaenzt and vorlage.ergaenzt.veroeffentlicht_am:
        objekt["superordinatedPaper"] = [kennung("paper", vorlage.ergaenzt_id)]
    return objekt


def datei(objekt: Zeile) -> Objekt:
    """A file of a paper: a version as PDF, or an annex."""
    nr = dateinummer(objekt)
    fassung = isinstance(objekt, Vorlagenfassung)
    angaben: Objekt = {
        "name": str(objekt) if fassung else objekt.get_art_display(),
        "fileName": dateiname(objekt),
        "mimeType": "application/pdf" if fassung else objekt.inhaltstyp,
        "accessUrl": absolut("oparl_datei", nr),
        "paper": [kennung("paper", objekt.vorlage_id)],
    }
    if not fassung:
        angaben["size"] = objekt.groesse
    return _kopf("file", "File", objekt, nr) | angaben


def dateinummer(objekt: Vorlagenfassung | Vorlagenanlage) -> int:
    """Versions and annexes in one row of numbers: even and odd."""
    return 2 * objekt.pk + isinstance(objekt, Vorlagenanlage)


def dateiname(objekt: Vorlagenfassung | Vorlagenanlage) -> str:
    """The name a file is stored under by who fetches it."""
    if isinstance(objekt, Vorlagenanlage):
        return objekt.name
    return f"{objekt.vorlage.drucksache.replace('/', '-')}_Fassung_{objekt.nummer}.pdf"


def seite(daten: Iterable[Objekt], anzahl: int, links: dict[str, str]) -> Objekt:
    """A page of a list."""
    return {"data": list(daten), "pagination": {"elementsPerPage": anzahl}, "links": links}
