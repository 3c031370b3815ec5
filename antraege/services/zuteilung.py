"""What a decision gives each application: never more than was asked, within the round's Kontingent, and none left waiting."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError

from antraege.berechnung import NULL, summe
from antraege.fehler import Verweigert
from antraege.formate import vzae
from antraege.models import Antrag, Beschlussantrag, Beschlussergebnis, Kontingent, Status, Vorlage
from antraege.services.abstimmung import Angabe
from antraege.services.wirkung import anteile

W = Beschlussergebnis.Wert
WARTEND: Final = (
    "Über diese Ziffer warten Anträge auf eine Entscheidung: Bitte beschließen, ablehnen oder vertagen."
)


def gesperrte_antraege(vorlage: Vorlage) -> list[Antrag]:
    """Lock the paper's applications that wait for the decision, in order of id."""
    rahmen = ("kommune", "landkreis", "fassung", "runde__programm", "beschlussantrag__vorlage")
    wartend = Antrag.objects.filter(beschlussantrag__vorlage=vorlage, status=Status.IM_GREMIUM)
    return list(wartend.select_for_update(of=("self",)).select_related(*rahmen).order_by("pk"))


def neue_anteile(
    antraege: list[Antrag], angaben: Mapping[Beschlussantrag, Angabe], abweichend: Mapping[int, Decimal]
) -> dict[int, Decimal]:
    """Give the VZÄ of each application that is decided (antrag id -> VZÄ).

    Raises ``ValidationError`` where one would wait for ever, get more than it asked for, or depart from an unchanged motion.
    """
    neu: dict[int, Decimal] = {}
    abweichbar: set[int] = set()
    for ziffer, angabe in angaben.items():
        betroffen = [a for a in antraege if a.beschlussantrag_id == ziffer.pk]
        if betroffen and angabe.wert in {W.ZUR_KENNTNIS, W.ZURUECKGEZOGEN}:
            raise ValidationError({f"ziffer_{ziffer.ziffer}_wert": WARTEND})
        neu |= anteile(betroffen, angabe.wert, abweichend)
        abweichbar |= {a.pk for a in betroffen} if angabe.wert == W.GEAENDERT else set()
    if set(abweichend) - abweichbar:
        raise ValidationError(
            "Vom Vorschlag abweichen lässt sich nur bei einer Ziffer, die geändert beschlossen wurde."
        )
    _hoechstens_beantragt(antraege, neu)
    return neu


def _hoechstens_beantragt(antraege: list[Antrag], neu: Mapping[int, Decimal]) -> None:
    for antrag in antraege:
        anteil = neu.get(antrag.pk)
        if anteil is not None and not NULL <= anteil <= (antrag.beantragt_vzae or NULL):
            raise ValidationError(
                {
                    f"anteil_{antrag.pk}": f"{antrag.kommune}: Bewilligt werden können 0 bis {vzae(antrag.beantragt_vzae)}, mehr ist nicht beantragt."
                }
            )


def im_kontingent(vorlage: Vorlage, neu: Mapping[int, Decimal]) -> None:
    """Refuse with figures before the database would (R5): an estimate binds nothing."""
    if not neu or vorlage.runde_id is None:
        return
    bindend = Kontingent.objects.filter(runde=vorlage.runde_id, bezug=Kontingent.Bezug.ALLE).exclude(
        art=Kontingent.Art.SCHAETZUNG
    )
    rahmen = bindend.order_by("-stand", "-pk").values_list("vzae", flat=True).first()
    vergeben = summe(
        Antrag.objects.in_runde(vorlage.runde_id).zaehlend().values_list("bewilligt_vzae", flat=True)
    )
    gesamt = vergeben + summe(neu.values())
    if rahmen is not None and gesamt > rahmen:
        raise Verweigert(
            f"Mit diesem Beschluss wären {vzae(gesamt)} bewilligt. Das Stellenkontingent der Runde ist {vzae(rahmen)} (R5).",
            wer="Kämmerei",
        )
