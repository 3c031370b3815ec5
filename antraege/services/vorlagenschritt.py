"""The one door through which a paper changes its state, and its line in the log."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from antraege.fehler import Konflikt
from antraege.models import Benutzer, Ereignis, Vorlage
from antraege.services.protokoll import vermerken


def sperren(vorlage: Vorlage) -> None:
    """Lock the paper's row and read its state anew: what is asked of it next still holds when it is written."""
    vorlage.status = Vorlage.objects.select_for_update().values_list("status", flat=True).get(pk=vorlage.pk)


def vorlagen_sperren(welche: Q) -> None:
    """Lock papers in order of id, before anything else of theirs: as each act on one does, so that none waits for another."""
    ids = Vorlage.objects.filter(welche).values("pk")
    list(Vorlage.objects.filter(pk__in=ids).select_for_update().order_by("pk").values_list("pk"))


def wechseln(vorlage: Vorlage, von: str, nach: str, **felder: object) -> None:
    """Change the state by compare-and-set, with ``felder``. Raises ``Konflikt`` where the stored state is another."""
    felder |= {"status": nach}
    if not Vorlage.objects.filter(pk=vorlage.pk, status=von).update(**felder):
        raise Konflikt(
            "Dieser Schritt ist schon erledigt: Die Vorlage steht inzwischen in einem anderen Stand."
        )
    for feld, wert in felder.items():
        setattr(vorlage, feld, wert)


def eintragen(
    ereignis: Ereignis,
    vorlage: Vorlage,
    by: Benutzer,
    heute: date,
    *,
    vorher: str = "",
    nachher: str = "",
    text: str = "",
) -> None:
    """Log an act on a paper; ``nachher`` (default: the state) names the office where the next signature is due."""
    vermerken(
        ereignis,
        vorlage,
        by=by,
        wirksam_am=heute,
        vorher=vorher,
        nachher=nachher or vorlage.status,
        text=text,
        historisch=vorlage.historisch,
    )
