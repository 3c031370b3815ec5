"""How a position ends: before its time, or with a source of its money; its employer decides what follows (R18, R22).

Whoever pays is locked before the position, as by whoever records a source.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import formate, zeit
from antraege.berechnung import NULL, hoechststand
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Benutzer,
    Ereignis,
    Finanzierungsanteil,
    Frist,
    Stelle,
    Stellenentscheidung,
    Stellenumfang,
)
from antraege.services import stellenzeilen, termine
from antraege.services.protokoll import vermerken

Art = Stellenentscheidung.Art
EIN_TAG = timedelta(days=1)
GANZ_FINANZIERT = "Eine Stelle des Landkreises muss an jedem Tag ganz durch Dritte finanziert sein."


@transaction.atomic
def beenden(*, stelle: Stelle, ende: date, grund: str, by: Benutzer, heute: date) -> None:
    """End a position before its time, with the reason (R22): its sources end with it, what is left becomes free.

    Raises ``Verweigert`` after its end and where a source only begins later; ``ValidationError`` at the field.
    """
    gesperrt = stellenzeilen.sperre_stelle(stelle)
    verlange(by, "stelle.beenden", gesperrt)
    _mit_grund(grund)
    if not gesperrt.beginn <= ende <= gesperrt.ende:
        laufzeit = formate.zeitraum(gesperrt.beginn, gesperrt.ende)
        raise ValidationError({"ende": f"Bitte einen Tag der Laufzeit angeben: {laufzeit}."})
    _beende(gesperrt, ende, grund, by, heute)
    stelle.refresh_from_db()


@transaction.atomic
def entscheiden(
    *,
    stelle: Stelle,
    anteil: Finanzierungsanteil,
    art: str,
    grund: str,
    by: Benutzer,
    heute: date,
    vzae: Decimal | None = None,
) -> Stellenentscheidung:
    """Record what follows the end of one source, from the day after it; its deadline is done.

    A smaller size is by default what the other sources still pay. Raises ``Konflikt`` where it was decided already (a
    wish to prolong may be replaced), ``Verweigert`` for what the position cannot bear, ``ValidationError`` at the field.
    """
    gesperrt = stellenzeilen.sperre_stelle(stelle)
    verlange(by, "stelle.entscheiden", gesperrt)
    anteil = gesperrt.anteile.get(pk=anteil.pk)
    bisher = Stellenentscheidung.objects.filter(anteil=anteil).first()
    if bisher and bisher.art != Art.VERLAENGERN:
        raise Konflikt("Über das Ende dieses Anteils ist schon entschieden.")
    if art not in Art.values:
        raise ValidationError({"art": "Bitte wählen Sie, wie es weitergeht."})
    _mit_grund(grund)
    gefasst = _festhalten(anteil, Art(art), grund.strip(), by)
    _vollziehen(gesperrt, gefasst, vzae, heute)
    termine.erledigen(Frist.Art.STELLENENDE, anteil=anteil, jetzt=zeit.jetzt())
    _vermerken(gesperrt, gefasst, bisher, by)
    stelle.refresh_from_db()
    return gefasst


def danach_gesichert(stelle: Stelle, anteil: Finanzierungsanteil) -> Decimal:
    """The most VZÄ the other sources pay on any day after this one has ended."""
    ab = anteil.ende + EIN_TAG
    return hoechststand((a.vzae, max(a.beginn, ab), a.ende) for a in stelle.anteile.all() if a.ende >= ab)


def offene(stelle: Stelle) -> list[Finanzierungsanteil]:
    """Sources whose end is not decided yet, the nearest first; of a position that has ended or will, none."""
    anteile = list(stelle.anteile.select_related("entscheidung", "runde__programm").order_by("ende", "pk"))
    gefasst = [a.entscheidung for a in anteile if hasattr(a, "entscheidung")]
    if stelle.status == Stelle.Status.BEENDET or any(e.art == Art.BEENDEN for e in gefasst):
        return []
    return [a for a in anteile if not hasattr(a, "entscheidung") or a.entscheidung.art == Art.VERLAENGERN]


def _mit_grund(grund: str) -> None:
    if not grund.strip():
        raise ValidationError({"grund": "Bitte nennen Sie den Grund."})


def _festhalten(anteil: Finanzierungsanteil, art: Art, grund: str, by: Benutzer) -> Stellenentscheidung:
    werte = {
        "art": art,
        "ab": anteil.ende + EIN_TAG,
        "grund": grund,
        "entschieden_von": by,
        "entschieden_am": zeit.jetzt(),
    }
    if art == Art.EIGENE_MITTEL and anteil.stelle.anstellungstraeger_id is None:
        raise Verweigert(GANZ_FINANZIERT)
    with stellenzeilen.nach_den_regeln():
        return Stellenentscheidung.objects.update_or_create(anteil=anteil, defaults=werte)[0]


def _vollziehen(stelle: Stelle, gefasst: Stellenentscheidung, vzae: Decimal | None, heute: date) -> None:
    """What the decision does to the position; a wish to prolong does nothing yet."""
    if gefasst.art == Art.VERKLEINERN:
        _verkleinere(stelle, gefasst, vzae)
    elif gefasst.art == Art.BEENDEN:
        _beende(stelle, gefasst.anteil.ende, gefasst.grund, gefasst.entschieden_von, heute)
        for anteil in stelle.anteile.all():  # with the position all its sources are decided
            termine.erledigen(Frist.Art.STELLENENDE, anteil=anteil, jetzt=zeit.jetzt())
    elif gefasst.art == Art.EIGENE_MITTEL and not stelle.anteile.filter(ende__gte=gefasst.ab).exists():
        stelle.status = Stelle.Status.UMGEWANDELT
        stelle.save(update_fields=["status"])


def _verkleinere(stelle: Stelle, gefasst: Stellenentscheidung, vzae: Decimal | None) -> None:
    """The size from the day after; of the district's position exactly what others still pay (R17)."""
    if gefasst.ab > stelle.ende:
        raise Verweigert(
            f"Die Stelle endet am {formate.datum(stelle.ende)} mit diesem Anteil. Verkleinern lässt sie sich nur, solange sie läuft."
        )
    rest, bisher = danach_gesichert(stelle, gefasst.anteil), stelle.groesse(gefasst.ab)
    neu = rest if vzae is None or stelle.anstellungstraeger_id is None else vzae
    if not (neu > NULL and rest <= neu and (neu < bisher or neu == rest)):
        satz = f"Bitte einen Umfang größer als 0 angeben, mindestens die gesicherten {formate.vzae(rest)} und weniger als bisher {formate.vzae(bisher)}."
        raise ValidationError({"vzae": satz})
    if neu < bisher:
        with stellenzeilen.nach_den_regeln():
            Stellenumfang.objects.update_or_create(
                stelle=stelle, ab=gefasst.ab, defaults={"vzae": neu, "grund": gefasst.grund}
            )


def _beende(stelle: Stelle, ende: date, grund: str, by: Benutzer, heute: date) -> None:
    """The position and its sources end on the day."""
    if stelle.anteile.filter(beginn__gt=ende).exists():
        raise Verweigert("Ein Finanzierungsanteil dieser Stelle beginnt erst danach.")
    vorher = formate.datum(stelle.ende)
    stellenzeilen.verkuerze(stelle, ende, heute)
    vermerken(
        Ereignis.STELLE_BEENDET,
        stelle,
        by=by,
        antrag=stelle.antrag,
        wirksam_am=ende,
        vorher=vorher,
        nachher=formate.datum(ende),
        text=grund.strip(),
        sichtbar=True,
        historisch=stelle.historisch,
    )


def _vermerken(
    stelle: Stelle, gefasst: Stellenentscheidung, bisher: Stellenentscheidung | None, by: Benutzer
) -> None:
    vermerken(
        Ereignis.STELLE_ENTSCHIEDEN,
        stelle,
        by=by,
        antrag=gefasst.anteil.antrag,
        wirksam_am=gefasst.ab,
        vorher=bisher.get_art_display() if bisher else "",
        nachher=gefasst.get_art_display(),
        text=gefasst.grund,
        sichtbar=True,
        historisch=stelle.historisch,
    )
