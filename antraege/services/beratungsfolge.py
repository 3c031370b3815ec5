"""The way of a paper through the committees: which step is next, which motions are open, what they authorise."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from antraege.formate import datum
from antraege.models import (
    ANGENOMMEN,
    Antrag,
    Beratungsschritt,
    Beschlussantrag,
    Beschlussergebnis,
    Sitzung,
    Status,
    Vorlage,
)
from antraege.services.abstimmung import AUFGESCHOBEN

R = Beratungsschritt.Rolle


def naechster_schritt(vorlage: Vorlage) -> Beratungsschritt | None:
    """Give the earliest step not yet recorded; None once everything is decided. Its ``rolle`` says what comes next."""
    offen = Beratungsschritt.objects.filter(vorlage=vorlage, erfasst_am__isnull=True)
    return offen.select_related("sitzung__gremium").order_by("sitzung__tag", "pk").first()


def offene_ziffern(vorlage: Vorlage, rolle: str) -> list[Beschlussantrag]:
    """Give the motions a step of this role has to deal with: judged by each one's latest result."""
    ergebnisse = Beschlussergebnis.objects.filter(beschlussantrag__vorlage=vorlage).select_related(
        "schritt__sitzung"
    )
    letzte = {
        e.beschlussantrag_id: e
        for e in sorted(ergebnisse, key=lambda e: (e.schritt.sitzung.tag, e.schritt_id))
    }
    return [z for z in vorlage.beschlussantraege.all() if _offen(letzte.get(z.pk), rolle)]


def _offen(letztes: Beschlussergebnis | None, rolle: str) -> bool:
    if letztes is None or letztes.wert in AUFGESCHOBEN:
        return True
    if letztes.wert == Beschlussergebnis.Wert.ZURUECKGEZOGEN:
        return False
    return rolle == R.BESCHLUSS and letztes.schritt.rolle != R.BESCHLUSS


def ermaechtigt(beschlussantrag: Beschlussantrag) -> bool:
    """Say whether a committee that decides accepted this motion; an advising one opens no gate (R19)."""
    return beschlussantrag.ergebnisse.filter(
        wert__in=ANGENOMMEN,
        schritt__rolle=R.BESCHLUSS,
        schritt__sitzung__in=Sitzung.objects.beschliessende(),
    ).exists()


def oeffentlich_entschieden(vorlage: Vorlage) -> bool:
    """Say whether the sitting that decided last was public: only then is what it decided (praxis 3, row 4)."""
    schritte = vorlage.beratungsfolge.filter(rolle=R.BESCHLUSS, erfasst_am__isnull=False)
    return bool(schritte.order_by("sitzung__tag", "pk").values_list("sitzung__oeffentlich", flat=True).last())


def ist_vorlaeufig(antrag: Antrag) -> bool:
    """Say whether an application rests on a decision that no minutes have confirmed yet; once its notice is out, that counts."""
    if antrag.status != Status.BESCHLOSSEN or antrag.beschlussantrag_id is None:
        return False
    entschieden = Beschlussergebnis.objects.filter(
        beschlussantrag=antrag.beschlussantrag_id,
        schritt__rolle=R.BESCHLUSS,
        schritt__bestaetigt_am__isnull=True,
    )
    return entschieden.exclude(wert__in=AUFGESCHOBEN).exists()


def oeffentliche_sitzung(vorlage: Vorlage) -> bool:
    """Say whether at least one sitting on the paper's way is public; without any yet, nothing speaks against it."""
    folge = vorlage.beratungsfolge
    return folge.filter(sitzung__oeffentlich=True).exists() or not folge.exists()


def verwiesen_an(naechste: Sitzung | None, nach: Sitzung) -> str:
    """Give the role of the sitting a motion is referred to: advice, or decision where another committee decides itself."""
    if naechste is None or naechste.gremium_id == nach.gremium_id:
        return R.VORBERATUNG
    return R.BESCHLUSS if naechste.zustaendigkeit.beschliessend else R.VORBERATUNG


def plane(vorlage: Vorlage, rolle: str, sitzung: Sitzung | None, nach: Sitzung) -> None:
    """Add the next step; a planned decision that would now come before the advice is taken off the plan."""
    if (
        sitzung is None
        or sitzung.abgesagt
        or sitzung.gremium.landkreis_id != vorlage.landkreis_id
        or sitzung.tag <= nach.tag
    ):
        raise ValidationError(
            {
                "naechste_sitzung": f"Bitte wählen Sie eine Sitzung nach dem {datum(nach.tag)}, in der es weitergeht."
            }
        )
    if sitzung.zustaendigkeit.beschliessend != (rolle == R.BESCHLUSS):
        gesucht = "des Kreistags" if rolle == R.BESCHLUSS else "des vorberatenden Ausschusses"
        raise ValidationError(
            {
                "naechste_sitzung": f"Als Nächstes kommt eine Sitzung {gesucht}. {sitzung.gremium.name} ist das nicht."
            }
        )
    if rolle == R.VORBERATUNG:
        Beratungsschritt.objects.filter(
            vorlage=vorlage, rolle=R.BESCHLUSS, erfasst_am__isnull=True, sitzung__tag__lt=sitzung.tag
        ).delete()
    Beratungsschritt.objects.create(vorlage=vorlage, sitzung=sitzung, rolle=rolle)
