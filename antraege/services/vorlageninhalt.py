"""What a paper says on the day of its release, as plain JSON: the frozen content of a version."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from antraege.berechnung import NULL
from antraege.formate import KLEIN, ortstag, vzae
from antraege.models import Antrag, Mitzeichnung, Vorlage
from antraege.services.empfehlung import betrag_fuer, vorschlag

WENIGE: Final = "weniger als 3 Personen am Stichtag"


def inhalt(vorlage: Vorlage, heute: date) -> dict[str, Any]:
    """Give the whole content; days in ISO form, amounts (EUR) and shares (VZÄ) as text with two decimals."""
    kreis = vorlage.landkreis
    return {
        "fassung": vorlage.fassung,
        "tag": heute.isoformat(),
        "drucksache": str(vorlage),
        "art": vorlage.get_art_display(),
        "ergaenzt": str(vorlage.ergaenzt or ""),
        "titel": vorlage.titel,
        "landkreis": str(kreis),
        "amt": kreis.amt,
        "anschrift": kreis.anschrift,
        "federfuehrung": vorlage.get_federfuehrung_display(),
        "runde": str(vorlage.runde or ""),
        "sachverhalt": vorlage.sachverhalt,
        "finanzen": vorlage.finanzen,
        "betrag": _zahl(vorlage.betrag),
        "ziffern": _ziffern(vorlage),
        "beratung": _beratung(vorlage),
        "antraege": _antraege(vorlage),
        "anlagen": _anlagen(vorlage),
        "mitzeichnung": _mitzeichnung(vorlage),
        "beispieldaten": vorlage.beispieldaten,
    }


def _zahl(wert: Decimal | None) -> str:
    return "" if wert is None else f"{wert:.2f}"


def _ziffern(vorlage: Vorlage) -> list[dict[str, Any]]:
    zeilen = vorlage.beschlussantraege.select_related("fasst_neu__vorlage")
    return [
        {
            "ziffer": z.ziffer,
            "wortlaut": z.wortlaut,
            "fasst_neu": f"{z.fasst_neu} der {z.fasst_neu.vorlage}" if z.fasst_neu else "",
        }
        for z in zeilen
    ]


def _beratung(vorlage: Vorlage) -> list[dict[str, Any]]:
    schritte = (
        vorlage.beratungsfolge.geplant().select_related("sitzung__gremium").order_by("sitzung__tag", "pk")
    )
    return [
        {
            "gremium": s.sitzung.gremium.name,
            "tag": s.sitzung.tag.isoformat(),
            "rolle": s.get_rolle_display(),
            "oeffentlich": s.ist_oeffentlich,
        }
        for s in schritte
    ]


def _antraege(vorlage: Vorlage) -> list[dict[str, str]]:
    """The applications by municipality. A reason is computed, never quoted: what an officer wrote may name persons."""
    liste = Antrag.objects.filter(beschlussantrag__vorlage=vorlage).select_related(
        "kommune", "runde", "fassung"
    )
    return [
        {
            "kommune": a.kommune.name,
            "beantragt": _zahl(a.beantragt_vzae),
            "empfohlen": _zahl(a.empfohlen_vzae),
            "betrag": _zahl(betrag_fuer(a, a.empfohlen_vzae or NULL)),
            "grund": _grund(a),
        }
        for a in liste.order_by("kommune__sortiername", "pk")
    ]


def _grund(antrag: Antrag) -> str:
    gefragt, empfohlen = antrag.beantragt_vzae or NULL, antrag.empfohlen_vzae or NULL
    if empfohlen == gefragt:
        return "wie beantragt"
    kurz = "nicht empfohlen" if empfohlen == NULL else f"{vzae(gefragt - empfohlen)} weniger als beantragt"
    rechnung = vorschlag(antrag)
    if rechnung.vzae != empfohlen:
        return kurz
    # The arithmetic would tell the count.
    return f"{kurz}: {WENIGE if antrag.personen_gesamt in KLEIN else ' '.join(rechnung.gruende)}"


def _anlagen(vorlage: Vorlage) -> list[dict[str, Any]]:
    felder = ("id", "name", "sha256", "groesse", "oeffentlich")
    liste = vorlage.anlagen.mit_der_fassung().order_by("pk")
    return [{feld: getattr(anlage, feld) for feld in felder} for anlage in liste]


def _mitzeichnung(vorlage: Vorlage) -> list[dict[str, str]]:
    """The offices that signed the last passage, with their days; persons stay in the log."""
    zeilen = list(vorlage.mitzeichnungen.order_by("-durchgang", "nummer"))
    return [
        {"stelle": z.get_rolle_display(), "tag": ortstag(z.gezeichnet_am).isoformat()}
        for z in zeilen
        if z.durchgang == zeilen[0].durchgang
        and z.ergebnis == Mitzeichnung.Ergebnis.GEZEICHNET
        and z.gezeichnet_am
    ]
