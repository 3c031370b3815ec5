"""What if it were returned on a day: the rest of the way with its dates, each with its trace. Pure but for one look at sittings.

An outlook, no promise: between the steps stand the periods of the Richtlinie, and where it names none, what the office
usually takes (``PRUEFDAUER``, ``BESCHEID``). Nothing here opens a deadline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from antraege import fristen
from antraege.formate import datum, ortstag
from antraege.fristen import Ergebnis, Modus, Stopp
from antraege.models import Antrag, Sitzung
from antraege.services.empfehlung import vorschlag

# How long the office takes from the receipt on, as its receipt says; it stands still while the municipality works.
PRUEFDAUER: Final = "2W"
BESCHEID: Final = 5  # working days from the decision to the notice
TAG: Final = timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """What the way is computed from: days and periods of one application, its round and version."""

    eingang: date
    frist_ergaenzung: str
    frist_stellungnahme: str
    frist_zeichnung: str
    beginn: date
    gekuerzt: bool = False
    gremium: bool = False
    sitzungen: Sequence[Sitzungstag] = ()


@dataclass(frozen=True)
class Sitzungstag:
    """A sitting that is to come: its name, day, the last day for papers, and whether it decides."""

    name: str
    tag: date
    abgabeschluss: date | None
    beschliesst: bool


@dataclass(frozen=True)
class Station:
    """A step of the way: its day, the trace of it, and a warning where it comes too late."""

    was: str
    tag: date | None
    spur: tuple[str, ...] = ()
    warnung: str = ""


@dataclass
class _Weg:
    stationen: list[Station] = field(default_factory=list)

    def dazu(self, was: str, ergebnis: Ergebnis, warnung: str = "") -> date:
        self.stationen.append(Station(was, ergebnis.tag, ergebnis.spur, warnung))
        return ergebnis.tag


def weg(plan: Plan, rueckgabe: date, modus: Modus = "weiter") -> list[Station]:
    """Give the stations from the return on: completion on its last day, check, hearing, signature, decision, notice.

    ``modus``: after the return the office's own period goes on ("weiter") or starts anew ("neu").
    """
    stationen = _Weg()
    ergaenzt = _ergaenzung(stationen, plan, rueckgabe)
    gezeichnet = _bis_zur_zeichnung(stationen, plan, _geprueft(plan, rueckgabe, ergaenzt, modus))
    ohne = _bis_zur_zeichnung(_Weg(), plan, _ohne_rueckgabe(plan, rueckgabe))
    entschieden = _entscheidung(stationen, plan, gezeichnet, ohne)
    if entschieden is not None:
        _bescheid(stationen, plan, entschieden)
    return stationen.stationen


def zeichnung(plan: Plan, heute: date, rueckgabe: tuple[date, date] | None = None) -> date:
    """Give the day of the signature as things stand on ``heute``; ``rueckgabe``: day of a running return and its deadline."""
    if rueckgabe is None:
        return _bis_zur_zeichnung(_Weg(), plan, _ohne_rueckgabe(plan, heute))
    return _bis_zur_zeichnung(_Weg(), plan, _geprueft(plan, *rueckgabe, "weiter"))


def _ergaenzung(weg: _Weg, plan: Plan, rueckgabe: date) -> date:
    weg.dazu("Rückgabe zur Ergänzung", Ergebnis(rueckgabe, (f"angenommen: {datum(rueckgabe)}",)))
    frist = fristen.frist(rueckgabe, plan.frist_ergaenzung)
    return weg.dazu("Ende der Frist zur Ergänzung", frist, fristen.hinweis(frist.tag) or "")


def _geprueft(plan: Plan, rueckgabe: date, ergaenzt: date, modus: Modus) -> Ergebnis:
    """The office's own period from the receipt; its clock stands still from the day after the return to the answer."""
    stopp = Stopp(max(rueckgabe, plan.eingang) + TAG, ergaenzt)
    ergebnis = fristen.frist(plan.eingang, PRUEFDAUER, stopps=[stopp], modus=modus)
    if ergebnis.tag > ergaenzt:
        return ergebnis
    neu = fristen.frist(
        ergaenzt, PRUEFDAUER
    )  # the period had run out before the return: it takes another one
    return Ergebnis(neu.tag, (f"die Prüfdauer ab {datum(plan.eingang)} ist dann schon um", *neu.spur))


def _ohne_rueckgabe(plan: Plan, heute: date) -> Ergebnis:
    """The same check without a return: at the end of its period, not before the day it would be returned on."""
    ergebnis = fristen.frist(plan.eingang, PRUEFDAUER)
    return ergebnis if ergebnis.tag >= heute else fristen.termin(heute)


def _bis_zur_zeichnung(weg: _Weg, plan: Plan, geprueft: Ergebnis) -> date:
    tag = weg.dazu("Formale und fachliche Prüfung", geprueft)
    if plan.gekuerzt:
        tag = weg.dazu(
            "Gelegenheit zur Stellungnahme (Kürzung)", fristen.frist(tag, plan.frist_stellungnahme)
        )
    return weg.dazu("Zeichnung der Empfehlung", fristen.frist(tag, plan.frist_zeichnung))


# The committee, where the round asks it


def _entscheidung(weg: _Weg, plan: Plan, gezeichnet: date, ohne: date) -> date | None:
    """The day of the decision; None where no sitting is entered that it could reach."""
    if not plan.gremium:
        return gezeichnet
    folge, sonst = sitzungsfolge(plan.sitzungen, gezeichnet), sitzungsfolge(plan.sitzungen, ohne)
    for nr, sitzung in enumerate(folge):
        verpasst = sonst[nr] if nr < len(sonst) and sonst[nr].tag < sitzung.tag else None
        _sitzung(weg, sitzung, verpasst)
    if folge and folge[-1].beschliesst:
        return folge[-1].tag
    satz = "Es ist keine Sitzung eingetragen, die der Antrag dann noch erreicht."
    if sonst:
        satz += f" Ohne die Rückgabe wäre es {sonst[-1].name} am {datum(sonst[-1].tag)}."
    weg.stationen.append(Station("Beschluss des Gremiums", None, (), satz))
    return None


def _sitzung(weg: _Weg, sitzung: Sitzungstag, verpasst: Sitzungstag | None) -> None:
    warnung = (
        f"Die Sitzung am {datum(verpasst.tag)} wird verpasst (Abgabeschluss {datum(_schluss(verpasst))})."
        if verpasst
        else ""
    )
    if sitzung.abgabeschluss:
        was = f"Abgabeschluss für {sitzung.name}"
        weg.dazu(was, fristen.termin(sitzung.abgabeschluss))
    weg.dazu(f"Sitzung: {sitzung.name}", fristen.termin(sitzung.tag), warnung)


def sitzungsfolge(sitzungen: Sequence[Sitzungstag], ab: date) -> list[Sitzungstag]:
    """The preliminary sitting and the deciding one after it that papers signed on day ``ab`` still reach."""
    folge: list[Sitzungstag] = []
    vorberatend = any(not s.beschliesst for s in sitzungen)
    for sitzung in sorted(sitzungen, key=lambda s: s.tag):
        erreichbar = _schluss(sitzung) >= ab if not folge else sitzung.tag > folge[-1].tag
        if erreichbar and sitzung.beschliesst == (bool(folge) or not vorberatend):
            folge.append(sitzung)
            if sitzung.beschliesst:
                break
    return folge


def _schluss(sitzung: Sitzungstag) -> date:
    return sitzung.abgabeschluss or sitzung.tag


def _bescheid(weg: _Weg, plan: Plan, entschieden: date) -> None:
    bescheid = weg.dazu("Bescheid", fristen.arbeitstage_nach(entschieden, BESCHEID))
    fiktion = fristen.bekanntgabe(bescheid, "post")
    bekannt = weg.dazu("Gilt als bekannt gegeben (bei Versand mit der Post)", fiktion)
    weg.dazu("Ende der Rechtsbehelfsfrist", fristen.rechtsbehelf(bekannt))
    zu_spaet = bekannt >= plan.beginn
    warnung = (
        f"Der Bescheid käme erst nach dem Beginn der Förderung am {datum(plan.beginn)}." if zu_spaet else ""
    )
    weg.dazu("Beginn der Förderung", fristen.termin(plan.beginn), warnung)


# From an application


def plan_fuer(antrag: Antrag, kreis: Sequence[Sitzungstag] | None = None) -> Plan:
    """Gather what the outlook on an application rests on; one query where its round asks the committee.

    ``kreis``: the sittings of its district, where the plans of many are asked for at once.
    """
    fassung, runde = antrag.fassung, antrag.runde
    rechnung = vorschlag(antrag)
    gremium = runde.braucht_beschluss(rechnung.betrag)
    eingang = ortstag(antrag.eingegangen_am)
    if gremium and kreis is None:
        kreis = sitzungen(antrag.landkreis_id, eingang)
    return Plan(
        eingang=eingang,
        frist_ergaenzung=fassung.frist_ergaenzung,
        frist_stellungnahme=fassung.frist_stellungnahme,
        frist_zeichnung=fassung.frist_zeichnung,
        beginn=runde.beginn,
        gekuerzt=antrag.beantragt_vzae is not None and rechnung.vzae < antrag.beantragt_vzae,
        gremium=gremium,
        sitzungen=[s for s in kreis or () if s.tag >= eingang] if gremium else (),
    )


def sitzungen(landkreis_id: int, ab: date) -> list[Sitzungstag]:
    """Give the sittings of a district from a day on."""
    kreis = Sitzung.objects.kommende(ab=ab).filter(gremium__landkreis=landkreis_id)
    return [
        Sitzungstag(s.gremium.kurz, s.tag, s.abgabeschluss, s.beschliessend)
        for s in kreis.mit_zustaendigkeit().select_related("gremium").order_by("tag")
    ]
