"""Notification: the released notice becomes a file; in the portal it waits to be opened, else somebody posts it.

Each act takes the application for its first notice, or a later ``bescheid`` itself.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Verweigert
from antraege.formate import datum
from antraege.models import ERSTBESCHEIDE, Antrag, Benutzer, Bescheid, Ereignis, Frist
from antraege.services import bescheid_pdf, termine, zustellung
from antraege.services.bescheid_stand import im_stand, setze_stand, weiter
from antraege.services.bescheid_text import inhalt
from antraege.services.gehalten import atomar
from antraege.services.protokoll import vermerken
from antraege.services.uebergang import uebergang

S = Bescheid.Status
Weg = Bescheid.Weg
ERNEUT: Final = "danach erneut bereitgestellt (§ 41 Abs. 2a Satz 5 LVwVfG)"


@atomar
def bereitstellen(
    *, by: Benutzer, heute: date, antrag: Antrag | None = None, bescheid: Bescheid | None = None
) -> Bescheid:
    """Set the released notice as PDF; with the municipality's consent it lies in the portal, ten days to be opened.

    One log entry: of the application, whose state changes with its first notice. A rolled-back act may leave an unused file.
    """
    bescheid = im_stand(_ueber(antrag, bescheid), S.FREIGEGEBEN)
    verlange(by, "bescheid.bereitstellen", bescheid)
    druck = bescheid_pdf.setze(bescheid.daten or inhalt(bescheid))  # released before letters were kept
    bescheid.pdf.save(f"{uuid.uuid4().hex}.pdf", ContentFile(druck.pdf), save=False)
    setze_stand(
        bescheid,
        S.BEREITGESTELLT,
        bereitgestellt_am=zeit.jetzt(),
        weg=Weg.PORTAL if zustellung.am_antrag_im_portal(bescheid.antrag) else Weg.POST,
        pdf=bescheid.pdf.name,
        sha256=druck.sha256,
        typst_version=druck.typst_version,
        vorlage_sha256=druck.vorlage_sha256,
    )
    _vermerken_bereit(bescheid, by, heute)
    if bescheid.weg == Weg.PORTAL:
        _abruf_eroeffnen(bescheid, heute)
    return bescheid


def _ueber(antrag: Antrag | None, bescheid: Bescheid | None) -> Antrag | Bescheid:
    ueber = bescheid or antrag
    if ueber is None:
        raise TypeError("Weder Antrag noch Bescheid genannt.")
    return ueber


def _vermerken_bereit(bescheid: Bescheid, by: Benutzer, heute: date) -> None:
    art = Ereignis.BESCHEID_BEREITGESTELLT
    if bescheid.art in ERSTBESCHEIDE:
        uebergang(bescheid.antrag, "bescheid_bereitstellen", art, by=by, heute=heute, sichtbar=True)
        return
    vermerken(
        art,
        bescheid,
        antrag=bescheid.antrag,
        by=by,
        wirksam_am=heute,
        vorher=S.FREIGEGEBEN,
        nachher=S.BEREITGESTELLT,
        sichtbar=True,
    )


def _abruf_eroeffnen(bescheid: Bescheid, heute: date) -> None:
    termine.eroeffnen(
        Frist.Art.ABRUF,
        antrag=bescheid.antrag,
        bescheid=bescheid,
        kommune=bescheid.antrag.kommune,
        ereignis_am=heute,
        ergebnis=fristen.abruf_bis(heute),
        ablauf=Frist.Ablauf.WEITER,
        folge="Danach senden wir den Bescheid per Post.",
    )


@atomar
def oeffnen(
    *, by: Benutzer, heute: date, antrag: Antrag | None = None, bescheid: Bescheid | None = None
) -> Bescheid:
    """Open the notice for the first time: it counts as notified the day after (§ 41 Abs. 2a LVwVfG), the month for a remedy begins.

    After the ten days, too, until it is posted: then it lies there as provided anew (sentence 5), and the trace says so.
    Raises ``Konflikt`` where it was opened or sent before: the first opening stands.
    """
    bescheid = im_stand(_ueber(antrag, bescheid), S.BEREITGESTELLT)
    verlange(by, "bescheid.oeffnen", bescheid)
    _bekanntgeben(
        bescheid,
        heute,
        Ereignis.BESCHEID_GEOEFFNET,
        by=by,
        heute=heute,
        geoeffnet_am=zeit.jetzt(),
        geoeffnet_von=by,
    )
    return bescheid


@transaction.atomic
def abruf_ablaufen(
    *, by: Benutzer, heute: date, antrag: Antrag | None = None, bescheid: Bescheid | None = None
) -> Bescheid:
    """End the wait for a notice that nobody opened in time: now somebody is to post it.

    Raises ``Verweigert`` while the ten days run.
    """
    bescheid = im_stand(_ueber(antrag, bescheid), S.BEREITGESTELLT)
    verlange(by, "bescheid.per_post", bescheid)
    offen = Frist.objects.offen().filter(bescheid=bescheid, art=Frist.Art.ABRUF).first()
    if offen and offen.faellig_am >= heute:
        raise Verweigert(f"Die Kommune kann den Bescheid noch bis {datum(offen.faellig_am)} abrufen.")
    termine.erledigen(Frist.Art.ABRUF, bescheid=bescheid, jetzt=zeit.jetzt())
    vermerken(
        Ereignis.BESCHEID_PER_POST, bescheid, antrag=bescheid.antrag, by=by, wirksam_am=heute, sichtbar=True
    )
    return bescheid


@transaction.atomic
def versenden(
    *,
    versandt_am: date,
    by: Benutzer,
    heute: date,
    antrag: Antrag | None = None,
    bescheid: Bescheid | None = None,
) -> Bescheid:
    """Record that the printed notice was handed to the post on that day; the deemed day follows (§ 41 Abs. 2 LVwVfG).

    Raises ``Konflikt`` where the municipality opened it meanwhile, ``ValidationError`` for a day to come or before its date.
    """
    bescheid = im_stand(_ueber(antrag, bescheid), S.BEREITGESTELLT)
    verlange(by, "bescheid.versenden", bescheid)
    if versandt_am > heute:
        raise ValidationError({"versandt_am": "Dieser Tag liegt in der Zukunft. Bitte prüfen Sie das Datum."})
    if bescheid.datum and versandt_am < bescheid.datum:
        raise ValidationError({"versandt_am": f"Der Bescheid ist erst vom {datum(bescheid.datum)}."})
    _bekanntgeben(
        bescheid,
        versandt_am,
        Ereignis.BESCHEID_VERSANDT,
        by=by,
        heute=heute,
        weg=Weg.POST,
        versandt_am=versandt_am,
        versandt_von=by,
    )
    return bescheid


def _bekanntgeben(
    bescheid: Bescheid, ereignis_am: date, ereignis: Ereignis, *, by: Benutzer, heute: date, **felder: Any
) -> None:
    weg: fristen.Bekanntgabeart = "post" if "versandt_am" in felder else "portal"
    tag = fristen.bekanntgabe(ereignis_am, weg)
    if weg == "portal" and (bis := _abruf_endete(bescheid, heute)):
        tag = replace(tag, spur=(f"Abruf bis {datum(bis)} nicht erfolgt, {ERNEUT}", *tag.spur))
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
    termine.erledigen(Frist.Art.ABRUF, bescheid=bescheid, jetzt=zeit.jetzt())
    rechtsbehelf_eroeffnen(bescheid, tag)


def _abruf_endete(bescheid: Bescheid, heute: date) -> date | None:
    """Give the last of the ten days where it has passed."""
    fristen_dazu = Frist.objects.filter(bescheid=bescheid, art=Frist.Art.ABRUF, faellig_am__lt=heute)
    return fristen_dazu.values_list("faellig_am", flat=True).first()


def rechtsbehelf_eroeffnen(
    bescheid: Bescheid, tag: fristen.Ergebnis, *, folge: str = "", belehrt: bool = True
) -> None:
    """Open the month for a remedy that begins with the day something became known; a year without right instruction."""
    termine.eroeffnen(
        Frist.Art.RECHTSBEHELF,
        antrag=bescheid.antrag,
        bescheid=bescheid,
        kommune=bescheid.antrag.kommune,
        ereignis_am=tag.tag,
        ergebnis=fristen.rechtsbehelf(tag, belehrt=belehrt),
        folge=folge or "Danach ist der Bescheid bestandskräftig.",
    )
