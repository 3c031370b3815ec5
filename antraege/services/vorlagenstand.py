"""Acts on a paper beside its usual way: publication on a day of its own, withdrawal, a new version."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from antraege.berechtigungen import verlange
from antraege.models import Antrag, Benutzer, Beratungsschritt, Ereignis, Status, Vorlage
from antraege.services import mitzeichnung, vorlagenfassung
from antraege.services.antrag import begruendet
from antraege.services.beratungsfolge import absetzen, oeffentliche_sitzung
from antraege.services.uebergang import sichtbarer_status
from antraege.services.vorlagenentwurf import auf_vorlage, herunternehmen
from antraege.services.vorlagenschritt import eintragen, sperren, wechseln

S = Vorlage.Status


# Publication


@transaction.atomic
def veroeffentlichen(*, vorlage: Vorlage, by: Benutzer, heute: date) -> None:
    """Publish a released paper by an act of its own: from today on municipalities read what it proposes."""
    sperren(vorlage)
    verlange(by, "vorlage.veroeffentlichen", vorlage)
    oeffentlich_machen(vorlage, heute)
    eintragen(Ereignis.VORLAGE_VEROEFFENTLICHT, vorlage, by, heute, vorher=vorlage.status)


def mit_freigabe_oeffentlich(vorlage: Vorlage, heute: date) -> bool:
    """Say whether the release publishes: no later day is set, and not all sittings are closed to the public."""
    tag = vorlage.veroeffentlichen_am
    return (tag is None or tag <= heute) and oeffentliche_sitzung(vorlage)


def oeffentlich_machen(vorlage: Vorlage, heute: date) -> None:
    """Set the day of publication once, and show the applications' municipalities that they wait for a decision."""
    if vorlage.veroeffentlicht_am is None:
        vorlage.veroeffentlicht_am = heute
        vorlage.save(update_fields=["veroeffentlicht_am"])
    vorlagenfassung.veroeffentlichen(vorlage, heute)
    auf_ihr = Q(beschlussantrag__vorlage=vorlage, status__in=(Status.IM_GREMIUM, Status.BESCHLOSSEN))
    _neu_sichtbar(auf_ihr | _nicht_mehr_darauf(vorlage))


def _nicht_mehr_darauf(vorlage: Vorlage) -> Q:
    """Match applications of its round known to wait that are not on it: it may have been this paper that named them."""
    if vorlage.runde_id is None:
        return Q(pk__in=())
    auf_ihr = Antrag.objects.filter(beschlussantrag__vorlage=vorlage).values("pk")
    return Q(runde=vorlage.runde_id, status_kommune=Status.IM_GREMIUM) & ~Q(pk__in=auf_ihr)


def _neu_sichtbar(welche: Q) -> None:
    """Lock the applications, in order of id, and show their municipalities the state they may see now."""
    antraege = Antrag.objects.filter(welche).select_for_update(of=("self",))
    for antrag in antraege.select_related("kommune", "runde", "beschlussantrag__vorlage").order_by("pk"):
        antrag.status_kommune = sichtbarer_status(antrag, Status(antrag.status))
        antrag.save(update_fields=["status_kommune"])


def faellige_veroeffentlichungen(heute: date) -> list[Vorlage]:
    """Give the released papers whose day of publication has come, each for the version it stands in."""
    frei = Vorlage.objects.filter(
        status__in=(S.FREIGEGEBEN, S.BESCHLOSSEN),
        veroeffentlichen_am__lte=heute,
        fassungen__nummer=F("fassung"),
        fassungen__veroeffentlicht_am__isnull=True,
    )
    oeffentlich = Beratungsschritt.objects.geplant().oeffentlich().filter(vorlage=OuterRef("pk"))
    return list(frei.filter(Exists(oeffentlich)).order_by("pk"))


# Out of the usual way


@transaction.atomic
def zurueckziehen(*, vorlage: Vorlage, grund: str, by: Benutzer, heute: date) -> None:
    """Withdraw a paper before its decision, with the reason; its applications wait again, signed, for another paper."""
    sperren(vorlage)
    verlange(by, "vorlage.zurueckziehen", vorlage)
    grund = begruendet(grund)
    vorher = vorlage.status
    # First the paper: a released one gives its applications free only once it is withdrawn (0038).
    wechseln(vorlage, vorher, S.ZURUECKGEZOGEN)
    herunternehmen(auf_vorlage(vorlage), by=by, heute=heute, grund=grund)
    _neu_sichtbar(_nicht_mehr_darauf(vorlage))
    absetzen(vorlage)
    mitzeichnung.abbrechen(vorlage)
    eintragen(Ereignis.VORLAGE_ZURUECKGEZOGEN, vorlage, by, heute, vorher=vorher, text=grund)


@transaction.atomic
def neue_fassung(*, vorlage: Vorlage, grund: str, by: Benutzer, heute: date) -> None:
    """Take a released paper up again as the draft of its next version, with the reason, before any result is recorded.

    What was published of the version before stays public meanwhile.
    """
    sperren(vorlage)
    verlange(by, "vorlage.neue_fassung", vorlage)
    grund = begruendet(grund)
    felder = {"fassung": vorlage.fassung + 1, "freigegeben_von": None, "bearbeitet_von": by}
    wechseln(vorlage, S.FREIGEGEBEN, S.ENTWURF, **felder)
    eintragen(Ereignis.VORLAGE_NEUE_FASSUNG, vorlage, by, heute, vorher=S.FREIGEGEBEN, text=grund)
