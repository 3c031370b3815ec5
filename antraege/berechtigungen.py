"""Who may do what: one table, act -> roles and conditions, merged from ``antraege/rechte``.

``may`` answers with yes or the sentence why not, so a page can show every refused act with its reason.
"""

from __future__ import annotations

from typing import Any

from antraege.fehler import Verweigert
from antraege.models import KOMMUNALE_ROLLEN, Benutzer, Rolle
from antraege.rechte import (
    akte,
    antrag,
    aufgabe,
    bescheid,
    besetzung,
    gremien,
    gremium,
    haushalt,
    massgabe,
    programm,
    pruefung,
    richtlinie,
    serie,
    stelle,
    vorlagendatei,
    zugang,
    zustellung,
)
from antraege.rechte.grund import Auskunft, Recht

RECHTE: dict[str, Recht] = {
    **antrag.RECHTE,
    **bescheid.RECHTE,
    **serie.RECHTE,
    **gremium.RECHTE,
    **vorlagendatei.RECHTE,
    **gremien.RECHTE,
    **massgabe.RECHTE,
    **programm.RECHTE,
    **haushalt.RECHTE,
    **zustellung.RECHTE,
    **stelle.RECHTE,
    **besetzung.RECHTE,
    **richtlinie.RECHTE,
    **zugang.RECHTE,
    **pruefung.RECHTE,
    **akte.RECHTE,
    **aufgabe.RECHTE,
}


def may(user: Benutzer, act: str, obj: Any) -> Auskunft:
    """Say whether ``user`` may do ``act`` on ``obj`` now; if not, why and who can help."""
    recht = RECHTE[act]
    if not (user.ist_system or hat_recht(user, recht, obj)):
        rollen = " oder ".join(Rolle(r).label for r in sorted(recht.rollen))
        return Auskunft(False, f"Das ist der Rolle {rollen} vorbehalten.", rollen)
    for bedingung in recht.bedingungen:
        if not bedingung.erfuellt(user, obj):
            return bedingung.absage(obj)
    return Auskunft(True)


def verlange(user: Benutzer, act: str, obj: Any) -> None:
    """Raise ``Verweigert`` with the reason unless ``user`` may do ``act`` on ``obj``; note for whom it is done.

    The note (``Benutzer.handelt_fuer``) is what the log writes as "als Vertretung für".
    """
    auskunft = may(user, act, obj)
    if not auskunft:
        raise Verweigert(auskunft.satz, wer=auskunft.wer)
    user.handelt_fuer = fuer_wen(user, act, obj)


def fuer_wen(user: Benutzer, act: str, obj: Any) -> Benutzer | None:
    """Say whom ``user`` stands in for when doing ``act``; nobody where the roles held in the own name suffice.

    Asked of the whole right, conditions included: a level of signature, too, may be held for somebody else only.
    """
    rollen, vertretene = user.aktive_mitgliedschaften, user.vertretene
    for person in (None, *vertretene) if vertretene else ():
        if may(user.mit_rollen([m for m in rollen if m.vertritt in (None, person)]), act, obj):
            return person
    return None


def hat_recht(user: Benutzer, recht: Recht, obj: Any) -> bool:
    """Say whether one of the roles is held for the district or municipality ``obj`` belongs to."""
    kommunal = recht.rollen & KOMMUNALE_ROLLEN
    kreis = recht.rollen - KOMMUNALE_ROLLEN
    return bool(kommunal and user.hat_rolle(*kommunal, kommune_id=kommune_id(obj))) or bool(
        kreis and user.hat_rolle(*kreis, landkreis_id=landkreis_id(obj))
    )


def landkreis_id(obj: Any) -> int:
    """Give the district an object belongs to, directly or by its round's programme."""
    for weg in (
        "landkreis_id",
        "programm.landkreis_id",
        "runde.programm.landkreis_id",
        "antrag.landkreis_id",
        "kommune.landkreis_id",
        "gremium.landkreis_id",
        "ratssystem.landkreis_id",
        "vorlage.landkreis_id",
    ):
        wert = _folge(obj, weg)
        if wert is not None:
            return wert
    raise TypeError(f"{type(obj).__name__} gehört zu keinem Landkreis")


def kommune_id(obj: Any) -> int:
    """Give the municipality an object belongs to (of a position: who employs); 0 where it belongs to none."""
    wege = ("kommune_id", "anstellungstraeger_id", "antrag.kommune_id")
    return next((wert for weg in wege if (wert := _folge(obj, weg))), 0)


def _folge(obj: Any, weg: str) -> Any:
    for teil in weg.split("."):
        obj = getattr(obj, teil, None)
        if obj is None:
            return None
    return obj
