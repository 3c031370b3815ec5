"""Scenes that several stories share: a form filled in, checked, signed, answered, notified, recorded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from antraege import zeit
from antraege.models import Antrag, Inanspruchnahme, Pruefpunkt, Stelle
from antraege.regelwerk import regelwerk
from antraege.services import bescheid, empfehlung, inanspruchnahme, pruefung
from antraege.services import stelle as stellen
from antraege.services.pruefpunkte import Befund
from workflows.demo.buehne import ERKLAERUNGEN, Buehne, Geschichte


def ausgefuellt(
    b: Buehne, antrag: Antrag, vzae: str, *, duldung: int, unentschieden: int, **felder: object
) -> None:
    """The clerk fills in the whole form but the papers."""
    b.schreibt(
        antrag,
        zahlen={"duldung": duldung, "unentschieden": unentschieden},
        **{
            "beantragt_vzae": vzae,
            "personen_gesamt": duldung + unentschieden,
            "besetzt_ab": antrag.runde.beginn,
            "begruendung": "Sozialbetreuung der Menschen in der Anschlussunterbringung.",
        }
        | ERKLAERUNGEN
        | felder,
    )


def geprueft(
    b: Buehne, antrag: Antrag, formal: str, fachlich: str, vzae: str, begruendung: str
) -> Geschichte:
    """Formally complete on one day, recommended with ``vzae`` on another."""
    yield formal
    vollstaendig(b, antrag)
    yield fachlich
    b.schritt(
        antrag,
        "fachliche_pruefung",
        empfehlung.empfehlen,
        vzae=Decimal(vzae),
        begruendung=begruendung,
        befunde=befunde(antrag, Pruefpunkt.Art.FACHLICH, gekuerzt=Decimal(vzae) < antrag.beantragt_vzae),
    )


def vollstaendig(b: Buehne, antrag: Antrag) -> None:
    """Every formal point is fulfilled."""
    b.schritt(
        antrag,
        "formale_pruefung",
        pruefung.vollstaendigkeit_feststellen,
        befunde=befunde(antrag, Pruefpunkt.Art.FORMAL),
    )


def befunde(antrag: Antrag, art: str, *, gekuerzt: bool = False) -> dict[int, Befund]:
    """What the officer finds at each point; of a cut the point says so that it rests on."""
    grund = "andere_vzae" if antrag.andere_vzae else "beantragt_vzae"
    zu_viel = Befund("nicht_erfuellt", "Nur zum Teil, siehe Begründung der Empfehlung.")
    return {
        punkt.pk: zu_viel if gekuerzt and punkt.feld == grund else Befund("erfuellt")
        for punkt in regelwerk(antrag.fassung).pruefpunkte(art)
    }


def gezeichnet(b: Buehne, antrag: Antrag, wann: str) -> Geschichte:
    """The recommendation is signed by a second person."""
    yield wann
    b.schritt(antrag, "zeichnung", empfehlung.zeichnen)


def antwortet(b: Buehne, antrag: Antrag, text: str) -> None:
    """The municipality responds to the intended cut."""
    b.schritt(antrag, "stellungnahme", empfehlung.stellungnahme_abgeben, text=text)


def ergaenzt(b: Buehne, antrag: Antrag, antwort: str) -> None:
    """The municipality answers every open remark alike and hands in the completed application."""
    offen = antrag.anmerkungen.filter(beantwortet_am__isnull=True)
    b.schritt(antrag, "ergaenzung", pruefung.ergaenzen, antworten={a.pk: antwort for a in offen})


def geoeffnet(b: Buehne, antrag: Antrag, wann: str) -> Geschichte:
    """The municipality opens its notice."""
    yield wann
    b.schritt(antrag, "bekanntgabe", bescheid.oeffnen)


def erfasst(b: Buehne, antrag: Antrag, wann: str, stelle: Stelle | None = None) -> Geschichte:
    """The granted share is recorded over the whole round; ``stelle`` is the position it tops up."""
    yield wann
    runde = antrag.runde
    b.schritt(
        antrag,
        "stelle_erfassen",
        stellen.anteil_erfassen,
        entgeltgruppe="S 12",
        beginn=runde.beginn,
        ende=runde.ende,
        stelle=stelle,
    )


# The Land's programme


def erklaert_selbst(b: Buehne, ort: str, vzae: str, *, personen: int) -> None:
    """A municipality claims its share of the Land's programme for itself."""
    kommune = b.ort(ort)
    inanspruchnahme.erklaeren(
        kommune=kommune,
        runde=b.runde("IM27"),
        art=Inanspruchnahme.Art.SELBST,
        vzae=Decimal(vzae),
        personen=personen,
        by=b.hauptamt(kommune),
        heute=zeit.heute(),
    )


def landesanteil(b: Buehne, ort: str, vzae: str, beginn: date, ende: date) -> Stelle:
    """The office records the share of the Land that a municipality fills itself."""
    return stellen.landesanteil_erfassen(
        kommune=b.ort(ort),
        runde=b.runde("IM27"),
        vzae=Decimal(vzae),
        entgeltgruppe="S 12",
        beginn=beginn,
        ende=ende,
        by=b.person("foerderung"),
        heute=zeit.heute(),
    )
