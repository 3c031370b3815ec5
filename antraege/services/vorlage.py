"""Writing a paper: from the signed applications of a round, or of free motions; with its way through the committees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.berechnung import NULL, summe
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import datum, euro, vzae
from antraege.models import (
    Antrag,
    Benutzer,
    Beratungsschritt,
    Beschlussantrag,
    Ereignis,
    Foerderrunde,
    Landkreis,
    Sitzung,
    Status,
    Vorlage,
)
from antraege.services.protokoll import vermerken
from antraege.services.uebergang import uebergang

NUMMER: Final = re.compile(r"\d{3}/\d{4}")


@transaction.atomic
def vorlage_erstellen(
    *,
    runde: Foerderrunde,
    drucksache: str,
    titel: str,
    antraege: Sequence[Antrag],
    sga: Sitzung,
    kreistag: Sitzung,
    by: Benutzer,
    heute: date,
    ziffern: Sequence[str] = (),
) -> Vorlage:
    """Put signed applications of a round on a paper: Ziffer 1 lists them, ``ziffern`` are further motions.

    The applications wait for the decision from now on. Raises ``ValidationError`` at a field, ``Konflikt`` where an
    application is no longer signed and free, ``Verweigert`` in a round that asks no committee.
    """
    verlange(by, "vorlage.erstellen", runde)
    gesperrt = _auswahl(runde, antraege)
    vorlage = _vorlage(
        runde.programm.landkreis, drucksache, titel, by, runde=runde, beispieldaten=runde.beispieldaten
    )
    _folge(vorlage, sga, kreistag, heute)
    _ziffern(vorlage, [wortlaut_bewilligung(runde, gesperrt), *ziffern])
    erste = vorlage.beschlussantraege.get(ziffer=1)
    for antrag in gesperrt:
        uebergang(
            antrag,
            "auf_vorlage_setzen",
            Ereignis.ANTRAG_AUF_VORLAGE,
            by=by,
            heute=heute,
            beschlussantrag=erste,
        )
    vermerken(Ereignis.VORLAGE_ERSTELLT, vorlage, by=by, wirksam_am=heute, nachher=vorlage.status)
    for antrag in antraege:
        antrag.refresh_from_db()
    return vorlage


def _auswahl(runde: Foerderrunde, antraege: Sequence[Antrag]) -> list[Antrag]:
    """Lock the chosen applications in order of id, as every act on many does."""
    if not runde.fragt_gremium:
        raise Verweigert(
            "Über die Anträge dieser Runde entscheidet die Verwaltung. Eine Sitzungsvorlage ist nicht nötig."
        )
    if not antraege:
        raise ValidationError({"antraege": "Bitte wählen Sie mindestens einen gezeichneten Antrag."})
    ids = {antrag.pk for antrag in antraege}
    gewaehlt = (
        Antrag.objects.fuer_das_gremium()
        .filter(pk__in=ids, runde=runde)
        .select_for_update(of=("self",))
        .select_related("kommune", "runde__programm")
        .order_by("pk")
    )
    frei = [a for a in gewaehlt if a.status == Status.GEZEICHNET and a.beschlussantrag_id is None]
    if len(frei) < len(ids):
        raise Konflikt(
            "Auf die Vorlage kommen nur Anträge dieser Runde, deren Empfehlung gezeichnet ist, über die das Gremium entscheidet und die auf keiner anderen Vorlage stehen."
        )
    return frei


def wortlaut_bewilligung(runde: Foerderrunde, antraege: Sequence[Antrag]) -> str:
    """Word Ziffer 1 from the recommendations: how many municipalities get how much, and how many get nothing."""
    bewilligt = [a for a in antraege if a.empfohlen_vzae]
    teile = []
    if bewilligt:
        gesamt = vzae(summe(a.empfohlen_vzae or NULL for a in bewilligt))
        betrag = euro(summe(a.empfohlen_betrag or NULL for a in bewilligt))
        kommunen = "1 Kommune" if len(bewilligt) == 1 else f"{len(bewilligt)} Kommunen"
        zeit = f"vom {datum(runde.beginn)} bis {datum(runde.ende)}"
        teile.append(
            f"Die Förderung von Stellenanteilen nach der Anlage wird bewilligt: zusammen {gesamt} und {betrag} für {kommunen} in der Zeit {zeit}."
        )
    if abgelehnt := len(antraege) - len(bewilligt):
        teile.append(
            "1 Antrag wird abgelehnt." if abgelehnt == 1 else f"{abgelehnt} Anträge werden abgelehnt."
        )
    return " ".join(teile)


@transaction.atomic
def freie_vorlage_anlegen(
    *,
    landkreis: Landkreis,
    drucksache: str,
    titel: str,
    ziffern: Sequence[str],
    sga: Sitzung,
    kreistag: Sitzung,
    by: Benutzer,
    heute: date,
    historisch: bool = False,
    beispieldaten: bool = False,
) -> Vorlage:
    """Write a paper of free motions (a guideline, a programme, positions); each is decided singly (R19)."""
    vorlage = _vorlage(landkreis, drucksache, titel, by, historisch=historisch, beispieldaten=beispieldaten)
    verlange(by, "vorlage.erstellen", vorlage)
    if not ziffern:
        raise ValidationError({"ziffern": "Eine Vorlage braucht mindestens einen Beschlussantrag."})
    _folge(vorlage, sga, kreistag, heute)
    _ziffern(vorlage, ziffern)
    vermerken(
        Ereignis.VORLAGE_ERSTELLT,
        vorlage,
        by=by,
        wirksam_am=heute,
        nachher=vorlage.status,
        historisch=historisch,
    )
    return vorlage


def _vorlage(landkreis: Landkreis, drucksache: str, titel: str, by: Benutzer, **felder: object) -> Vorlage:
    if not NUMMER.fullmatch(drucksache.strip()):
        raise ValidationError(
            {
                "drucksache": "Bitte geben Sie die Nummer so ein, wie das Ratsinformationssystem sie vergibt, zum Beispiel 012/2027."
            }
        )
    if not titel.strip():
        raise ValidationError({"titel": "Bitte geben Sie der Vorlage einen Titel."})
    vorlage = Vorlage(
        landkreis=landkreis,
        drucksache=drucksache.strip(),
        titel=titel.strip(),
        erstellt_von=by,
        **felder,
    )
    try:
        with transaction.atomic():
            vorlage.save()
    except IntegrityError as fehler:
        raise ValidationError({"drucksache": "Diese Drucksachennummer ist schon vergeben."}) from fehler
    return vorlage


def _folge(vorlage: Vorlage, sga: Sitzung, kreistag: Sitzung, heute: date) -> None:
    """Plan the way through the committees: first who advises, then who decides."""
    if {sga.gremium.landkreis_id, kreistag.gremium.landkreis_id} != {vorlage.landkreis_id}:
        raise ValidationError({"sga": "Diese Sitzung gehört zu einem anderen Landkreis."})
    if sga.zustaendigkeit.beschliessend or sga.tag < heute:
        raise ValidationError(
            {"sga": "Bitte wählen Sie eine kommende Sitzung des vorberatenden Ausschusses."}
        )
    if not kreistag.zustaendigkeit.beschliessend:
        raise ValidationError(
            {
                "kreistag": f"{kreistag.gremium.name} kann nur vorberaten. Bitte wählen Sie eine Sitzung des Kreistags."
            }
        )
    if kreistag.tag < sga.tag:
        raise ValidationError(
            {
                "kreistag": "Der Kreistag entscheidet nach der Vorberatung. Bitte wählen Sie eine spätere Sitzung."
            }
        )
    Beratungsschritt.objects.create(vorlage=vorlage, sitzung=sga, rolle=Beratungsschritt.Rolle.VORBERATUNG)
    Beratungsschritt.objects.create(vorlage=vorlage, sitzung=kreistag, rolle=Beratungsschritt.Rolle.BESCHLUSS)


def _ziffern(vorlage: Vorlage, texte: Sequence[str]) -> None:
    if leer := [nr for nr, text in enumerate(texte, 1) if not text.strip()]:
        raise ValidationError({"ziffern": f"Ziffer {leer[0]} hat keinen Wortlaut."})
    Beschlussantrag.objects.bulk_create(
        Beschlussantrag(vorlage=vorlage, ziffer=nr, wortlaut=text.strip()) for nr, text in enumerate(texte, 1)
    )
