"""The joint application: choose whom a municipality applies with, or apply alone again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Benutzer, Kommune, Zusammenschluss
from antraege.services import angaben, unterschrift
from antraege.services.verbundlage import belegte

__all__ = ["aufloesen", "zusammenschliessen"]


@transaction.atomic
def zusammenschliessen(
    *,
    antrag: Antrag,
    version: int,
    by: Benutzer,
    heute: date,
    zusammenschluss: Zusammenschluss | None = None,
    name: str = "",
    kommunen: Iterable[Kommune] = (),
) -> Zusammenschluss:
    """Make it a joint application: of a group that exists, or of a new one with a name and its members.

    The parts of municipalities that stay are kept. Raises ``Verweigert`` where the rules allow none, ``Konflikt`` in a
    second window, ``ValidationError`` at the field. Part of drafting: no log entry.
    """
    verlange(by, "antrag.verbund_waehlen", antrag)
    orte = set(zusammenschluss.mitglieder.all()) if zusammenschluss else {antrag.kommune, *kommunen}
    _im_landkreis(antrag, orte, zusammenschluss)
    if belegt := belegte(antrag, orte, by):
        raise ValidationError({"zusammenschluss" if zusammenschluss else "kommunen": belegt})
    neu = zusammenschluss or _neuer(antrag, name, orte)
    antrag.verbundanteile.exclude(kommune__in=orte).delete()
    bleibt = list(antrag.verbundanteile.values("kommune_id", "vzae", "personen"))
    antrag.verbundanteile.all().delete()
    _setzen(antrag, version, by, zusammenschluss=neu)
    angaben.anteile_speichern(
        antrag, {a["kommune_id"]: angaben.Anteil(a["vzae"], a["personen"]) for a in bleibt}
    )
    unterschrift.nach_aenderung(antrag, by=by, heute=heute)
    return neu


@transaction.atomic
def aufloesen(*, antrag: Antrag, version: int, by: Benutzer, heute: date) -> None:
    """Make it an application of the one municipality again: parts and agreement go, the rest stays."""
    verlange(by, "antrag.verbund_waehlen", antrag)
    antrag.verbundanteile.all().delete()
    _setzen(antrag, version, by, zusammenschluss=None, vereinbarung_vom=None)
    unterschrift.nach_aenderung(antrag, by=by, heute=heute)


def _setzen(antrag: Antrag, version: int, by: Benutzer, **werte: object) -> None:
    werte |= {"gespeichert_am": zeit.jetzt(), "gespeichert_von": by, "version": version + 1}
    if not Antrag.objects.filter(pk=antrag.pk, version=version, status=antrag.status).update(**werte):
        raise Konflikt("Der Antrag wurde in einem anderen Fenster geändert. Bitte wählen Sie noch einmal.")
    for feld, wert in werte.items():
        setattr(antrag, feld, wert)


def _im_landkreis(antrag: Antrag, orte: set[Kommune], zusammenschluss: Zusammenschluss | None) -> None:
    if any(ort.landkreis_id != antrag.landkreis_id for ort in orte) or antrag.kommune not in orte:
        raise Verweigert("Einen gemeinsamen Antrag stellen nur Kommunen desselben Landkreises.")
    if len(orte) < 2:
        feld = "zusammenschluss" if zusammenschluss else "kommunen"
        raise ValidationError({feld: "Bitte wählen Sie mindestens eine weitere Kommune."})


def _neuer(antrag: Antrag, name: str, orte: set[Kommune]) -> Zusammenschluss:
    if not name.strip():
        raise ValidationError({"name": "Bitte geben Sie dem Zusammenschluss einen Namen."})
    neu = Zusammenschluss.objects.create(landkreis=antrag.landkreis, name=name.strip())
    neu.mitglieder.set(orte)
    return neu
