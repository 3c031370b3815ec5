"""Applications that came another way: by mail, by post, by messenger, by telephone, in a table. The office enters them.

Received is what was received: the time of receipt is the one on the envelope, and a missing point stops nothing. The
office returns what is incomplete like any other application (praxis 5, row 6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege import formate, fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    AntragFallzahl,
    Benutzer,
    Eingangsweg,
    Ereignis,
    Foerderprogramm,
    Foerderrunde,
    Kommune,
    Status,
)
from antraege.services import angaben, anlagen, inhalt, neuantrag, termine, verbundlage
from antraege.services.antrag import FELDER, beantragter_betrag, nachreichung_eroeffnen, vorgangsnummer
from antraege.services.gesammelt import einfuegen
from antraege.services.uebergang import uebergang
from antraege.services.vollstaendigkeit import fehlendes

# Nothing was written by the municipality that could be attached; of a table the run keeps the file.
OHNE_ORIGINAL: Final = frozenset({Eingangsweg.TELEFON, Eingangsweg.IMPORT})
ENTWURF: Final = frozenset({Status.ENTWURF, Status.ZUR_UNTERSCHRIFT})


@dataclass(frozen=True)
class Eingang:
    """How and when something reached the district; ``am`` is aware. ``grund``: why it is late, where somebody said so."""

    weg: str
    am: datetime
    grund: str = ""

    @property
    def satz(self) -> str:
        """``Post, 30.03.2027, 10:42 Uhr`` with the reason of a late one."""
        return ". ".join(
            filter(None, (f"{Eingangsweg(self.weg).label}, {formate.zeitpunkt(self.am)}", self.grund))
        )


@transaction.atomic(savepoint=False)
def aufnehmen(
    *,
    kommune: Kommune,
    runde: Foerderrunde,
    eingang: Eingang,
    felder: dict[str, Any],
    by: Benutzer,
    heute: date,
    fallzahlen: dict[int, int | None] | None = None,
    abweichungen: dict[int, str] | None = None,
    antworten: dict[int, str] | None = None,
    datei: File | None = None,
) -> Antrag:
    """Take in what the paper says, as far as it is known; ``eingehen`` makes a received application of it.

    The two are one act and leave one log entry; between them stands the flow's beginning (``workflows.verfahren``).
    Raises ``Verweigert``, ``Konflikt`` where the municipality has an application in the round, ``ValidationError`` at a field.
    """
    antrag = Antrag(
        kommune=kommune,
        runde=runde,
        landkreis=kommune.landkreis,
        fassung=runde.fassung,
        angelegt_von=by,
        angelegt_am=zeit.jetzt(),
        eingangsweg=eingang.weg,
    )
    verlange(by, "antrag.erfassen", antrag)
    pruefe(runde, kommune, eingang, datei)
    _fuelle(antrag, felder)
    tag = eingang.am.astimezone(zeit.BERLIN).date()
    neuantrag.einfuegen(antrag, by=by, heute=tag)
    zahlen = list(_zahlen(antrag, fallzahlen or {}, abweichungen or {}))
    einfuegen(*zahlen)
    angaben.antworten_speichern(antrag, antworten or {})
    papiere = [] if datei is None else [anlagen.original_ablegen(antrag=antrag, datei=datei, by=by)]
    _bekannt(antrag, fallzahlen=zahlen, anlagen=papiere)
    return antrag


def _bekannt(antrag: Antrag, **zeilen: list[Any]) -> None:
    """Hang the rows on the application that were written with it, as ``prefetch_related`` would: a thousand rows of a
    table need not read them again.
    """
    gelesen = {name: getattr(antrag, name).all() for name in zeilen}
    for name, queryset in gelesen.items():
        queryset._result_cache = zeilen[name]
    antrag._prefetched_objects_cache = gelesen  # type: ignore[attr-defined]


@transaction.atomic(savepoint=False)
def eingehen(*, antrag: Antrag, eingang: Eingang, by: Benutzer, heute: date) -> None:
    """Record the receipt: number, time, channel, whether it is late by that time. Effective on the day of receipt."""
    verlange(by, "antrag.erfassen", antrag)
    punkte, schluss = fehlendes(antrag), antrag.runde.antrag_bis
    verspaetet = schluss is not None and fristen.ist_verspaetet(eingang.am, schluss)
    antrag.vorgangsnummer = vorgangsnummer(antrag)
    with verbundlage.einmal_je_runde():
        uebergang(
            antrag,
            "einreichen",
            Ereignis.ANTRAG_ERFASST,
            by=by,
            heute=eingang.am.astimezone(zeit.BERLIN).date(),
            sichtbar=True,
            text=eingang.satz if verspaetet else f"{eingang.satz}{_nachtraeglich(schluss)}",
            eingegangen_am=eingang.am,
            eingereicht_von=by,
            vorgangsnummer=antrag.vorgangsnummer,
            verspaetet=verspaetet,
            verspaetung_grund=eingang.grund,
            offene_punkte=len(punkte),
        )
    inhalt.festhalten(antrag, weg=eingang.weg, by=by)
    if any(punkt.nachreichbar for punkt in punkte):
        nachreichung_eroeffnen(antrag, heute)


def _nachtraeglich(schluss: date | None) -> str:
    """Say, for everybody to read, that a receipt in time was entered only after the round's last day."""
    jetzt = zeit.jetzt()
    if schluss is None or not fristen.ist_verspaetet(jetzt, schluss):
        return ""
    return f". Rechtzeitig eingegangen, erst nach der Antragsfrist erfasst: {formate.zeitpunkt(jetzt)}"


@transaction.atomic
def entwurf_ersetzen(*, antrag: Antrag, eingang: Eingang, by: Benutzer, heute: date) -> None:
    """End the municipality's draft in the portal, because its application came another way.

    A draft declares nothing, so nothing of the municipality's is lost: it stays readable for it, as withdrawn. The
    office neither sees nor takes over its content. Raises ``Konflikt`` where it was submitted meanwhile.
    """
    verlange(by, "antrag.erfassen", antrag)
    if antrag.status not in ENTWURF:
        raise Konflikt("Die Kommune hat ihren Entwurf inzwischen eingereicht oder zurückgezogen.")
    uebergang(
        antrag,
        "zurueckziehen",
        Ereignis.ENTWURF_ERSETZT,
        by=by,
        heute=heute,
        sichtbar=True,
        text=eingang.satz,
    )
    termine.erledigen(antrag=antrag, jetzt=zeit.jetzt())


def pruefe(runde: Foerderrunde, kommune: Kommune, eingang: Eingang, datei: File | None) -> None:
    """Raise where this round cannot take this receipt, with the sentence at its field."""
    programm = runde.programm
    if programm.landkreis_id != kommune.landkreis_id:
        raise Verweigert("Diese Runde gehört zu einem anderen Landkreis.")
    if programm.bewilligungsstelle != Foerderprogramm.Bewilligungsstelle.LANDKREIS:
        raise Verweigert("Über dieses Programm entscheidet nicht der Landkreis.")
    if runde.status != Foerderrunde.Status.VEROEFFENTLICHT or runde.antrag_von is None:
        raise Verweigert("Die Runde nimmt noch keine Anträge an.")
    if satz := zeit_fehler(runde, eingang.am):
        raise ValidationError({"eingegangen_am": satz})
    if eingang.weg == Eingangsweg.PORTAL or eingang.weg not in Eingangsweg.values:
        raise ValidationError({"weg": "Bitte wählen Sie, auf welchem Weg der Antrag eingegangen ist."})
    if datei is None and eingang.weg not in OHNE_ORIGINAL:
        raise ValidationError(
            {"datei": "Bitte hängen Sie das Original an, zum Beispiel den Scan oder die E-Mail."}
        )


def zeit_fehler(runde: Foerderrunde, am: datetime) -> str:
    """Say what is wrong with a time of receipt in this round; empty where nothing is."""
    if am > zeit.jetzt():
        return "Dieser Zeitpunkt liegt in der Zukunft. Bitte prüfen Sie Tag und Uhrzeit."
    if runde.antrag_von and am.astimezone(zeit.BERLIN).date() < runde.antrag_von:
        return (
            f"Die Runde nimmt erst ab {formate.datum(runde.antrag_von)} Anträge an. Bitte prüfen Sie den Tag."
        )
    return ""


def _fuelle(antrag: Antrag, felder: dict[str, Any]) -> None:
    if fremd := set(felder) - FELDER:
        raise TypeError(f"keine Felder des Antrags: {sorted(fremd)}")
    for feld, wert in felder.items():
        setattr(antrag, feld, wert)
    antrag.beantragt_betrag = beantragter_betrag(antrag)
    antrag.clean_fields(exclude={f.name for f in Antrag._meta.fields} - set(felder) - {"beantragt_betrag"})


def _zahlen(
    antrag: Antrag, fallzahlen: dict[int, int | None], abweichungen: dict[int, str]
) -> Iterator[AntragFallzahl]:
    for gruppe, personen in fallzahlen.items():
        if personen is not None:
            grund = abweichungen.get(gruppe, "").strip()
            yield AntragFallzahl(
                antrag=antrag, zielgruppe_id=gruppe, personen=personen, abweichung_grund=grund
            )


def vorhandener(kommune: Kommune, runde: Foerderrunde) -> Antrag | None:
    """Give the application or draft the municipality has in the round; ended ones do not count."""
    return Antrag.objects.filter(kommune=kommune, runde=runde).nicht_beendet().first()
