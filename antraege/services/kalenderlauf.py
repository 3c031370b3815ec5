"""Taking over the appointments of a calendar file as sittings: judged for the reader, and again when they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, TextChoices

from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Ereignis, Gremium, Landkreis, Sitzung
from antraege.services import gremien
from antraege.services.kalender import Termin, Unlesbar
from antraege.services.protokoll import vermerken
from antraege.services.vorlagenschritt import vorlagen_sperren

FELDER = ("tag", "beginn", "ort", "oeffentlich", "abgesagt")
NAMEN = {
    "tag": "Tag",
    "beginn": "Beginn",
    "ort": "Ort",
    "oeffentlich": "Öffentlichkeit",
    "abgesagt": "Absage",
    "kennung": "von Hand eingetragen, jetzt aus der Datei",
}


class Urteil(TextChoices):
    """What would become of an appointment."""

    NEU = "neu", "Neu"
    GEAENDERT = "geaendert", "Geändert"
    UNVERAENDERT = "unveraendert", "Unverändert"
    BLEIBT = "bleibt", "Bleibt, wie es ist"
    UNLESBAR = "unlesbar", "Nicht übernommen"


SCHREIBT = frozenset({Urteil.NEU, Urteil.GEAENDERT})


@dataclass(frozen=True)
class Zeile:
    """One appointment with its judgement; ``felder`` are what would be written into ``sitzung``, new or found again."""

    termin: Termin | Unlesbar
    urteil: Urteil
    satz: str = ""
    sitzung: Sitzung | None = None
    felder: Mapping[str, Any] = field(default_factory=dict)


def beurteile(
    landkreis: Landkreis, termine: Sequence[Termin | Unlesbar], sonst: Gremium | None = None
) -> list[Zeile]:
    """Judge each appointment; those whose title names no committee belong to ``sonst``."""
    alle = list(Gremium.objects.filter(landkreis=landkreis).order_by("pk"))
    lesbar = [t for t in termine if isinstance(t, Termin)]
    bekannt = _Bekannt(landkreis, lesbar)
    zeilen = []
    for termin in termine:
        if isinstance(termin, Unlesbar):
            zeilen.append(Zeile(termin, Urteil.UNLESBAR, termin.satz))
            continue
        gremium = _gremium(termin.titel, alle) or sonst
        zeilen.append(
            bekannt.urteil(gremium, termin)
            if gremium
            else Zeile(termin, Urteil.UNLESBAR, "Der Titel nennt kein Gremium, oder mehr als eines.")
        )
    return zeilen


@transaction.atomic
def uebernehmen(
    *,
    landkreis: Landkreis,
    termine: Sequence[Termin | Unlesbar],
    sonst: Gremium | None,
    by: Benutzer,
    heute: date,
) -> list[Zeile]:
    """Write what is new and what has changed, all or nothing; the judgements say what was done.

    Raises ``ValidationError`` where the days do not fit, ``Verweigert`` without the right.
    """
    verlange(by, "sitzung.eintragen", Gremium(landkreis=landkreis))
    Landkreis.objects.select_for_update(no_key=True).get(pk=landkreis.pk)
    vorlagen_sperren(Q(landkreis=landkreis))
    zeilen = beurteile(landkreis, termine, sonst)
    for zeile in zeilen:
        if zeile.urteil in SCHREIBT and zeile.sitzung:
            gremien.uebernimm(zeile.sitzung, zeile.felder)
            text = f"{zeile.sitzung}, aus einer Kalenderdatei"
            vermerken(Ereignis.SITZUNG_EINGETRAGEN, zeile.sitzung, by=by, wirksam_am=heute, text=text)
    return zeilen


def _felder(termin: Termin) -> dict[str, Any]:
    return {name: getattr(termin, name) for name in FELDER} | {"kennung": termin.kennung}


def _gremium(titel: str, alle: Sequence[Gremium]) -> Gremium | None:
    """The one committee that the title names, by its name or as a word by its short name."""
    titel = titel.casefold()
    genannt = [g for g in alle if g.name.casefold() in titel]
    genannt = genannt or [g for g in alle if re.search(rf"\b{re.escape(g.kurz.casefold())}\b", titel)]
    return genannt[0] if len(genannt) == 1 else None


class _Bekannt:
    """The sittings that the file may mean, read once: by the file's own identifier, else by committee and day."""

    def __init__(self, landkreis: Landkreis, termine: Sequence[Termin]) -> None:
        gemeint = Q(kennung__in=[t.kennung for t in termine]) | Q(tag__in={t.tag for t in termine})
        sitzungen = Sitzung.objects.filter(gemeint, gremium__landkreis=landkreis).select_related("gremium")
        self.nach_kennung = {(s.gremium_id, s.kennung): s for s in sitzungen if s.kennung}
        self.nach_tag = {(s.gremium_id, s.tag): s for s in sitzungen}
        self.gesehen: set[tuple[int, object]] = set()

    def urteil(self, gremium: Gremium, termin: Termin) -> Zeile:
        schluessel = {(gremium.pk, termin.kennung), (gremium.pk, termin.tag)}
        if schluessel & self.gesehen:
            return Zeile(
                termin, Urteil.UNLESBAR, "Die Datei nennt für dieses Gremium und diesen Tag zwei Termine."
            )
        self.gesehen |= schluessel
        am_tag = self.nach_tag.get((gremium.pk, termin.tag))
        sitzung = self.nach_kennung.get((gremium.pk, termin.kennung))
        if sitzung is None and am_tag is not None and not am_tag.kennung:
            sitzung = am_tag  # entered by hand before: from now on the file's own
        if am_tag is not None and sitzung is not am_tag:
            return Zeile(
                termin, Urteil.UNLESBAR, f"{am_tag}: An diesem Tag hat das Gremium schon eine Sitzung."
            )
        return _vergleich(gremium, termin, sitzung)


def _vergleich(gremium: Gremium, termin: Termin, sitzung: Sitzung | None) -> Zeile:
    felder = _felder(termin)
    if sitzung is None:
        neu = Sitzung(gremium=gremium, tag=termin.tag, quelle=Sitzung.Quelle.KALENDER)
        return Zeile(termin, Urteil.NEU, "", neu, felder)
    if satz := gremien.verwehrt(sitzung, felder):
        return Zeile(termin, Urteil.BLEIBT, satz, sitzung)
    if not gremien.geaendert(sitzung, felder):
        return Zeile(termin, Urteil.UNVERAENDERT, "", sitzung)
    return Zeile(termin, Urteil.GEAENDERT, _was(sitzung, felder), sitzung, felder)


def _was(sitzung: Sitzung, felder: dict[str, Any]) -> str:
    """Name what changes, as the form calls it."""
    anders = [name for name, wert in felder.items() if getattr(sitzung, name) != wert]
    return ", ".join(NAMEN[name] for name in anders)
