"""Files of a paper: annexes of its draft, what is laid on the table after its release, the extract from the minutes.

No log entry: like every saving of a draft they tell nobody anything. The row keeps who and when, also who took it away.
"""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import zeitpunkt
from antraege.models import Benutzer, Vorlage, Vorlagenanlage
from antraege.services.anlagen import angaben_zu, nur_mit_commit
from antraege.services.vorlagenschritt import sperren

A = Vorlagenanlage.Art
HOECHSTZAHL: Final = 20
RECHTE: Final = {A.ANLAGE: "vorlage.ueberarbeiten", A.TISCHVORLAGE: "vorlage.tischvorlage_ablegen"}
BLEIBT: Final = {
    A.AUSZUG: "Der Auszug aus der Niederschrift bleibt bei der Vorlage.",
    A.STELLUNGNAHMEN: "Die Stellungnahmen der Kommunen legt das Portal bei, sooft die Vorlage in die Mitzeichnung geht.",
}


def hinzufuegen(
    *, vorlage: Vorlage, art: str, datei: File, by: Benutzer, oeffentlich: bool = True
) -> Vorlagenanlage:
    """Attach an annex to the draft, or a Tischvorlage to the released paper.

    The file is checked before the paper is locked, for a scan takes its time. Raises ``Verweigert`` where the paper's
    state or the person does not allow it, ``ValidationError({"datei": ...})`` for a file we do not take.
    """
    verlange(by, RECHTE[A(art)], vorlage)
    angaben = angaben_zu(datei)
    with transaction.atomic():
        sperren(vorlage)
        verlange(by, RECHTE[A(art)], vorlage)
        return _gespeichert(vorlage, art, datei, by, oeffentlich, angaben)


@transaction.atomic
def ablegen(
    *, vorlage: Vorlage, art: str, datei: File, by: Benutzer, oeffentlich: bool = True
) -> Vorlagenanlage:
    """Check and store a file as part of an act that has asked who may. Raises ``ValidationError({"datei": ...})``.

    ``oeffentlich``: whether municipalities may read it once the paper (for an extract: its results) is public.
    """
    return _gespeichert(vorlage, art, datei, by, oeffentlich, angaben_zu(datei))


def _gespeichert(
    vorlage: Vorlage, art: str, datei: File, by: Benutzer, oeffentlich: bool, angaben: dict[str, Any]
) -> Vorlagenanlage:
    _noch_nicht_da(vorlage, angaben["sha256"])
    anlage = Vorlagenanlage(
        vorlage=vorlage,
        art=art,
        oeffentlich=oeffentlich,
        hochgeladen_am=zeit.jetzt(),
        hochgeladen_von=by,
        **angaben,
    )
    anlage.datei.save(anlage.name, datei, save=False)
    nur_mit_commit(anlage.datei)
    anlage.save()
    return anlage


def _noch_nicht_da(vorlage: Vorlage, sha256: str) -> None:
    """A second click is no second file, and a paper stays readable."""
    aktuelle = Vorlagenanlage.objects.aktuell().filter(vorlage=vorlage)
    if da := aktuelle.filter(sha256=sha256).first():
        satz = f"Diese Datei liegt schon bei der Vorlage: {da.name}, hochgeladen am {zeitpunkt(da.hochgeladen_am)}."
        raise ValidationError({"datei": satz})
    if aktuelle.count() >= HOECHSTZAHL:
        raise Verweigert(
            f"Eine Vorlage kann höchstens {HOECHSTZAHL} Dateien haben. Bitte entfernen Sie zuerst eine andere."
        )


@transaction.atomic
def entfernen(*, anlage: Vorlagenanlage, by: Benutzer) -> None:
    """Take a file away; row and file stay for the versions that hold it. Raises ``Verweigert``, ``Konflikt``."""
    sperren(anlage.vorlage)
    if satz := BLEIBT.get(A(anlage.art)):
        raise Verweigert(satz)
    verlange(by, RECHTE[A(anlage.art)], anlage.vorlage)
    entfernt = Vorlagenanlage.objects.aktuell().filter(pk=anlage.pk)
    if not entfernt.update(entfernt_am=zeit.jetzt(), entfernt_von=by):
        raise Konflikt("Diese Datei ist schon entfernt.")
    anlage.refresh_from_db()
