"""What the council system says of a sitting's result, as a proposal for the form: known words only, the rest is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from antraege.models import Beratungsschritt, Beschlussergebnis, Tagesordnungspunkt

W = Beschlussergebnis.Wert
A = Beschlussergebnis.Abstimmung
# The first that is found holds: "ungeändert beschlossen" before "beschlossen", a refusal before a consent.
WORTE: Final = (
    (r"\bzur(ü|ue)ckgezogen\b", W.ZURUECKGEZOGEN),
    (r"\babgesetzt\b|\bvon der tagesordnung genommen\b", W.ABGESETZT),
    (r"\bvertagt\b|\bzur(ü|ue)ckgestellt\b", W.VERTAGT),
    (r"\bverwiesen\b|\b(ü|ue)berwiesen\b", W.VERWIESEN),
    (r"\babgelehnt\b|\bkeine mehrheit\b", W.ABGELEHNT),
    (r"\bnicht\b|\bteilweise\b", None),  # "nicht beschlossen": a person must read it
    (r"\bzur? kenntnis\b|\bkenntnisnahme\b|\bkenntnis genommen\b", W.ZUR_KENNTNIS),
    (r"\bma(ß|ss)gaben?\b", W.MIT_MASSGABE),
    (r"\bge(ä|ae)ndert\b|\bmit (ä|ae)nderung(en)?\b", W.GEAENDERT),
    (r"\bbeschlossen\b|\bbeschluss\b|\bzugestimmt\b|\bangenommen\b|\bempfohlen\b", W.UNVERAENDERT),
    (r"\bunge(ä|ae)ndert\b|\bunver(ä|ae)ndert\b|\beinstimmig\b|\bmehrheitlich\b", W.UNVERAENDERT),
)
# What a decision's word means where the committee only advises.
BEI_VORBERATUNG: Final = {
    W.UNVERAENDERT: W.EMPFOHLEN,
    W.GEAENDERT: W.GEAENDERT_EMPFOHLEN,
    W.MIT_MASSGABE: W.GEAENDERT_EMPFOHLEN,
}
MIT_WORTLAUT: Final = frozenset({W.GEAENDERT, W.MIT_MASSGABE})
STIMMEN: Final = {name: rf"\b(\d+)\s*{name}" for name in ("ja", "nein", "enthaltung")}


@dataclass(frozen=True)
class Vorschlag:
    """A result as it came (``text``) and what it would be here; ``wert`` is empty where its words are not known."""

    text: str
    wert: str = ""
    abstimmung: str = ""
    ja: int | None = None
    nein: int | None = None
    enthaltung: int | None = None
    wortlaut: str = ""


def vorschlag(schritt: Beratungsschritt) -> dict[int, Vorschlag]:
    """Give for each Ziffer of the step's paper what its item on the agenda says; nothing where it says nothing.

    One item stands for all Ziffern. Several items that say different things are shown, not proposed.
    """
    punkte = Tagesordnungspunkt.objects.filter(sitzung=schritt.sitzung_id, vorlage=schritt.vorlage_id)
    gesagt = [punkt for punkt in punkte if punkt.ergebnis]
    if not gesagt:
        return {}
    ziffern = list(schritt.vorlage.beschlussantraege.values_list("ziffer", flat=True))
    texte = list(dict.fromkeys(punkt.ergebnis for punkt in gesagt))
    if len(texte) > 1:
        return dict.fromkeys(ziffern, Vorschlag("; ".join(texte)))
    wortlaut = gesagt[0].wortlaut if len(ziffern) == 1 else ""
    return dict.fromkeys(ziffern, deute(texte[0], wortlaut, schritt.rolle))


def deute(text: str, wortlaut: str, rolle: str) -> Vorschlag:
    """Read the words of a result; ``wortlaut`` is kept where the result changed the motion."""
    klein = text.casefold()
    beschlossen = next((wert for muster, wert in WORTE if re.search(muster, klein)), None)
    if beschlossen is None:
        return Vorschlag(text)
    wert = BEI_VORBERATUNG.get(beschlossen, beschlossen) if rolle == "vorberatung" else beschlossen
    return Vorschlag(
        text,
        wert=wert,
        abstimmung=_abstimmung(klein),
        wortlaut=wortlaut if beschlossen in MIT_WORTLAUT else "",
        **{name: _zahl(muster, klein) for name, muster in STIMMEN.items()},
    )


def _abstimmung(text: str) -> str:
    if re.search(r"\beinstimmig\b", text):
        return A.EINSTIMMIG
    if re.search(r"\bmehrheit(lich)?\b", text):
        return A.MEHRHEITLICH
    if all(_zahl(STIMMEN[name], text) is not None for name in ("ja", "nein")):
        return A.AUSGEZAEHLT
    return ""


def _zahl(muster: str, text: str) -> int | None:
    gefunden = re.search(muster, text)
    return int(gefunden[1]) if gefunden and len(gefunden[1]) < 4 else None
