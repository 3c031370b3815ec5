"""Writing a paper: from the signed applications of a round, or of free motions; with its way through the committees."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Benutzer,
    Beratungsschritt,
    Beschlussantrag,
    Ereignis,
    Foerderrunde,
    Landkreis,
    Rolle,
    Sitzung,
    Status,
    Vorlage,
)
from antraege.services import wertgrenze
from antraege.services.beratungsfolge import umplanen
from antraege.services.protokoll import vermerken
from antraege.services.uebergang import uebergang
from antraege.services.vorlagentext import vorschlag

NUMMER: Final = re.compile(r"\d{3}/\d{4}")
R = Beratungsschritt.Rolle
VERGEBEN: Final = "Diese Drucksachennummer ist schon vergeben."


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
    geschlossen: Collection[str] = (),
) -> Vorlage:
    """Put signed applications of a round on a paper: Ziffer 1 lists them, ``ziffern`` are further motions.

    The applications wait for the decision from now on. ``geschlossen``: which of ``folge`` is not public. Raises ``ValidationError`` at a field, ``Konflikt`` where an
    application is no longer signed and free, ``Verweigert`` in a round that asks no committee.
    """
    verlange(by, "vorlage.erstellen", runde)
    gesperrt = _auswahl(runde, antraege)
    text = vorschlag(runde, gesperrt)
    vorlage = neue_vorlage(
        runde.programm.landkreis,
        drucksache,
        titel,
        by,
        runde=runde,
        beispieldaten=runde.beispieldaten,
        sachverhalt=text.sachverhalt,
        finanzen=text.finanzen,
        betrag=text.betrag,
    )
    folge(vorlage, sga, kreistag, heute, geschlossen)
    _ziffern(vorlage, [text.wortlaut, *ziffern])
    _setze(vorlage.beschlussantraege.get(ziffer=1), gesperrt, by, heute)
    vermerken(Ereignis.VORLAGE_ERSTELLT, vorlage, by=by, wirksam_am=heute, nachher=vorlage.status)
    for antrag in antraege:
        antrag.refresh_from_db()
    return vorlage


def setze_auf(ziffer: Beschlussantrag, antraege: Sequence[Antrag], by: Benutzer, heute: date) -> None:
    """Put further signed applications of the paper's round on this motion; raises as ``vorlage_erstellen``."""
    runde = cast(Foerderrunde, ziffer.vorlage.runde)
    _setze(ziffer, _auswahl(runde, antraege), by, heute)


def _setze(ziffer: Beschlussantrag, antraege: Sequence[Antrag], by: Benutzer, heute: date) -> None:
    for antrag in antraege:
        uebergang(
            antrag,
            "auf_vorlage_setzen",
            Ereignis.ANTRAG_AUF_VORLAGE,
            by=by,
            heute=heute,
            beschlussantrag=ziffer,
        )


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
        .select_related("kommune", "fassung", "runde__programm")
        .order_by("pk")
    )
    frei = [a for a in gewaehlt if a.status == Status.GEZEICHNET and a.beschlussantrag_id is None]
    if len(frei) < len(ids):
        raise Konflikt(
            "Auf die Vorlage kommen nur Anträge dieser Runde, deren Empfehlung gezeichnet ist, über die das Gremium entscheidet und die auf keiner anderen Vorlage stehen."
        )
    return frei


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
    geschlossen: Collection[str] = (),
) -> Vorlage:
    """Write a paper of free motions (a guideline, a programme, positions); each is decided singly (R19)."""
    vorlage = neue_vorlage(
        landkreis, drucksache, titel, by, historisch=historisch, beispieldaten=beispieldaten
    )
    verlange(by, "vorlage.erstellen", vorlage)
    if not ziffern:
        raise ValidationError({"ziffern": "Eine Vorlage braucht mindestens einen Beschlussantrag."})
    folge(vorlage, sga, kreistag, heute, geschlossen)
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


def neue_vorlage(
    landkreis: Landkreis, drucksache: str, titel: str, by: Benutzer, **felder: object
) -> Vorlage:
    pruefe_kopf(drucksache, titel)
    vorlage = Vorlage(
        landkreis=landkreis,
        drucksache=drucksache.strip(),
        titel=titel.strip(),
        erstellt_von=by,
        federfuehrung=_federfuehrung(by, landkreis),
        **felder,
    )
    try:
        with transaction.atomic():
            vorlage.save()
    except IntegrityError as fehler:
        raise ValidationError({"drucksache": VERGEBEN}) from fehler
    return vorlage


def _federfuehrung(by: Benutzer, landkreis: Landkreis) -> str:
    """Whoever begins a paper writes it; the office of the council where she holds both roles."""
    rat = by.hat_rolle(Rolle.GESCHAEFTSSTELLE, landkreis_id=landkreis.pk)
    return Rolle.GESCHAEFTSSTELLE if rat else Rolle.SACHBEARBEITUNG


def pruefe_kopf(drucksache: str, titel: str) -> None:
    """Raise ``ValidationError`` unless number and title can stand above a paper."""
    if not NUMMER.fullmatch(drucksache.strip()):
        raise ValidationError(
            {
                "drucksache": "Bitte geben Sie die Nummer so ein, wie das Ratsinformationssystem sie vergibt, zum Beispiel 012/2027."
            }
        )
    if not titel.strip():
        raise ValidationError({"titel": "Bitte geben Sie der Vorlage einen Titel."})


def folge(
    vorlage: Vorlage, sga: Sitzung, kreistag: Sitzung, heute: date, geschlossen: Collection[str] = ()
) -> None:
    """Plan the way through the committees: first who advises, then who decides.

    ``geschlossen``: the roles whose item is closed to the public, also in a public sitting.
    """
    if {sga.gremium.landkreis_id, kreistag.gremium.landkreis_id} != {vorlage.landkreis_id}:
        raise ValidationError({"sga": "Diese Sitzung gehört zu einem anderen Landkreis."})
    for feld, sitzung in (("sga", sga), ("kreistag", kreistag)):
        if sitzung.abgesagt:
            raise ValidationError({feld: "Diese Sitzung ist abgesagt. Bitte wählen Sie eine andere."})
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
    if vorlage.betrag is not None and (einwand := wertgrenze.einwand(vorlage, kreistag)):
        raise ValidationError({"kreistag": einwand})
    umplanen(vorlage, {R.VORBERATUNG: sga, R.BESCHLUSS: kreistag}, geschlossen)


def _ziffern(vorlage: Vorlage, texte: Sequence[str]) -> None:
    if leer := [nr for nr, text in enumerate(texte, 1) if not text.strip()]:
        raise ValidationError({"ziffern": f"Ziffer {leer[0]} hat keinen Wortlaut."})
    Beschlussantrag.objects.bulk_create(
        Beschlussantrag(vorlage=vorlage, ziffer=nr, wortlaut=text.strip()) for nr, text in enumerate(texte, 1)
    )
