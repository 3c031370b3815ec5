"""The district's check: return, completeness, extension of a deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Anmerkung,
    Antrag,
    Benutzer,
    Eingangsweg,
    Ereignis,
    Frist,
    Fristwunsch,
    Pruefpunkt,
)
from antraege.services import inhalt, pruefpunkte, termine, unterschrift, zurueckholen
from antraege.services.antrag import begruendet
from antraege.services.gehalten import atomar
from antraege.services.gelesen import einmal_gelesen
from antraege.services.protokoll import vermerken
from antraege.services.pruefpunkte import Befund
from antraege.services.uebergang import uebergang
from antraege.services.vollstaendigkeit import fehlendes, unstimmiges

FOLGE_ERGAENZUNG = "Ohne Ergänzung entscheiden wir nach dem Stand der Unterlagen."
# No paragraph sets a longest deadline; a mistyped year would keep the application waiting, and only the municipality could end it.
HOECHSTENS = timedelta(days=366)
GRUND_FEHLT = "Ein Punkt ist nicht erfüllt oder es fehlt noch etwas. Bitte begründen Sie, warum der Antrag trotzdem vollständig ist."
NICHT_GESICHERT = (
    "Die Kommune hat den Antrag seit der Rückgabe geändert, aber nicht eingereicht, und was sie eingereicht hatte, ist nicht "
    "gesichert. Bitte verlängern Sie die Frist und bitten Sie sie, die Ergänzung einzureichen oder zurückzunehmen."
)
ZU_LANG = "Das ist mehr als ein Jahr. Bitte prüfen Sie das Jahr."


@transaction.atomic
def zurueckgeben(
    *,
    antrag: Antrag,
    anmerkungen: Iterable[tuple[str, str]],
    by: Benutzer,
    heute: date,
    frist_bis: date | None = None,
) -> Frist:
    """Return the application for completion: remarks tied to fields, and a deadline (named day, or the Richtlinie's period).

    Raises ``ValidationError`` without a remark and for a day that is not in the future or more than a year away.
    """
    verlange(by, "antrag.zurueckgeben", antrag)
    punkte = [(feld, text.strip()) for feld, text in anmerkungen if text.strip()]
    if not punkte:
        raise ValidationError({"anmerkungen": "Bitte hinterlassen Sie mindestens eine Anmerkung."})
    if frist_bis is not None and frist_bis <= heute:
        raise ValidationError({"frist_bis": "Die Frist muss nach dem heutigen Tag enden."})
    if frist_bis is not None and frist_bis > heute + HOECHSTENS:
        raise ValidationError({"frist_bis": ZU_LANG})
    uebergang(antrag, "zurueckgeben", Ereignis.ANTRAG_ZURUECKGEGEBEN, by=by, heute=heute, sichtbar=True)
    durchgang = (antrag.anmerkungen.aggregate(Max("durchgang"))["durchgang__max"] or 0) + 1
    Anmerkung.objects.bulk_create(
        Anmerkung(
            antrag=antrag,
            durchgang=durchgang,
            feld=feld,
            text=text,
            gestellt_von=by,
            gestellt_am=zeit.jetzt(),
        )
        for feld, text in punkte
    )
    return _frist_ergaenzung(antrag, heute, frist_bis)


def _frist_ergaenzung(antrag: Antrag, heute: date, frist_bis: date | None) -> Frist:
    genannt = frist_bis is not None
    return termine.eroeffnen(
        Frist.Art.ERGAENZUNG,
        antrag=antrag,
        kommune=antrag.kommune,
        ereignis_am=heute,
        folge=FOLGE_ERGAENZUNG,
        ergebnis=fristen.termin(frist_bis)
        if frist_bis is not None
        else fristen.frist(heute, antrag.fassung.frist_ergaenzung),
        typ=Frist.Typ.TERMIN if genannt else Frist.Typ.FRIST,
    )


@transaction.atomic
def antworten_speichern(*, antrag: Antrag, antworten: Mapping[int, str], by: Benutzer, heute: date) -> int:
    """Keep what was answered so far, by the remark's id; the district reads it only with the completed application.

    Saving is no act of the procedure and leaves no log entry. Gives how many answers are new.
    """
    verlange(by, "antrag.ergaenzen", antrag)
    # Behind a lock: what somebody else sends off in the same moment is no longer open, and stays as it was sent.
    offen = antrag.anmerkungen.select_for_update().filter(beantwortet_am__isnull=True, pk__in=list(antworten))
    neu = [a for a in offen if a.antwort != antworten[a.pk].strip()]
    for anmerkung in neu:
        anmerkung.antwort = antworten[anmerkung.pk].strip()
    Anmerkung.objects.bulk_update(neu, ["antwort"])
    return len(neu)


@transaction.atomic
@einmal_gelesen
def ergaenzen(
    *, antrag: Antrag, by: Benutzer, heute: date, antworten: Mapping[int, str] | None = None
) -> None:
    """Send the completed application back; every open remark needs an answer, given here or saved before.

    The first day of receipt stays. What changed since the last submission opens the points of the check list that
    rest on it. Raises ``ValidationError`` with one sentence per unanswered remark, and for what was emptied meanwhile.
    """
    verlange(by, "antrag.ergaenzen", antrag)
    offen = _beantwortet(antrag, antworten or {})
    punkte = fehlendes(antrag)
    if luecken := [punkt.satz for punkt in punkte if not punkt.nachreichbar]:
        raise ValidationError(luecken)
    blatt = unterschrift.fuer_ergaenzung(antrag, by=by)
    jetzt = zeit.jetzt()
    uebergang(
        antrag,
        "ergaenzen",
        Ereignis.ANTRAG_ERGAENZT,
        by=by,
        heute=heute,
        sichtbar=True,
        offene_punkte=len(punkte),
    )
    for anmerkung in offen:
        anmerkung.beantwortet_von, anmerkung.beantwortet_am = by, jetzt
    Anmerkung.objects.bulk_update(offen, ["antwort", "beantwortet_von", "beantwortet_am"])
    letzte = inhalt.letzte_einreichung(antrag)
    inhalt.festhalten(antrag, weg=Eingangsweg.PORTAL, by=by, blatt=blatt, letzte=letzte)
    if antrag.pruefergebnisse.exists():
        pruefpunkte.ueberholen(antrag, [aenderung.feld for aenderung in inhalt.aenderungen(antrag)])
    termine.erledigen(Frist.Art.ERGAENZUNG, antrag=antrag, jetzt=jetzt)


def _beantwortet(antrag: Antrag, antworten: Mapping[int, str]) -> list[Anmerkung]:
    """The open remarks with their answers; raises ``ValidationError`` at each one that has none."""
    offen = list(antrag.anmerkungen.filter(beantwortet_am__isnull=True))
    for anmerkung in offen:
        anmerkung.antwort = antworten.get(anmerkung.pk, anmerkung.antwort).strip()
    fehlt = {
        f"antwort_{a.pk}": f"Bitte beantworten Sie die Anmerkung: {a.text}" for a in offen if not a.antwort
    }
    if fehlt:
        raise ValidationError(fehlt)
    return offen


@transaction.atomic
def frist_verlaengern(*, antrag: Antrag, bis: date, grund: str, by: Benutzer, heute: date) -> Frist:
    """Extend the deadline of a return or a hearing, also after it has passed (§ 31 Abs. 7 LVwVfG); the old row stays as history.

    A wish of the municipality is granted with it, whichever day it named: the new deadline says what it got.
    """
    verlange(by, "antrag.frist_verlaengern", antrag)
    alt = laufende_frist(antrag)
    if bis <= max(alt.faellig_am, heute):
        raise ValidationError(
            {"bis": "Das neue Ende muss nach dem bisherigen Ende und nach dem heutigen Tag liegen."}
        )
    if bis > heute + HOECHSTENS:
        raise ValidationError({"bis": ZU_LANG})
    grund = begruendet(grund)
    Fristwunsch.objects.offen().filter(frist=alt).update(
        gewaehrt=True, entschieden_von=by, entschieden_am=zeit.jetzt()
    )
    Frist.objects.filter(pk=alt.pk).update(erledigt_am=zeit.jetzt())
    neu = _wie(alt, antrag, heute, bis)
    vermerken(
        Ereignis.FRIST_VERLAENGERT,
        antrag,
        by=by,
        wirksam_am=heute,
        text=grund,
        vorher=f"{alt.faellig_am:%d.%m.%Y}",
        nachher=f"{bis:%d.%m.%Y}",
        sichtbar=True,
    )
    return neu


def laufende_frist(antrag: Antrag) -> Frist:
    """The municipality's open deadline of a return or a hearing, locked; it may have passed. Raises ``Konflikt`` without one."""
    offen = Frist.objects.offen().select_for_update().filter(antrag=antrag, art__in=Fristwunsch.ARTEN)
    if (frist := offen.first()) is None:
        raise Konflikt("Zu diesem Antrag läuft keine Frist zur Ergänzung oder zur Stellungnahme.")
    return frist


def _wie(alt: Frist, antrag: Antrag, heute: date, bis: date) -> Frist:
    """The same deadline with a named last day."""
    return termine.eroeffnen(
        alt.art,
        antrag=antrag,
        kommune=antrag.kommune,
        ereignis_am=heute,
        ergebnis=fristen.termin(bis),
        typ=Frist.Typ.TERMIN,
        folge=alt.folge,
        ablauf=alt.ablauf,
    )


@transaction.atomic
def ohne_ergaenzung_weiterpruefen(*, antrag: Antrag, grund: str, by: Benutzer, heute: date) -> None:
    """Go on by what was handed in last once the deadline has passed in silence; the remarks stay open, the first receipt stays.

    No silence ends by itself, for the deadline may still be extended (§ 31 Abs. 7 LVwVfG): a person decides.
    """
    verlange(by, "antrag.ohne_ergaenzung_weiterpruefen", antrag)
    if frist_laeuft(antrag, heute):
        raise Verweigert("Die Frist zur Ergänzung läuft noch.", wer="Kommune")
    if zurueckholen.unbekannt(antrag):
        raise Verweigert(NICHT_GESICHERT, wer="Kommune")
    worte = begruendet(grund)
    zurueckholen.zurueckholen(antrag, by=by, heute=heute)
    uebergang(
        antrag, "ergaenzen", Ereignis.ERGAENZUNG_AUSGEBLIEBEN, by=by, heute=heute, text=worte, sichtbar=True
    )
    termine.erledigen(Frist.Art.ERGAENZUNG, antrag=antrag, jetzt=zeit.jetzt())


def frist_laeuft(antrag: Antrag, heute: date) -> date | None:
    """Give the end of the deadline for completion while it runs on the day ``heute``; None once it is over."""
    laufend = Frist.objects.offen().filter(antrag=antrag, art=Frist.Art.ERGAENZUNG, faellig_am__gte=heute)
    return laufend.values_list("faellig_am", flat=True).first()


@atomar
@einmal_gelesen
def vollstaendigkeit_feststellen(
    *,
    antrag: Antrag,
    by: Benutzer,
    heute: date,
    befunde: Mapping[int, Befund] | None = None,
    grund: str = "",
) -> None:
    """State that the application is formally complete; the subject check begins.

    ``befunde`` are saved first. Every formal point must be judged; where one is not fulfilled or something is still
    missing, it takes a reason, which the log keeps. Raises ``ValidationError`` at the point or at ``grund``.
    Loaded history had no list.
    """
    verlange(by, "antrag.vollstaendigkeit_feststellen", antrag)
    worte = "" if antrag.historisch else _formal_geprueft(antrag, befunde or {}, grund, by, heute)
    uebergang(
        antrag,
        "vollstaendigkeit_feststellen",
        Ereignis.ANTRAG_VOLLSTAENDIG,
        by=by,
        heute=heute,
        sichtbar=True,
        text=worte,
    )


def _formal_geprueft(
    antrag: Antrag, befunde: Mapping[int, Befund], grund: str, by: Benutzer, heute: date
) -> str:
    punkte = pruefpunkte.speichern(
        antrag=antrag, art=Pruefpunkt.Art.FORMAL, befunde=befunde, by=by, heute=heute
    )
    pruefpunkte.verlange_beurteilt(punkte)
    if not (maengel(antrag) or any(p.nicht_erfuellt for p in punkte)):
        return grund.strip()
    if not grund.strip():
        raise ValidationError({"grund": GRUND_FEHLT})
    return grund.strip()


def maengel(antrag: Antrag) -> list[str]:
    """List what the machine finds missing or not adding up; a paper that was announced to follow is neither."""
    return [punkt.satz for punkt in fehlendes(antrag) if not punkt.nachreichbar] + unstimmiges(antrag)
