"""Late applications: one person proposes, a second decides (domain D.3); a later last day ends the question."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import datum, zeitpunkt
from antraege.models import Antrag, Benutzer, Ereignis, Ergebnis
from antraege.services import termine
from antraege.services.antrag import begruendet
from antraege.services.protokoll import vermerken
from antraege.services.uebergang import uebergang

RECHTZEITIG: Final = {
    "verspaetet": False,
    "verspaetung_vorschlag": "",
    "verspaetung_begruendung": "",
    "verspaetung_vorgeschlagen_von": None,
}


@transaction.atomic
def vorschlagen(*, antrag: Antrag, vorschlag: str, begruendung: str, by: Benutzer, heute: date) -> None:
    """Propose to admit (``zulassen``) or to end as inadmissible (``ablehnen``), with reasons."""
    verlange(by, "antrag.verspaetung_vorschlagen", antrag)
    if vorschlag not in {"zulassen", "ablehnen"}:
        raise ValidationError({"vorschlag": "Bitte wählen Sie, ob die Verspätung zugelassen werden soll."})
    begruendung = begruendet(begruendung, "begruendung")
    felder = {
        "verspaetung_vorschlag": vorschlag,
        "verspaetung_begruendung": begruendung,
        "verspaetung_vorgeschlagen_von": by,
    }
    _setze(antrag, Antrag.objects.filter(verspaetung_vorschlag=""), felder)
    vermerken(
        Ereignis.VERSPAETUNG_VORGESCHLAGEN,
        antrag,
        by=by,
        wirksam_am=heute,
        text=begruendung,
    )


@transaction.atomic
def entscheiden(*, antrag: Antrag, zulassen: bool, by: Benutzer, heute: date) -> None:
    """Decide on the lateness as the second person; not admitted means unzulässig with the result verfristet."""
    verlange(by, "antrag.verspaetung_entscheiden", antrag)
    felder = {"verspaetung_entschieden_von": by, "verspaetung_zugelassen": zulassen}
    _setze(
        antrag,
        Antrag.objects.filter(verspaetung_entschieden_von__isnull=True).exclude(verspaetung_vorschlag=""),
        felder,
    )
    if zulassen:
        vermerken(Ereignis.VERSPAETUNG_ZUGELASSEN, antrag, by=by, wirksam_am=heute, sichtbar=True)
    else:
        uebergang(
            antrag,
            "unzulaessig_feststellen",
            Ereignis.ANTRAG_UNZULAESSIG,
            by=by,
            heute=heute,
            sichtbar=True,
            ergebnis=Ergebnis.VERFRISTET,
        )
        termine.erledigen(antrag=antrag, jetzt=zeit.jetzt())


@transaction.atomic
def entfallen(*, antrag: Antrag, by: Benutzer, heute: date) -> None:
    """Count a late application in time: the round's last day moved behind its receipt before anybody decided.

    Only the system does this, at both steps that judge the lateness; at the second there is nothing left to do. A
    proposal falls away with the question; the log keeps it. Raises ``Verweigert`` for one that is late.
    """
    if not by.ist_system or antrag.zu_spaet:
        raise Verweigert("Der Antrag ist verspätet eingegangen.")
    if not antrag.verspaetet:
        return
    _setze(antrag, Antrag.objects.filter(verspaetung_entschieden_von__isnull=True), RECHTZEITIG)
    satz = "Die Antragsfrist endet jetzt am {}. Der Antrag ist am {} eingegangen und damit rechtzeitig."
    tage = datum(antrag.runde.antrag_bis), zeitpunkt(antrag.eingegangen_am)
    vermerken(
        Ereignis.VERSPAETUNG_ENTFALLEN,
        antrag,
        by=by,
        wirksam_am=heute,
        text=satz.format(*tage),
        sichtbar=True,
    )


def _setze(antrag: Antrag, offen: QuerySet[Antrag], felder: dict[str, Any]) -> None:
    if not offen.filter(pk=antrag.pk, verspaetet=True).update(**felder):
        raise Konflikt("Über diese Verspätung ist schon befunden.")
    for feld, wert in felder.items():
        setattr(antrag, feld, wert)
