"""The municipality's acts: begin, save, sign off, submit, withdraw."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import fristen, zeit
from antraege.berechnung import foerderbetrag
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Benutzer,
    Eingangsweg,
    Ereignis,
    Foerderprogramm,
    Foerderrunde,
    Frist,
    Kommune,
    Status,
)
from antraege.services import (
    angaben,
    inhalt,
    nachreichung,
    neuantrag,
    nummern,
    rohwerte,
    termine,
    unterschrift,
    verbundlage,
    zurueckholen,
)
from antraege.services.gehalten import atomar
from antraege.services.gelesen import einmal_gelesen
from antraege.services.protokoll import vermerken
from antraege.services.uebergang import uebergang
from antraege.services.vollstaendigkeit import fehlendes

__all__ = [
    "anlegen",
    "einreichen",
    "fehlendes",
    "in_entwurf_zurueckgeben",
    "speichern",
    "zur_unterschrift_geben",
    "zurueckziehen",
]

FELDER = frozenset(rohwerte.SPALTEN) - {"beantragt_betrag"}  # that one is computed
ZULETZT = ("gespeichert_am", "gespeichert_von")


@transaction.atomic
def anlegen(
    *, kommune: Kommune, runde: Foerderrunde, by: Benutzer, heute: date, historisch: bool = False
) -> Antrag:
    """Begin an application of ``kommune`` in an open round.

    Raises ``Verweigert`` before the round opens, where the version excludes it, for a programme granted elsewhere, and where there is one already,
    an own one or a joint one that was submitted.
    """
    antrag = Antrag(
        kommune=kommune,
        runde=runde,
        landkreis_id=kommune.landkreis_id,
        fassung=runde.fassung,
        angelegt_von=by,
        angelegt_am=zeit.jetzt(),
        historisch=historisch,
        ansprechperson=by.name,
        ansprech_email=by.email,
        ansprech_telefon=by.telefon,
    )
    verlange(by, "antrag.anlegen", antrag)
    von, bis = _antragsfrist(runde, kommune, heute)
    neuantrag.einfuegen(antrag, by=by, heute=heute)
    # Read again behind the insert, which waits for an extension of the round's last day.
    bis = Foerderrunde.objects.values_list("antrag_bis", flat=True).get(pk=runde.pk) or bis
    vermerken(
        Ereignis.ANTRAG_ANGELEGT, antrag, by=by, wirksam_am=heute, nachher=Status.ENTWURF, sichtbar=True
    )
    termine.eroeffnen(
        Frist.Art.ANTRAG,
        antrag=antrag,
        kommune=kommune,
        ergebnis=fristen.termin(bis),
        ereignis_am=von,
        typ=Frist.Typ.TERMIN,
        folge="Ein später eingehender Antrag wird nur berücksichtigt, wenn die Verspätung zugelassen wird.",
    )
    return antrag


def _antragsfrist(runde: Foerderrunde, kommune: Kommune, heute: date) -> tuple[date, date]:
    if runde.programm.landkreis_id != kommune.landkreis_id:
        raise Verweigert("Diese Runde gehört zu einem anderen Landkreis.")
    if runde.programm.bewilligungsstelle != Foerderprogramm.Bewilligungsstelle.LANDKREIS:
        raise Verweigert(
            "Über dieses Programm entscheidet nicht der Landkreis. Bitte nutzen Sie die Inanspruchnahme."
        )
    if satz := runde.fassung.ausschluss(kommune):
        raise Verweigert(satz)
    von, bis = runde.antrag_von, runde.antrag_bis
    if not runde.veroeffentlicht or von is None or bis is None or heute < von:
        raise Verweigert("Die Runde nimmt noch keine Anträge an.")
    if heute > bis:
        raise Verweigert(
            f"Die Antragsfrist ist am {bis:%d.%m.%Y} abgelaufen. Ein neuer Antrag kann in dieser Runde nicht mehr begonnen werden."
        )
    return von, bis


@transaction.atomic
def speichern(
    *,
    antrag: Antrag,
    felder: dict[str, Any],
    version: int,
    by: Benutzer,
    heute: date,
    fallzahlen: dict[int, int | None] | None = None,
    abweichungen: dict[int, str] | None = None,
    anteile: dict[int, angaben.Anteil] | None = None,
    antworten: dict[int, str] | None = None,
) -> Antrag:
    """Save a section; incomplete is fine, impossible is not.

    Beside the columns: persons and reasons by target group, shares of a joint application by municipality,
    answers to further questions by question as stored text (``antraege.fragen``).
    Raises ``Konflikt`` where another window saved meanwhile (``version`` differs), ``ValidationError`` at a field.
    Saving is no act of the procedure: it leaves no log entry, only who saved last.
    """
    verlange(by, "antrag.bearbeiten", antrag)
    if fremd := set(felder) - FELDER:
        raise TypeError(f"keine Felder des Antrags: {sorted(fremd)}")
    for feld, wert in felder.items():
        setattr(antrag, feld, wert)
    antrag.beantragt_betrag = beantragter_betrag(antrag)
    antrag.clean_fields(exclude={f.name for f in Antrag._meta.fields} - set(felder) - {"beantragt_betrag"})
    antrag.gespeichert_am, antrag.gespeichert_von = zeit.jetzt(), by
    werte = {feld: getattr(antrag, feld) for feld in [*felder, "beantragt_betrag", *ZULETZT]}
    if not Antrag.objects.filter(pk=antrag.pk, version=version, status=antrag.status).update(
        version=version + 1, **werte
    ):
        raise Konflikt("Der Antrag wurde in einem anderen Fenster geändert.")
    antrag.version = version + 1
    angaben.zahlen_speichern(antrag, fallzahlen or {}, abweichungen or {})
    angaben.anteile_speichern(antrag, anteile or {})
    angaben.antworten_speichern(antrag, antworten or {})
    unterschrift.nach_aenderung(antrag, by=by, heute=heute)
    return antrag


def beantragter_betrag(antrag: Antrag) -> Any:
    """Give the grant (EUR) the asked share would cost over the funding period; None without share or rate."""
    if antrag.beantragt_vzae is None or antrag.fassung.satz_je_vzae is None:
        return None
    return foerderbetrag(
        antrag.beantragt_vzae, antrag.fassung.satz_je_vzae, antrag.runde.beginn, antrag.runde.ende
    ).gesamt


@transaction.atomic
@einmal_gelesen
def zur_unterschrift_geben(*, antrag: Antrag, by: Benutzer, heute: date) -> None:
    """Pass the complete draft to the person entitled to sign."""
    verlange(by, "antrag.zur_unterschrift_geben", antrag)
    _vollstaendig_genug(antrag)
    uebergang(
        antrag, "zur_unterschrift_geben", Ereignis.ANTRAG_ZUR_UNTERSCHRIFT, by=by, heute=heute, sichtbar=True
    )


@transaction.atomic
def in_entwurf_zurueckgeben(*, antrag: Antrag, grund: str, by: Benutzer, heute: date) -> None:
    """Return the draft unsigned, with a reason."""
    verlange(by, "antrag.in_entwurf_zurueckgeben", antrag)
    uebergang(
        antrag,
        "in_entwurf_zurueckgeben",
        Ereignis.ANTRAG_IN_ENTWURF,
        by=by,
        heute=heute,
        text=begruendet(grund),
        sichtbar=True,
    )


def begruendet(grund: str, feld: str = "grund") -> str:
    """Give the reason without outer blanks; raise ``ValidationError`` at its field where it is empty."""
    if not grund.strip():
        raise ValidationError({feld: "Bitte nennen Sie den Grund."})
    return grund.strip()


@atomar
@einmal_gelesen
def einreichen(*, antrag: Antrag, by: Benutzer, heute: date, grund_verspaetung: str = "") -> None:
    """Submit with binding effect: time of receipt, number, receipt by mail (through the log).

    In time is in time, even where the Gemeinderat's decision follows. After the round's last day (24:00 local time)
    a reason is needed, and two persons admit or end it.
    """
    verlange(by, "antrag.einreichen", antrag)
    jetzt = zeit.jetzt()
    schluss = antrag.runde.antrag_bis
    verspaetet = schluss is not None and fristen.ist_verspaetet(jetzt, schluss)
    if verspaetet:
        begruendet(grund_verspaetung, "grund_verspaetung")
    folgt = _vollstaendig_genug(antrag)
    antrag.vorgangsnummer = vorgangsnummer(antrag)
    with verbundlage.einmal_je_runde():
        uebergang(
            antrag,
            "einreichen",
            Ereignis.ANTRAG_VERSPAETET if verspaetet else Ereignis.ANTRAG_EINGEREICHT,
            by=by,
            heute=heute,
            sichtbar=True,
            text=grund_verspaetung.strip(),
            eingegangen_am=jetzt,
            eingereicht_von=by,
            vorgangsnummer=antrag.vorgangsnummer,
            verspaetet=verspaetet,
            verspaetung_grund=grund_verspaetung.strip(),
            offene_punkte=folgt,
        )
    termine.erledigen(Frist.Art.ANTRAG, antrag=antrag, jetzt=jetzt)
    blatt = unterschrift.fuer_einreichung(antrag)
    inhalt.festhalten(antrag, weg=Eingangsweg.PORTAL, by=by, blatt=blatt)
    if folgt:
        nachreichung_eroeffnen(antrag, heute)


def _vollstaendig_genug(antrag: Antrag) -> int:
    """Raise with what is missing; give how many papers may still follow."""
    punkte = fehlendes(antrag)
    if hindernisse := [p.satz for p in punkte if not p.nachreichbar]:
        raise ValidationError(hindernisse)
    return len(punkte)


def vorgangsnummer(antrag: Antrag) -> str:
    """Draw the number ``<district>-<round>-<4 digits>`` of the application."""
    reihe = antrag.runde.kuerzel
    return f"{antrag.landkreis.kuerzel}-{reihe}-{nummern.naechste(antrag.landkreis, 'vorgang', reihe):04d}"


def nachreichung_eroeffnen(antrag: Antrag, heute: date) -> None:
    """Open the deadline of the decision that follows: the round's day, the announced one, or a month."""
    tag = antrag.runde.nachreichen_bis or antrag.beschluss_folgt_bis
    termine.eroeffnen(
        Frist.Art.NACHREICHUNG,
        antrag=antrag,
        kommune=antrag.kommune,
        typ=Frist.Typ.TERMIN,
        ereignis_am=heute,
        ergebnis=fristen.termin(tag) if tag else fristen.frist(heute, "1M"),
        folge=nachreichung.folge(antrag),
    )


@transaction.atomic
def zurueckziehen(*, antrag: Antrag, grund: str, by: Benutzer, heute: date) -> None:
    """Withdraw, at any time before the notice; nothing is owed and a new application may follow.

    Withdrawn is what was handed in, not what a return was being completed with.
    """
    verlange(by, "antrag.zurueckziehen", antrag)
    zurueckholen.zurueckholen(antrag, by=by, heute=heute)
    uebergang(
        antrag,
        "zurueckziehen",
        Ereignis.ANTRAG_ZURUECKGEZOGEN,
        by=by,
        heute=heute,
        text=begruendet(grund),
        sichtbar=True,
    )
    termine.erledigen(antrag=antrag, jetzt=zeit.jetzt())
