"""The sheet for a mayor without an account: made from the content, printed, signed, scanned, uploaded."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from antraege import formate, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.models import Anlage, Antrag, Benutzer, Ereignis, Unterschriftsblatt
from antraege.services import anlagen, inhalt, unterschrift
from antraege.services.protokoll import vermerken
from antraege.services.vollstaendigkeit import hindert

ERSETZT = "Durch einen neuen Scan ersetzt am {tag:%d.%m.%Y}"
UNVOLLSTAENDIG = "Das Blatt nennt den ganzen Inhalt. Bitte ergänzen Sie zuerst, was fehlt:"
VERALTET = "Der Inhalt hat sich geändert, das Blatt gilt nicht mehr. Bitte erzeugen Sie ein neues."


@transaction.atomic
def erzeugen(*, antrag: Antrag, by: Benutzer, heute: date) -> Unterschriftsblatt:
    """Make the sheet of what the application says now; the same content gives the same sheet again, without a log entry.

    Raises ``ValidationError`` with what is missing: an incomplete application is not signed.
    """
    antrag = _gesperrt(antrag)
    verlange(by, "antrag.blatt_erzeugen", antrag)
    if luecken := [punkt.satz for punkt in hindert(antrag)]:
        raise ValidationError([UNVOLLSTAENDIG, *luecken])
    unterschrift.nach_aenderung(antrag, by=by, heute=heute)
    return unterschrift.gueltiges(antrag) or _neues(antrag, by, heute)


def _neues(antrag: Antrag, by: Benutzer, heute: date) -> Unterschriftsblatt:
    blatt = Unterschriftsblatt.objects.create(
        antrag=antrag, sha256=inhalt.pruefsumme(antrag), erzeugt_am=zeit.jetzt(), erzeugt_von=by
    )
    worte = f"Kennung {blatt.kennung}"
    vermerken(Ereignis.BLATT_ERZEUGT, antrag, by=by, wirksam_am=heute, text=worte, sichtbar=True)
    return blatt


@transaction.atomic
def hochladen(
    *,
    antrag: Antrag,
    datei: File,
    unterzeichnet_von: str,
    unterzeichnet_am: date,
    by: Benutzer,
    heute: date,
) -> Unterschriftsblatt:
    """Take the scan of the signed sheet, with who signed and when; a better scan replaces the first.

    Raises ``ValidationError`` at its field, ``Konflikt`` where the content changed since the sheet was made.
    """
    antrag = _gesperrt(antrag)
    verlange(by, "antrag.blatt_hochladen", antrag)
    blatt = unterschrift.gueltiges(antrag)
    if blatt is None or not unterschrift.deckt(blatt, antrag):
        raise Konflikt(VERALTET)
    name = _geprueft(blatt, unterzeichnet_von, unterzeichnet_am, heute)
    scan = anlagen.hinzufuegen(antrag=antrag, art=Anlage.Art.UNTERSCHRIFT, datei=datei, by=by, heute=heute)
    _nicht_derselbe(blatt, scan, name, unterzeichnet_am)
    blatt = _frei(blatt, heute)
    Unterschriftsblatt.objects.filter(pk=blatt.pk).update(
        anlage=scan, unterzeichnet_von=name, unterzeichnet_am=unterzeichnet_am
    )
    blatt.refresh_from_db()
    worte = f"Unterschrieben von {name} am {formate.datum(unterzeichnet_am)} (Kennung {blatt.kennung})"
    vermerken(Ereignis.BLATT_UNTERSCHRIEBEN, antrag, by=by, wirksam_am=heute, text=worte, sichtbar=True)
    return blatt


def summe_von(antrag: Antrag) -> str:
    """Give the checksum of what the application says now, read anew."""
    return inhalt.pruefsumme(Antrag.objects.mit_rahmen().select_related("fassung").get(pk=antrag.pk))


def _geprueft(blatt: Unterschriftsblatt, name: str, tag: date, heute: date) -> str:
    """Give the name of the person who signed; raises at the field what cannot be."""
    erzeugt = formate.ortstag(blatt.erzeugt_am)
    fehler = {}
    if not name.strip():
        fehler["unterzeichnet_von"] = "Bitte nennen Sie, wer unterschrieben hat."
    if tag > heute:
        fehler["unterzeichnet_am"] = "Dieser Tag liegt in der Zukunft."
    elif tag < erzeugt:
        fehler["unterzeichnet_am"] = (
            f"Das Blatt gibt es erst seit dem {formate.datum(erzeugt)}. Bitte prüfen Sie den Tag."
        )
    if fehler:
        raise ValidationError(fehler)
    return name.strip()


def _nicht_derselbe(blatt: Unterschriftsblatt, scan: Anlage, name: str, tag: date) -> None:
    """The same scan with the same words is a second click, not a better scan."""
    da, worte = blatt.anlage, (blatt.unterzeichnet_von, blatt.unterzeichnet_am)
    if da is not None and da.sha256 == scan.sha256 and worte == (name, tag):
        raise ValidationError({"datei": anlagen.liegt_schon_vor(da)})


def _frei(blatt: Unterschriftsblatt, heute: date) -> Unterschriftsblatt:
    """The row the scan is written to: a signed one is never changed, so it is voided and one like it takes its place."""
    if blatt.anlage_id is None:
        return blatt
    grund = ERSETZT.format(tag=heute)
    Unterschriftsblatt.objects.filter(pk=blatt.pk).update(aufgehoben_am=zeit.jetzt(), aufhebung_grund=grund)
    return Unterschriftsblatt.objects.create(
        antrag=blatt.antrag, sha256=blatt.sha256, erzeugt_am=blatt.erzeugt_am, erzeugt_von=blatt.erzeugt_von
    )


def _gesperrt(antrag: Antrag) -> Antrag:
    # What is signed must not change between the check and the row that names it.
    zeilen = Antrag.objects.select_for_update(of=("self",)).select_related(
        "kommune", "fassung", "landkreis", "runde__programm"
    )
    return zeilen.get(pk=antrag.pk)
