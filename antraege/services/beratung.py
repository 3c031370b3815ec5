"""Recording what sittings did with a paper, Ziffer by Ziffer. A recommendation authorises nothing; a decision does (R19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import zeit
from antraege.berechnung import NULL, summe
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import datum, euro, vzae
from antraege.models import (
    ANGENOMMEN,
    Antrag,
    Benutzer,
    Beratungsschritt,
    Beschlussantrag,
    Beschlussergebnis,
    Ereignis,
    Kontingent,
    Sitzung,
    Status,
    Vorlage,
    Zustaendigkeit,
)
from antraege.services import abstimmung
from antraege.services.abstimmung import AUFGESCHOBEN, Angabe
from antraege.services.beratungsfolge import naechster_schritt, offene_ziffern, plane
from antraege.services.entscheidung import festhalten
from antraege.services.protokoll import vermerken
from antraege.services.wirkung import anteile

R = Beratungsschritt.Rolle
W = Beschlussergebnis.Wert
Ergebnisse = Mapping[int, Mapping[str, Any]]


@transaction.atomic
def vorberatung_erfassen(
    *,
    vorlage: Vorlage,
    schritt: Beratungsschritt,
    ergebnisse: Ergebnisse,
    by: Benutzer,
    heute: date,
    naechste_sitzung: Sitzung | None = None,
) -> None:
    """Record the advising committee's result for each open Ziffer; deferred ones need the next sitting.

    Raises ``ValidationError`` at ``ziffer_<n>_<feld>`` or ``naechste_sitzung``, ``Konflikt`` where the step is recorded.
    """
    verlange(by, "vorlage.vorberatung_erfassen", vorlage)
    _offener_schritt(vorlage, schritt, R.VORBERATUNG, heute)
    angaben = _angaben(vorlage, schritt, ergebnisse, abstimmung.VORBERATUNG)
    _halte_fest(schritt, angaben, by)
    vertagt = any(a.wert in AUFGESCHOBEN for a in angaben.values())
    if vertagt or naechster_schritt(vorlage) is None:
        plane(vorlage, R.VORBERATUNG if vertagt else R.BESCHLUSS, naechste_sitzung, schritt.sitzung)
    _vermerken(Ereignis.VORLAGE_VERTAGT if vertagt else Ereignis.VORLAGE_BERATEN, vorlage, schritt, by)


@transaction.atomic
def beschluss_erfassen(
    *,
    vorlage: Vorlage,
    schritt: Beratungsschritt,
    ergebnisse: Ergebnisse,
    by: Benutzer,
    heute: date,
    naechste_sitzung: Sitzung | None = None,
    abweichend: Mapping[int, Decimal] | None = None,
) -> None:
    """Record the decision for each open Ziffer and move every application on it in one transaction.

    Accepted: as recommended, or as ``abweichend`` (antrag id -> VZÄ) where the motion was changed; refused: 0; deferred or
    referred: nothing moves and the next sitting is needed. Effective on the day of the sitting. Raises ``ValidationError``
    at a field, ``Konflikt`` on a second decision, ``Verweigert`` above the round's binding Kontingent (R5).
    """
    verlange(by, "vorlage.beschluss_erfassen", vorlage)
    _offener_schritt(vorlage, schritt, R.BESCHLUSS, heute)
    angaben = _angaben(vorlage, schritt, ergebnisse, abstimmung.BESCHLUSS)
    antraege = _gesperrte_antraege(vorlage)
    neu = _neue_anteile(antraege, angaben, abweichend or {})
    _im_kontingent(vorlage, neu)
    _halte_fest(schritt, angaben, by)
    for antrag in antraege:
        if antrag.pk in neu:
            festhalten(antrag=antrag, vzae=neu[antrag.pk], by=by, heute=schritt.sitzung.tag)
    _weiter(vorlage, schritt, angaben, naechste_sitzung, by)


def _offener_schritt(vorlage: Vorlage, schritt: Beratungsschritt, rolle: str, heute: date) -> None:
    """Lock the paper, then make sure that this step is the one to record and its sitting has begun."""
    Vorlage.objects.select_for_update().values_list("pk").get(pk=vorlage.pk)
    naechster = naechster_schritt(vorlage)
    if naechster is None or naechster.pk != schritt.pk or naechster.rolle != rolle:
        raise Konflikt("Dieser Schritt ist schon erfasst oder noch nicht an der Reihe.")
    if schritt.sitzung.tag > heute:
        raise Verweigert(
            f"Die Sitzung ist erst am {datum(schritt.sitzung.tag)}. Vorher gibt es kein Ergebnis."
        )


def _angaben(
    vorlage: Vorlage, schritt: Beratungsschritt, ergebnisse: Ergebnisse, werte: tuple[str, ...]
) -> dict[Beschlussantrag, Angabe]:
    ziffern = {z.ziffer: z for z in offene_ziffern(vorlage, schritt.rolle)}
    zustaendig = schritt.sitzung.zustaendigkeit
    geprueft = abstimmung.pruefe(
        ergebnisse, ziffern=set(ziffern), werte=werte, stimmberechtigte=zustaendig.stimmberechtigte
    )
    _in_der_wertgrenze(vorlage, zustaendig, geprueft)
    return {ziffern[nr]: angabe for nr, angabe in geprueft.items()}


def _in_der_wertgrenze(vorlage: Vorlage, zustaendig: Zustaendigkeit, angaben: Mapping[int, Angabe]) -> None:
    """Refuse what the committee may not accept itself (Hauptsatzung); it may still refer, defer or refuse."""
    if not zustaendig.beschliessend or zustaendig.beschliesst_ueber(vorlage.betrag):
        return
    satz = f"{zustaendig.gremium.name} beschließt bis {euro(zustaendig.wertgrenze)}. Das Finanzvolumen der Vorlage ist {euro(vorlage.betrag)}: Bitte an ein Gremium verweisen, das darüber entscheidet."
    if fehler := {f"ziffer_{nr}_wert": satz for nr, angabe in angaben.items() if angabe.wert in ANGENOMMEN}:
        raise ValidationError(fehler)


def _halte_fest(schritt: Beratungsschritt, angaben: Mapping[Beschlussantrag, Angabe], by: Benutzer) -> None:
    Beschlussergebnis.objects.bulk_create(
        Beschlussergebnis(
            schritt=schritt,
            beschlussantrag=ziffer,
            wert=a.wert,
            abstimmung=a.abstimmung,
            ja=a.ja,
            nein=a.nein,
            enthaltung=a.enthaltung,
            wortlaut=a.wortlaut.strip(),
            erfasst_von=by,
        )
        for ziffer, a in angaben.items()
    )
    schritt.erfasst_am = zeit.jetzt()
    schritt.save(update_fields=["erfasst_am"])


def _gesperrte_antraege(vorlage: Vorlage) -> list[Antrag]:
    rahmen = ("kommune", "landkreis", "fassung", "runde__programm", "beschlussantrag__vorlage")
    wartend = Antrag.objects.filter(beschlussantrag__vorlage=vorlage, status=Status.IM_GREMIUM)
    return list(wartend.select_for_update(of=("self",)).select_related(*rahmen).order_by("pk"))


def _neue_anteile(
    antraege: list[Antrag], angaben: Mapping[Beschlussantrag, Angabe], abweichend: Mapping[int, Decimal]
) -> dict[int, Decimal]:
    neu: dict[int, Decimal] = {}
    abweichbar: set[int] = set()
    for ziffer, angabe in angaben.items():
        betroffen = [a for a in antraege if a.beschlussantrag_id == ziffer.pk]
        if betroffen and angabe.wert in {W.ZUR_KENNTNIS, W.ZURUECKGEZOGEN}:
            raise ValidationError(
                {
                    f"ziffer_{ziffer.ziffer}_wert": "Über diese Ziffer warten Anträge auf eine Entscheidung: Bitte beschließen, ablehnen oder vertagen."
                }
            )
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


def _im_kontingent(vorlage: Vorlage, neu: Mapping[int, Decimal]) -> None:
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


def _weiter(
    vorlage: Vorlage,
    schritt: Beratungsschritt,
    angaben: Mapping[Beschlussantrag, Angabe],
    naechste: Sitzung | None,
    by: Benutzer,
) -> None:
    """Plan the next sitting for what was put off (referred: back to advice), else the paper is decided."""
    werte = {a.wert for a in angaben.values()}
    if werte & AUFGESCHOBEN:
        plane(vorlage, R.VORBERATUNG if W.VERWIESEN in werte else R.BESCHLUSS, naechste, schritt.sitzung)
        _vermerken(Ereignis.VORLAGE_VERTAGT, vorlage, schritt, by)
        return
    vorher, vorlage.status = vorlage.status, Vorlage.Status.BESCHLOSSEN
    vorlage.save(update_fields=["status"])
    _vermerken(Ereignis.VORLAGE_BESCHLOSSEN, vorlage, schritt, by, vorher)


def _vermerken(
    ereignis: Ereignis, vorlage: Vorlage, schritt: Beratungsschritt, by: Benutzer, vorher: str = ""
) -> None:
    vermerken(
        ereignis,
        vorlage,
        by=by,
        wirksam_am=schritt.sitzung.tag,
        vorher=vorher,
        nachher=vorlage.status,
        text=str(schritt),
        historisch=vorlage.historisch,
    )
