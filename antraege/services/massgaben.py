"""Conditions a decision is taken with: duties of an office with a day, settled by it with a note (domain E.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.formate import datum
from antraege.models import (
    Benutzer,
    Beratungsschritt,
    Beschlussergebnis,
    Ereignis,
    Frist,
    Massgabe,
)
from antraege.rechte.massgabe import ZUSTAENDIG
from antraege.services import termine
from antraege.services.abstimmung import Angabe
from antraege.services.protokoll import vermerken

W = Beschlussergebnis.Wert
Zeilen = Mapping[int, Mapping[str, Any]]
FEHLT: Final = {
    "text": "Bitte schreiben Sie die Maßgabe auf.",
    "rolle": "Bitte wählen Sie, wer die Maßgabe erledigt.",
    "faellig_am": "Bitte nennen Sie den Tag, bis zu dem die Maßgabe zu erledigen ist.",
}


def pruefe(angaben: Mapping[int, Angabe], schritt: Beratungsschritt) -> None:
    """Refuse a decision with conditions without any, conditions without one, and rows that are incomplete.

    Raises ``ValidationError`` with fields named ``ziffer_<n>_wert`` and ``massgabe_<n>_<row>_<feld>``.
    """
    fehler: dict[str, str] = {}
    for ziffer, angabe in angaben.items():
        if angabe.wert == W.MIT_MASSGABE and not angabe.massgaben:
            fehler[f"massgabe_{ziffer}_1_text"] = "Bitte geben Sie mindestens eine Maßgabe an."
        elif angabe.wert != W.MIT_MASSGABE and angabe.massgaben:
            fehler[f"ziffer_{ziffer}_wert"] = (
                "Zu dieser Ziffer stehen Maßgaben im Formular. Bitte wählen Sie „Mit Maßgabe beschlossen“, oder leeren Sie sie."
            )
        for nr, zeile in angabe.massgaben.items():
            fehler |= {
                f"massgabe_{ziffer}_{nr}_{f}": s for f, s in _maengel(zeile, schritt.sitzung.tag).items()
            }
    if fehler:
        raise ValidationError(fehler)


def _maengel(zeile: Mapping[str, Any], sitzungstag: date) -> dict[str, str]:
    leer = {feld: satz for feld, satz in FEHLT.items() if not zeile.get(feld)}
    if not leer and zeile["rolle"] not in ZUSTAENDIG:
        return {"rolle": FEHLT["rolle"]}
    if not leer and zeile["faellig_am"] <= sitzungstag:
        return {"faellig_am": f"Bitte nennen Sie einen Tag nach der Sitzung am {datum(sitzungstag)}."}
    return leer


def anlegen(je_ergebnis: Mapping[Beschlussergebnis, Zeilen], schritt: Beratungsschritt, by: Benutzer) -> None:
    """Write the conditions of recorded results, each with its deadline: a fixed day, for it was decided so. Each office is told."""
    for ergebnis, zeilen in je_ergebnis.items():
        for nummer, zeile in enumerate(zeilen.values(), 1):
            massgabe = Massgabe.objects.create(
                ergebnis=ergebnis,
                nummer=nummer,
                text=zeile["text"].strip(),
                rolle=zeile["rolle"],
                faellig_am=zeile["faellig_am"],
            )
            _frist(massgabe, schritt)
            vermerken(
                Ereignis.MASSGABE_GESETZT,
                massgabe,
                by=by,
                wirksam_am=schritt.sitzung.tag,
                nachher=massgabe.rolle,
                text=massgabe.text,
                historisch=schritt.vorlage.historisch,
            )


def _frist(massgabe: Massgabe, schritt: Beratungsschritt) -> None:
    termine.eroeffnen(
        Frist.Art.MASSGABE,
        vorlage=schritt.vorlage,
        massgabe=massgabe,
        rolle=massgabe.rolle,
        typ=Frist.Typ.TERMIN,
        ereignis_am=schritt.sitzung.tag,
        ergebnis=fristen.termin(massgabe.faellig_am),
        folge="Der Beschluss ist nicht so umgesetzt, wie er gefasst wurde.",
    )


@transaction.atomic
def erledigen(*, massgabe: Massgabe, vermerk: str, by: Benutzer, heute: date) -> None:
    """Settle a condition with a note of what was done; its deadline closes. Raises ``Konflikt`` where that was done before."""
    verlange(by, "massgabe.erledigen", massgabe)
    if not vermerk.strip():
        raise ValidationError({"vermerk": "Bitte schreiben Sie, was getan ist."})
    jetzt = zeit.jetzt()
    offen = Massgabe.objects.filter(pk=massgabe.pk, erledigt_am__isnull=True)
    if not offen.update(erledigt_am=jetzt, erledigt_von=by, vermerk=vermerk.strip()):
        raise Konflikt("Diese Maßgabe ist schon erledigt.")
    Frist.objects.offen().filter(massgabe=massgabe).update(erledigt_am=jetzt)
    vorlage = massgabe.vorlage
    vermerken(
        Ereignis.MASSGABE_ERLEDIGT,
        vorlage,
        by=by,
        wirksam_am=heute,
        nachher=massgabe.rolle,
        text=f"{massgabe.ergebnis.beschlussantrag}, {massgabe}: {vermerk.strip()}",
        historisch=vorlage.historisch,
    )
