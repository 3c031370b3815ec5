"""Which deadlines need which reminder on a day: selection from data, each reminder at most once.

The history of reminders is their Nachricht rows (``erinnerungen_zu``); the log does not repeat them. The key holds
deadline, its day, stage, channel and recipient: runs that overlap or repeat write nothing twice, an extended
deadline reminds anew. After a pause only the latest missed stage of each deadline goes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from antraege import fristen
from antraege.arbeitstage import TAG
from antraege.dauer import Dauer
from antraege.formate import ortstag
from antraege.models import Antrag, Frist, Rolle
from notifications import briefe, fall
from notifications.catalogue import Botschaft
from notifications.empfaenger import KOMMUNE, Verzeichnis
from notifications.models import Kanal, Nachricht

BEIDE: Final = (Kanal.EMAIL, Kanal.PORTAL)
# How many days a reminder may be late; what beat missed longer ago has no use any more.
NACHHOLEN: Final = timedelta(days=31)
WEITESTE_VORSCHAU: Final = timedelta(days=370)


@dataclass(frozen=True)
class Plan:
    """When a kind of deadline reminds: ``stufen`` in days relative to its end, ``monate`` before it.

    ``eskalation`` is the stage (days) that also tells ``an``; ``kurzfristig`` warns at once where at the beginning
    fewer months than that are left.
    """

    stufen: tuple[int, ...] = (-14, -7, -1, 0, 1, 7)
    monate: tuple[int, ...] = ()
    kurzfristig: int = 0
    eskalation: int | None = 7
    an: str = Rolle.SACHGEBIETSLEITUNG


STANDARD: Final = Plan()
PLAENE: Final[Mapping[str, Plan]] = {
    # A draft is the municipality's own: nobody in the district hears of it.
    Frist.Art.ANTRAG: Plan(stufen=(-30, -14, -7, -1, 1), eskalation=None),
    Frist.Art.NACHREICHUNG: STANDARD,
    Frist.Art.ERGAENZUNG: STANDARD,
    Frist.Art.STELLUNGNAHME: Plan(stufen=(-7, -1, 0), eskalation=None),
    Frist.Art.ZEICHNUNG: Plan(stufen=(-1, 0, 1), eskalation=1),
    Frist.Art.ABRUF: Plan(stufen=(-7, -1, 0), eskalation=None),
    Frist.Art.FACHSTELLUNGNAHME: Plan(stufen=(-1, 0, 1), eskalation=None),
    Frist.Art.MITZEICHNUNG: Plan(stufen=(-1, 0, 1), eskalation=None),
    Frist.Art.MASSGABE: Plan(stufen=(-14, -1, 0, 7), eskalation=None),
    # Nobody is reminded to object.
    Frist.Art.RECHTSBEHELF: Plan(stufen=(), eskalation=None),
    Frist.Art.STELLENENDE: Plan(stufen=(), monate=(12, 9, 6, 3), kurzfristig=6, eskalation=None),
    Frist.Art.VERWENDUNGSNACHWEIS: Plan(stufen=(-30, -14, -7, -1, 0, 1, 7)),
}


@dataclass(frozen=True)
class Erinnerung:
    """A deadline, the stage that is due and the day it should have gone out."""

    frist: Frist
    stufe: str
    tag: date

    @property
    def nach_ablauf(self) -> bool:
        """Whether it tells of an expiry."""
        return self.stufe.startswith("+")

    def botschaften(self) -> Iterator[Botschaft]:
        """The messages of this reminder: to whom must act, and to whom it escalates."""
        frist, plan = self.frist, PLAENE[self.frist.art]
        an = KOMMUNE if frist.kommune_id else frist.rolle
        yield Botschaft(self._art(), an, BEIDE)
        if plan.eskalation is not None and self.stufe == stufenname(plan.eskalation):
            yield Botschaft("eskalation", plan.an, BEIDE)

    def _art(self) -> str:
        if self.frist.art == Frist.Art.STELLENENDE:
            return "stellenende"
        if not self.frist.kommune_id:
            return "erinnerung_amt"
        return "erinnerung_nach" if self.nach_ablauf else "erinnerung_vor"


def faellige_erinnerungen(am: date) -> list[Erinnerung]:
    """For each open deadline the latest stage due on or before the day ``am``; historical ones never remind."""
    return [e for frist in _offene(am) if (e := faellige_stufe(frist, am))]


def faellige_stufe(frist: Frist, am: date) -> Erinnerung | None:
    """The latest stage of one deadline that is due by ``am``, not before it was set and not too long ago."""
    stufen = [(tag, stufe) for stufe, tag in erinnerungsplan(frist) if am - NACHHOLEN < tag <= am]
    if not stufen:
        return None
    tag, stufe = max(stufen, key=lambda paar: paar[0])
    return Erinnerung(frist, stufe, tag)


def erinnerungsplan(frist: Frist) -> list[tuple[str, date]]:
    """All stages of a deadline as (name, working day on which it goes out), from the day after it began to run."""
    plan, ende = PLAENE[frist.art], frist.faellig_am
    tage = [(stufenname(s), tag) for s, tag in fristen.erinnerungstage(ende, plan.stufen)]
    monate = [(f"-{m}M", fristen.voriger_arbeitstag(Dauer(m, "M").vor(ende))) for m in plan.monate]
    # On the very day it was set, whoever set it has told of it.
    spaeter = [(stufe, tag) for stufe, tag in monate + tage if tag > _bekannt(frist)]
    return [*_sofort(frist, plan), *spaeter]


def _sofort(frist: Frist, plan: Plan) -> list[tuple[str, date]]:
    """A warning on the day the position was created, where its money ends too soon after."""
    if not plan.kurzfristig or frist.stelle is None:
        return []
    angelegt = min(frist.ereignis_am, ortstag(frist.stelle.angelegt_am))
    zu_kurz = Dauer(plan.kurzfristig, "M").vor(frist.faellig_am) < angelegt <= frist.faellig_am
    return [("sofort", angelegt)] if zu_kurz else []


def stufenname(tage: int) -> str:
    """``-14``, ``0``, ``+7``."""
    return f"{tage:+d}" if tage else "0"


def neue_nachrichten(am: date) -> list[Nachricht]:
    """The unsaved messages of all reminders due on ``am`` that were not written before."""
    verzeichnis = Verzeichnis(am)
    return [
        n
        for e in _neue(faellige_erinnerungen(am))
        for b in e.botschaften()
        for n in briefe.nachrichten(fall.aus_frist(e.frist, e.stufe), b, verzeichnis)
    ]


@transaction.atomic
def einreihen(am: date) -> int:
    """Write the messages of all reminders due on ``am``; give how many were written (runs that overlap write once)."""
    neu = neue_nachrichten(am)
    Nachricht.objects.bulk_create(neu, batch_size=500, ignore_conflicts=True)
    return len(neu)


def _neue(erinnerungen: list[Erinnerung]) -> list[Erinnerung]:
    """Those of whose stage nothing was written yet: so a repeated run renders no text."""
    fristen_ids = [e.frist.pk for e in erinnerungen]
    zeilen = Nachricht.objects.filter(frist__in=fristen_ids).values_list("schluessel", flat=True)
    geschrieben = {schluessel.rsplit(":", 3)[0] for schluessel in zeilen}
    return [e for e in erinnerungen if fall.aus_frist(e.frist, e.stufe).anlass not in geschrieben]


def erinnerungen_zu(antrag: Antrag) -> list[Nachricht]:
    """The e-mails that reminded about an application ("erinnert am ..., an ..."), oldest first."""
    zeilen = Nachricht.objects.filter(frist__antrag=antrag, kanal=Kanal.EMAIL)
    return list(zeilen.select_related("frist").order_by("pk"))


def _offene(am: date) -> list[Frist]:
    historisch = Q(antrag__historisch=True) | Q(stelle__historisch=True) | Q(vorlage__historisch=True)
    rahmen = ("landkreis", "kommune", "antrag__kommune", "antrag__runde", "antrag__fassung")
    fenster = Frist.objects.offen().filter(
        faellig_am__range=(am - NACHHOLEN - timedelta(days=14), am + WEITESTE_VORSCHAU)
    )
    zeilen = fenster.exclude(historisch).select_related(
        *rahmen, "stelle__einsatzort", "anteil__runde", "vorlage"
    )
    return list(zeilen.order_by("faellig_am", "pk"))


def _bekannt(frist: Frist) -> date:
    """The day from which whoever must keep it knew of the deadline.

    The round's deadline was public before the draft was begun, so the draft's first day may already remind.
    """
    if frist.art == Frist.Art.ANTRAG and frist.antrag is not None:
        return max(frist.ereignis_am, ortstag(frist.antrag.angelegt_am) - TAG)
    return frist.ereignis_am
