"""Planning back from the sitting that shall decide a round: by when each step of an application must be done.

A plan, no deadline: nothing is opened here, and a municipality sees none of it (praxis 4 (1), domain E.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from antraege import fristen
from antraege.berechtigungen import verlange
from antraege.dauer import Dauer
from antraege.formate import datum, ortstag
from antraege.fristen import Ergebnis
from antraege.models import Antrag, Benutzer, Foerderrunde, Frist, Sitzung, Status
from antraege.services import aussicht
from antraege.services.aussicht import PRUEFDAUER, Plan, Sitzungstag, Station

# From the receipt to the signature; later nothing can slip any more.
VOR_DER_ZEICHNUNG: Final = frozenset(
    {
        Status.EINGEREICHT,
        Status.NACHFORDERUNG,
        Status.VOLLSTAENDIG,
        Status.STELLUNGNAHME,
        Status.IN_ZEICHNUNG,
    }
)


@dataclass(frozen=True)
class Rueckwaertsplan:
    """``stationen``: each step with its latest day, the earliest first, up to the sitting; ``erwartet``: when the signature comes as things stand."""

    ziel: Sitzungstag
    gezeichnet_bis: date
    stationen: tuple[Station, ...]
    erwartet: date | None = None

    @property
    def satz(self) -> str:
        """``KT 05.07.2027: Empfehlung gezeichnet bis 10.05.2027``."""
        return (
            f"{self.ziel.name} {datum(self.ziel.tag)}: Empfehlung gezeichnet bis {datum(self.gezeichnet_bis)}"
        )

    @property
    def warnung(self) -> str:
        """The sentence for an application that will come too late; empty while it is in time."""
        if self.erwartet is None or self.erwartet <= self.gezeichnet_bis:
            return ""
        return (
            f"Die Empfehlung wird voraussichtlich erst am {datum(self.erwartet)} gezeichnet. "
            f"Die Sitzung am {datum(self.ziel.tag)} ist damit gefährdet."
        )


def plan(weg: Plan, ziel: Sitzungstag) -> Rueckwaertsplan:
    """Plan back from ``ziel``: the preparing sitting before it, its Abgabeschluss, signature, hearing, check. Pure."""
    davor = [s for s in weg.sitzungen if not s.beschliesst and s.tag < ziel.tag]
    erste = max(davor, key=lambda s: s.tag, default=ziel)
    schluss = _abgabe(erste)
    stationen = [Station("Empfehlung gezeichnet", schluss.tag, schluss.spur)]
    tag = schluss.tag
    for was, dauer in _schritte(weg):
        spaetestens = _spaetestens(tag, dauer)
        stationen.append(Station(was, spaetestens.tag, spaetestens.spur))
        tag = spaetestens.tag
    sitzungen = [erste] if erste is ziel else [erste, ziel]
    dann = [Station(f"Sitzung: {s.name}", s.tag, fristen.termin(s.tag).spur) for s in sitzungen]
    return Rueckwaertsplan(ziel, schluss.tag, (*reversed(stationen), *dann))


def _abgabe(sitzung: Sitzungstag) -> Ergebnis:
    if sitzung.abgabeschluss is None:
        return Ergebnis(sitzung.tag, (f"kein Abgabeschluss hinterlegt, Sitzung {sitzung.name}",))
    return Ergebnis(sitzung.abgabeschluss, (f"Abgabeschluss für {sitzung.name} am {datum(sitzung.tag)}",))


def _schritte(weg: Plan) -> Sequence[tuple[str, str]]:
    """(what must be done, the period that follows it), from the signature back."""
    if weg.gekuerzt:
        return (
            ("Stellungnahme eingegangen", weg.frist_zeichnung),
            ("Empfehlung abgegeben", weg.frist_stellungnahme),
            ("Unterlagen vollständig", PRUEFDAUER),
        )
    return (("Empfehlung abgegeben", weg.frist_zeichnung), ("Unterlagen vollständig", PRUEFDAUER))


def _spaetestens(ende: date, dauer: str) -> Ergebnis:
    """The last working day from which a period of ``dauer`` still ends by ``ende``."""
    tag = fristen.voriger_arbeitstag(Dauer.parse(dauer).vor(ende))
    while fristen.frist(tag, dauer).tag > ende:
        tag = fristen.voriger_arbeitstag(tag - aussicht.TAG)
    return Ergebnis(tag, (f"{datum(ende)} - {Dauer.parse(dauer)} = {datum(tag)}",))


# Of an application


def fuer(antrag: Antrag, heute: date) -> Rueckwaertsplan | None:
    """Give the plan of an application whose round names its sitting, until it is signed; None otherwise. Three queries."""
    ziel = antrag.runde.zielsitzung
    if ziel is None or antrag.status not in VOR_DER_ZEICHNUNG:
        return None
    return _plan(antrag, aussicht.plan_fuer(antrag), _als_tag(ziel), heute)


def der_runde(runde: Foerderrunde, heute: date) -> list[tuple[Antrag, Rueckwaertsplan]]:
    """Give the plan of each application of the round that is not signed yet, by municipality. Five queries for any number."""
    if runde.zielsitzung is None:
        return []
    wartend = Antrag.objects.in_runde(runde).filter(status__in=VOR_DER_ZEICHNUNG)
    antraege = wartend.select_related("kommune", "fassung", "runde").prefetch_related("fristen")
    liste = list(antraege.order_by("kommune__sortiername", "pk"))
    beginn = min((a.eingegangen_am for a in liste if a.eingegangen_am), default=None)
    ziel = _als_tag(runde.zielsitzung)
    kreis = aussicht.sitzungen(runde.programm.landkreis_id, ortstag(beginn)) if beginn else []
    plaene = [(a, _plan(a, aussicht.plan_fuer(a, kreis), ziel, heute)) for a in liste]
    return [(antrag, p) for antrag, p in plaene if p]


def _plan(antrag: Antrag, weg: Plan, ziel: Sitzungstag, heute: date) -> Rueckwaertsplan | None:
    if not weg.gremium:
        return None
    return replace(plan(weg, ziel), erwartet=_erwartet(antrag, weg, heute))


def _als_tag(sitzung: Sitzung) -> Sitzungstag:
    return Sitzungstag(sitzung.gremium.kurz, sitzung.tag, sitzung.abgabeschluss, beschliesst=True)


def _erwartet(antrag: Antrag, weg: Plan, heute: date) -> date:
    """When the signature comes as things stand: by the deadline that runs, else by the office's usual time."""
    offen = [frist for frist in antrag.fristen.all() if frist.erledigt_am is None]
    laufend = {frist.art: frist for frist in sorted(offen, key=lambda frist: frist.faellig_am)}
    if frist := laufend.get(Frist.Art.ZEICHNUNG):
        return max(frist.faellig_am, heute)
    if frist := laufend.get(Frist.Art.STELLUNGNAHME):
        return fristen.frist(max(frist.faellig_am, heute), weg.frist_zeichnung).tag
    if frist := laufend.get(Frist.Art.ERGAENZUNG):
        return aussicht.zeichnung(weg, heute, (frist.ereignis_am, max(frist.faellig_am, heute)))
    return aussicht.zeichnung(weg, heute)


# The round's sitting


@transaction.atomic
def ziel_bestimmen(*, runde: Foerderrunde, zielsitzung: Sitzung | None, by: Benutzer, heute: date) -> None:
    """Name the sitting that shall decide the round's applications, or none. Planning only, so the log holds nothing of it.

    Raises ``ValidationError`` at ``zielsitzung``.
    """
    verlange(by, "runde.ziel_bestimmen", runde)
    if zielsitzung is not None and not _beschliesst(runde, zielsitzung, heute):
        raise ValidationError(
            {"zielsitzung": "Bitte wählen Sie eine kommende Sitzung eines Gremiums, das beschließt."}
        )
    runde.zielsitzung = zielsitzung
    runde.save(update_fields=["zielsitzung"])


def _beschliesst(runde: Foerderrunde, sitzung: Sitzung, heute: date) -> bool:
    return moegliche_ziele(runde, heute).filter(pk=sitzung.pk).exists()


def moegliche_ziele(runde: Foerderrunde, heute: date) -> QuerySet[Sitzung]:
    """The coming sittings of the district that decide, cancelled ones left out."""
    kreis = Sitzung.objects.beschliessende().filter(gremium__landkreis=runde.programm.landkreis_id)
    return kreis.filter(tag__gte=heute, abgesagt=False).select_related("gremium").order_by("tag")
