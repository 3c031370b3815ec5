"""How a municipality is to be told: its consent to notices in the portal (§ 41 Abs. 2a LVwVfG), given and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.models import Antrag, Bekanntgabezustimmung, Benutzer, Ereignis, Kommune
from antraege.services.gehalten import einmal
from antraege.services.protokoll import vermerken


def zustimmung(kommune: Kommune) -> Bekanntgabezustimmung | None:
    """Give the consent that holds; None without one."""
    offen = Bekanntgabezustimmung.objects.filter(kommune=kommune, widerrufen_am__isnull=True)
    return offen.select_related("erklaert_von").first()


def im_portal(kommune: Kommune) -> bool:
    """Say whether notices may become known in the portal; else they go by post."""
    return Bekanntgabezustimmung.objects.filter(kommune=kommune, widerrufen_am__isnull=True).exists()


def am_antrag_im_portal(antrag: Antrag) -> bool:
    """The same for the applicant. One act asks once: what its letter says is how it goes out."""
    return einmal(antrag, im_portal, lambda: im_portal(antrag.kommune))


def per_post(kommunen: Iterable[Kommune]) -> int:
    """How many of these municipalities are told by post; one query."""
    alle = {kommune.pk for kommune in kommunen}
    offen = Bekanntgabezustimmung.objects.filter(kommune__in=alle, widerrufen_am__isnull=True)
    return len(alle) - offen.count()


@transaction.atomic
def zustimmen(*, kommune: Kommune, by: Benutzer, heute: date) -> Bekanntgabezustimmung:
    """Consent to notices in the portal from now on. Raises ``Konflikt`` where the municipality has consented."""
    verlange(by, "bekanntgabe.zustimmen", Bekanntgabezustimmung(kommune=kommune))
    try:
        with transaction.atomic():
            neu = Bekanntgabezustimmung.objects.create(
                kommune=kommune, erklaert_am=zeit.jetzt(), erklaert_von=by
            )
    except IntegrityError as fehler:
        raise Konflikt("Ihre Kommune hat der Bekanntgabe im Portal schon zugestimmt.") from fehler
    vermerken(Ereignis.ZUSTIMMUNG_ERKLAERT, neu, by=by, wirksam_am=heute, sichtbar=True)
    return neu


@transaction.atomic
def widerrufen(*, kommune: Kommune, by: Benutzer, heute: date) -> None:
    """Withdraw the consent: what is provided from now on goes by post, what lies in the portal can still be opened.

    Raises ``Konflikt`` where there is none (any more).
    """
    zeile = (
        Bekanntgabezustimmung.objects.select_for_update(of=("self",))
        .select_related("kommune")
        .filter(kommune=kommune, widerrufen_am__isnull=True)
        .first()
    )
    verlange(by, "bekanntgabe.zustimmen", zeile or Bekanntgabezustimmung(kommune=kommune))
    if zeile is None:
        raise Konflikt("Ihre Kommune hat der Bekanntgabe im Portal nicht zugestimmt.")
    zeile.widerrufen_am, zeile.widerrufen_von = zeit.jetzt(), by
    zeile.save(update_fields=["widerrufen_am", "widerrufen_von"])
    vermerken(Ereignis.ZUSTIMMUNG_WIDERRUFEN, zeile, by=by, wirksam_am=heute, sichtbar=True)
