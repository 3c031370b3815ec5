"""Other ways in, and many at once: a paper entered by staff, a table, a joint application, an earlier one, a run of notices."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import partial

from antraege import zeit
from antraege.models import Anlage, Antrag, Importlauf, Serienlauf, Status
from antraege.services import akte, anlagen, antrag, erfassung, importlauf, uebernahme, verbund
from antraege.services.angaben import Anteil
from tests import dateiproben as probe
from tests.workflows.zustaende.gang import handlung
from workflows import importe, serien, verfahren

KOPF = "Kommune;Eingegangen am;Uhrzeit;Begründung;Beantragt;Eigenanteil;Personen: Duldung;Personen insgesamt"
ZEILE = "{};{:%d.%m.%Y};09:30;Betreuung;0,50;6.000,00;20;20"
ENTWURF = (Status.ENTWURF, Status.ZUR_UNTERSCHRIFT)


@handlung("sb")
def erfassen(gang, fall, zahl):
    """Enter the municipality's paper in one of the rounds; its draft there, if any, ends with it."""
    rd = gang.runde(zahl)
    am = datetime.combine(gang.tag - timedelta(days=zahl % 5), time(9), zeit.BERLIN)
    da = erfassung.vorhandener(fall.ort, rd)
    angaben = {
        "eingang": erfassung.Eingang("post", am),
        "felder": {"begruendung": "Betreuung.", "beantragt_vzae": Decimal("0.25")},
        "datei": probe.datei(probe.pdf(), "Antrag.pdf"),
        "ersetzt": da if da and da.status in ENTWURF else None,
    }
    return partial(verfahren.antrag_erfassen, kommune=fall.ort, runde=rd, **angaben)


@handlung("sb")
def tabelle_hochladen(gang, fall, zahl):
    """Upload a table with this municipality and the next one."""
    orte = [fall.ort, gang.nachbar(fall, zahl)]
    text = "\r\n".join([KOPF, *(ZEILE.format(ort.name, gang.tag) for ort in orte)])
    datei = probe.datei(text.encode(), "Liste.csv")
    return partial(importlauf.hochladen, runde=gang.runde(zahl), datei=datei)


@handlung("sb")
def tabelle_uebernehmen(gang, fall, zahl):
    """Take over the latest table; a worker does the rows."""
    lauf = Importlauf.objects.select_related("runde__programm").order_by("pk").last()
    return lauf and partial(_uebernehmen, lauf)


def _uebernehmen(lauf, by, heute):
    importlauf.starten(lauf=lauf, by=by, heute=heute)
    importe.uebernehmen(lauf.pk)


@handlung("clerk")
def uebernehmen(gang, fall, zahl):
    """Copy the answers of this application into the municipality's latest one."""
    ziel = Antrag.objects.filter(kommune=fall.ort).order_by("pk").last()
    angaben = {"quelle": gang.antrag(fall), "ersetzen": bool(zahl % 2), "version": ziel.version}
    return partial(uebernahme.uebernehmen, antrag=ziel, **angaben)


@handlung("sb")
def aktenzeichen(gang, fall, zahl):
    """Enter the number of the district's own file."""
    return partial(akte.aktenzeichen_eintragen, antrag=gang.antrag(fall), aktenzeichen=f"42-{zahl}/27")


# Joint applications


@handlung("clerk")
def verbinden(gang, fall, zahl):
    """Apply together with a neighbour."""
    stand = gang.antrag(fall)
    angaben = {"name": "Oberes Gäu", "kommunen": [gang.nachbar(fall, zahl)], "version": stand.version}
    return partial(verbund.zusammenschliessen, antrag=stand, **angaben)


@handlung("clerk")
def aufteilen(gang, fall, zahl):
    """Say which part is whose, by the agreement of that day; ``zahl`` other than 1: parts that do not add up."""
    stand = gang.antrag(fall)
    if stand.zusammenschluss is None:
        return None
    orte = list(stand.zusammenschluss.mitglieder.values_list("pk", flat=True))
    teile = {ort: Anteil(stand.beantragt_vzae / len(orte) * zahl, 10) for ort in orte}
    felder = {"vereinbarung_vom": gang.tag}
    return partial(antrag.speichern, antrag=stand, felder=felder, anteile=teile, version=stand.version)


@handlung("clerk")
def vereinbarung_beilegen(gang, fall, zahl):
    """Attach the agreement."""
    datei = probe.datei(probe.pdf(), "Vereinbarung.pdf")
    return partial(anlagen.hinzufuegen, antrag=gang.antrag(fall), art=Anlage.Art.VEREINBARUNG, datei=datei)


@handlung("clerk")
def aufloesen(gang, fall, zahl):
    """Apply alone again."""
    stand = gang.antrag(fall)
    return partial(verbund.aufloesen, antrag=stand, version=stand.version)


# Runs over many notices


@handlung("sb")
def serie_entwerfen(gang, fall, zahl):
    """Draft all notices of the round, or of the paper."""
    return _serie(gang, fall, Serienlauf.Handlung.ENTWERFEN)


@handlung("sgl")
def serie_freigeben(gang, fall, zahl):
    """Release them."""
    return _serie(gang, fall, Serienlauf.Handlung.FREIGEBEN)


def _serie(gang, fall, was):
    ziel = gang.vorlage(fall) if fall.runde.entscheidung == "beschluss" else fall.runde
    return ziel and partial(_lauf, ziel, was)


def _lauf(ziel, was, by, heute):
    serien.ausfuehren(serien.starten(ziel=ziel, handlung=was, by=by).pk)
