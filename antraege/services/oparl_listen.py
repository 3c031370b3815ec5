"""What of a district the public interface holds, read by the predicates of ``einsicht``; a page at a time, by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from antraege import einsicht
from antraege.models import (
    Beratungsschritt,
    Beschlussergebnis,
    Gremium,
    Landkreis,
    Oparlstand,
    Sitzung,
    Vorlage,
    Vorlagenanlage,
    Vorlagenfassung,
)
from antraege.services import oparl

A = Oparlstand.Art
JE_SEITE: Final = 100
FILTER: Final = {
    "created_since": "angelegt_am__gte",
    "created_until": "angelegt_am__lte",
    "modified_since": "geaendert_am__gte",
    "modified_until": "geaendert_am__lte",
}


@dataclass(frozen=True)
class Quelle:
    """Rows of one kind: ``stand`` names their stamps, ``nummer`` makes the key in the address from the row's id."""

    stand: str
    lies: Callable[[], QuerySet]
    als_json: Callable[[Any], oparl.Objekt]
    landkreis: str
    faktor: int = 1
    rest: int = 0

    def zeilen(self) -> QuerySet:
        """All public rows with their key and their stamps."""
        stand = Oparlstand.objects.filter(art=self.stand, objekt_id=OuterRef("pk"))
        zeilen: QuerySet = self.lies().annotate(
            oparl_nr=F("pk") * self.faktor + self.rest,
            angelegt_am=Subquery(stand.values("angelegt_am")),
            geaendert_am=Subquery(stand.values("geaendert_am")),
        )
        return zeilen

    def geloeschte(self) -> Any:
        """Stamps of what was public and is no longer, with their key."""
        weg = Oparlstand.objects.filter(art=self.stand, geloescht_am__isnull=False)
        return weg.annotate(oparl_nr=F("objekt_id") * self.faktor + self.rest)


def _gestempelt(qs: QuerySet, art: str) -> QuerySet:
    """Rows inside others need their stamps, too."""
    return Quelle(art, lambda: qs, oparl.datei, "").zeilen()


def _ergebnisse() -> Prefetch:
    offen = Beschlussergebnis.objects.filter(schritt__in=einsicht.oeffentliche_schritte())
    return Prefetch("ergebnisse", offen.select_related("beschlussantrag"), to_attr="oeffentliche_ergebnisse")


def _schritte() -> QuerySet[Beratungsschritt]:
    """Public steps of published papers that everybody may know of, with their place on the agenda."""
    oeffentlich = einsicht.bekannte_schritte().filter(vorlage__in=einsicht.oeffentliche_vorlagen())
    vorher = oeffentlich.filter(sitzung=OuterRef("sitzung"), pk__lte=OuterRef("pk")).order_by()
    platz = vorher.values("sitzung").annotate(n=Count("pk")).values("n")
    return (
        oeffentlich.annotate(reihenfolge=Coalesce(Subquery(platz), Value(1)))
        .select_related("vorlage", "sitzung")
        .prefetch_related(_ergebnisse(), _fassungen("vorlage__fassungen"))
    )


def _fassungen(weg: str) -> Prefetch:
    frei = _gestempelt(einsicht.oeffentliche_fassungen().select_related("vorlage"), A.FASSUNG)
    return Prefetch(weg, frei.order_by("nummer"), to_attr="oeffentliche_fassungen")


def _sitzungen() -> QuerySet[Sitzung]:
    schritte = _gestempelt(_schritte(), A.SCHRITT).order_by("pk")
    return (
        Sitzung.objects.filter(oeffentlich=True)
        .select_related("gremium")
        .prefetch_related(Prefetch("beratungen", schritte, to_attr="oeffentliche_beratungen"))
    )


def _papiere() -> QuerySet[Vorlage]:
    schritte = _gestempelt(_schritte(), A.SCHRITT).order_by("sitzung__tag", "pk")
    anlagen = _gestempelt(einsicht.oeffentliche_dateien(), A.ANLAGE).order_by("pk")
    weitere = einsicht.oeffentliche_vorlagen().order_by("pk")
    return (
        einsicht.oeffentliche_vorlagen()
        .select_related("ergaenzt")
        .prefetch_related(
            _fassungen("fassungen"),
            Prefetch("anlagen", anlagen, to_attr="oeffentliche_anlagen"),
            Prefetch("beratungsfolge", schritte, to_attr="oeffentliche_beratungen"),
            Prefetch("ergaenzungen", weitere, to_attr="oeffentliche_ergaenzungen"),
        )
    )


def _dateien_der_fassungen() -> QuerySet[Vorlagenfassung]:
    return einsicht.oeffentliche_fassungen().exclude(pdf="").select_related("vorlage")


QUELLEN: Final[Mapping[str, tuple[Quelle, ...]]] = {
    "body": (Quelle(A.LANDKREIS, Landkreis.objects.all, oparl.koerper, "pk"),),
    "organization": (Quelle(A.GREMIUM, Gremium.objects.all, oparl.gremium, "landkreis"),),
    "meeting": (Quelle(A.SITZUNG, _sitzungen, oparl.sitzung, "gremium__landkreis"),),
    "location": (Quelle(A.SITZUNG, lambda: _sitzungen().exclude(ort=""), oparl.ort, "gremium__landkreis"),),
    "agendaItem": (Quelle(A.SCHRITT, _schritte, oparl.punkt, "vorlage__landkreis"),),
    "consultation": (Quelle(A.SCHRITT, _schritte, oparl.beratung, "vorlage__landkreis"),),
    "paper": (Quelle(A.VORLAGE, _papiere, oparl.papier, "landkreis"),),
    "file": (
        Quelle(A.FASSUNG, _dateien_der_fassungen, oparl.datei, "vorlage__landkreis", faktor=2),
        Quelle(A.ANLAGE, lambda: einsicht.oeffentliche_dateien(), oparl.datei, "vorlage__landkreis", 2, 1),
    ),
    "person": (),
    "membership": (),
    "legislativeTerm": (),
}


def typ(art: str) -> str:
    """``agendaItem`` is of type ``AgendaItem``."""
    return art[0].upper() + art[1:]


def eins(art: str, schluessel: int) -> oparl.Objekt | None:
    """One object, what is left of a deleted one, or None: what is not public does not exist."""
    for quelle in QUELLEN[art]:
        if (zeile := quelle.zeilen().filter(oparl_nr=schluessel).first()) is not None:
            return quelle.als_json(zeile)
        if (weg := quelle.geloeschte().filter(oparl_nr=schluessel).first()) is not None:
            return oparl.geloescht(art, typ(art), weg, schluessel)
    return None


def datei(schluessel: int) -> Vorlagenfassung | Vorlagenanlage | None:
    """The row whose bytes a file's address gives."""
    gefunden = (q.zeilen().filter(oparl_nr=schluessel).first() for q in QUELLEN["file"])
    return next((zeile for zeile in gefunden if zeile is not None), None)


def liste(
    art: str, landkreis: int | None, grenzen: Mapping[str, datetime], nach: int
) -> tuple[list[oparl.Objekt], int | None]:
    """(objects of a page after the key ``nach``, the key the next page begins after or None).

    Deleted ones are told only to who asks what has changed since (OParl 1.1).
    """
    zeitlich = Q(**{FILTER[name]: wert for name, wert in grenzen.items()})
    gefunden: list[tuple[int, oparl.Objekt]] = []
    for quelle in QUELLEN[art]:
        im_kreis = Q(**{quelle.landkreis: landkreis}) if landkreis else Q()
        zeilen = quelle.zeilen().filter(zeitlich, im_kreis, oparl_nr__gt=nach).order_by("oparl_nr")
        gefunden += [(z.oparl_nr, quelle.als_json(z)) for z in zeilen[: JE_SEITE + 1]]
        if "modified_since" in grenzen:
            weg = quelle.geloeschte().filter(zeitlich, oparl_nr__gt=nach).order_by("oparl_nr")
            weg = weg.filter(landkreis=landkreis) if landkreis else weg
            gefunden += [
                (w.oparl_nr, oparl.geloescht(art, typ(art), w, w.oparl_nr)) for w in weg[: JE_SEITE + 1]
            ]
    gefunden.sort(key=lambda paar: paar[0])
    seite = gefunden[:JE_SEITE]
    return [objekt for _, objekt in seite], seite[-1][0] if len(gefunden) > JE_SEITE else None
