"""What a submission rests on: a person who signs in the portal, or a sheet that names the content by its checksum.

A change of the content voids the sheet. While there is no sheet this costs one statement a change.
"""

from __future__ import annotations

from datetime import date

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Antrag, Benutzer, Einreichung, Ereignis, Unterschriftsblatt
from antraege.rechte.unterschrift import KEIN_BLATT, KEINE_UNTERSCHRIFT, UNTERZEICHNENDE, U, zeichnet
from antraege.regelwerk import schluessel
from antraege.services import inhalt, nachreichung
from antraege.services.protokoll import vermerken

GEAENDERT = "Inhalt geändert am {tag:%d.%m.%Y}"
ENTFERNT = "Scan entfernt am {tag:%d.%m.%Y}"
ANDERER_INHALT = "Das Unterschriftsblatt gehört zu einem anderen Inhalt. Bitte erzeugen Sie ein neues Blatt."


def gueltiges(antrag: Antrag) -> Unterschriftsblatt | None:
    """Give the sheet that holds for the application now, signed or not."""
    blaetter = Unterschriftsblatt.objects.filter(antrag=antrag, aufgehoben_am__isnull=True)
    return blaetter.select_related("anlage").first()


def nach_aenderung(antrag: Antrag, *, by: Benutzer, heute: date) -> None:
    """Void the sheet where the content is no longer what it names; called after every change of an application."""
    blatt = gueltiges(antrag)
    if blatt is None:
        return
    if blatt.anlage is not None and blatt.anlage.entfernt_am is not None:
        aufheben(blatt, ENTFERNT.format(tag=heute), by=by, heute=heute)
    elif not deckt(blatt, antrag):
        aufheben(blatt, GEAENDERT.format(tag=heute), by=by, heute=heute)


def deckt(blatt: Unterschriftsblatt, antrag: Antrag) -> bool:
    """Say whether the sheet names what the application says now.

    A paper that was announced to follow and came in after the submission the sheet belongs to takes nothing away.
    """
    frisch = Antrag.objects.mit_rahmen().select_related("fassung").get(pk=antrag.pk)
    letzte = inhalt.letzte_einreichung(frisch)
    if letzte is not None and letzte.blatt_id == blatt.pk:
        return not wesentliche_aenderungen(frisch, letzte)
    return blatt.sha256 == inhalt.pruefsumme(frisch)


def wesentliche_aenderungen(antrag: Antrag, letzte: Einreichung) -> list[inhalt.Aenderung]:
    """What needs a signature anew: all changes since ``letzte`` but papers that were to follow and have come."""
    fehlten = {z.feld for z in letzte.werte.all() if z.wert == inhalt.LEER}
    folgten = fehlten & {schluessel(regel) for regel in nachreichung.duerfen_folgen(antrag)}
    return [a for a in inhalt.aenderungen(antrag, seit=letzte) if a.feld not in folgten]


def aufheben(blatt: Unterschriftsblatt, grund: str, *, by: Benutzer, heute: date) -> None:
    """Void a sheet, visibly: the row stays with its reason, and the log says it."""
    offen = Unterschriftsblatt.objects.filter(pk=blatt.pk, aufgehoben_am__isnull=True)
    if offen.update(aufgehoben_am=zeit.jetzt(), aufhebung_grund=grund):
        vermerken(
            Ereignis.UNTERSCHRIFT_AUFGEHOBEN,
            blatt.antrag,
            by=by,
            wirksam_am=heute,
            text=f"{grund} (Kennung {blatt.kennung})",
            sichtbar=True,
        )


def fuer_einreichung(antrag: Antrag) -> Unterschriftsblatt | None:
    """Give the signed sheet a submission rests on, if there is one; the right asked before whether it is needed.

    Raises ``Verweigert`` where it does not name what is handed in.
    """
    blatt = gueltiges(antrag)
    if blatt is None or blatt.anlage_id is None:
        return None
    if not deckt(blatt, antrag):
        raise Verweigert(ANDERER_INHALT, wer=UNTERZEICHNENDE)
    return blatt


def fuer_ergaenzung(antrag: Antrag, *, by: Benutzer) -> Unterschriftsblatt | None:
    """Give the signed sheet a completion rests on; where the content changed it takes a signature as the first time.

    Raises ``Verweigert`` with who can help.
    """
    blatt = fuer_einreichung(antrag)
    if blatt is None and (satz := fehlende_unterschrift(antrag, by)):
        raise Verweigert(satz, wer=UNTERZEICHNENDE)
    return blatt


def fehlende_unterschrift(antrag: Antrag, user: Benutzer) -> str:
    """Say which signature a completion without a signed sheet lacks; "" where it needs none."""
    art = antrag.fassung.unterzeichnung
    if art == U.ERKLAERUNG or (art == U.UNTERSCHRIFT and zeichnet(user, antrag)):
        return ""
    letzte = inhalt.letzte_einreichung(antrag)
    if letzte is not None and not wesentliche_aenderungen(antrag, letzte):
        return ""
    return KEIN_BLATT if art == U.BLATT else KEINE_UNTERSCHRIFT
