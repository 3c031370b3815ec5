"""What people try with a notice: open it beside its task, post it, waive, object, sue, decide, and follow it with another."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import partial

from antraege import zeit
from antraege.models import Klage, Stelle, Stellenentscheidung, Widerspruch
from antraege.services import (
    haushaltsplan,
    klage,
    rechtsbehelf,
    stelle,
    stellenende,
    widerspruch,
    wiedereinsetzung,
)
from tests import dateiproben as probe
from tests.antraege.folgefall import ANGABEN
from tests.workflows.fall import BESCHEID
from tests.workflows.zustaende.gang import handlung
from workflows import verfahren

ARTEN = sorted(ANGABEN)
ERGEBNISSE = [e for e in Widerspruch.Status.values if e != "offen"]
AUSGAENGE = [e for e in Klage.Status.values if e != "anhaengig"]


@handlung("clerk")
def oeffnen_daneben(gang, fall, zahl):
    """Open the notice on its page, also while it waits to be posted."""
    return partial(verfahren.bescheid_oeffnen, antrag=gang.antrag(fall))


@handlung("sb")
def versenden(gang, fall, zahl):
    """Record the day of posting."""
    tag = gang.tag + timedelta(days=zahl % 3 - 1)
    return _am_bescheid(gang, fall, "versand", "versenden", versandt_am=tag)


@handlung("clerk")
def verzichten(gang, fall, zahl):
    """Waive every remedy."""
    papier = gang.bescheid(fall)
    return papier and partial(rechtsbehelf.verzichten, bescheid=papier)


@handlung("sb")
def widerspruch_erfassen(gang, fall, zahl):
    """Record an objection that came some days ago."""
    papier = gang.bescheid(fall)
    am = datetime.combine(gang.tag - timedelta(days=(zahl - 1) % 10), time(9), zeit.BERLIN)
    datei = probe.datei(probe.pdf(), "Widerspruch.pdf")
    angaben = {"weg": "post", "eingegangen_am": am, "datei": datei}
    return papier and partial(widerspruch.erfassen, bescheid=papier, **angaben)


@handlung("al")
def widerspruch_entscheiden(gang, fall, zahl):
    """Decide the latest one."""
    zeile = Widerspruch.objects.filter(bescheid__antrag=fall.antrag).order_by("pk").last()
    ergebnis = ERGEBNISSE[zahl % len(ERGEBNISSE)]
    angaben = {"ergebnis": ergebnis, "vermerk": "Geprüft."}
    angaben |= {"zugestellt_am": gang.tag, "zurueckgenommen_am": gang.tag}
    return zeile and partial(widerspruch.entscheiden, widerspruch=zeile, **angaben)


@handlung("al")
def wiedereinsetzen(gang, fall, zahl):
    """Excuse the lateness of the latest one."""
    zeile = Widerspruch.objects.filter(bescheid__antrag=fall.antrag).order_by("pk").last()
    angaben = {"grund": "Ohne Verschulden verhindert."}
    return zeile and partial(wiedereinsetzung.gewaehren, widerspruch=zeile, **angaben)


@handlung("sb")
def klage_erfassen(gang, fall, zahl):
    """Record an action at the court that came some days ago."""
    papier = gang.bescheid(fall)
    am = gang.tag - timedelta(days=(zahl - 1) % 10)
    angaben = {"eingegangen_am": am, "gericht": "VG Stuttgart", "aktenzeichen": f"{zahl} K 12/27"}
    return papier and partial(klage.erfassen, bescheid=papier, **angaben)


@handlung("al")
def klage_beenden(gang, fall, zahl):
    """Record how the latest one ended."""
    zeile = Klage.objects.filter(bescheid__antrag=fall.antrag).order_by("pk").last()
    ausgang = AUSGAENGE[zahl % len(AUSGAENGE)]
    angaben = {"ergebnis": ausgang, "beendet_am": gang.tag, "vermerk": "Urteil liegt vor."}
    return zeile and partial(klage.beenden, klage=zeile, **angaben)


# Later notices


@handlung("sb")
def folgebescheid_beginnen(gang, fall, zahl):
    """Begin a later notice."""
    return partial(verfahren.folgebescheid_beginnen, antrag=gang.antrag(fall), art=ARTEN[zahl % len(ARTEN)])


@handlung("sb")
def folgebescheid_entwerfen(gang, fall, zahl):
    """Draft it."""
    papier = gang.bescheid(fall)
    gehoert = {"anhoerung_am": gang.tag - timedelta(days=14)}
    angaben = BESCHEID | ANGABEN.get(papier.art if papier else "", {}) | gehoert
    return _am_bescheid(gang, fall, "entwerfen", "entwerfen", **angaben)


@handlung("sb")
def folgebescheid_verwerfen(gang, fall, zahl):
    """Discard it."""
    return _am_bescheid(gang, fall, "entwerfen", "verwerfen", grund="Irrtum.")


@handlung("sgl")
def folgebescheid_freigeben(gang, fall, zahl):
    """Release it."""
    return _am_bescheid(gang, fall, "freigeben", "freigeben")


@handlung("sgl")
def folgebescheid_zurueckgeben(gang, fall, zahl):
    """Return it."""
    return _am_bescheid(gang, fall, "freigeben", "zurueckgeben", grund="Irrtum.")


def _am_bescheid(gang, fall, knoten, act, **facts):
    return partial(verfahren.schritt, gang.antrag(fall), knoten, act, **facts)


# Positions and money


@handlung("sb")
def stelle_beenden(gang, fall, zahl):
    """End the position before its time."""
    zeile = Stelle.objects.filter(antrag=fall.antrag).first()
    return zeile and partial(
        stelle.beenden, stelle=zeile, ende=zeile.ende - timedelta(days=zahl), grund="Nein."
    )


@handlung("clerk")
def stelle_entscheiden(gang, fall, zahl):
    """Decide what follows the end of its money: the numbers go through the kinds."""
    zeile = Stelle.objects.filter(antrag=fall.antrag).first()
    art = Stellenentscheidung.Art.values[zahl % 4]
    return zeile and partial(
        stellenende.entscheiden, stelle=zeile, anteil=zeile.anteile.first(), art=art, grund="Nein."
    )


@handlung("kaemmerei")
def ansatz_aendern(gang, fall, zahl):
    """Record what the year after the next allows, or change it."""
    programm = fall.runde.programm
    zeile = programm.ermaechtigungen.order_by("jahr").last()
    if zahl % 2:
        return partial(haushaltsplan.aendern, ermaechtigung=zeile, ansatz=zeile.ansatz + zahl)
    return partial(
        haushaltsplan.erfassen, programm=programm, jahr=zeile.jahr + 1, produkt="31.80", ansatz=Decimal(zahl)
    )
