"""Recording what sittings did with a paper, Ziffer by Ziffer. A recommendation authorises nothing; a decision does (R19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import datum
from antraege.models import (
    ANGENOMMEN,
    Antrag,
    Benutzer,
    Beratungsschritt,
    Beschlussantrag,
    Beschlussergebnis,
    Ereignis,
    Sitzung,
    Status,
    Vorlage,
)
from antraege.services import abstimmung, aenderungsantraege, massgaben, wertgrenze, zuteilung
from antraege.services.abstimmung import Angabe
from antraege.services.beratungsfolge import aufschieben, naechster_schritt, plane
from antraege.services.empfehlung import betrag_fuer
from antraege.services.entscheidung import festhalten
from antraege.services.protokoll import vermerken
from antraege.services.ziffern import offene_ziffern
from antraege.services.zuteilung import WARTEND

R = Beratungsschritt.Rolle
W = Beschlussergebnis.Wert
ALLES_ZURUECK: Final = "Ist alles zurückgezogen, gibt es nichts mehr zu beschließen. Bitte ziehen Sie dann auf ihrer Seite die Vorlage zurück."
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
    verwiesen_in: Sitzung | None = None,
) -> None:
    """Record the advising committee's result for each open Ziffer; those put off need their next sitting (``aufschieben``).

    Raises ``ValidationError`` at ``ziffer_<n>_<feld>`` or a sitting, ``Konflikt`` where the step is recorded.
    """
    verlange(by, "vorlage.vorberatung_erfassen", vorlage)
    _offener_schritt(vorlage, schritt, R.VORBERATUNG, heute)
    angaben = _angaben(vorlage, schritt, ergebnisse, abstimmung.VORBERATUNG)
    _nicht_alles_zurueckgezogen(vorlage, angaben)
    _halte_fest(schritt, angaben, by)
    werte = {a.wert for a in angaben.values()}
    vertagt = aufschieben(vorlage, schritt, werte, naechste_sitzung, verwiesen_in)
    if naechster_schritt(vorlage) is None:
        plane(vorlage, R.BESCHLUSS, naechste_sitzung, schritt)
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
    verwiesen_in: Sitzung | None = None,
    abweichend: Mapping[int, Decimal] | None = None,
) -> None:
    """Record the decision for each open Ziffer and move every application on it in one transaction.

    Accepted: as recommended, or as ``abweichend`` (antrag id -> VZÄ) where the motion was changed; refused: 0; deferred or
    referred: nothing moves and the next sitting of each is needed (``aufschieben``). Effective on the day of the sitting. Raises ``ValidationError``
    at a field, ``Konflikt`` on a second decision, ``Verweigert`` above the round's binding Kontingent (R5).
    """
    verlange(by, "vorlage.beschluss_erfassen", vorlage)
    _offener_schritt(vorlage, schritt, R.BESCHLUSS, heute)
    angaben = _angaben(vorlage, schritt, ergebnisse, abstimmung.BESCHLUSS)
    antraege = zuteilung.gesperrte_antraege(vorlage)
    neu = zuteilung.neue_anteile(antraege, angaben, abweichend or {})
    _in_der_wertgrenze(
        vorlage, schritt, angaben, {a.pk: betrag_fuer(a, neu[a.pk]) for a in antraege if a.pk in neu}
    )
    zuteilung.im_kontingent(vorlage, neu)
    _halte_fest(schritt, angaben, by)
    for antrag in antraege:
        if antrag.pk in neu:
            festhalten(antrag=antrag, vzae=neu[antrag.pk], by=by, heute=schritt.sitzung.tag)
    werte = {a.wert for a in angaben.values()}
    if aufschieben(vorlage, schritt, werte, naechste_sitzung, verwiesen_in):
        _vermerken(Ereignis.VORLAGE_VERTAGT, vorlage, schritt, by)
    else:
        _beschlossen(vorlage, schritt, by)


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
    ziffern = {z.ziffer: z for z in offene_ziffern(vorlage, schritt.rolle, schritt.sitzung.gremium_id)}
    zustaendig = schritt.sitzung.zustaendigkeit
    geprueft = abstimmung.pruefe(
        ergebnisse, ziffern=set(ziffern), werte=werte, stimmberechtigte=zustaendig.stimmberechtigte
    )
    massgaben.pruefe(geprueft, schritt)
    aenderungsantraege.pruefe(geprueft, schritt)
    return {ziffern[nr]: angabe for nr, angabe in geprueft.items()}


def _nicht_alles_zurueckgezogen(vorlage: Vorlage, angaben: Mapping[Beschlussantrag, Angabe]) -> None:
    """What is withdrawn in advice is never decided: no application may wait on it, and something must be left to decide."""
    zurueck = [ziffer for ziffer, angabe in angaben.items() if angabe.wert == W.ZURUECKGEZOGEN]
    if not zurueck:
        return
    wartend = Antrag.objects.filter(beschlussantrag__in=zurueck, status=Status.IM_GREMIUM)
    belegt = set(wartend.values_list("beschlussantrag", flat=True))
    fehler = {f"ziffer_{z.ziffer}_wert": WARTEND for z in zurueck if z.pk in belegt}
    if not fehler and len(zurueck) == len(offene_ziffern(vorlage, R.BESCHLUSS)):
        fehler = {f"ziffer_{zurueck[0].ziffer}_wert": ALLES_ZURUECK}
    if fehler:
        raise ValidationError(fehler)


def _in_der_wertgrenze(
    vorlage: Vorlage,
    schritt: Beratungsschritt,
    angaben: Mapping[Beschlussantrag, Angabe],
    neu: Mapping[int, Decimal],
) -> None:
    """Refuse what the committee may not accept itself (Hauptsatzung), ``neu``: EUR by application; it may still refer, defer or refuse."""
    angenommen = [ziffer for ziffer, angabe in angaben.items() if angabe.wert in ANGENOMMEN]
    if not angenommen or not (einwand := wertgrenze.einwand(vorlage, schritt.sitzung, neu)):
        return
    satz = f"{einwand} Bitte an ein Gremium verweisen, das darüber entscheidet."
    raise ValidationError({f"ziffer_{ziffer.ziffer}_wert": satz for ziffer in angenommen})


def _halte_fest(schritt: Beratungsschritt, angaben: Mapping[Beschlussantrag, Angabe], by: Benutzer) -> None:
    gespeichert = Beschlussergebnis.objects.bulk_create(
        Beschlussergebnis(
            schritt=schritt,
            beschlussantrag=ziffer,
            wert=a.wert,
            abstimmung=a.abstimmung,
            ja=a.ja,
            nein=a.nein,
            enthaltung=a.enthaltung,
            befangen=a.befangen,
            verlassen=a.verlassen.strip(),
            wortlaut=a.wortlaut.strip(),
            erfasst_von=by,
        )
        for ziffer, a in angaben.items()
    )
    massgaben.anlegen(
        dict(zip(gespeichert, (a.massgaben for a in angaben.values()), strict=True)), schritt, by
    )
    schritt.erfasst_am = zeit.jetzt()
    schritt.save(update_fields=["erfasst_am"])


def _beschlossen(vorlage: Vorlage, schritt: Beratungsschritt, by: Benutzer) -> None:
    """Close the paper, unless a motion that was put off before is still on its way."""
    if offene_ziffern(vorlage, R.BESCHLUSS):
        _vermerken(Ereignis.VORLAGE_TEILS_BESCHLOSSEN, vorlage, schritt, by)
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
