"""What a municipality does with its share of the Land's programme, and its consent to a position of the district (R14 to R17)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import formate
from antraege.berechnung import NULL, hoechststand
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Benutzer,
    Einvernehmen,
    Ereignis,
    Finanzierungsanteil,
    Foerderrunde,
    Inanspruchnahme,
    Kommune,
)
from antraege.services.protokoll import vermerken
from antraege.services.stellenzeilen import sperre

Art = Inanspruchnahme.Art


@transaction.atomic
def erklaeren(
    *,
    kommune: Kommune,
    runde: Foerderrunde,
    art: str,
    by: Benutzer,
    heute: date,
    vzae: Decimal = NULL,
    personen: int | None = None,
    vereinbarung_vom: date | None = None,
    erklaert_am: date | None = None,
    wortlaut: str = "",
    historisch: bool = False,
) -> Inanspruchnahme:
    """Record the municipality's answer for a round, given by itself or, with wording and day, by the office on its behalf.

    A changed answer replaces the old one; the log keeps both. Raises ``Verweigert`` in a programme the district pays for
    anything but a waiver (R17), for a waiver beside an application, and where positions of the district already rest on
    the answer (R15); ``ValidationError`` at the field.
    """
    runde = sperre(runde)
    antwort = Inanspruchnahme.objects.filter(kommune=kommune, runde=runde).first() or Inanspruchnahme(
        kommune=kommune, runde=runde
    )
    verlange(by, "verzicht.erklaeren" if art == Art.VERZICHT else "inanspruchnahme.erklaeren", antwort)
    _im_selben_kreis(kommune, runde)
    if art == Art.VERZICHT:
        _verzicht_moeglich(antwort, heute)
    tag = _erklaert(kommune, by, wortlaut, erklaert_am, heute)
    vorher = Art(antwort.art).label
    antwort.art, antwort.vzae, antwort.personen = art, NULL if art == Art.VERZICHT else vzae, personen
    antwort.vereinbarung_vom = vereinbarung_vom if art == Art.AN_LANDKREIS else None
    antwort.erklaert_am, antwort.erklaert_von = tag, by
    _stimmig(antwort)
    _vorhandene_stellen(antwort)
    antwort.save()
    vermerken(
        Ereignis.INANSPRUCHNAHME_ERKLAERT,
        antwort,
        by=by,
        wirksam_am=tag,
        vorher=vorher,
        nachher=Art(art).label,
        text=wortlaut.strip(),
        sichtbar=True,
        historisch=historisch,
    )
    return antwort


@transaction.atomic
def verzicht_zuruecknehmen(
    *,
    kommune: Kommune,
    runde: Foerderrunde,
    by: Benutzer,
    heute: date,
    erklaert_am: date | None = None,
    wortlaut: str = "",
) -> None:
    """Take a waiver back while the round is open; the municipality is silent again. Raises Verweigert, Konflikt."""
    runde = sperre(runde)
    antwort = Inanspruchnahme(kommune=kommune, runde=runde)
    verlange(by, "verzicht.erklaeren", antwort)
    _runde_offen(runde, heute)
    tag = _erklaert(kommune, by, wortlaut, erklaert_am, heute)
    if not verzicht_beenden(kommune=kommune, runde=runde, by=by, heute=tag, wortlaut=wortlaut):
        raise Konflikt("Für diese Kommune ist in dieser Runde kein Verzicht erklärt.")


def verzicht_hindernis(kommune: Kommune, runde: Foerderrunde, heute: date) -> str:
    """Say why the municipality cannot waive the round now; "" where it can. For the page, before anybody tries."""
    try:
        _verzicht_moeglich(Inanspruchnahme(kommune=kommune, runde=runde), heute)
    except Verweigert as fehler:
        return fehler.satz
    return ""


def verzicht_beenden(
    *, kommune: Kommune, runde: Foerderrunde, by: Benutzer, heute: date, wortlaut: str = ""
) -> bool:
    """End a waiver if there is one, as whoever begins an application does; part of an act that asked who may.

    The round is locked first, as whoever declares does, and only where there is a waiver: beginnings do not wait for each other.
    """
    verzicht = Inanspruchnahme.objects.filter(kommune=kommune, runde=runde, art=Art.VERZICHT)
    if not verzicht.exists():
        return False
    sperre(runde)
    if not verzicht.update(art=Art.OFFEN, erklaert_am=None, erklaert_von=None):
        return False
    vermerken(
        Ereignis.INANSPRUCHNAHME_ERKLAERT,
        Inanspruchnahme.objects.get(kommune=kommune, runde=runde),
        by=by,
        wirksam_am=heute,
        vorher=Art.VERZICHT.label,
        nachher=Art.OFFEN.label,
        text=wortlaut.strip(),
        sichtbar=True,
    )
    return True


@transaction.atomic
def einvernehmen_erklaeren(
    *,
    kommune: Kommune,
    runde: Foerderrunde,
    erteilt: bool,
    wortlaut: str,
    by: Benutzer,
    heute: date,
    erklaert_am: date | None = None,
    historisch: bool = False,
) -> Einvernehmen:
    """Record the municipality's consent to a position of the district, or its refusal: who, when, in which words (R14).

    A new declaration ends the former. Raises ``Verweigert`` where consent is withdrawn after a position was created.
    """
    runde = sperre(runde)
    verlange(by, "einvernehmen.erklaeren", Inanspruchnahme(kommune=kommune, runde=runde))
    _im_selben_kreis(kommune, runde)
    tag = _erklaert(kommune, by, wortlaut, erklaert_am, heute)
    if not wortlaut.strip():
        raise ValidationError({"wortlaut": "Bitte geben Sie den Wortlaut der Erklärung an."})
    bisher = Einvernehmen.objects.filter(kommune=kommune, runde=runde, widerrufen_am=None).first()
    if bisher and bisher.erteilt and not erteilt and (geschaffen := geschaffene_vzae(kommune, runde)):
        raise Verweigert(
            f"Der Landkreis hat mit Ihrem Einvernehmen schon {formate.vzae(geschaffen)} geschaffen. Es lässt sich nicht mehr zurücknehmen.",
            wer="Personal und Organisation",
        )
    Einvernehmen.objects.filter(kommune=kommune, runde=runde, widerrufen_am=None).update(widerrufen_am=heute)
    neu = Einvernehmen.objects.create(
        kommune=kommune,
        runde=runde,
        erteilt=erteilt,
        erklaert_am=tag,
        erklaert_von=by,
        wortlaut=wortlaut.strip(),
    )
    vermerken(
        Ereignis.EINVERNEHMEN_ERKLAERT,
        neu,
        by=by,
        wirksam_am=tag,
        vorher=_wort(bisher),
        nachher=_wort(neu),
        text=wortlaut.strip(),
        sichtbar=True,
        historisch=historisch,
    )
    return neu


def geschaffene_vzae(kommune: Kommune, runde: Foerderrunde) -> Decimal:
    """Give the most VZÄ on any day of the district's positions for this municipality in this round."""
    anteile = Finanzierungsanteil.objects.filter(
        runde=runde, stelle__einsatzort=kommune, stelle__anstellungstraeger=None
    )
    return hoechststand(anteile.values_list("vzae", "beginn", "ende"))


def _im_selben_kreis(kommune: Kommune, runde: Foerderrunde) -> None:
    if kommune.landkreis_id != runde.programm.landkreis_id:
        raise Verweigert("Diese Kommune gehört zu einem anderen Landkreis.")


def _verzicht_moeglich(antwort: Inanspruchnahme, heute: date) -> None:
    """A waiver says: no application. So there is none, and one may still be made."""
    kommune, runde = antwort.kommune, antwort.runde
    _runde_offen(runde, heute)
    laufend = Antrag.objects.filter(runde=runde).nicht_beendet()
    if laufend.filter(kommune=kommune).exists():
        raise Verweigert(
            f"{kommune} hat in dieser Runde einen Antrag begonnen. Wer verzichten will, zieht ihn zuerst zurück.",
            wer="Sachbearbeitung der Kommune",
        )
    if laufend.filter(verbundanteile__kommune=kommune, eingegangen_am__isnull=False).exists():
        raise Verweigert(f"{kommune} ist in dieser Runde an einem gemeinsamen Antrag beteiligt.")


def _runde_offen(runde: Foerderrunde, heute: date) -> None:
    """Only rounds with applications of the district's own open and close; the others stay open for answers."""
    if runde.antrag_von is None or runde.antrag_bis is None:
        return
    if heute < runde.antrag_von or runde.status != Foerderrunde.Status.VEROEFFENTLICHT:
        raise Verweigert("Die Runde nimmt noch keine Anträge an. Ein Verzicht ist noch nicht nötig.")
    if heute > runde.antrag_bis:
        raise Verweigert(
            f"Die Antragsfrist ist am {formate.datum(runde.antrag_bis)} abgelaufen. Daran ändert eine Erklärung nichts mehr."
        )


def _erklaert(kommune: Kommune, by: Benutzer, wortlaut: str, erklaert_am: date | None, heute: date) -> date:
    """The day of the declaration. On behalf of the municipality it needs its wording and its day."""
    tag = erklaert_am or heute
    if tag > heute:
        raise ValidationError({"erklaert_am": "Der Tag der Erklärung kann nicht in der Zukunft liegen."})
    if kommune.pk in by.kommune_ids or by.ist_system:
        return tag
    fehlt = {"wortlaut": "Bitte geben Sie den Wortlaut der Erklärung an."} if not wortlaut.strip() else {}
    if erklaert_am is None:
        fehlt["erklaert_am"] = "Bitte geben Sie den Tag an, an dem die Kommune das erklärt hat."
    if fehlt:
        raise ValidationError(fehlt)
    return tag


def _stimmig(antwort: Inanspruchnahme) -> None:
    if antwort.art == Art.OFFEN or antwort.art not in Art.values:
        raise ValidationError({"art": "Bitte wählen Sie eine Antwort."})
    if antwort.art != Art.VERZICHT and antwort.vzae <= NULL:
        raise ValidationError({"vzae": "Bitte geben Sie den Stellenanteil an, zum Beispiel 0,50."})
    if antwort.vereinbarung_vom and antwort.erklaert_am and antwort.vereinbarung_vom > antwort.erklaert_am:
        raise ValidationError(
            {"vereinbarung_vom": "Der Tag der Vereinbarung liegt nach dem Tag der Erklärung."}
        )


def _vorhandene_stellen(antwort: Inanspruchnahme) -> None:
    """R15 and R17 hold at each change, too: what exists must stay covered."""
    geschaffen = geschaffene_vzae(antwort.kommune, antwort.runde)
    if geschaffen and (antwort.art != Art.AN_LANDKREIS or antwort.vzae < geschaffen):
        raise Verweigert(
            f"Der Landkreis hat auf Grund der Übertragung schon {formate.vzae(geschaffen)} geschaffen. Weniger lässt sich nicht mehr übertragen.",
            wer="Personal und Organisation",
        )
    if geschaffen and antwort.vereinbarung_vom is None:
        raise ValidationError(
            {
                "vereinbarung_vom": "Die Stelle des Landkreises beruht auf der Vereinbarung. Bitte geben Sie ihren Tag an."
            }
        )
    eigene = _eigene_vzae(antwort)
    if eigene and (antwort.art != Art.SELBST or antwort.vzae < eigene):
        raise Verweigert(
            f"In dieser Runde sind für {antwort.kommune} schon {formate.vzae(eigene)} eigene Stellenanteile erfasst.",
            wer="Sachbearbeitung Förderung",
        )


def _eigene_vzae(antwort: Inanspruchnahme) -> Decimal:
    anteile = Finanzierungsanteil.objects.filter(
        runde=antwort.runde, antrag=None, stelle__anstellungstraeger=antwort.kommune
    )
    return hoechststand(anteile.values_list("vzae", "beginn", "ende"))


def _wort(einvernehmen: Einvernehmen | None) -> str:
    if einvernehmen is None:
        return ""
    return "erteilt" if einvernehmen.erteilt else "versagt"
