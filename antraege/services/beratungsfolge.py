"""The way of a paper through the committees: which step is next, which motions are open, what they authorise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.formate import datum
from antraege.models import (
    Antrag,
    Beratungsschritt,
    Beschlussantrag,
    Beschlussergebnis,
    Sitzung,
    Status,
    Vorlage,
)
from antraege.services import wertgrenze
from antraege.services.abstimmung import AUFGESCHOBEN, VERTAGT

R = Beratungsschritt.Rolle
NAECHSTE: Final = "naechste_sitzung"
SELBES: Final = "Vertagt wird auf eine spätere Sitzung desselben Gremiums. In einem anderen geht es weiter, wenn die Ziffer verwiesen ist."
ANDERES: Final = (
    "Verwiesen wird an ein anderes Gremium. In demselben geht es weiter, wenn die Ziffer vertagt ist."
)
TRAEGT: Final = "{}: Die Vorlage ist veröffentlicht und steht in keinem anderen öffentlichen Punkt."
NICHT_MEHR: Final = "{}: Zu diesem Punkt ist ein Ergebnis erfasst. Er wird nicht mehr öffentlich."


def naechster_schritt(vorlage: Vorlage) -> Beratungsschritt | None:
    """Give the earliest step not yet recorded; None once everything is decided. Its ``rolle`` says what comes next."""
    offen = Beratungsschritt.objects.offen().filter(vorlage=vorlage)
    return offen.select_related("sitzung__gremium").order_by("sitzung__tag", "pk").first()


def oeffentlichkeit_festlegen(
    sitzung: Sitzung, geschlossen: Collection[int], gesehen: Collection[int] | None = None
) -> None:
    """Say of each paper on the sitting whether its item is closed (ids of the steps); with a result it only becomes so.

    ``gesehen``: those that were closed when the page was drawn; what it did not change stays as somebody set it meanwhile.
    """
    for schritt in sitzung.beratungen.geplant().select_related("vorlage").order_by("pk"):
        oeffentlich = schritt.pk not in geschlossen
        if oeffentlich == schritt.oeffentlich or (
            gesehen is not None and oeffentlich == (schritt.pk not in gesehen)
        ):
            continue
        if oeffentlich and schritt.erfasst_am:
            raise ValidationError({"geschlossen": NICHT_MEHR.format(schritt.vorlage)})
        if not oeffentlich and _letzter_oeffentlicher(schritt):
            raise ValidationError({"geschlossen": TRAEGT.format(schritt.vorlage)})
        Beratungsschritt.objects.filter(pk=schritt.pk).update(oeffentlich=oeffentlich)


def _letzter_oeffentlicher(schritt: Beratungsschritt) -> bool:
    """Say whether a published paper is dealt with in public by this step alone; with a result it may still become closed."""
    if schritt.erfasst_am or schritt.vorlage.veroeffentlicht_am is None:
        return False
    return not schritt.vorlage.beratungsfolge.geplant().oeffentlich().exclude(pk=schritt.pk).exists()


def nur_hier_oeffentlich(sitzung: Sitzung) -> Vorlage | None:
    """Give a published paper that no other sitting deals with in public."""
    schritte = sitzung.beratungen.offen().filter(oeffentlich=True).select_related("vorlage")
    return next((s.vorlage for s in schritte.order_by("pk") if _letzter_oeffentlicher(s)), None)


def ermaechtigt(beschlussantrag: Beschlussantrag) -> bool:
    """Say whether a committee that decides accepted this motion; an advising one opens no gate (R19)."""
    return beschlussantrag.ermaechtigt


def oeffentlich_entschieden(vorlage: Vorlage) -> bool:
    """Say whether the public heard what was decided last: only then may everybody know it (praxis 3, row 4)."""
    schritte = vorlage.beratungsfolge.filter(rolle=R.BESCHLUSS, erfasst_am__isnull=False)
    letzter = schritte.order_by("sitzung__tag", "pk").last()
    return letzter is not None and schritte.oeffentlich_beendet().filter(pk=letzter.pk).exists()


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
    """Say whether at least one sitting on the paper's way deals with it in public; without any yet, nothing speaks against it."""
    folge = vorlage.beratungsfolge.geplant()
    return folge.oeffentlich().exists() or not folge.exists()


def veroeffentlicht(vorlage: Vorlage) -> bool:
    """Say whether the version that is on its way is published: one before it tells nothing of what this one proposes."""
    if vorlage.veroeffentlicht_am is None or vorlage.fassung == 1:
        return vorlage.veroeffentlicht_am is not None
    return vorlage.fassungen.filter(nummer=vorlage.fassung, veroeffentlicht_am__isnull=False).exists()


def aufschieben(
    vorlage: Vorlage,
    schritt: Beratungsschritt,
    werte: Collection[str],
    naechste: Sitzung | None,
    verwiesen_in: Sitzung | None,
) -> bool:
    """Plan where put-off motions go on; say whether there are any.

    Deferred ones go on in a later sitting of the same committee, referred ones in one of another. Where all are of one
    kind, ``naechste`` is theirs. The referral first: advice takes the decisions planned before it off the agenda.
    """
    vertagt, verwiesen = bool(VERTAGT & set(werte)), Beschlussergebnis.Wert.VERWIESEN in werte
    if verwiesen:
        feld, ziel = ("verwiesen_in", verwiesen_in) if vertagt else (NAECHSTE, verwiesen_in or naechste)
        plane(vorlage, _verwiesen_als(ziel, schritt), ziel, schritt, selbes=False, feld=feld)
    if vertagt:
        plane(vorlage, schritt.rolle, naechste, schritt, selbes=True)
    return vertagt or verwiesen


def _verwiesen_als(ziel: Sitzung | None, nach: Beratungsschritt) -> str:
    """Give the role of the sitting a motion is referred to: advice, or after a decision that of a committee that decides itself."""
    if ziel is None or nach.rolle != R.BESCHLUSS or ziel.gremium_id == nach.sitzung.gremium_id:
        return R.VORBERATUNG
    return R.BESCHLUSS if ziel.zustaendigkeit.beschliessend else R.VORBERATUNG


def plane(
    vorlage: Vorlage,
    rolle: str,
    sitzung: Sitzung | None,
    nach: Beratungsschritt,
    *,
    selbes: bool | None = None,
    feld: str = NAECHSTE,
) -> None:
    """Add the next step, unless it is planned; a planned decision that would now come before the advice is taken off the agenda.

    ``selbes``: whether what is put off goes on in the same committee; None: nothing is. What is put off tells nothing
    before the deferral is public. What was closed goes on closed, also where the next step stood already in public:
    only a person opens it (``oeffentlichkeit_festlegen``).
    """
    if (
        sitzung is None
        or sitzung.abgesagt
        or sitzung.gremium.landkreis_id != vorlage.landkreis_id
        or sitzung.tag <= nach.sitzung.tag
    ):
        raise ValidationError(
            {feld: f"Bitte wählen Sie eine Sitzung nach dem {datum(nach.sitzung.tag)}, in der es weitergeht."}
        )
    if sitzung.zustaendigkeit.beschliessend != (rolle == R.BESCHLUSS):
        gesucht = "des Kreistags" if rolle == R.BESCHLUSS else "des vorberatenden Ausschusses"
        raise ValidationError(
            {feld: f"Als Nächstes kommt eine Sitzung {gesucht}. {sitzung.gremium.name} ist das nicht."}
        )
    if selbes is not None and (sitzung.gremium_id == nach.sitzung.gremium_id) != selbes:
        raise ValidationError({feld: SELBES if selbes else ANDERES})
    if rolle == R.BESCHLUSS and (einwand := wertgrenze.einwand(vorlage, sitzung)):
        raise ValidationError({feld: einwand})
    if rolle == R.VORBERATUNG:
        _ueberholte_absetzen(vorlage, sitzung, nach)
    _planen(vorlage, rolle, sitzung, nach, folgt=selbes is not None)


def _planen(vorlage: Vorlage, rolle: str, sitzung: Sitzung, nach: Beratungsschritt, *, folgt: bool) -> None:
    oeffentlich = nach.ist_oeffentlich and not (rolle == R.BESCHLUSS and _geschlossen_abgesetzt(vorlage))
    schritt, neu = Beratungsschritt.objects.get_or_create(
        vorlage=vorlage,
        sitzung=sitzung,
        rolle=rolle,
        erfasst_am=None,
        abgesetzt_am=None,
        defaults={"oeffentlich": oeffentlich, "folgt_auf": nach if folgt else None},
    )
    if not neu and schritt.oeffentlich and not oeffentlich:
        Beratungsschritt.objects.filter(pk=schritt.pk).update(oeffentlich=False)


def _geschlossen_abgesetzt(vorlage: Vorlage) -> bool:
    """Say whether a decision was to be taken in private before it came off the agenda: the one in its place is, too."""
    abgesetzt = vorlage.beratungsfolge.filter(
        rolle=R.BESCHLUSS, abgesetzt_am__isnull=False, bis_fassung__isnull=True
    )
    return abgesetzt.exclude(oeffentlich=True, sitzung__oeffentlich=True).exists()


def _ueberholte_absetzen(vorlage: Vorlage, sitzung: Sitzung, durch: Beratungsschritt) -> None:
    """Take the decisions planned before this advice off the agenda; one that a Ziffer was deferred to waits for no advice."""
    zu_frueh = vorlage.beratungsfolge.offen().filter(rolle=R.BESCHLUSS, sitzung__tag__lt=sitzung.tag)
    zu_frueh.exclude(folgt_auf__rolle=R.BESCHLUSS).update(abgesetzt_am=zeit.jetzt(), abgesetzt_durch=durch)


def absetzen(vorlage: Vorlage) -> None:
    """Take all that is still to come off the agenda of a paper that is withdrawn."""
    vorlage.beratungsfolge.offen().update(abgesetzt_am=zeit.jetzt())


def umplanen(vorlage: Vorlage, soll: Mapping[str, Sitzung], geschlossen: Collection[str]) -> None:
    """Plan the draft anew, ``soll``: sitting by role; ``geschlossen``: the roles whose item is closed to the public.

    What stays keeps its row. What a version before planned stays on the record, as it is known of that version; so does
    an item that this one opens. What only this draft planned leaves no trace.
    """
    for schritt in vorlage.beratungsfolge.offen():
        _abgleichen(vorlage, schritt, soll.get(schritt.rolle), schritt.rolle not in geschlossen)
    bleibt = set(vorlage.beratungsfolge.offen().values_list("rolle", flat=True))
    for rolle in [r for r in soll if r not in bleibt]:
        vorlage.beratungsfolge.create(sitzung=soll[rolle], rolle=rolle, oeffentlich=rolle not in geschlossen)


def _abgleichen(
    vorlage: Vorlage, schritt: Beratungsschritt, sitzung: Sitzung | None, oeffentlich: bool
) -> None:
    aelter, zeile = schritt.ab_fassung < vorlage.fassung, Beratungsschritt.objects.filter(pk=schritt.pk)
    bleibt = sitzung is not None and sitzung.pk == schritt.sitzung_id
    if bleibt and not (aelter and oeffentlich and not schritt.oeffentlich):
        zeile.update(oeffentlich=oeffentlich)
    elif aelter:
        zeile.update(abgesetzt_am=zeit.jetzt(), bis_fassung=vorlage.fassung - 1)
    else:
        zeile.delete()
