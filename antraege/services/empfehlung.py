"""The recommendation: computed figures, the recommended share, the municipality's hearing, the signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import berechnung, fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Verweigert
from antraege.formate import zahl
from antraege.models import Antrag, Benutzer, Ereignis, Frist, Pruefpunkt, Rolle, Zeichnung
from antraege.services import pruefpunkte, termine
from antraege.services.antrag import begruendet
from antraege.services.gehalten import atomar
from antraege.services.pruefpunkte import Befund
from antraege.services.uebergang import uebergang

PERSONEN_FEHLEN = "Die Zahl der Personen ist nicht angegeben. Ein Höchstmaß lässt sich nicht berechnen."


@dataclass(frozen=True)
class Vorschlag:
    """What the rules allow of the asked share, in VZÄ and EUR, and the lines that say why."""

    vzae: Decimal
    betrag: Decimal
    gruende: list[str]


def vorschlag(antrag: Antrag) -> Vorschlag:
    """Compute the share by persons per VZÄ and without double funding (R10); never above what was asked."""
    vzae, gruende = antrag.beantragt_vzae or berechnung.NULL, list[str]()
    if antrag.fassung.personen_je_vzae and antrag.personen_gesamt is None:
        gruende = [PERSONEN_FEHLEN]
    elif antrag.fassung.personen_je_vzae:
        mass = berechnung.kuerzung_auf_hoechstmass(
            vzae, antrag.personen_gesamt or 0, antrag.fassung.personen_je_vzae, antrag.fassung.schritt
        )
        vzae, gruende = mass.rest, [*gruende, *_weg(mass)]
    if antrag.andere_vzae:
        doppelt = berechnung.kuerzung_bei_doppelfoerderung(antrag.andere_vzae, vzae)
        vzae, gruende = doppelt.rest, [*gruende, *_weg(doppelt)]
    return Vorschlag(vzae, betrag_fuer(antrag, vzae), gruende)


def _weg(kuerzung: berechnung.Kuerzung) -> tuple[str, ...]:
    """The lines that say why; that nothing was cut is no reason."""
    return kuerzung.spur if kuerzung.gekuerzt else kuerzung.spur[:1]


def betrag_fuer(antrag: Antrag, vzae: Decimal) -> Decimal:
    """Give the grant (EUR) for ``vzae`` over the round's funding period."""
    satz = antrag.fassung.satz_je_vzae or berechnung.NULL
    return berechnung.foerderbetrag(vzae, satz, antrag.runde.beginn, antrag.runde.ende).gesamt


@atomar
def empfehlen(
    *,
    antrag: Antrag,
    vzae: Decimal,
    begruendung: str,
    by: Benutzer,
    heute: date,
    befunde: Mapping[int, Befund] | None = None,
) -> None:
    """Recommend a share with reasons; a cut or refusal first gives the municipality the occasion to respond.

    ``befunde`` on the points of the subject check are saved first; every point must be judged (loaded history had
    none). Raises ``ValidationError`` above what was asked, off the step, without reasons, or at a point.
    """
    verlange(by, "antrag.empfehlen", antrag)
    if not antrag.historisch:
        _fachlich_geprueft(antrag, befunde or {}, by, heute)
    _empfehlbar(antrag, vzae)
    angehoert = (
        antrag.stellungnahme_am is not None
        and antrag.empfohlen_vzae is not None
        and vzae >= antrag.empfohlen_vzae
    )
    felder: dict[str, Any] = {
        "empfohlen_vzae": vzae,
        "empfohlen_betrag": betrag_fuer(antrag, vzae),
        "empfehlung_begruendung": begruendet(begruendung, "begruendung"),
        "geprueft_von": by,
    }
    if antrag.beantragt_vzae is not None and vzae < antrag.beantragt_vzae and not angehoert:
        _anhoeren(antrag, felder, by, heute)
    else:
        worte = felder["empfehlung_begruendung"]
        uebergang(antrag, "empfehlen", Ereignis.ANTRAG_EMPFOHLEN, by=by, heute=heute, text=worte, **felder)
        _frist_zeichnung(antrag, heute)


def _fachlich_geprueft(antrag: Antrag, befunde: Mapping[int, Befund], by: Benutzer, heute: date) -> None:
    punkte = pruefpunkte.speichern(
        antrag=antrag, art=Pruefpunkt.Art.FACHLICH, befunde=befunde, by=by, heute=heute
    )
    pruefpunkte.verlange_beurteilt(punkte)


def _empfehlbar(antrag: Antrag, vzae: Decimal) -> None:
    if vzae < 0 or vzae > (antrag.beantragt_vzae or 0):
        raise ValidationError({"vzae": "Empfohlen werden kann höchstens, was beantragt ist."})
    if vzae % antrag.fassung.schritt:
        raise ValidationError(
            {"vzae": f"Bitte in Schritten von {zahl(antrag.fassung.schritt)} VZÄ empfehlen."}
        )


def _anhoeren(antrag: Antrag, felder: dict[str, Any], by: Benutzer, heute: date) -> None:
    uebergang(
        antrag,
        "anhoeren",
        Ereignis.STELLUNGNAHME_ERBETEN,
        by=by,
        heute=heute,
        sichtbar=True,
        text=felder["empfehlung_begruendung"],  # a later recommendation overwrites the field, not the log
        **felder,
    )
    termine.eroeffnen(
        Frist.Art.STELLUNGNAHME,
        antrag=antrag,
        kommune=antrag.kommune,
        ereignis_am=heute,
        ergebnis=fristen.frist(heute, antrag.fassung.frist_stellungnahme),
        ablauf=Frist.Ablauf.WEITER,
        folge="Das Verfahren geht ohne Stellungnahme weiter.",
    )


def zeichnungsstufe(antrag: Antrag) -> Rolle:
    """Give the role that must sign: by the value limit of the Richtlinie."""
    if (
        antrag.empfohlen_betrag is not None
        and antrag.empfohlen_betrag > antrag.fassung.grenze_sachgebietsleitung
    ):
        return Rolle.AMTSLEITUNG
    return Rolle.SACHGEBIETSLEITUNG


def _frist_zeichnung(antrag: Antrag, heute: date) -> None:
    termine.eroeffnen(
        Frist.Art.ZEICHNUNG,
        antrag=antrag,
        rolle=zeichnungsstufe(antrag),
        ereignis_am=heute,
        ergebnis=fristen.frist(heute, antrag.fassung.frist_zeichnung),
        folge="Die Empfehlung erreicht das Gremium nicht rechtzeitig.",
    )


@transaction.atomic
def stellungnahme_abgeben(*, antrag: Antrag, text: str, by: Benutzer, heute: date) -> None:
    """Record the municipality's response to an intended cut; it goes with the recommendation."""
    verlange(by, "antrag.stellungnahme_abgeben", antrag)
    if not text.strip():
        raise ValidationError({"text": "Bitte schreiben Sie Ihre Stellungnahme."})
    _stellungnahme_schliessen(antrag, Ereignis.STELLUNGNAHME_EINGEGANGEN, text.strip(), by, heute)


@transaction.atomic
def stellungnahme_ablaufen(*, antrag: Antrag, by: Benutzer, heute: date) -> None:
    """Go on without a response; only the system does this, and only after the deadline. Raises ``Verweigert`` before."""
    verlange(by, "antrag.stellungnahme_abgeben", antrag)
    offen = Frist.objects.offen().filter(antrag=antrag, art=Frist.Art.STELLUNGNAHME, faellig_am__gte=heute)
    if not by.ist_system or offen.exists():
        raise Verweigert("Die Kommune kann noch Stellung nehmen.", wer=str(antrag.kommune))
    _stellungnahme_schliessen(antrag, Ereignis.STELLUNGNAHME_ABGELAUFEN, "", by, heute)


def _stellungnahme_schliessen(
    antrag: Antrag, ereignis: Ereignis, text: str, by: Benutzer, heute: date
) -> None:
    jetzt = zeit.jetzt()
    uebergang(
        antrag,
        "stellungnahme_abschliessen",
        ereignis,
        by=by,
        heute=heute,
        sichtbar=True,
        text=text,
        stellungnahme=text,
        stellungnahme_am=jetzt,
    )
    termine.erledigen(Frist.Art.STELLUNGNAHME, antrag=antrag, jetzt=jetzt)
    _frist_zeichnung(antrag, heute)


@atomar
def zeichnen(*, antrag: Antrag, by: Benutzer, heute: date) -> Zeichnung:
    """Sign the recommendation as a second person of the level the amount asks for."""
    verlange(by, "antrag.zeichnen", antrag)
    jetzt = zeit.jetzt()
    uebergang(antrag, "zeichnen", Ereignis.ANTRAG_GEZEICHNET, by=by, heute=heute)
    termine.erledigen(Frist.Art.ZEICHNUNG, antrag=antrag, jetzt=jetzt)
    return Zeichnung.objects.create(
        antrag=antrag,
        stufe=zeichnungsstufe(antrag),
        benutzer=by,
        vertretung_fuer=by.handelt_fuer,
        empfehlung_von_id=cast("int", antrag.geprueft_von_id),  # set with the recommendation
        gezeichnet_am=jetzt,
    )


@transaction.atomic
def ohne_zeichnung_zurueckgeben(*, antrag: Antrag, grund: str, by: Benutzer, heute: date) -> None:
    """Send the recommendation back unsigned, with the reason; the subject check starts again."""
    verlange(by, "antrag.ohne_zeichnung_zurueckgeben", antrag)
    uebergang(
        antrag,
        "ohne_zeichnung_zurueckgeben",
        Ereignis.OHNE_ZEICHNUNG_ZURUECK,
        by=by,
        heute=heute,
        text=begruendet(grund),
    )
    termine.erledigen(Frist.Art.ZEICHNUNG, antrag=antrag, jetzt=zeit.jetzt())


@transaction.atomic
def zeichnung_aufheben(*, antrag: Antrag, grund: str, by: Benutzer, heute: date) -> None:
    """Void the signature visibly and go back to the subject check; the signed row stays, with day and reason.

    Possible while the application is on no paper and nothing is decided. Nobody outside the office learns of it.
    """
    verlange(by, "pruefung.zeichnung_aufheben", antrag)
    worte = begruendet(grund)
    uebergang(antrag, "zeichnung_aufheben", Ereignis.ZEICHNUNG_AUFGEHOBEN, by=by, heute=heute, text=worte)
    antrag.zeichnungen.filter(aufgehoben_am__isnull=True).update(
        aufgehoben_am=zeit.jetzt(), aufhebung_grund=worte[:200]
    )
