"""Papers of an application: added and taken away while it can be edited; those that may follow also later.

A draft's papers write no log entry: like every saving of a draft they tell nobody anything. The row keeps who and when.
"""

from __future__ import annotations

from datetime import date
from hashlib import file_digest
from typing import Any, Final
from weakref import finalize

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import Storage
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.files import FieldFile

from antraege import zeit
from antraege.berechtigungen import may, verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import zeitpunkt
from antraege.models import Anlage, Antrag, Benutzer
from antraege.services import dateien, nachreichung, unterschrift, virenschutz

HOECHSTZAHL: Final = 30
Lage = Anlage.Lage


def hinzufuegen(*, antrag: Antrag, art: str, datei: File, by: Benutzer, heute: date) -> Anlage:
    """Attach ``datei``; after submission only what was to follow (the last of it closes the deadline).

    The file is checked before anything is locked, for a scan takes its time. Raises Verweigert where the application
    cannot be edited, ValidationError({"datei": ...}) for a file we do not take.
    """
    verlange(by, _recht(antrag, art, by), antrag)
    angaben = angaben_zu(datei)
    with transaction.atomic():
        return _angehaengt(_gesperrt(antrag), art, datei, angaben, by=by, heute=heute)


def _angehaengt(
    antrag: Antrag, art: str, datei: File, angaben: dict[str, Any], *, by: Benutzer, heute: date
) -> Anlage:
    recht = _recht(antrag, art, by)
    verlange(by, recht, antrag)
    if antrag.anlagen.filter(entfernt_am__isnull=True).count() >= HOECHSTZAHL:
        raise Verweigert(
            f"Ein Antrag kann höchstens {HOECHSTZAHL} Unterlagen haben. Bitte entfernen Sie zuerst eine andere."
        )
    _noch_nicht_da(antrag, art, angaben["sha256"])
    lage = Lage.EINGEREICHT if recht == "antrag.nachreichen" else Lage.ENTWURF
    anlage = _ablegen(antrag, art, datei, by, angaben, lage)
    if recht == "antrag.nachreichen":
        nachreichung.eingegangen(antrag, anlage, by=by, heute=heute)
    elif art != Anlage.Art.UNTERSCHRIFT:
        unterschrift.nach_aenderung(antrag, by=by, heute=heute)
    return anlage


def _noch_nicht_da(antrag: Antrag, art: str, sha256: str) -> None:
    """A second click or the same scan sent again is no second paper. A signed sheet may come again with a corrected name."""
    gleiche = antrag.anlagen.filter(art=art, sha256=sha256, entfernt_am__isnull=True)
    if art != Anlage.Art.UNTERSCHRIFT and (da := gleiche.first()):
        raise ValidationError({"datei": liegt_schon_vor(da)})


def liegt_schon_vor(da: Anlage) -> str:
    """Say that this very file is there."""
    vorhanden = f"{da.name}, hochgeladen am {zeitpunkt(da.hochgeladen_am)}"
    return f"Diese Datei liegt bei diesem Antrag schon vor: {vorhanden}. Sie wurde nicht noch einmal gespeichert."


def _recht(antrag: Antrag, art: str, by: Benutzer) -> str:
    """The right this upload needs: that of editing, or once it is submitted that of handing in what follows."""
    if may(by, "antrag.bearbeiten", antrag):
        return "antrag.bearbeiten"
    folgt = any(regel.art == art for regel in nachreichung.duerfen_folgen(antrag))
    return "antrag.nachreichen" if folgt else "antrag.bearbeiten"


@transaction.atomic
def entfernen(*, anlage: Anlage, by: Benutzer, heute: date) -> None:
    """Take a paper away while the application can be edited; row and file stay, as a return may end without its completion.

    Raises Verweigert, Konflikt.
    """
    antrag = _gesperrt(anlage.antrag)
    verlange(by, "antrag.bearbeiten", antrag)
    if anlage.art == Anlage.Art.ORIGINAL:
        raise Verweigert("Das Original des Eingangs bleibt in der Akte.")
    entfernt = Anlage.objects.filter(pk=anlage.pk, entfernt_am__isnull=True).update(entfernt_am=zeit.jetzt())
    if not entfernt:
        raise Konflikt("Diese Unterlage ist schon entfernt.")
    unterschrift.nach_aenderung(antrag, by=by, heute=heute)
    anlage.refresh_from_db()


def original_ablegen(*, antrag: Antrag, datei: File, by: Benutzer) -> Anlage:
    """Keep the original of what came another way, mails too: part of the act that enters it, which asks who may."""
    return _ablegen(
        antrag, Anlage.Art.ORIGINAL, datei, by, angaben_zu(datei, mit_email=True), Lage.EINGEREICHT
    )


def _gesperrt(antrag: Antrag) -> Antrag:
    # An upload must not slip in between the check and a submission in another window.
    alle = Antrag.objects.select_for_update(of=("self",)).select_related("kommune", "fassung", "runde")
    return alle.get(pk=antrag.pk)


def _ablegen(
    antrag: Antrag, art: str, datei: File, by: Benutzer, angaben: dict[str, Any], lage: str
) -> Anlage:
    wer = {"hochgeladen_am": zeit.jetzt(), "hochgeladen_von": by}
    anlage = Anlage(antrag=antrag, art=art, lage=lage, **wer, **angaben)
    anlage.datei.save(anlage.name, datei, save=False)
    nur_mit_commit(anlage.datei)
    anlage.save()
    return anlage


def nur_mit_commit(datei: FieldFile) -> None:
    """Delete the stored file again where this transaction is rolled back: without its row nobody would ever find it.

    On a rollback, even of an outer block, Django drops the callbacks of COMMIT; with ours goes the file. After COMMIT
    ours is the first of them, for one that fails drops those behind it, too.
    """

    def bleibt() -> None:
        waechter.detach()

    verbindung = connections[DEFAULT_DB_ALIAS]
    waechter = finalize(bleibt, _verwerfen, datei.storage, str(datei.name), verbindung)
    waechter.atexit = False
    transaction.on_commit(bleibt, robust=True)
    danach = verbindung.run_on_commit
    danach[:] = danach[-1:] + danach[:-1]


def _verwerfen(storage: Storage, name: str, verbindung: BaseDatabaseWrapper) -> None:
    """Delete a file of a transaction that was rolled back.

    Where its connection broke nobody knows whether COMMIT came through: the file stays until its row is looked for (verwaist.py).
    """
    if verbindung.connection is not None and not verbindung.connection.closed:
        storage.delete(name)


def original(datei: File | None) -> dict[str, Any]:
    """Give what a row keeps of an original that came, a stored mail too; nothing without one."""
    return {} if datei is None else {"datei": datei, **angaben_zu(datei, mit_email=True)}


def angaben_zu(datei: File, *, mit_email: bool = False) -> dict[str, Any]:
    """Check a file and give what a row keeps of it: name, size, checksum, kind. ``mit_email``: a stored mail is taken, too.

    Raises ValidationError({"datei": ...}) for a file we do not take.
    """
    name = dateien.bereinigt(datei.name or "")
    try:
        dateiart = dateien.pruefe(datei, name, mit_email=mit_email)
        virenschutz.pruefe(datei)
    except ValidationError as fehler:
        raise ValidationError({"datei": fehler.messages}) from None
    pruefsumme = file_digest(datei, "sha256").hexdigest()
    datei.seek(0)
    datei.name = name
    return {"name": name, "groesse": datei.size, "sha256": pruefsumme, "inhaltstyp": dateiart.inhaltstyp}
