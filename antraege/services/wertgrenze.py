"""How much is decided on, and which committee may (Hauptsatzung): asked when a paper is handed in, planned, released and decided.

What was typed may be less than what its applications get: the greater sum counts. What a sitting deals with is weighed
together, without the applications on Ziffern that are another sitting's. A trigger (0038) holds the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from antraege.berechnung import NULL, summe
from antraege.formate import datum, euro
from antraege.models import Antrag, Beratungsschritt, Gremium, Sitzung, Vorlage
from antraege.services.ziffern import offene_ziffern

R = Beratungsschritt.Rolle
OHNE_BETRAG = "Bitte geben Sie das Finanzvolumen an, 0 ist möglich: Danach richtet sich, wer mitzeichnet und welches Gremium beschließen darf."


@dataclass(frozen=True)
class Volumen:
    """EUR a sitting decides on: as typed, and what the applications get; None where there is nothing to say."""

    angegeben: Decimal | None
    antraege: Decimal | None
    anderswo: Decimal = NULL

    @property
    def betrag(self) -> Decimal | None:
        """The greater of both."""
        return max((wert for wert in (self.angegeben, self.antraege) if wert is not None), default=None)

    def __str__(self) -> str:
        if self.anderswo:
            return f"Die Ziffern, um die es hier geht, ergeben {euro(self.betrag)}."
        if self.antraege is None:
            return f"Die Vorlage nennt {euro(self.angegeben)}."
        nennt = "kein Finanzvolumen" if self.angegeben is None else euro(self.angegeben)
        return f"Die Vorlage nennt {nennt}, ihre Anträge ergeben {euro(self.antraege)}."


def volumen(
    vorlage: Vorlage, gremium_id: int | None = None, neu: Mapping[int, Decimal] | None = None
) -> Volumen:
    """What a sitting of this committee decides on; ``neu``: EUR by application that a decision is about to grant instead."""
    hier = {ziffer.pk for ziffer in offene_ziffern(vorlage, R.BESCHLUSS, gremium_id)}
    auf_ihr = Antrag.objects.filter(beschlussantrag__vorlage=vorlage)
    zeilen = auf_ihr.nicht_beendet().values_list(
        "pk", "beschlussantrag_id", "bewilligt_betrag", "empfohlen_betrag"
    )
    betraege = [
        (neu or {}).get(pk, empfohlen if bewilligt is None else bewilligt) or NULL
        for pk, ziffer, bewilligt, empfohlen in zeilen
        if ziffer in hier
    ]
    anderswo = summe(empfohlen or NULL for _, ziffer, _, empfohlen in zeilen if ziffer not in hier)
    angegeben = None if vorlage.betrag is None else max(vorlage.betrag - anderswo, NULL)
    return Volumen(angegeben, summe(betraege) if betraege else None, anderswo)


def braucht_betrag(vorlage: Vorlage) -> bool:
    """Say whether an empty amount leaves open what the paper costs: it has effects, or a committee with a limit decides."""
    return bool(
        vorlage.finanzen.strip()
        or Antrag.objects.filter(beschlussantrag__vorlage=vorlage).exists()
        or any(sitzung.zustaendigkeit.wertgrenze is not None for sitzung in _beschliessende(vorlage))
    )


def einwand(vorlage: Vorlage, sitzung: Sitzung, neu: Mapping[int, Decimal] | None = None) -> str:
    """Say why the committee may not decide on this paper on the day of its sitting; empty where it may."""
    if not sitzung.zustaendigkeit.beschliessend:
        return f"{sitzung.gremium.name} kann am {datum(sitzung.tag)} nur vorberaten."
    grenze = sitzung.zustaendigkeit.wertgrenze
    if grenze is None:
        return ""
    wert = volumen(vorlage, sitzung.gremium_id, neu)
    satz = f"{sitzung.gremium.name} beschließt bis {euro(grenze)}."
    if wert.betrag is None:
        return f"{satz} Die Vorlage nennt kein Finanzvolumen; 0 ist möglich."
    if wert.betrag <= grenze:
        return ""
    return f"{satz} {wert} {_zustaendig(vorlage, wert.betrag, sitzung.tag)}"


def einwaende(vorlage: Vorlage) -> list[str]:
    """The same for every decision the paper is planned for and that is not recorded yet."""
    return [satz for sitzung in _beschliessende(vorlage) if (satz := einwand(vorlage, sitzung))]


def _beschliessende(vorlage: Vorlage) -> list[Sitzung]:
    schritte = vorlage.beratungsfolge.offen().filter(rolle=R.BESCHLUSS)
    return [schritt.sitzung for schritt in schritte.select_related("sitzung__gremium")]


def _zustaendig(vorlage: Vorlage, betrag: Decimal, am: date) -> str:
    gremium = Gremium.objects.filter(landkreis=vorlage.landkreis_id).zustaendig_fuer(betrag, am=am).first()
    return f"Darüber entscheidet: {gremium.name}." if gremium else "Kein Gremium ist dafür eingetragen."
