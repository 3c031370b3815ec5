"""The joint application: who may take part, who is taken already, and what such an application still lacks.

The applicant carries it and employs for all. A draft binds nobody: only a submitted application keeps the municipalities
it names from being named again in the round (a trigger keeps the same).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Q, QuerySet

from antraege.models import Anlage, Antrag, Benutzer, Kommune, Zusammenschluss
from antraege.services import angaben

__all__ = ["bekannte", "belegte", "einmal_je_runde", "moegliche", "offene_punkte"]


def moegliche(antrag: Antrag) -> QuerySet[Kommune]:
    """The other municipalities of the district, by name."""
    return Kommune.objects.filter(landkreis=antrag.landkreis_id).exclude(pk=antrag.kommune_id)


def bekannte(antrag: Antrag) -> QuerySet[Zusammenschluss]:
    """Groups the applicant belongs to and knows of: used by itself, or in an application that was submitted.

    What another municipality is only drafting is nobody else's business.
    """
    bekannt = Q(antraege__kommune=antrag.kommune_id) | Q(antraege__in=Antrag.objects.eingegangen())
    return (
        Zusammenschluss.objects.filter(bekannt, landkreis=antrag.landkreis_id, mitglieder=antrag.kommune_id)
        .distinct()
        .order_by("name", "pk")
        .prefetch_related("mitglieder")
    )


def belegte(antrag: Antrag, orte: Iterable[Kommune], user: Benutzer | None = None) -> list[str]:
    """List a sentence for each municipality that another submitted application of the round already names.

    Whose application that is stands in it only where ``user`` may read it anyway.
    """
    andere = Antrag.objects.eingegangen().filter(runde=antrag.runde_id).exclude(pk=antrag.pk)
    sichtbar = set(andere.visible_to(user).values_list("pk", flat=True)) if user else set()
    return [
        _belegt(ort, anderer, bekannt=anderer.pk in sichtbar)
        for ort in sorted(orte, key=lambda ort: ort.sortiername)
        if (anderer := _anderer(andere, ort))
    ]


def _anderer(andere: QuerySet[Antrag], ort: Kommune) -> Antrag | None:
    genannt = Q(kommune=ort) | Q(verbundanteile__kommune=ort)
    return andere.filter(genannt).select_related("kommune").first()


def _belegt(ort: Kommune, anderer: Antrag, *, bekannt: bool) -> str:
    wer = f" ({anderer.kommune}, {anderer.vorgangsnummer})" if bekannt else ""
    return (
        f"{ort} ist in dieser Runde schon an einem anderen Antrag beteiligt{wer}. "
        "Bitte klären Sie das mit der Kommune oder nehmen Sie sie heraus."
    )


def offene_punkte(antrag: Antrag) -> Iterator[tuple[str, str]]:
    """Give (field, sentence) of what a joint application lacks; nothing for an application of one municipality."""
    if antrag.zusammenschluss is None:
        return
    anteile = dict(antrag.verbundanteile.values_list("kommune_id", "vzae"))
    orte = list(antrag.zusammenschluss.mitglieder.all())
    for ort in orte:
        if ort.pk not in anteile:
            yield f"verbund_{ort.pk}", f"Bitte geben Sie den Anteil von {ort} an (0 ist möglich)."
    if (
        len(anteile) == len(orte)
        and antrag.beantragt_vzae is not None
        and (satz := angaben.summenfehler(antrag))
    ):
        yield "beantragt_vzae", satz
    if antrag.vereinbarung_vom is None:
        yield "vereinbarung_vom", "Bitte nennen Sie den Tag der Vereinbarung der Kommunen."
    if not antrag.anlagen.filter(art=Anlage.Art.VEREINBARUNG, entfernt_am__isnull=True).exists():
        yield "unterlage_vereinbarung", "Bitte laden Sie die Vereinbarung der Kommunen hoch."
    for satz in belegte(antrag, orte):
        yield f"verbund_{antrag.kommune_id}", satz


@contextmanager
def einmal_je_runde() -> Iterator[None]:
    """Turn the database's refusal into a sentence: another submitted application of the round names a municipality, too.

    It asks the database nothing more, as the transaction of the act is to be taken back.
    """
    try:
        yield
    except IntegrityError as fehler:
        diagnose = getattr(fehler.__cause__, "diag", None)
        if getattr(diagnose, "constraint_name", "") != "kommune_einmal_je_runde":
            raise
        raise ValidationError(
            "Ihre Kommune oder eine beteiligte Kommune ist in dieser Runde schon an einem anderen eingegangenen Antrag "
            "beteiligt. Eine Kommune ist in einer Runde nur einmal dabei. Bitte wenden Sie sich an das Landratsamt."
        ) from fehler
