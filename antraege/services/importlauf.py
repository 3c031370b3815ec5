"""The run of an import: a file is judged first, then taken over as a whole or not at all.

Who works on a run holds its advisory lock until COMMIT, so two workers never do it twice, and whether one still works
can be asked. Only then it is taken over again: a worker that died has left nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Benutzer, Ereignis, Foerderrunde, Importlauf, Importzeile
from antraege.services import dateien, importurteil, laufsperre, tabelle
from antraege.services.importurteil import Ergebnis, Fehler, Urteil
from antraege.services.protokoll import vermerken

Status = Importlauf.Status
STARTBAR: Final = (Status.GEPRUEFT, Status.ABGEBROCHEN)
HOECHSTENS_FEHLER: Final = 500  # rows of a report; more errors than that nobody reads


@transaction.atomic
def hochladen(*, runde: Foerderrunde, datei: File, by: Benutzer, heute: date) -> Importlauf:
    """Judge a file and keep it with its row report; nothing of it is taken over, so it leaves no entry in the log.

    Raises ``Verweigert``, ``ValidationError`` at ``datei``.
    """
    verlange(by, "runde.importieren", runde)
    if datei.size > tabelle.HOECHSTENS:
        raise ValidationError({"datei": tabelle.GROSS})
    inhalt = datei.read()
    datei.seek(0)
    gefunden = importurteil.urteile(inhalt, runde, by)
    fehlerhaft = any(u.ergebnis == Ergebnis.FEHLER for u in gefunden)
    lauf = Importlauf.objects.create(
        landkreis_id=runde.programm.landkreis_id,
        runde=runde,
        datei=datei,
        name=dateien.bereinigt(datei.name or ""),
        sha256=sha256(inhalt).hexdigest(),
        status=Status.FEHLERHAFT if fehlerhaft else Status.GEPRUEFT,
        zeilen=len(gefunden),
        angelegt_am=zeit.jetzt(),
        angelegt_von=by,
    )
    _berichten(lauf, gefunden)
    return lauf


def _oder_keiner(fehler: Sequence[Fehler]) -> Sequence[Fehler | None]:
    return fehler or [None]


def _berichten(lauf: Importlauf, gefunden: Iterable[Urteil]) -> None:
    """One line for each row, one for each error of a row."""
    zeilen = [
        Importzeile(
            lauf=lauf,
            nr=u.nr,
            kommune=u.kommune,
            ergebnis=u.ergebnis,
            antrag=u.antrag,
            **({"spalte": f.spalte, "wert": f.wert, "satz": f.satz[:400]} if f else {}),
        )
        for u in gefunden
        for f in _oder_keiner(u.fehler)
    ]
    fehler = [zeile for zeile in zeilen if zeile.ergebnis == Ergebnis.FEHLER]
    uebrige = [zeile for zeile in zeilen if zeile.ergebnis != Ergebnis.FEHLER]
    Importzeile.objects.bulk_create([*fehler[:HOECHSTENS_FEHLER], *uebrige])


@transaction.atomic
def starten(*, lauf: Importlauf, by: Benutzer, heute: date) -> None:
    """Claim a judged run for taking it over, or one that stands still. Raises ``Konflikt`` where somebody else did."""
    verlange(by, "runde.importieren", lauf.runde)
    if not lauf.ergebnisse.filter(ergebnis=Ergebnis.NEU).exists():
        raise Verweigert("In dieser Tabelle ist nichts Neues zu übernehmen.")
    if lauf.status == Status.LAEUFT and wird_bearbeitet(lauf):
        raise Konflikt("Dieser Import läuft schon.")
    frei = Importlauf.objects.filter(pk=lauf.pk, status=lauf.status, status__in=[*STARTBAR, Status.LAEUFT])
    neu = {"gestartet_am": zeit.jetzt(), "gestartet_von": by, "verarbeitet": 0, "meldung": ""}
    try:
        with transaction.atomic():
            geschehen = frei.update(status=Status.LAEUFT, beendet_am=None, **neu)
    except IntegrityError:
        raise Konflikt(
            "In dieser Runde läuft schon ein anderer Import. Bitte warten Sie, bis er fertig ist."
        ) from None
    if not geschehen:
        raise Konflikt("Dieser Import ist schon gestartet oder fertig.")


def wird_bearbeitet(lauf: Importlauf) -> bool:
    """Say whether a worker holds this run right now."""
    return laufsperre.wird_bearbeitet(laufsperre.IMPORT, lauf.pk)


def sperren(pk: int) -> Importlauf | None:
    """Take the run for this transaction; None where another worker has it or it is not to be taken over (any more).

    It is read behind the lock, its round, too: that one neither moves nor closes until all rows are in.
    """
    if not laufsperre.bis_commit(laufsperre.IMPORT, pk):
        return None
    mit = ("runde__programm__landkreis", "runde__fassung", "gestartet_von")
    gesperrt = Importlauf.objects.select_related(*mit).select_for_update(no_key=True, of=("runde",))
    return gesperrt.prefetch_related("runde__zielgruppen").filter(pk=pk, status=Status.LAEUFT).first()


def erneut_beurteilt(lauf: Importlauf, by: Benutzer) -> list[Urteil]:
    """Judge the kept file again at the moment of taking it over: the world may have moved since the report.

    Raises ``Konflikt`` with the first reason where a row is no longer possible.
    """
    verlange(by, "runde.importieren", lauf.runde)
    with lauf.datei.open("rb") as datei:
        inhalt = datei.read()
    if sha256(inhalt).hexdigest() != lauf.sha256:
        raise Konflikt(
            "Die Datei ist nicht mehr die, die geprüft wurde. Bitte laden Sie sie noch einmal hoch."
        )
    gefunden = importurteil.urteile(inhalt, lauf.runde, by)
    if kaputt := next((u for u in gefunden if u.fehler), None):
        raise Konflikt(f"Zeile {kaputt.nr}, {kaputt.kommune}: {kaputt.fehler[0].satz}")
    return gefunden


@transaction.atomic
def abschliessen(
    *, lauf: Importlauf, antraege: Sequence[tuple[int, Antrag]], by: Benutzer, heute: date
) -> None:
    """End a run whose rows are all taken over (``antraege``: row and application). Raises ``Konflikt`` where it was ended."""
    zeilen = {zeile.nr: zeile for zeile in lauf.ergebnisse.all()}
    for nr, antrag in antraege:
        zeilen[nr].antrag = antrag
    Importzeile.objects.bulk_update([zeilen[nr] for nr, _ in antraege], ["antrag"], batch_size=500)
    fertig = Importlauf.objects.filter(pk=lauf.pk, status=Status.LAEUFT)
    if not fertig.update(status=Status.FERTIG, verarbeitet=lauf.zeilen, beendet_am=zeit.jetzt()):
        raise Konflikt("Dieser Import wurde inzwischen beendet.")
    text = f"{lauf.name}: {len(antraege)} neu, {lauf.zeilen - len(antraege)} unverändert"
    vermerken(Ereignis.IMPORT_UEBERNOMMEN, lauf, by=by, wirksam_am=heute, text=text)


def abbrechen(*, pk: int, satz: str) -> None:
    """Note that a run failed; its transaction has already taken everything back. It may be started again."""
    laufend = Importlauf.objects.filter(pk=pk, status=Status.LAEUFT)
    laufend.update(status=Status.ABGEBROCHEN, verarbeitet=0, meldung=satz[:400], beendet_am=zeit.jetzt())
