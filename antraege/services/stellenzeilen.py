"""Writing positions, their sources and the deadlines of these; what may be written is decided by services/stelle.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F

from antraege import formate, fristen, zeit
from antraege.berechnung import VOLLE_STELLE, hoechststand
from antraege.dauer import Dauer
from antraege.fehler import Verweigert
from antraege.models import Antrag, Benutzer, Finanzierungsanteil, Foerderrunde, Frist, Kommune, Rolle, Stelle
from antraege.services import nummern, termine

REGELN = ("stelle_", "anteil_", "anteile_", "besetzung_")
FOLGE = "Der Anteil endet. Bitte entscheiden Sie vorher: verlängern, aus eigenen Mitteln fortführen oder auslaufen lassen."


@dataclass(frozen=True)
class Quelle:
    """What pays: a round (and the application it was granted on), VZÄ, from and to."""

    runde: Foerderrunde
    vzae: Decimal
    beginn: date
    ende: date
    antrag: Antrag | None = None

    def in_stellen(self) -> Iterator[Quelle]:
        """Split into parts of at most 1.00 VZÄ: 1.80 are two positions of 1.00 and 0.80 (R11)."""
        rest = self.vzae
        while rest > 0:
            teil = min(rest, VOLLE_STELLE)
            yield replace(self, vzae=teil)
            rest -= teil


def sperre(runde: Foerderrunde) -> Foerderrunde:
    """Read the round anew and lock it: whoever creates in it at the same time waits and then sees this act."""
    return (
        Foerderrunde.objects.select_for_update(no_key=True, of=("self",))
        .select_related("programm", "fassung")
        .get(pk=runde.pk)
    )


def sperre_stelle(stelle: Stelle) -> Stelle:
    """Read a position anew and lock it after what pays it: applications, rounds, position, as whoever records a source does.

    The other way round two acts wait for each other: this one for the round, the other one for the position.
    """
    quellen = list(stelle.anteile.values_list("antrag_id", "runde_id"))
    for modell, pks in ((Antrag, {a for a, _ in quellen if a}), (Foerderrunde, {r for _, r in quellen})):
        zeilen = modell.objects.filter(pk__in=pks).order_by("pk").select_for_update(no_key=True, of=("self",))
        list(zeilen.values_list("pk"))
    return Stelle.objects.select_for_update(no_key=True).get(pk=stelle.pk)


def neue_stelle(
    einsatzort: Kommune,
    anstellungstraeger: Kommune | None,
    quelle: Quelle,
    entgeltgruppe: str,
    by: Benutzer,
    *,
    historisch: bool,
) -> Stelle:
    """Write a position that one source pays wholly. Its number is drawn from the district's counter."""
    stelle = Stelle(
        landkreis=einsatzort.landkreis,
        nummer=_nummer(einsatzort),
        anstellungstraeger=anstellungstraeger,
        einsatzort=einsatzort,
        antrag=quelle.antrag,
        vzae=quelle.vzae,
        entgeltgruppe=entgeltgruppe,
        beginn=quelle.beginn,
        ende=quelle.ende,
        angelegt_von=by,
        angelegt_am=zeit.jetzt(),
        historisch=historisch,
    )
    with nach_den_regeln():
        stelle.save()
        _anteil(stelle, quelle)
    return stelle


def stocke_auf(stelle: Stelle, quelle: Quelle) -> None:
    """Add a source to a position: it grows to the highest sum of any day and lasts as long as its last source (R11).

    Raises ``Verweigert`` above 1.00 VZÄ on any day.
    """
    anteile = [
        *stelle.anteile.values_list("vzae", "beginn", "ende"),
        (quelle.vzae, quelle.beginn, quelle.ende),
    ]
    summe = hoechststand(anteile)
    if summe > VOLLE_STELLE:
        raise Verweigert(
            f"Mit diesem Anteil hätte die Stelle {formate.vzae(summe)}. Eine Stelle umfasst höchstens 1,00 VZÄ."
        )
    stelle.vzae = max(stelle.vzae, summe)
    stelle.beginn, stelle.ende = min(stelle.beginn, quelle.beginn), max(stelle.ende, quelle.ende)
    with nach_den_regeln():
        stelle.save(update_fields=["vzae", "beginn", "ende"])
        _anteil(stelle, quelle)


def verkuerze(stelle: Stelle, ende: date, heute: date) -> None:
    """End a position and its sources on the day ``ende``: their deadlines are done, or move to an end still to come."""
    laenger = list(stelle.anteile.filter(ende__gt=ende).select_related("runde"))
    stelle.ende = ende
    stelle.status = Stelle.Status.BEENDET if ende <= heute else Stelle.Status.AUSLAUFEND
    with nach_den_regeln():
        stelle.anteile.filter(ende__gt=ende).update(ende=ende)
        stelle.umfaenge.filter(ab__gt=ende).delete()
        stelle.save(update_fields=["ende", "status"])
    for anteil in stelle.anteile.all() if stelle.status == Stelle.Status.BEENDET else laenger:
        termine.erledigen(Frist.Art.STELLENENDE, anteil=anteil, jetzt=zeit.jetzt())
    if stelle.status != Stelle.Status.BEENDET:
        for anteil in laenger:
            anteil.ende = ende
            _frist(stelle, anteil, heute)


@contextmanager
def nach_den_regeln() -> Iterator[None]:
    """Turn a refusal of the database (a race got there first) into the same kind of answer the service gives."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fehler:
        diagnose = getattr(fehler.__cause__, "diag", None)
        if not (diagnose and (diagnose.constraint_name or "").startswith(REGELN)):
            raise
        raise Verweigert(diagnose.message_primary) from fehler


def dauer(beginn: date, ende: date) -> Dauer:
    """Say a period in whole months where it is that long, else in days: 01.09.2027 to 31.08.2028 is 12 months."""
    monate = (ende.year - beginn.year) * 12 + ende.month - beginn.month
    for zahl in (monate, monate + 1):
        if zahl > 0 and Dauer(zahl, "M").letzter_tag(beginn) == ende:
            return Dauer(zahl, "M")
    return Dauer((ende - beginn).days + 1, "T")


def _nummer(ort: Kommune) -> str:
    return f"S-{ort.landkreis.kuerzel}-{nummern.naechste(ort.landkreis, 'stelle', 'S'):04d}"


def _anteil(stelle: Stelle, quelle: Quelle) -> None:
    anteil = Finanzierungsanteil.objects.create(
        stelle=stelle,
        runde=quelle.runde,
        antrag=quelle.antrag,
        vzae=quelle.vzae,
        beginn=quelle.beginn,
        ende=quelle.ende,
    )
    _frist(stelle, anteil, zeit.heute())  # a short time left is told at once, not when the funding begins


def _frist(stelle: Stelle, anteil: Finanzierungsanteil, ereignis_am: date) -> None:
    """The end of a source is the end of a period: it does not move to a working day (§ 31 Abs. 4 LVwVfG)."""
    frist = termine.eroeffnen(
        Frist.Art.STELLENENDE,
        ergebnis=fristen.zeitraum(anteil.beginn, dauer(anteil.beginn, anteil.ende)),
        ereignis_am=ereignis_am,
        stelle=stelle,
        anteil=anteil,
        kommune=stelle.anstellungstraeger,
        rolle="" if stelle.anstellungstraeger_id else Rolle.PERSONAL,
        typ=Frist.Typ.ZEITRAUM,
        folge=FOLGE,
    )
    if stelle.historisch:
        Frist.objects.filter(pk=frist.pk).update(erledigt_am=zeit.jetzt(), abgelaufen_am=F("faellig_am") + 1)
