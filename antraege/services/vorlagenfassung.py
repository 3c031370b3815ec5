"""Versions of a paper: what was released is frozen with its Word file and its PDF, and never changes (trigger, 0024)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from antraege import zeit
from antraege.models import Benutzer, Vorlage, Vorlagenfassung
from antraege.services import hausvorlage, vorlage_docx, vorlage_pdf
from antraege.services.anlagen import nur_mit_commit
from antraege.services.druck import NichtDruckbar
from antraege.services.vorlageninhalt import inhalt


@transaction.atomic
def festhalten(*, vorlage: Vorlage, by: Benutzer, heute: date) -> Vorlagenfassung:
    """Freeze the paper as it is released: part of the release, which asks who may.

    Raises ``NichtDruckbar`` with the character that cannot stand on paper.
    """
    vorlage = Vorlage.objects.select_related("landkreis", "runde", "ergaenzt").get(pk=vorlage.pk)
    stand = inhalt(vorlage, heute)
    druck, (haus, haus_sha256) = vorlage_pdf.setze(stand), hausvorlage.inhalt(vorlage.landkreis)
    docx = vorlage_docx.fuelle(haus, stand)
    fassung = Vorlagenfassung(
        vorlage=vorlage,
        nummer=vorlage.fassung,
        inhalt=stand,
        freigegeben_am=zeit.jetzt(),
        freigegeben_von=by,
        docx_sha256=sha256(docx).hexdigest(),
        pdf_sha256=druck.sha256,
        hausvorlage_sha256=haus_sha256,
        typst_version=druck.typst_version,
        druck_sha256=druck.vorlage_sha256,
    )
    _ablegen(fassung.docx, "vorlage.docx", docx)
    _ablegen(fassung.pdf, "vorlage.pdf", druck.pdf)
    fassung.save()
    fassung.anlagen.set([a["id"] for a in stand["anlagen"]])
    return fassung


def _ablegen(feld: FieldFile, name: str, inhalt: bytes) -> None:
    feld.save(name, ContentFile(inhalt), save=False)
    nur_mit_commit(feld)


def druckbar(vorlage: Vorlage, heute: date) -> None:
    """Raise at the field that cannot be printed while whoever wrote the draft can still change it, not at the last signature."""
    try:
        vorlage_pdf.setze(inhalt(vorlage, heute))
    except NichtDruckbar as fehler:
        ziffern = {f"ziffer_{z.pk}": z.wortlaut for z in vorlage.beschlussantraege.all()}
        texte = {name: getattr(vorlage, name) for name in ("titel", "sachverhalt", "finanzen")}
        raise fehler.am_feld(texte | ziffern) from None


def veroeffentlichen(vorlage: Vorlage, heute: date) -> None:
    """Mark the version that is published with the paper; what was replaced before that day stays internal."""
    vorlage.fassungen.filter(nummer=vorlage.fassung, veroeffentlicht_am=None).update(veroeffentlicht_am=heute)


def dateiname(fassung: Vorlagenfassung, endung: str) -> str:
    """Name a file of a version after number and version; the slash of the number cannot stand in a name."""
    return f"{fassung.vorlage.drucksache.replace('/', '-')}_Fassung_{fassung.nummer}.{endung}"
