"""Deadline rows: opened with the trace that explains their day, closed when kept, marked when they lapse."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from antraege import zeit
from antraege.fristen import Ergebnis
from antraege.models import (
    Antrag,
    Benutzer,
    Bescheid,
    Ereignis,
    Fachstellungnahme,
    Finanzierungsanteil,
    Frist,
    Kommune,
    Massgabe,
    Stelle,
    Vorlage,
)
from antraege.services.gesammelt import einfuegen
from antraege.services.protokoll import vermerken


def eroeffnen(
    art: str,
    *,
    ergebnis: Ergebnis,
    ereignis_am: date,
    antrag: Antrag | None = None,
    bescheid: Bescheid | None = None,
    stelle: Stelle | None = None,
    anteil: Finanzierungsanteil | None = None,
    fachstellungnahme: Fachstellungnahme | None = None,
    vorlage: Vorlage | None = None,
    massgabe: Massgabe | None = None,
    kommune: Kommune | None = None,
    rolle: str = "",
    typ: str = Frist.Typ.FRIST,
    folge: str = "",
    ablauf: str = Frist.Ablauf.MARKIEREN,
) -> Frist:
    """Open a deadline that ``kommune`` (or the office's ``rolle``) must keep; its day and trace come from fristen.py.

    Loaded history (``historisch``) is stored as done: it shows its day and reminds nobody.
    """
    traeger = antrag or stelle or vorlage
    frist = Frist(
        landkreis_id=traeger.landkreis_id,  # type: ignore[union-attr]
        antrag=antrag,
        bescheid=bescheid,
        stelle=stelle,
        anteil=anteil,
        fachstellungnahme=fachstellungnahme,
        vorlage=vorlage,
        massgabe=massgabe,
        kommune=kommune,
        rolle=rolle,
        art=art,
        typ=typ,
        ereignis_am=ereignis_am,
        faellig_am=ergebnis.tag,
        spur=ergebnis.text,
        folge=folge,
        ablauf=ablauf,
        erledigt_am=zeit.jetzt() if traeger.historisch else None,  # type: ignore[union-attr]
    )
    einfuegen(frist)
    return frist


def erledigen(
    *arten: str,
    jetzt: datetime,
    antrag: Antrag | None = None,
    anteil: Finanzierungsanteil | None = None,
    vorlage: Vorlage | None = None,
    bescheid: Bescheid | None = None,
) -> int:
    """Close the open deadlines of these kinds (all kinds without one); give how many there were."""
    wovon = {"antrag": antrag, "anteil": anteil, "vorlage": vorlage, "bescheid": bescheid}
    offen = Frist.objects.offen().filter(**{name: objekt for name, objekt in wovon.items() if objekt})
    return offen.filter(Q(art__in=arten) if arten else Q()).update(erledigt_am=jetzt)


@transaction.atomic
def ablauf_feststellen(*, frist: Frist, by: Benutzer, heute: date) -> bool:
    """Mark a deadline that has passed, once; give False where that was done before or it is not over yet."""
    getan = Frist.objects.faellig(am=heute).filter(pk=frist.pk).update(abgelaufen_am=F("faellig_am") + 1)
    if getan:
        vermerken(
            Ereignis.FRIST_ABGELAUFEN,
            frist,
            by=by,
            antrag=frist.antrag,
            wirksam_am=frist.faellig_am,
            text=str(frist),
            sichtbar=frist.kommune_id is not None,
        )
    return bool(getan)
