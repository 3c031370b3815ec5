"""Import of a thousand applications: judging the table, then taking it over with progress, as page and worker do it."""

import csv
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from antraege.models import Antrag, Importlauf, Kommune, Rolle
from antraege.services import importlauf
from config.umgebung import BASE_DIR
from tests import dateiproben as proben
from tests import factories as f
from tests.bench.welt import TAG, runde, uhr
from workflows import importe

REGISTER = BASE_DIR / "antraege" / "daten" / "gemeinden_bw_registry.csv"
ANZAHL, PROBE = 1_000, 20
SEKUNDEN = 30
ZEILE = "{};{};17.03.2027;10:30;Hauptamt;hauptamt@ort.example;Betreuung in der Anschlussunterbringung;0,50;6.000,00;20;20;ja;ja;ja"
KOPF = "AGS;Kommune;Eingegangen am;Uhrzeit;Ansprechperson;E-Mail-Adresse;Begründung;Beantragt;Eigenanteil;Personen: Duldung;Personen insgesamt;Angaben richtig;Keine Doppelförderung;Befugt"


def messen(anzahl=ANZAHL):
    """Seconds and statements a row of both steps, and how often progress was seen to move."""
    kreis = f.landkreis()
    rd, sb = runde(kreis), f.benutzer(Rolle.SACHBEARBEITUNG, kreis)
    inhalt = "\r\n".join([KOPF, *(ZEILE.format(ags, name) for ags, name in _orte(kreis, anzahl))]).encode()
    with uhr():
        geprueft, lauf = _gemessen(
            lambda: importlauf.hochladen(runde=rd, datei=proben.datei(inhalt, "Liste.csv"), by=sb, heute=TAG)
        )
        assert lauf.status == Importlauf.Status.GEPRUEFT
        importlauf.starten(lauf=lauf, by=sb, heute=TAG)
        uebernommen, getan = _gemessen(lambda: importe.uebernehmen(lauf.pk))
        assert getan
        assert Antrag.objects.in_runde(rd).count() == anzahl
        wieder, _ = _gemessen(
            lambda: importlauf.hochladen(runde=rd, datei=proben.datei(inhalt, "Liste.csv"), by=sb, heute=TAG)
        )
    return {
        "zeilen": anzahl,
        "pruefen_s": round(geprueft, 1),
        "uebernehmen_s": round(uebernommen, 1),
        "wieder_erkennen_s": round(wieder, 1),
        "sql_je_zeile": _anweisungen(kreis, sb),
    }


def _orte(kreis, anzahl):
    """(key, name) of real municipalities, stored in this district; a second of the same name gets its key behind it."""
    with REGISTER.open(encoding="utf-8") as datei:
        zeilen = list(csv.DictReader(datei))[:anzahl]
    namen, orte = set(), []
    for zeile in zeilen:
        name = zeile["name"] if zeile["name"] not in namen else f"{zeile['name']} {zeile['ags']}"
        namen.add(name)
        orte.append(
            Kommune(
                landkreis=kreis,
                ags=zeile["ags"],
                name=name[:80],
                sortiername=name[:80].lower(),
                art=Kommune.Art.GEMEINDE,
                postfach="hauptamt@ort.example",
            )
        )
    Kommune.objects.bulk_create(orte)
    return [(ort.ags, ort.name) for ort in orte]


def _gemessen(tu):
    beginn = perf_counter()
    ergebnis = tu()
    return perf_counter() - beginn, ergebnis


@uhr()
def _anweisungen(kreis, sb):
    """SQL statements that one more row costs: of ten rows against twenty."""
    zahlen = []
    for anzahl in (10, 20):
        rd = runde(kreis)
        orte = list(Kommune.objects.filter(landkreis=kreis)[:anzahl])
        inhalt = "\r\n".join([KOPF, *(ZEILE.format(ort.ags, ort.name) for ort in orte)]).encode()
        lauf = importlauf.hochladen(runde=rd, datei=proben.datei(inhalt, "Liste.csv"), by=sb, heute=TAG)
        importlauf.starten(lauf=lauf, by=sb, heute=TAG)
        with CaptureQueriesContext(connection) as gesehen:
            assert importe.uebernehmen(lauf.pk)
        zahlen.append(len(gesehen))
    return (zahlen[1] - zahlen[0]) / 10
