"""Notification: the released notice becomes a file, waits in the portal, and counts as known on a computed day."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Verweigert
from antraege.models import Antrag, Benutzer, Bescheid, Ereignis, Frist
from antraege.services import bescheid_pdf, termine
from antraege.services.bescheid_stand import im_stand, setze_stand, weiter
from antraege.services.bescheid_text import inhalt
from antraege.services.uebergang import uebergang

S = Bescheid.Status


@transaction.atomic
def bereitstellen(*, antrag: Antrag, by: Benutzer, heute: date) -> Bescheid:
    """Set the released notice as PDF and put it into the portal; the municipality has ten days to open it.

    One log entry, of the application: its state changes with the notice's. A rolled-back act may leave an unused file.
    """
    bescheid = im_stand(antrag, S.FREIGEGEBEN)
    verlange(by, "bescheid.bereitstellen", bescheid)
    druck = bescheid_pdf.setze(inhalt(bescheid))
    bescheid.pdf.save(f"{uuid.uuid4().hex}.pdf", ContentFile(druck.pdf), save=False)
    setze_stand(
        bescheid,
        S.BEREITGESTELLT,
        bereitgestellt_am=zeit.jetzt(),
        pdf=bescheid.pdf.name,
        sha256=druck.sha256,
        typst_version=druck.typst_version,
        vorlage_sha256=druck.vorlage_sha256,
    )
    uebergang(
        antrag, "bescheid_bereitstellen", Ereignis.BESCHEID_BEREITGESTELLT, by=by, heute=heute, sichtbar=True
    )
    termine.eroeffnen(
        Frist.Art.ABRUF,
        antrag=antrag,
        bescheid=bescheid,
        kommune=antrag.kommune,
        ereignis_am=heute,
        ergebnis=fristen.abruf_bis(heute),
        ablauf=Frist.Ablauf.WEITER,
        folge="Danach senden wir den Bescheid per Post.",
    )
    return bescheid


@transaction.atomic
def oeffnen(*, antrag: Antrag, by: Benutzer, heute: date) -> Bescheid:
    """Open the notice for the first time: it counts as notified the day after (§ 41 Abs. 2a LVwVfG), the month for a remedy begins.

    Raises ``Konflikt`` where it was opened or sent before: the first opening stands.
    """
    bescheid = im_stand(antrag, S.BEREITGESTELLT)
    verlange(by, "bescheid.oeffnen", bescheid)
    _bekanntgeben(
        bescheid,
        "portal",
        Ereignis.BESCHEID_GEOEFFNET,
        by=by,
        heute=heute,
        geoeffnet_am=zeit.jetzt(),
        geoeffnet_von=by,
    )
    return bescheid


@transaction.atomic
def per_post(*, antrag: Antrag, by: Benutzer, heute: date) -> Bescheid:
    """Send a notice by post that nobody opened in time; it counts as notified on the deemed day (§ 41 Abs. 2 LVwVfG).

    Raises ``Verweigert`` while the municipality can still open it.
    """
    bescheid = im_stand(antrag, S.BEREITGESTELLT)
    verlange(by, "bescheid.per_post", bescheid)
    offen = Frist.objects.offen().filter(antrag=antrag, art=Frist.Art.ABRUF).first()
    if offen and offen.faellig_am >= heute:
        raise Verweigert(f"Die Kommune kann den Bescheid noch bis {offen.faellig_am:%d.%m.%Y} abrufen.")
    _bekanntgeben(bescheid, "post", Ereignis.BESCHEID_PER_POST, by=by, heute=heute)
    return bescheid


def _bekanntgeben(
    bescheid: Bescheid,
    weg: fristen.Bekanntgabeart,
    ereignis: Ereignis,
    *,
    by: Benutzer,
    heute: date,
    **felder: Any,
) -> None:
    antrag, tag = bescheid.antrag, fristen.bekanntgabe(heute, weg)
    weiter(
        bescheid,
        S.BEKANNTGEGEBEN,
        ereignis,
        by=by,
        heute=heute,
        sichtbar=True,
        bekanntgegeben_am=tag.tag,
        **felder,
    )
    termine.erledigen(Frist.Art.ABRUF, antrag=antrag, jetzt=zeit.jetzt())
    termine.eroeffnen(
        Frist.Art.RECHTSBEHELF,
        antrag=antrag,
        bescheid=bescheid,
        kommune=antrag.kommune,
        ereignis_am=tag.tag,
        ergebnis=fristen.rechtsbehelf(tag),
        folge="Danach ist der Bescheid bestandskräftig.",
    )
