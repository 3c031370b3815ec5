"""Proof of stored notices: set again from their frozen data they give the same bytes, or somebody changed something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from antraege.models import Bescheid
from antraege.services import bescheid_pdf


class Urteil(StrEnum):
    """What setting it again showed."""

    GLEICH = "gleich"
    ABWEICHEND = "abweichend"
    NICHT_VERGLEICHBAR = "nicht vergleichbar"


@dataclass(frozen=True)
class Befund:
    """The verdict on one notice, and why where it is not equal."""

    nummer: str
    urteil: Urteil
    grund: str = ""


def pruefe(bescheid: Bescheid) -> Befund:
    """Judge a stored notice: its file against its checksum, then against a new setting of its data."""
    return Befund(str(bescheid), *_urteil(bescheid))


def _urteil(bescheid: Bescheid) -> tuple[Urteil, str]:
    try:
        with bescheid.pdf.open() as datei:
            gespeichert = sha256(datei.read()).hexdigest()
    except FileNotFoundError:
        return Urteil.NICHT_VERGLEICHBAR, "Die Datei fehlt."
    if gespeichert != bescheid.sha256:
        return (
            Urteil.ABWEICHEND,
            "Die Datei ist nicht die, die bereitgestellt wurde: Ihre Prüfsumme ist eine andere.",
        )
    if bescheid.daten is None:
        return Urteil.NICHT_VERGLEICHBAR, "Die Daten des Schreibens wurden damals noch nicht aufgehoben."
    if grund := _anders_gesetzt(bescheid):
        return Urteil.NICHT_VERGLEICHBAR, grund
    if bescheid_pdf.setze(bescheid.daten).sha256 != bescheid.sha256:
        return Urteil.ABWEICHEND, "Aus den aufgehobenen Daten entsteht eine andere Datei."
    return Urteil.GLEICH, ""


def _anders_gesetzt(bescheid: Bescheid) -> str:
    """Why another setting would prove nothing; empty where it would."""
    if bescheid.typst_version != bescheid_pdf.typst_version():
        return f"Gesetzt mit typst {bescheid.typst_version}, hier ist {bescheid_pdf.typst_version()}."
    if bescheid.vorlage_sha256 != bescheid_pdf.vorlage_sha256():
        return "Druckvorlage oder Schriften sind seither andere."
    return ""
