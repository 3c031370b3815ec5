"""Papers that follow after submission: which may, which are still to come, and what each one that arrives does."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from antraege import zeit
from antraege.models import Anlage, Antrag, Benutzer, Ereignis, Frist, Unterlagenregel
from antraege.regelwerk import regelwerk
from antraege.services import termine
from antraege.services.protokoll import vermerken
from antraege.services.unterlagen import darf_folgen


def duerfen_folgen(antrag: Antrag) -> list[Unterlagenregel]:
    """List the papers that may come after submission: the decision where it was announced, others by the version."""
    return [regel for regel in regelwerk(antrag.fassung).unterlagen if darf_folgen(antrag, regel)]


def ausstehend(antrag: Antrag) -> list[Unterlagenregel]:
    """List the required papers that may follow and are not there yet, in the order of the version."""
    regeln = [regel for regel in duerfen_folgen(antrag) if regel.pflicht]
    if not regeln:
        return []
    da = set(antrag.anlagen.filter(entfernt_am__isnull=True).values_list("art", flat=True))
    return [regel for regel in regeln if regel.art not in da]


def namen(antrag: Antrag) -> str:
    """Name the papers that are still to come, as a list of words; "" where none is."""
    return ", ".join(str(regel) for regel in ausstehend(antrag))


def folge(antrag: Antrag) -> str:
    """Say what follows if they do not come."""
    nur_beschluss = [regel.art for regel in ausstehend(antrag)] == [Anlage.Art.BESCHLUSS]
    was = "den Beschluss" if nur_beschluss else "diese Unterlagen"
    return f"Ohne {was} kann die Bewilligung versagt oder widerrufen werden."


def eingegangen(antrag: Antrag, anlage: Anlage, *, by: Benutzer, heute: date) -> None:
    """Tick off a paper that has come in; the deadline closes with the last one."""
    offen = ausstehend(antrag)
    if not offen:
        termine.erledigen(Frist.Art.NACHREICHUNG, antrag=antrag, jetzt=zeit.jetzt())
    mehr_als_offen = Antrag.objects.filter(pk=antrag.pk, offene_punkte__gt=len(offen))
    mehr_als_offen.update(
        offene_punkte=F("offene_punkte") - 1
    )  # a second copy of the same paper counts nothing
    vermerken(
        Ereignis.UNTERLAGE_NACHGEREICHT,
        antrag,
        by=by,
        wirksam_am=heute,
        text=str(regelwerk(antrag.fassung).unterlage(anlage.art) or anlage.get_art_display()),
        sichtbar=True,
    )
