"""The one door through which an application changes its legal state."""

from __future__ import annotations

from datetime import date
from typing import Any

from antraege.einsicht import veroeffentlichte_vorlagen
from antraege.fehler import Konflikt
from antraege.models import UEBERGAENGE, Antrag, Benutzer, Ereignis, Foerderrunde, Status
from antraege.services.beratungsfolge import oeffentlich_entschieden, veroeffentlicht
from antraege.services.protokoll import vermerken

S = Status
VERDECKT = frozenset({S.VOLLSTAENDIG, S.IN_ZEICHNUNG, S.GEZEICHNET})


def uebergang(
    antrag: Antrag,
    act: str,
    ereignis: Ereignis,
    *,
    by: Benutzer,
    heute: date,
    text: str = "",
    sichtbar: bool = False,
    **felder: Any,
) -> None:
    """Take the step ``act`` of UEBERGAENGE by compare-and-set, with ``felder``, and log it.

    Raises ``Konflikt`` where the stored state no longer allows the step: then nothing was changed.
    """
    von, nach = UEBERGAENGE[act]
    vorher = antrag.status
    felder |= {"status": nach, "status_kommune": sichtbarer_status(antrag, nach)}
    if vorher not in von or not Antrag.objects.filter(pk=antrag.pk, status=vorher).update(**felder):
        raise Konflikt(
            f"Dieser Schritt ist nicht mehr möglich: Der Antrag steht inzwischen bei „{_stand_fuer(by, antrag).label}“."
        )
    for feld, wert in felder.items():
        setattr(antrag, feld, wert)
    vermerken(
        ereignis, antrag, by=by, wirksam_am=heute, vorher=vorher, nachher=nach, text=text, sichtbar=sichtbar
    )


def _stand_fuer(by: Benutzer, antrag: Antrag) -> Status:
    """Read the stored state anew, as far as the acting side may know it."""
    feld = "status" if antrag.landkreis_id in by.landkreis_ids or by.ist_system else "status_kommune"
    return Status(Antrag.objects.values_list(feld, flat=True).get(pk=antrag.pk))


def sichtbarer_status(antrag: Antrag, status: Status) -> Status:
    """Give the state a municipality may see: no vote before the paper is published, no result before its release."""
    if status in VERDECKT:
        return S.IM_GREMIUM if _wartet_noch(antrag) else S.VOLLSTAENDIG
    if status == S.IM_GREMIUM or (status == S.BESCHLOSSEN and not _nach_der_sitzung_bekannt(antrag)):
        return S.IM_GREMIUM if _wartet_bekannt(antrag) else S.VOLLSTAENDIG
    return status


def _wartet_bekannt(antrag: Antrag) -> bool:
    return _veroeffentlicht(antrag) or _wartet_noch(antrag)


def _wartet_noch(antrag: Antrag) -> bool:
    """Known once, it stays known while the version that names the application is the one published last.

    What a next version makes of it, also that it is no longer on it, becomes known with that version.
    """
    return antrag.status_kommune == S.IM_GREMIUM and veroeffentlichte_vorlagen(antrag).exists()


def _nach_der_sitzung_bekannt(antrag: Antrag) -> bool:
    """Where the administration decides there is no sitting: its decision takes effect with the notice (§ 43 LVwVfG).

    What was decided is decided of the version that lay before the sitting: not before that one is published.
    """
    if antrag.runde.ergebnis_sichtbar != Foerderrunde.Sichtbarkeit.SITZUNG or not _veroeffentlicht(antrag):
        return False
    return antrag.beschlussantrag is not None and oeffentlich_entschieden(antrag.beschlussantrag.vorlage)


def _veroeffentlicht(antrag: Antrag) -> bool:
    return antrag.beschlussantrag is not None and veroeffentlicht(antrag.beschlussantrag.vorlage)
